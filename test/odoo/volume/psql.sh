#!/bin/bash
# psql.sh <database> <file> [psql options]: runs one SQL file of this folder on a database of our cluster that carries the marker.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
[ $# -ge 2 ] || die "usage: psql.sh <database> <file> [psql options]"; ok_name "$1"; pg_env; own_cluster
exec psql -X -q -d "$1" "${@:3}" -f "$HERE/volume/$2"
