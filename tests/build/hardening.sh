#!/bin/bash
# Every binary is position independent, binds at start, has its relocations read-only, no executable stack and no path to libraries.
# hardening.sh PROGRAM WORKER PLUGIN-DIRECTORY
set -euo pipefail
failed=0

complain() { # FILE WHAT
  echo "$1: $2"
  failed=1
}

look_at() { # FILE
  local dynamic segments
  dynamic=$(readelf -W -d "$1")
  segments=$(readelf -W -l "$1")
  grep -q 'Type: *DYN' < <(readelf -W -h "$1") || complain "$1" "is not position independent"
  grep -q 'GNU_RELRO' <<< "$segments" || complain "$1" "has no read-only relocations (RELRO)"
  grep -q -E '\(FLAGS\).*BIND_NOW|\(FLAGS_1\).*NOW' <<< "$dynamic" || complain "$1" "does not bind at start (BIND_NOW)"
  grep -q -E 'GNU_STACK.* RW +0x' <<< "$segments" || complain "$1" "has an executable stack, or does not say"
  ! grep -q -E 'LOAD.* RWE ' <<< "$segments" || complain "$1" "has a segment that is both writable and executable"
  ! grep -q -E '\((RPATH|RUNPATH)\)' <<< "$dynamic" || complain "$1" "has a path to libraries"
  ! grep -q 'TEXTREL' <<< "$dynamic" || complain "$1" "has relocations in its text"
}

plugins=("$3"/*.so)
[ ${#plugins[@]} -ge 3 ] || complain "$3" "fewer than three plugins"
for file in "$1" "$2" "${plugins[@]}"; do look_at "$file"; done
for program in "$1" "$2"; do
  grep -q 'FLAGS_1.*PIE' < <(readelf -W -d "$program") || complain "$program" "is no position-independent program (PIE)"
done

# The one symbol; a sanitizer adds its own.
for plugin in "${plugins[@]}"; do
  symbols=$(nm -D --defined-only "$plugin" | awk '$3 !~ /^__(odr_)?asan/ { print $3 }')
  [ "$symbols" = keur_plugin_v1 ] || complain "$plugin" "exports not keur_plugin_v1 alone: ${symbols//$'\n'/ }"
done

# The worker reads no inventories: none of the readers' libraries, and none of their functions.
if grep -E 'NEEDED.*(yaml|xml|crypto|json)' < <(readelf -W -d "$2"); then complain "$2" "links a reader's library"; fi
if grep -E ' FUNC .* (yaml|xml|csv|json|native|input|nrm|nrf|source)_[a-z_]+$' < <(readelf -W -s "$2"); then
  complain "$2" "contains a reader"
fi
exit $failed
