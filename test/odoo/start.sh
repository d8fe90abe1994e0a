#!/bin/bash
# start.sh <database> [port]: an Odoo 19 server on 127.0.0.1 for one existing database; returns when it answers. Without a port a free pair is chosen.
#   ODOO_EXTRA="--workers 2": more options. The last line printed is the address.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; DB=${1:-}; ok_name "$DB"; PORT=${2:-}
[ -x "$H/odoo19" ] || die "nothing installed in $H; run test/odoo/provision.sh"
case $DB in tpl_*) die "$DB is a template: an open connection would block cloning; serve a clone (clone.sh $DB mine)";; esac
[ -n "$PORT" ] && [ "$PORT" != 0 ] || PORT=$(free_port)
PF=$H/run/odoo-$PORT.pid; LOG=$H/log/odoo-$PORT.log
if own_pid "$PF" "$H/root/usr/bin/odoo" >/dev/null; then die "an Odoo of ours is already on port $PORT: $(cat "$PF.url"); stop.sh $PORT"; fi
for p in "$PORT" $((PORT+1)); do if port_busy "$p"; then die "port $p is taken by another program; give another: start.sh $DB <port>"; fi; done
pg_start; has_db "$DB" || die "no database $DB; make one: clone.sh <template> $DB"
setsid nohup "$H/odoo19" -c "$H/odoo19.conf" -d "$DB" --db-filter="^$DB\$" --http-interface 127.0.0.1 --http-port "$PORT" --gevent-port "$((PORT+1))" ${ODOO_EXTRA:-} > "$LOG" 2>&1 < /dev/null &
echo $! > "$PF"; echo "http://127.0.0.1:$PORT db=$DB" > "$PF.url"; t=$SECONDS
while ! curl -sf -o /dev/null "http://127.0.0.1:$PORT/web/health"; do
  kill -0 "$(cat "$PF")" 2>/dev/null || { rm -f "$PF" "$PF.url"; tail -15 "$LOG" >&2; die "Odoo ended, see $LOG"; }
  [ $((SECONDS-t)) -lt 120 ] || { tail -15 "$LOG" >&2; die "no answer after 120 s, see $LOG"; }; sleep 0.2
done
echo "http://127.0.0.1:$PORT"
