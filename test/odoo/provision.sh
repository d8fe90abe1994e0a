#!/bin/bash
# provision.sh [min] [demo] [company] [volume] [14] [name=module,module]   (default: demo company volume)
# A real Odoo 19 Community for tests and demos, from Debian's own package: no Docker, no PyPI. Non-interactive; a second run takes seconds.
#   min      tpl_min19      web, mail
#   demo     tpl_demo19     accounting, stock, sales, purchase, point of sale, CRM, HR, manufacturing with Odoo's demo data
#   company  tpl_company19  the demo company of demo-company/, built through Odoo's ORM
#   volume   tpl_volume19   a little over 1,000,000 journal items with payments, credit notes and reconciliations over 36 months
#   14       tpl_demo14     Odoo 14 in a chroot (provision-14.sh)
# Exit status: 0 done, 69 not possible on this machine (the message says why and what to do), else a failure.
# Environment: SEXTANT_ODOO_HOME, ODOO_CACHE (what a CI should keep), ODOO_PORT, ODOO_PGPORT, ODOO_PGDIR; ODOO_MIRROR, ODOO_FROM_SUITE (sid),
#   ODOO_DEB / FONT_DEB (package files you keep), ODOO_APT_OPTS, KEEP_LANGS="de fr", ODOO_WITHOUT_BROWSER=1, ODOO_FORCE=1
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; need_debian 12
C=$ODOO_CACHE; T0=$SECONDS; mkdir -p "$H"/{log,run,data,custom,templates} "$C"
exec 9> "$H/provision.lock"; flock -n 9 || { step "waiting for another provision.sh"; flock 9; }
[ $# -gt 0 ] || set -- demo company volume
MODULES_DEMO=account,l10n_us_account,stock,stock_account,sale_management,purchase,purchase_stock,sale_stock,point_of_sale,crm,hr,mrp,contacts
# Total of journal items a little above 1,000,000; the last day of the volume database, fixed so that figures are reproducible.
VOLUME_INVOICES=${VOLUME_INVOICES:-145500} VOLUME_BILLS=${VOLUME_BILLS:-20000} VOLUME_TODAY=2026-06-30

step "1 Debian packages"
if ! dpkg-query -W -f '${Status}' postgresql-common 2>/dev/null | grep -q 'ok installed'; then   # no system cluster on 5432 as a side effect
  mkdir -p /etc/postgresql-common/createcluster.d; echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/sextant.conf
fi
BROWSER=chromium; [ -z "${ODOO_WITHOUT_BROWSER:-}" ] || BROWSER=
install_missing python3-asn1crypto python3-babel python3-cbor2 python3-chardet python3-cryptography python3-dateutil python3-docutils python3-geoip2 python3-gevent \
  python3-greenlet python3-idna python3-jinja2 python3-libsass python3-lxml python3-markupsafe python3-num2words python3-ofxparse python3-openpyxl python3-openssl python3-pil \
  python3-polib python3-psutil python3-psycopg2 python3-pypdf python3-tz python3-qrcode python3-reportlab python3-requests python3-rjsmin python3-serial python3-stdnum \
  python3-urllib3 python3-usb python3-vobject python3-werkzeug python3-xlrd python3-xlsxwriter python3-xlwt python3-zeep python3-freezegun python3-magic python3-passlib \
  python3-websocket python3-setuptools fonts-dejavu-core fonts-inconsolata fonts-font-awesome fonts-ocr-b fonts-roboto-unhinted libjs-jquery libjs-jquery-form libjs-underscore \
  postgresql-15 xz-utils zstd curl ca-certificates procps $BROWSER
# The same engine for half the processor time. Where the mirror has none, tests take chromium.
if [ -n "$BROWSER" ] && ! (install_missing chromium-headless-shell); then echo "   no chromium-headless-shell: tests take chromium"; fi

step "2 packages odoo-19 and fonts-montserrat (from the cache, or by apt, signature-checked)"
LISTED=
deb(){ # package [own file] -> path in REPLY
  local p=$1; REPLY=${2:-}; if [ -n "$REPLY" ]; then [ -s "$REPLY" ] || die "$REPLY is missing"; return; fi
  REPLY=$(ls "$C/${p}"_*.deb 2>/dev/null | sort -V | tail -1 || true)
  if [ -n "$REPLY" ] && [ "$(sha256sum < "$REPLY" | cut -c1-64)" = "$(cat "$REPLY.sha256" 2>/dev/null)" ]; then return; fi
  local a=$H/apt; local o=(-o Dir::State::Lists="$a/lists" -o Dir::Cache="$a/cache" -o Dir::Etc::SourceList="$a/list" -o Dir::Etc::SourceParts=- -o APT::Sandbox::User=root -o Acquire::Languages=none ${ODOO_APT_OPTS:-})
  if [ -z "$LISTED" ]; then
    mkdir -p "$a/lists/partial" "$a/cache/archives/partial"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) ${ODOO_FROM_SUITE:-sid} main" > "$a/list"
    apt-get -qq "${o[@]}" update || die "cannot read suite ${ODOO_FROM_SUITE:-sid} of this machine's mirror (one frozen in the past: ODOO_APT_OPTS='-o Acquire::Check-Valid-Until=false')"; LISTED=1
  fi
  ( cd "$C" && apt-get -qq "${o[@]}" download "$p" ) || die "no package $p in suite ${ODOO_FROM_SUITE:-sid} of this machine's mirror; set ODOO_DEB / FONT_DEB to a file you kept"
  REPLY=$(ls -t "$C/${p}"_*.deb | head -1); sha256sum < "$REPLY" | cut -c1-64 > "$REPLY.sha256"
}
deb odoo-19 "${ODOO_DEB:-}"; DEB=$REPLY; deb fonts-montserrat "${FONT_DEB:-}"; FONT=$REPLY; rm -rf "$H/apt"
VER=$(dpkg-deb -f "$DEB" Version)

