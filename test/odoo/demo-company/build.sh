#!/bin/bash
# build.sh <database> -- fills a fresh Odoo 19 database (modules of modules.txt, no demo data) with the demo company.
# Environment: ODOO_HOME (default: ${XDG_CACHE_HOME:-$HOME/.cache}/sextant/odoo19), DEMO_WEEKS (fewer weeks, for trying out changes only).
set -euo pipefail
[ $# = 1 ] || { echo "usage: build.sh <database>" >&2; exit 2; }
case $1 in ''|*[!a-z0-9_]*) echo "ERROR: bad database name '$1' (a-z 0-9 _ only)" >&2; exit 2;; esac
DEMO_COMPANY_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd); export DEMO_COMPANY_DIR
ODOO_HOME=${ODOO_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/sextant/odoo19}
[ -x "$ODOO_HOME/odoo19" ] || { echo "ERROR: no Odoo in $ODOO_HOME: run provision.sh first, or set ODOO_HOME" >&2; exit 1; }
# PYTHONHASHSEED: some of Odoo's own code iterates over sets; a fixed hash seed makes two builds alike.
export PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 LC_ALL=C.UTF-8
# odoo shell leaves the interpreter at the end of its input whatever happened: success is the last line, printed by build.py itself.
LOG=$(mktemp); trap 'rm -f "$LOG"' EXIT
"$ODOO_HOME/odoo19" shell -c "$ODOO_HOME/odoo19.conf" -d "$1" --no-http --log-level=warn < "$DEMO_COMPANY_DIR/build.py" 2>&1 | tee "$LOG"
grep -q '^DEMO COMPANY COMPLETE' "$LOG" || { echo "ERROR: the demo company was not built completely in $1; see the messages above" >&2; exit 1; }
