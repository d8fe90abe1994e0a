# Sourced by the scripts of this folder: settings and functions. Sourcing it changes nothing on the machine.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
H=${SEXTANT_ODOO_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/sextant/odoo19}
case $H in /*) ;; *) H=$PWD/$H;; esac
# What provisioning used is remembered (SAVED_* only); the environment wins.
if [ -r "$H/settings" ]; then . "$H/settings"; fi
ODOO_CACHE=${ODOO_CACHE:-${SAVED_CACHE:-$H/cache}}
ODOO_PORT=${ODOO_PORT:-${SAVED_PORT:-8169}}
ODOO_PGPORT=${ODOO_PGPORT:-${SAVED_PGPORT:-5819}}
ODOO_RAMPORT=${SAVED_RAMPORT:-$((ODOO_PGPORT+1))}
ODOO_RAMDIR=${SAVED_RAMDIR:-/dev/shm/sextant-odoo-$ODOO_RAMPORT}
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8; unset TZ PYTHONPATH PYTHONHOME
# Marker file of a PostgreSQL cluster made here; the marker of a database is its table sextant_test_marker.
MARK=.sextant-odoo-cluster
# Exit status that means "not possible on this machine" (as against "failed"): npm test then skips, loudly.
UNAVAILABLE=69

die(){ echo "ERROR: $*" >&2; exit 1; }
unavailable(){ echo "NOT POSSIBLE HERE: $*" >&2; exit $UNAVAILABLE; }
step(){ echo "[$(date +%T)] $*"; }
need_root(){ [ "$(id -u)" = 0 ] || unavailable "these scripts need root (apt-get, and PostgreSQL has to run as the user postgres). With Docker: docker compose up -d --wait"; }
need_debian(){ # wanted VERSION_ID
  local id='' v=''
  if [ -r /etc/os-release ]; then id=$(. /etc/os-release; echo "${ID:-}"); v=$(. /etc/os-release; echo "${VERSION_ID:-}"); fi
  [ "$id" = debian ] && [ "$v" = "$1" ] || [ -n "${ODOO_FORCE:-}" ] || unavailable "Odoo is installed from packages on Debian $1 only; this is '${id:-unknown} ${v}'. With Docker: docker compose up -d --wait (ODOO_FORCE=1 tries anyway)"
}
apt_do(){ apt-get -o DPkg::Lock::Timeout=600 -qq "$@"; }
apt_fresh(){ # a fresh container has no package lists
  apt-cache policy python3-psycopg2 2>/dev/null | grep -q 'Candidate: [0-9]' || apt_do update
}
debian_mirror(){ # the machine's own Debian mirror, taken from its apt sources (not the security archive)
  if [ -n "${ODOO_MIRROR:-}" ]; then echo "$ODOO_MIRROR"; return; fi
  local m; m=$(apt-get indextargets --format '$(CREATED_BY)|$(LABEL)|$(COMPONENT)|$(SITE)' 2>/dev/null | awk -F'|' '$1=="Packages" && $2=="Debian" && $3=="main"{print $4; exit}')
  [ -n "$m" ] || die "no Debian main archive in the apt sources of this machine; set ODOO_MIRROR"
  echo "$m"
}
install_missing(){
  local p miss=(); for p in "$@"; do dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || miss+=("$p"); done
  [ ${#miss[@]} = 0 ] && return 0
  apt_fresh; echo "   installing ${#miss[@]} packages"
  apt_do install -y --no-install-recommends "${miss[@]}" >"$H/log/apt.log" 2>&1 || { tail -20 "$H/log/apt.log" >&2; die "apt-get install failed, see $H/log/apt.log"; }
}
port_busy(){ (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port(){ # a free pair p, p+1 below the kernel's ephemeral range
  local p; for _ in $(seq 200); do p=$((20000 + (RANDOM*32768+RANDOM) % 5500 * 2)); port_busy $p || port_busy $((p+1)) || { echo $p; return; }; done; die "no free port pair found"
}

# ---- PostgreSQL: only clusters with our marker file, only by their own postmaster pid -------------------------------
pg_bin(){ local b; b=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1); [ -x "$b/initdb" ] || die "PostgreSQL server programs not found; run test/odoo/provision.sh"; echo "$b"; }
as_pg(){ setpriv --reuid=postgres --regid=postgres --init-groups -- env HOME=/ "$@"; }
pg_dir(){ # $H/pg, or a system folder where the user postgres cannot enter $H (root's home is 0700)
  if [ -n "${ODOO_PGDIR:-}" ]; then echo "$ODOO_PGDIR"; return; fi
  if [ -n "${SAVED_PGDIR:-}" ] && [ "${SAVED_PGPORT:-}" = "$ODOO_PGPORT" ]; then echo "$SAVED_PGDIR"; return; fi
  if as_pg test -x "$H" 2>/dev/null; then echo "$H/pg"; else echo "/var/lib/postgresql/sextant-odoo-$ODOO_PGPORT"; fi
}
pg_pid(){ # pid of the running postmaster of cluster $1, if its working directory really is the data directory
  local p; p=$(head -1 "$1/data/postmaster.pid" 2>/dev/null) || return 1
  [ -n "$p" ] && [ -e "$1/$MARK" ] && [ "$(readlink "/proc/$p/cwd" 2>/dev/null)" = "$(readlink -f "$1/data")" ] && echo "$p"
}
# The programs themselves: what Debian puts into /usr/bin before them looks for clusters first, and takes four times as long as they do.
pg_env(){ PATH=$(pg_bin):$PATH; export PATH PGOPTIONS="-c client_min_messages=warning" PGHOST=127.0.0.1 PGPORT=$ODOO_PGPORT PGUSER=odoo PGPASSFILE=$H/pgpass PGDATABASE=postgres PGCONNECT_TIMEOUT=10; }
pg_password(){ # one random password per home, readable by root only
  if [ ! -s "$H/pgpass" ]; then ( umask 077; echo "127.0.0.1:*:*:odoo:$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')" > "$H/pgpass" ); fi
  cut -d: -f5 "$H/pgpass"
}
pg_start(){ # makes the cluster when missing
  local d port=$ODOO_PGPORT b pid; d=$(pg_dir); b=$(pg_bin)
  if pid=$(pg_pid "$d"); then
    [ "$(sed -n 4p "$d/data/postmaster.pid")" = "$port" ] || die "the cluster in $d runs on port $(sed -n 4p "$d/data/postmaster.pid"), not $port"
    pg_env; own_cluster; return 0
  fi
  port_busy "$port" && die "port $port is taken by a server that these scripts did not start; choose another with ODOO_PGPORT"
  if [ ! -e "$d/$MARK" ]; then
    if [ -d "$d" ] && [ -n "$(ls -A "$d")" ]; then die "$d exists, is not empty and has no marker $MARK: not ours, left alone"; fi
    install -d -m 755 -o postgres -g postgres "$d"
    install -m 600 -o postgres /dev/null "$d/.pw"; pg_password > "$d/.pw"; echo "$H" > "$d/$MARK"
    as_pg "$b/initdb" -D "$d/data" -E UTF8 --locale=C.UTF-8 -A scram-sha-256 -U odoo --pwfile="$d/.pw" --no-sync >"$H/log/initdb.log" 2>&1 || { tail -5 "$H/log/initdb.log" >&2; rm -rf "$d"; die "initdb failed"; }
    # Throw-away data: nothing is synced to disk.
    printf '%s\n' "listen_addresses='127.0.0.1'" "unix_socket_directories=''" fsync=off synchronous_commit=off full_page_writes=off wal_level=minimal max_wal_senders=0 \
      shared_buffers=256MB maintenance_work_mem=256MB max_wal_size=4GB max_locks_per_transaction=256 max_connections=100 jit=off >> "$d/data/postgresql.conf"
    rm -f "$d/.pw"
  fi
  as_pg "$b/pg_ctl" -D "$d/data" -o "-p $port" -l "$d/log" -w -t 60 start >/dev/null 9>&- || { tail -20 "$d/log" >&2; die "PostgreSQL did not start, see $d/log"; }
  pg_env; own_cluster
}
pg_stop(){ local d pid; d=$(pg_dir); pid=$(pg_pid "$d") || return 0; kill -INT "$pid"; for _ in $(seq 150); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done; die "PostgreSQL pid $pid did not stop"; }

# ---- guards: every destructive script calls these before it touches anything ---------------------------------------
own_cluster(){ # refuses a server that is not the cluster made here
  local got want; want=$(readlink -f "$(pg_dir)/data") || die "REFUSED: there is no cluster in $(pg_dir); run test/odoo/provision.sh"
  [ -e "$(pg_dir)/$MARK" ] || die "REFUSED: the cluster in $(pg_dir) has no marker file $MARK; it was not made by these scripts"
  got=$(psql -Atqc 'show data_directory' 2>&1) || die "REFUSED: no log-in to our PostgreSQL on 127.0.0.1:$ODOO_PGPORT (${got##*FATAL: }); nothing was touched"
  [ "$got" = "$want" ] || die "REFUSED: 127.0.0.1:$ODOO_PGPORT answers for $got, not for our cluster $want; nothing was touched"
}
has_db(){ [ "$(psql -Atqc "select 1 from pg_database where datname='$1'")" = 1 ]; }
ok_name(){ case $1 in ''|*[!a-z0-9_]*) die "bad database name '$1' (a-z 0-9 _ only)";; esac; }
is_marked(){ [ "$(psql -Atqc "select 1 from sextant_test_marker where cluster = current_setting('data_directory')" "$1" 2>/dev/null)" = 1 ]; }
need_marked(){ is_marked "$1" || die "REFUSED: database $1 does not carry the marker table sextant_test_marker of this cluster; these scripts only drop, overwrite or seed databases they made"; }
mark(){ # database build : only for databases that a script here has just created
  psql -qX -v build="$2" "$1" <<'SQL'
create table if not exists sextant_test_marker (cluster text not null, build text not null, made_at timestamptz not null default now());
truncate sextant_test_marker;
insert into sextant_test_marker (cluster, build) values (current_setting('data_directory'), :'build');
SQL
}
drop_marked(){ # database and filestore
  own_cluster; if has_db "$1"; then need_marked "$1"; psql -qc "drop database \"$1\" with (force)"; fi
  rm -rf "$H/data/filestore/${1:?}"
}
clone_db(){ # template new : an existing marked database is replaced
  own_cluster; has_db "$1" || die "no template $1; run test/odoo/provision.sh"
  drop_marked "$2"; createdb -T "$1" --strategy=file_copy "$2"
  # Odoo only adds and unlinks files of a filestore, so hard links are safe.
  mkdir -p "$H/data/filestore"; if [ -d "$H/data/filestore/$1" ]; then cp -al "$H/data/filestore/$1" "$H/data/filestore/$2"; fi
}

# ---- template archives: pg_dump -Fc and the filestore in one .tar.zst ----------------------------------------------
tpl_restore(){ # name archive
  local t; t=$(mktemp -d); mkdir -p "$H/data/filestore"; zstd -dqc "$2" | tar -x -C "$t"; createdb "$1"
  pg_restore -j2 --no-owner -d "$1" "$t/db.dump"; rm -rf "$H/data/filestore/$1"; mv "$t/filestore" "$H/data/filestore/$1"; rm -rf "$t"
}
tpl_dump(){ # name archive
  local t; t=$(mktemp -d); pg_dump -Fc -f "$t/db.dump" "$1"; mkdir -p "$H/data/filestore/$1"; cp -a "$H/data/filestore/$1" "$t/filestore"
  tar -c -C "$t" . | zstd -q -6 -f -o "$2.part"; rm -f "$ODOO_CACHE/$1"--*.tar.zst; mv "$2.part" "$2"; rm -rf "$t"
}

# ---- Odoo servers: pid files ----------------------------------------------------------------------------------------
own_pid(){ # pidfile word-in-command-line -> pid if it is alive and ours
  local p; p=$(cat "$1" 2>/dev/null) && [ -n "$p" ] && tr '\0' ' ' < "/proc/$p/cmdline" 2>/dev/null | grep -qF -- "$2" && echo "$p"
}
stop_pid(){ kill "$1" 2>/dev/null || return 0; for _ in $(seq 100); do kill -0 "$1" 2>/dev/null || return 0; sleep 0.1; done; kill -9 "$1" 2>/dev/null || true; }
