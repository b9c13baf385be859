#!/bin/sh
# A database for each service, owned by a user of the same name, so that none can read another's. Run by the image of
# PostgreSQL when its volume is made.
set -eu
for service in accounts assignments classroom courses notifications; do
    psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set=service="$service" \
        --set=password="$POSTGRES_PASSWORD" <<'SQL'
CREATE USER :"service" PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE CONNECT ON DATABASE :"service" FROM PUBLIC;
SQL
done
