#!/bin/bash
# clone.sh <template> <new>: clone of a template database and its filestore. A database <new> that these scripts made is replaced; any other is refused.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_root; [ $# = 2 ] || die "usage: clone.sh <template> <new>"; ok_name "$1"; ok_name "$2"
case $1 in tpl_*) ;; *) die "'$1' is not a template (tpl_...)";; esac
case $2 in tpl_*|postgres|template*) die "'$2' is a reserved name";; esac
pg_start; clone_db "$1" "$2"