P=$H/root/usr/lib/python3/dist-packages; STAMP="$VER langs=${KEEP_LANGS:-}"
if [ "$(cat "$H/.unpacked" 2>/dev/null)" != "$STAMP" ]; then
  step "3 unpack odoo-19 $VER"
  rm -rf "$H/root" "$H/.unpacked"; mkdir -p "$H/root"; EX=(--exclude=./usr/lib/python3/dist-packages/addons --exclude=./usr/lib/python3/dist-packages/doc)
  dpkg-deb --fsys-tarfile "$DEB" | tar -x -C "$H/root" "${EX[@]}" --exclude='*/i18n/*.po' --exclude='*/i18n/*.pot' --exclude='*/i18n_extra/*.po'
  for l in ${KEEP_LANGS:-}; do dpkg-deb --fsys-tarfile "$DEB" | tar -x -C "$H/root" "${EX[@]}" --wildcards "*/i18n/$l.po"; done
  # The package expects /usr/share of its own root: link it to the machine's, or /web/login answers 500.
  dpkg-deb -x "$FONT" "$H/root"; S=$H/root/usr/share; mkdir -p "$S"/fonts/{truetype,opentype}
  ln -sfn /usr/share/javascript "$S/javascript"; ln -sfn /usr/share/fonts-font-awesome "$S/fonts-font-awesome"
  for f in truetype/roboto truetype/inconsolata opentype/ocr-b; do ln -sfn "/usr/share/fonts/$f" "$S/fonts/$f"; done
  B=$(find "$H/root" -xtype l | head -3); [ -z "$B" ] || die "broken links in the unpacked package: $B"
  # Debian removed one file; without a stub every page logs a console error.
  J=$P/odoo/addons/mail/static/lib/selfie_segmentation; mkdir -p "$J"; [ -s "$J/selfie_segmentation.js" ] || echo '/* removed by Debian (DFSG) */' > "$J/selfie_segmentation.js"
  /usr/bin/python3 -m compileall -q -j0 "$P/odoo" >/dev/null || true
  echo "$STAMP" > "$H/.unpacked"
else step "3 odoo-19 $VER is unpacked"; fi
cat > "$H/odoo19" <<X
#!/bin/bash
# Odoo 19 command line on Debian's own Python, whatever python3 is first in PATH
unset TZ PYTHONHOME; export PYTHONPATH=$P; exec /usr/bin/python3 $H/root/usr/bin/odoo "\$@"
X
chmod +x "$H/odoo19"; pg_password >/dev/null
( umask 077; cat > "$H/odoo19.conf" <<X
[options]
addons_path = $P/odoo/addons,$H/custom
data_dir = $H/data
db_host = 127.0.0.1
db_port = $ODOO_PGPORT
db_user = odoo
db_password = $(pg_password)
admin_passwd = $(pg_password)
http_interface = 127.0.0.1
http_port = $ODOO_PORT
gevent_port = $((ODOO_PORT+1))
max_cron_threads = 0
limit_memory_soft = 0
limit_memory_hard = 0
limit_time_cpu = 3600
limit_time_real = 3600
X
)
D=$(pg_dir); CHROOT14=$(grep '^SAVED_CHROOT14=' "$H/settings" 2>/dev/null || true)
{ printf 'SAVED_%s=%q\n' CACHE "$C" PORT "$ODOO_PORT" PGPORT "$ODOO_PGPORT" PGDIR "$D" RAMPORT "$ODOO_RAMPORT" RAMDIR "$ODOO_RAMDIR"; [ -z "$CHROOT14" ] || echo "$CHROOT14"; } > "$H/settings.new"
mv "$H/settings.new" "$H/settings"

