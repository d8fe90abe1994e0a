#!/bin/bash
# seed.sh <database> <invoices> <bills> <today>: fills a fresh clone of tpl_demo19 (company 1) and verifies the result. Once per database.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
[ $# = 4 ] || die "usage: seed.sh <database> <invoices> <bills> <today>"; DB=$1 TODAY=$4; ok_name "$DB"
need_root; pg_env; own_cluster; need_marked "$DB"; V=$HERE/volume
[ "$(psql -Atqc "select count(*) from account_move where invoice_origin='SEED'" "$DB")" = 0 ] || die "$DB is seeded already"
shell(){ "$H/odoo19" shell -c "$H/odoo19.conf" -d "$DB" --no-http --log-level=error; }
dated(){ echo "TODAY = '$TODAY'"; cat "$1"; }
step "partners"; shell < "$V/seed-partners.py"
step "foreign currency"; dated "$V/seed-foreign.py" | shell
step "general entries"; dated "$V/seed-general.py" | shell
for side in customer vendor; do
  n=$2; if [ $side = vendor ]; then n=$3; fi
  step "$side documents"; "$V/psql.sh" "$DB" seed-documents.sql -v side=$side -v n="$n" -v company=1 -v today="$TODAY"
  step "$side payments"; "$V/psql.sh" "$DB" seed-reconcile.sql -v side=$side -v company=1 -v today="$TODAY"
done
step "vacuum"; psql -qc 'vacuum freeze analyze' "$DB"
step "checks in SQL"; "$V/psql.sh" "$DB" check-volume.sql -v company=1 -v today="$TODAY" -At
step "checks in Odoo"; shell < "$V/check-volume-orm.py"
step "seeded"
