#!/bin/bash
# Runs once in the Odoo image: makes the database with demo data and its test users. Does nothing when the database is complete.
set -euo pipefail
export PGHOST=$HOST PGUSER=$USER PGPASSWORD=$PASSWORD
if [ "$(psql -Atqd "$DATABASE" -c 'select 1 from sextant_test_marker' 2>/dev/null)" = 1 ]; then echo "$DATABASE is there"; exit 0; fi
/entrypoint.sh odoo -d "$DATABASE" --with-demo -i "$MODULES" --stop-after-init --no-http --log-level=warn
/entrypoint.sh odoo shell -d "$DATABASE" --no-http --log-level=warn < /prepare/prepare.py
psql -qd "$DATABASE" -c "create table sextant_test_marker as select current_setting('data_directory') as cluster, 'docker'::text as build, now() as made_at"
