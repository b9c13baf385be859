# Dumps every database that a `…_DATABASE_URL` names into a dated folder of the working directory, and keeps the newest
# KEEP of them (0: all). A folder has its name only when it is whole.
set -eu
umask 077
name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
rm -rf ./*.unfinished
mkdir "$name.unfinished"
env | sed -n 's/^\([A-Z]*\)_DATABASE_URL=postgresql\(+[a-z]*\)\?:/\1 postgresql:/p' | sort > "$name.unfinished/.databases"
while read -r service url; do
    file="$name.unfinished/$(echo "$service" | tr '[:upper:]' '[:lower:]').dump"
    pg_dump --format=custom --no-owner --no-privileges --file="$file" "$url"
    pg_restore --list "$file" > /dev/null
done < "$name.unfinished/.databases"
rm "$name.unfinished/.databases"
mv "$name.unfinished" "$name"
echo "made $name"
[ "$KEEP" -eq 0 ] || ls -d ./*Z | sort | head -n "-$KEEP" | xargs -r rm -r
