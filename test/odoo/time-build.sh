#!/bin/bash
# time-build.sh [profile]   (default: company): builds a template from nothing and prints the seconds, each step apart.
# In a home, a PostgreSQL and on ports of its own, from the packages in the cache: the templates in use are neither read nor touched. All of it is
# taken away again at the end. Status and reason where it cannot are those of provision.sh.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; PROFILE=${1:-company}
newest(){ ls "$ODOO_CACHE/$1"_*.deb 2>/dev/null | sort -V | tail -1; }
DEB=$(newest odoo-19) FONT=$(newest fonts-montserrat)
[ -n "$DEB" ] && [ -n "$FONT" ] || die "no packages in $ODOO_CACHE; run test/odoo/provision.sh first"
OWN=$(mktemp -d -p /var/tmp sextant-build-XXXXXX); PORT=$(free_port); PGPORT=$(free_port)
own(){ env -u ODOO_CACHE -u ODOO_PGDIR SEXTANT_ODOO_HOME="$OWN" ODOO_PORT="$PORT" ODOO_PGPORT="$PGPORT" ODOO_DEB="$DEB" FONT_DEB="$FONT" "$@"; }
clean(){ own "$HERE/stop.sh" --purge >/dev/null 2>&1 || true; rm -rf "$OWN"; }
trap clean EXIT
step "building $PROFILE in $OWN (load $(cut -d' ' -f1 /proc/loadavg) on $(nproc) processors)"
own "$HERE/provision.sh" "$PROFILE" | grep -E 'tpl_|finished|NOT POSSIBLE|ERROR'
