#!/bin/bash
# with-module.sh <template> <folder of addons> <module>: makes, when missing, a template that is <template> with this module installed and its bundles of
# assets built; prints its name and the folder of addons to serve its clones with. Named after the build of the template and the module's files, so that
# another module is another template. That folder holds a copy of the module whose files are all of one time: Odoo builds a bundle anew when a file of it
# has another time, as in another checkout.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; [ $# = 3 ] || die "usage: with-module.sh <template> <folder of addons> <module>"; ok_name "$1"; ok_name "$3"
case $1 in tpl_*) ;; *) die "'$1' is not a template (tpl_...)";; esac
[ -r "$2/$3/__manifest__.py" ] || die "no module $3 in $2"; [ -s "$H/templates/$1" ] || die "no template $1; run test/odoo/provision.sh"
KEY=$({ cat "$H/templates/$1" "$HERE/with-module.sh" "$HERE/prepare-module.py"; cd "$2/$3"; find . -type f ! -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum; } | sha256sum | cut -c1-12)
FAMILY=with_$3_${1#tpl_}; N=tpl_${FAMILY}_$KEY; B=building_${FAMILY}_$KEY; COPY=$H/modules/$N
pg_start; mkdir -p "$H/run" "$H/modules"; exec 8> "$H/run/$FAMILY.lock"; flock 8
if [ ! -d "$COPY" ]; then
  rm -rf "$COPY.part"; mkdir "$COPY.part"; cp -r "$2/$3" "$COPY.part/"
  find "$COPY.part" -name __pycache__ -prune -exec rm -r {} +; find "$COPY.part" -exec touch -d 2026-01-01 {} +; mv "$COPY.part" "$COPY"
fi
if ! has_db "$N"; then
  own_cluster; clone_db "$1" "$B" 8>&-; LOG=$H/log/$N.log
  O=("$H/odoo19"); A=(-c "$H/odoo19.conf" -d "$B" --addons-path "$(sed -n 's/^addons_path *= *//p' "$H/odoo19.conf"),$COPY" --no-http --log-level=error)
  "${O[@]}" "${A[@]}" -i "$3" --stop-after-init >"$LOG" 2>&1 8>&- || { tail -30 "$LOG" >&2; die "installing $3 failed, see $LOG"; }
  MODULE=$3 "${O[@]}" shell "${A[@]}" < "$HERE/prepare-module.py" >>"$LOG" 2>&1 8>&- || true
  grep -q '^PREPARED\|PREPARED$' "$LOG" || { tail -30 "$LOG" >&2; die "building the assets of $3 failed, see $LOG"; }
  mark "$B" "$KEY"; rm -rf "$H/data/filestore/$N"; mv "$H/data/filestore/$B" "$H/data/filestore/$N"
  psql -qc "alter database \"$B\" rename to \"$N\""
  # Those of other states of the module, unless another checkout made one today.
  for old in $(psql -Atqc "select datname from pg_database where datname like 'tpl_${FAMILY//_/\\_}\\_%' and datname <> '$N'"); do
    [ "$(psql -Atqc "select made_at < now() - interval '1 day' from sextant_test_marker" "$old")" != t ] || { drop_marked "$old"; rm -rf "$H/modules/$old"; }
  done
fi
echo "$N $COPY"
