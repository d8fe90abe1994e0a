#!/bin/bash
# start14.sh [port]: Odoo 14 on 127.0.0.1, database demo14 (cloned from tpl_demo14 when missing). One server per home; the last line printed is its address.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; R=${ODOO14_CHROOT:-${SAVED_CHROOT14:-$H/bullseye14}}; FS=$R/data/filestore
[ -x "$H/odoo14" ] || die "no Odoo 14 in $H; run test/odoo/provision.sh 14"
for f in "$H"/run/odoo14-*.pid; do
  if [ -e "$f" ] && own_pid "$f" /etc/odoo/o14.conf >/dev/null; then echo "already running"; awk '{print $1}' "$f.url"; exit 0; fi
done
PORT=${1:-0}; [ "$PORT" != 0 ] || PORT=$(free_port); PF=$H/run/odoo14-$PORT.pid; LOG=$H/log/odoo14-$PORT.log
for p in "$PORT" $((PORT+1)); do if port_busy "$p"; then die "port $p is taken by another program; give another: start14.sh <port>"; fi; done
pg_start
if ! has_db demo14; then createdb -T tpl_demo14 --strategy=file_copy demo14; mkdir -p "$FS"; rm -rf "$FS/demo14"; if [ -d "$FS/tpl_demo14" ]; then cp -al "$FS/tpl_demo14" "$FS/demo14"; fi; fi
setsid nohup "$H/odoo14" -c /etc/odoo/o14.conf -d demo14 --db-filter='^demo14$' --http-port "$PORT" --longpolling-port "$((PORT+1))" > "$LOG" 2>&1 < /dev/null &
echo $! > "$PF"; echo "http://127.0.0.1:$PORT db=demo14" > "$PF.url"; t=$SECONDS
while ! curl -sf -o /dev/null "http://127.0.0.1:$PORT/web/login"; do
  kill -0 "$(cat "$PF")" 2>/dev/null || { rm -f "$PF" "$PF.url"; tail -15 "$LOG" >&2; die "Odoo 14 ended, see $LOG"; }
  [ $((SECONDS-t)) -lt 120 ] || { tail -15 "$LOG" >&2; die "no answer after 120 s, see $LOG"; }; sleep 0.25
done
echo "http://127.0.0.1:$PORT"
