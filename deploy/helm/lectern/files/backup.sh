# Dumps every database that a `…_DATABASE_URL` names into a dated folder of the working directory, and keeps the newest
# KEEP of them (0: all). A folder has its name only when it is whole. The chart's job runs it, and Compose's `backup`.
set -eu
umask 077
name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
rm -rf ./*.unfinished
mkdir "$name.unfinished"
env | sed -n 's/^\([A-Z]*\)_DATABASE_URL=/\1 /p' | sort > "$name.unfinished/.databases"
while read -r service url; do
    case $url in
        postgresql*) ;;
        *) echo "${service}_DATABASE_URL names no database in PostgreSQL: nothing was backed up." >&2; exit 1 ;;
    esac
    file="$name.unfinished/$(echo "$service" | tr '[:upper:]' '[:lower:]').dump"
    pg_dump --format=custom --no-owner --no-privileges --file="$file" "postgresql:${url#*:}"
    pg_restore --list "$file" > /dev/null
done < "$name.unfinished/.databases"
rm "$name.unfinished/.databases"
mv "$name.unfinished" "$name"
echo "made $name"
[ "$KEEP" -eq 0 ] || ls -d ./*Z | sort | head -n "-$KEEP" | xargs -r rm -r
