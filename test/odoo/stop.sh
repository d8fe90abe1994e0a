#!/bin/bash
# stop.sh <port>   stops that Odoo server (19 or 14)
# stop.sh all      stops every Odoo server and the private PostgreSQL of this home
# stop.sh --purge  all, and deletes databases, filestores and the unpacked Odoo; the cache folder stays
# Only processes named in this home's pid files, and checked to be ours, are ever signalled.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; [ -d "$H" ] || { echo "nothing in $H"; exit 0; }
odoo_stop(){
  local f p w; for f in "$H"/run/odoo*-$1.pid; do [ -e "$f" ] || continue
    case $f in */odoo14-*) w=/etc/odoo/o14.conf;; *) w=$H/root/usr/bin/odoo;; esac
    if p=$(own_pid "$f" "$w"); then stop_pid "$p"; echo "stopped Odoo pid $p"; fi; rm -f "$f" "$f.url"
  done
}
case ${1:-} in
  [0-9]*) odoo_stop "$1";;
  all) odoo_stop '*'; pg_stop;;
  --purge) D=$(pg_dir); [ -e "$D/$MARK" ] || [ ! -e "$D" ] || die "REFUSED: $D has no marker file $MARK; it was not made by these scripts"
    odoo_stop '*'; pg_stop; rm -rf "$D"
    rm -rf "$H"/{data,root,run,modules,apt,log,templates,odoo19,odoo19.conf,odoo19-ram.conf,settings,pgpass,.unpacked,odoo14,bullseye14}; echo "removed; kept: $ODOO_CACHE";;
  *) die "usage: stop.sh <port> | all | --purge";;
esac
