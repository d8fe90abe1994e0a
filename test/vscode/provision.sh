#!/bin/bash
# provision.sh
# A real VS Code (server, web workbench, Node extension host) for tests, without desktop, display or download besides npm and Debian packages.
# Non-interactive; a second run takes a second. Everything lies in ${SEXTANT_VSCODE_HOME:-~/.cache/sextant/vscode}; keep that folder in a CI.
# Exit status: 0 done, 69 not possible on this machine (the message says why and what to do), else a failure.
# Environment: SEXTANT_VSCODE_HOME
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${SEXTANT_VSCODE_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/sextant/vscode}
code_server_version=$(sed -n 's/^code-server=//p' "$here/versions")
node_version=$(sed -n 's/^node=//p' "$here/versions")
UNAVAILABLE=69

die() { echo "ERROR: $*" >&2; exit 1; }
unavailable() { echo "NOT POSSIBLE HERE: $*" >&2; exit $UNAVAILABLE; }

node_dir=$home/node-$node_version
node=$node_dir/node_modules/node/bin/node
server_dir=$home/code-server-$code_server_version
server=$server_dir/node_modules/code-server/lib/vscode/out/server-main.js

[ "$(uname -s)" = Linux ] || unavailable "VS Code's server is provisioned on Linux only; this is $(uname -s). Run the suite in a desktop VS Code instead: npm run test:desktop -w vscode-extension"
if [ -x "$node" ] && [ -f "$server" ] && command -v chromium >/dev/null; then
  echo "VS Code server (code-server $code_server_version, Node $node_version) is there: $home"
  exit 0
fi

mkdir -p "$home"
exec 9> "$home/provision.lock"
flock -n 9 || { echo "waiting for another provision.sh"; flock 9; }

debian=(chromium build-essential pkg-config libkrb5-dev libsecret-1-dev python3)
missing=()
for package in "${debian[@]}"; do dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || unavailable "no apt-get; install these and run again: ${missing[*]}"
  [ "$(id -u)" = 0 ] || unavailable "not root; run: sudo apt-get install ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update || unavailable "no Debian mirror answers, and these are missing: ${missing[*]}"
  apt-get -o DPkg::Lock::Timeout=600 -qq install -y --no-install-recommends "${missing[@]}" > "$home/apt.log" 2>&1 \
    || { tail -n 20 "$home/apt.log" >&2; die "apt-get install ${missing[*]} failed; log: $home/apt.log"; }
fi
npm ping --loglevel=error >/dev/null 2>&1 || npm view "node@$node_version" version >/dev/null 2>&1 \
  || unavailable "the npm registry does not answer, and $home is not filled yet"

# install DIR PACKAGE@VERSION PROOF: a project of its own for each package, made whole or not at all.
install() {
  local dir=$1 package=$2 proof=$3 started=$SECONDS
  if [ -e "$proof" ]; then return; fi
  rm -rf "$dir"; mkdir -p "$dir"
  echo '{"private":true}' > "$dir/package.json"
  (cd "$dir" && npm_config_ignore_scripts=false npm_config_unsafe_perm=true npm install "$package" --foreground-scripts --no-audit --no-fund) > "$dir/install.log" 2>&1 \
    || { tail -n 40 "$dir/install.log" >&2; rm -f "$proof"; die "npm install $package failed; log: $dir/install.log"; }
  [ -e "$proof" ] || die "npm install $package left no $proof; log: $dir/install.log"
  echo "$package: installed in $((SECONDS - started)) s"
}

install "$node_dir" "node@$node_version" "$node"
# The native parts of the server are compiled for this Node, with the headers that its npm package carries; its npm stays the system's.
PATH=$(dirname "$node"):$PATH
for headers in "$node_dir"/node_modules/node/node_modules/node-*/; do
  [ ! -f "$headers/include/node/node_version.h" ] || export npm_config_nodedir=${headers%/}
done
install "$server_dir" "code-server@$code_server_version" "$server"
