#!/bin/bash
# drop.sh <database>: drops a database that these scripts made, and its filestore. Refuses any other. Does not start PostgreSQL.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; [ $# = 1 ] || die "usage: drop.sh <database>"; ok_name "$1"
case $1 in postgres|template*) die "'$1' is a reserved name";; esac
pg_env; drop_marked "$1"