step "4 PostgreSQL on 127.0.0.1:$ODOO_PGPORT in $D"
pg_start

hash_of(){ cat "$@" | sha256sum | cut -c1-12; }
shell(){ "$H/odoo19" shell -c "$H/odoo19.conf" -d "$1" --no-http --log-level=warn; }
comment_of(){ psql -Atqc "select shobj_description(oid,'pg_database') from pg_database where datname='$1'"; }
set_comment(){ psql -qc "comment on database \"$1\" is '$2'"; }
report(){ step "  $1 $2 in $3 s: $(psql -Atqc "select count(*)||' modules' from ir_module_module where state='installed'" "$1"), $(psql -Atqc "select pg_size_pretty(pg_database_size('$1'))")"; }
prepare(){ # template log : users, keys and the marker; again only when prepare.py changed
  local build; build=$(hash_of "$HERE/prepare.py")
  if is_marked "$1" && [ "$(psql -Atqc 'select build from sextant_test_marker' "$1")" = "$build" ]; then :; else
    shell "$1" < "$HERE/prepare.py" > "$2" 2>&1 || true
    grep -q '^PREPARED' "$2" || { tail -20 "$2" >&2; die "prepare.py failed on $1, see $2"; }
    mark "$1" "$build"
  fi
  # Names this build of the template: what tests keep about it is kept under that name.
  echo "$(comment_of "$1") $(psql -Atqc 'select build, made_at from sextant_test_marker' "$1")" > "$H/templates/$1"
}
remove_template(){ # a template that an earlier run made (its comment says so), or a half-built one that carries the marker
  has_db "$1" || return 0
  case $(comment_of "$1") in "$1"--*) ;; *) need_marked "$1";; esac
  rm -f "$H/templates/$1"; psql -qc "drop database \"$1\" with (force)"; rm -rf "$H/data/filestore/${1:?}"
}
install_odoo(){ # database modules demo-option log : a fresh database, marked before Odoo fills it
  createdb "$1"; mark "$1" building
  "$H/odoo19" -c "$H/odoo19.conf" -d "$1" ${3:+"$3"} -i "$2" --stop-after-init --no-http --log-level=warn > "$4" 2>&1 || { tail -30 "$4" >&2; die "installing $2 into $1 failed, see $4"; }
}
template(){ # name modules demo-option
  local n=$1 t=$SECONDS how k; k=$C/$n--$(echo "$VER $2" | sha256sum | cut -c1-12).tar.zst
  if [ "$(comment_of "$n")" = "${k##*/}" ]; then prepare "$n" "$H/log/$n-prepare.log"; step "  $n is there"; return; fi
  remove_template "$n"
  if [ -s "$k" ]; then tpl_restore "$n" "$k"; how=restored
  else install_odoo "$n" "$2" "$3" "$H/log/$n.log"; how=built; fi
  set_comment "$n" "${k##*/}"; prepare "$n" "$H/log/$n-prepare.log"
  if [ $how = built ]; then psql -qc 'vacuum freeze analyze' "$n"; tpl_dump "$n" "$k"; fi
  report "$n" "$how" $((SECONDS-t))
}
company(){ # the demo company: the modules are one cached step, the company itself another
  local n=tpl_company19 t=$SECONDS how k b=tpl_base19 src=$HERE/demo-company
  [ -e "$src/build.sh" ] || die "no demo-company/build.sh"; MODULES_COMPANY=$(cat "$src/modules.txt")
  k=$C/$n--$( { echo "$VER $MODULES_COMPANY"; find "$src" -type f ! -name '*.md' ! -name '*.ts' ! -name 'check*' ! -name irregularities.json ! -path '*/__pycache__/*' -print0 | sort -z | xargs -0 cat; } | sha256sum | cut -c1-12).tar.zst
  if [ "$(comment_of "$n")" = "${k##*/}" ]; then prepare "$n" "$H/log/$n-prepare.log"; step "  $n is there"; return; fi
  remove_template "$n"
  if [ -s "$k" ]; then tpl_restore "$n" "$k"; set_comment "$n" "${k##*/}"; how=restored
  else
    template "$b" "$MODULES_COMPANY" ""
    step "  $n: building the company through Odoo's ORM (log: $H/log/$n.log)"
    createdb -T "$b" --strategy=file_copy "$n"; if [ -d "$H/data/filestore/$b" ]; then cp -al "$H/data/filestore/$b" "$H/data/filestore/$n"; fi
    ODOO_HOME=$H SEXTANT_ODOO_HOME=$H bash "$src/build.sh" "$n" 2>&1 | tee "$H/log/$n.log" | awk -v n="$n" '/^week [0-9]+ of/ && $2 % 20 == 0 { print "   " n ": " $0; fflush() }' ||
      { tail -30 "$H/log/$n.log" >&2; die "building the demo company failed, see $H/log/$n.log"; }
    set_comment "$n" "${k##*/}"; how=built
  fi
  mark "$n" "${k##*/}"; prepare "$n" "$H/log/$n-prepare.log"
  if [ $how = built ]; then psql -qc 'vacuum freeze analyze' "$n"; tpl_dump "$n" "$k"; fi
  report "$n" "$how" $((SECONDS-t))
}
volume(){
  local n=tpl_volume19 t=$SECONDS k log; log=$H/log/$n.log
  template tpl_demo19 "$MODULES_DEMO" --with-demo
  k=$n--$( { echo "$(comment_of tpl_demo19) $VOLUME_INVOICES $VOLUME_BILLS $VOLUME_TODAY"; cat "$HERE"/volume/*; } | sha256sum | cut -c1-12)
  if [ "$(comment_of "$n")" = "$k" ]; then prepare "$n" "$H/log/$n-prepare.log"; step "  $n is there"; return; fi
  remove_template "$n"; rm -f "$H/templates/$n"
  createdb -T tpl_demo19 --strategy=file_copy "$n"; if [ -d "$H/data/filestore/tpl_demo19" ]; then cp -al "$H/data/filestore/tpl_demo19" "$H/data/filestore/$n"; fi
  "$HERE/volume/seed.sh" "$n" "$VOLUME_INVOICES" "$VOLUME_BILLS" "$VOLUME_TODAY" > "$log" 2>&1 || { tail -30 "$log" >&2; die "seeding the volume database failed, see $log"; }
  set_comment "$n" "$k"; mark "$n" "$k"; prepare "$n" "$H/log/$n-prepare.log"; report "$n" built $((SECONDS-t))
  step "  $(psql -Atqc "select count(*)||' journal items, '||(select count(*) from account_partial_reconcile)||' partial reconciliations' from account_move_line" "$n")"
}

step "5 template databases (kept in PostgreSQL; restored from the cache, or built once)"
build(){
  case $1 in
    min) template tpl_min19 web,mail --with-demo;;
    demo) template tpl_demo19 "$MODULES_DEMO" --with-demo;;
    company) company;;
    volume) volume;;
    14) "$HERE/provision-14.sh";;
    *=*) ok_name "${1%%=*}"; template "tpl_${1%%=*}" "${1#*=}" --with-demo;;
  esac
}
for profile in "$@"; do
  case $profile in min|demo|company|volume|14|*=*) ;; *) die "unknown profile '$profile' (min, demo, company, volume, 14 or name=modules)";; esac
done
# The demo company keeps one core busy for minutes: it is built beside the others. One profile that fails does not take the others with it.
FAILED='' COMPANY_PID=''
for profile in "$@"; do if [ "$profile" = company ]; then build company & COMPANY_PID=$!; fi; done
for profile in "$@"; do
  if [ "$profile" != company ]; then build "$profile" & wait $! || { STATUS=$?; FAILED="$FAILED $profile"; }; fi
done
if [ -n "$COMPANY_PID" ]; then wait "$COMPANY_PID" || { STATUS=$?; FAILED="$FAILED company"; }; fi
step "finished in $((SECONDS-T0)) s"
if [ -n "$FAILED" ]; then echo "ERROR: not provisioned:$FAILED (reason above)" >&2; exit "$STATUS"; fi
