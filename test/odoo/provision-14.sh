#!/bin/bash
# provision-14.sh: Odoo 14 (Debian 11 package, Python 3.9) in a chroot, for tests of the XML-RPC era; template tpl_demo14. Called by provision.sh 14.
# Nothing stays mounted: every start gets its own mount namespace.
# Environment: ODOO14_CHROOT (default <home>/bullseye14), ODOO14_MODULES, ODOO_MIRROR (a mirror that still has bullseye)
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; need_debian 12; [ -x "$H/odoo19" ] || die "run provision.sh first (it makes the private PostgreSQL)"
R=${ODOO14_CHROOT:-${SAVED_CHROOT14:-$H/bullseye14}}; M=${ODOO14_MODULES:-account,stock,sale_management,purchase,crm,l10n_generic_coa}; N=tpl_demo14; T0=$SECONDS
unshare -m true 2>/dev/null || unavailable "Odoo 14 needs mount namespaces (a container without CAP_SYS_ADMIN has none); with Docker use the image odoo:14"
install_missing mmdebstrap debian-archive-keyring zstd
if [ ! -e "$R/.done" ]; then
  step "  Odoo 14: bullseye chroot in $R"
  rm -rf "$R"   # never look into the folder while mmdebstrap runs: its /proc is mounted there
  mmdebstrap --quiet --variant=apt --mode=root --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' \
    --include=odoo-14 bullseye "$R" "$(debian_mirror)" > "$H/log/mmdebstrap.log" 2>&1 || { tail -15 "$H/log/mmdebstrap.log" >&2; die "mmdebstrap failed, see $H/log/mmdebstrap.log"; }
  touch "$R/.done"
fi
mkdir -p "$R/data"
( umask 077; cat > "$R/etc/odoo/o14.conf" <<X
[options]
db_host = 127.0.0.1
db_port = $ODOO_PGPORT
db_user = odoo
db_password = $(pg_password)
admin_passwd = $(pg_password)
data_dir = /data
http_interface = 127.0.0.1
addons_path = /usr/lib/python3/dist-packages/odoo/addons
max_cron_threads = 0
limit_time_cpu = 3600
limit_time_real = 3600
X
)
cat > "$H/odoo14" <<X
#!/bin/bash
# Odoo 14 command line inside the chroot (private mount namespace with /proc; network is the machine's)
exec unshare -m /bin/sh -c 'mount -t proc proc "\$0/proc" && exec env -u TZ -u PYTHONPATH LC_ALL=C.UTF-8 chroot "\$0" /usr/bin/odoo "\$@"' "$R" "\$@"
X
chmod +x "$H/odoo14"; grep -q '^SAVED_CHROOT14=' "$H/settings" || printf 'SAVED_CHROOT14=%q\n' "$R" >> "$H/settings"
pg_start; VERSION=$("$H/odoo14" --version 2>/dev/null); K=$ODOO_CACHE/$N--$(printf '%s\n' "$VERSION" "$M" | sha256sum | cut -c1-12).tar.zst; HOW='is there'
FS=$R/data/filestore
if ! has_db "$N"; then
  if [ -s "$K" ]; then HOW=restored; tpl_restore "$N" "$K"; mkdir -p "$FS"; rm -rf "${FS:?}/$N"; cp -a "$H/data/filestore/$N" "$FS/$N"
  else
    HOW=built; createdb "$N"; mark "$N" building
    "$H/odoo14" -c /etc/odoo/o14.conf -d "$N" -i "$M" --stop-after-init --no-http --log-level=warn > "$H/log/$N.log" 2>&1 || { tail -20 "$H/log/$N.log" >&2; drop_marked "$N"; die "building $N failed, see $H/log/$N.log"; }
    mkdir -p "$H/data/filestore/$N"; if [ -d "$FS/$N" ]; then cp -a "$FS/$N/." "$H/data/filestore/$N/"; fi
    tpl_dump "$N" "$K"
  fi
  psql -qc "comment on database \"$N\" is '${K##*/}'"
fi
is_marked "$N" || mark "$N" "${K##*/}"
touch "$H/templates/$N"
step "  $N $HOW in $((SECONDS-T0)) s: $VERSION"
