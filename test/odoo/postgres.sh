#!/bin/bash
# postgres.sh: starts the private PostgreSQL of the test Odoo (makes the cluster when missing) and prints its port.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; [ -x "$H/odoo19" ] || die "nothing installed in $H; run test/odoo/provision.sh"
pg_start; echo "$ODOO_PGPORT"
