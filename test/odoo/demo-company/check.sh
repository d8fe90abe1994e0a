#!/bin/bash
# check.sh <database> -- counts, accounting identities and planted irregularities of the demo company, in plain SQL (no Odoo code).
# Prints one line each, "OK" or "FAIL" first, then a summary; exit code 1 when anything fails. Reads only.
set -euo pipefail
[ $# = 1 ] || { echo "usage: check.sh <database>" >&2; exit 2; }
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ODOO_HOME=${ODOO_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/sextant/odoo19}
CONF=$ODOO_HOME/odoo19.conf
[ -r "$CONF" ] || { echo "ERROR: no $CONF: run provision.sh first, or set ODOO_HOME" >&2; exit 1; }
conf(){ sed -n "s/^$1 *= *//p" "$CONF"; }
PGHOST=$(conf db_host) PGPORT=$(conf db_port) PGUSER=$(conf db_user) PGPASSWORD=$(conf db_password) PGDATABASE=$1
export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGOPTIONS="-c default_transaction_read_only=on -c client_min_messages=warning"
OUT=$(for part in check-identities check-trade check-irregularities; do
  psql -XqAt -F ' | ' -v ON_ERROR_STOP=1 -v findings="$(cat "$HERE/irregularities.json")" -f "$HERE/$part.sql"
done)
printf '%s\n' "$OUT"
FAILED=$(printf '%s\n' "$OUT" | grep -c '^FAIL' || true)
echo "$(printf '%s\n' "$OUT" | grep -c '^OK' || true) checks passed, $FAILED failed"
[ "$FAILED" = 0 ]
