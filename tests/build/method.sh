#!/bin/bash
# Each place that cites keur's method names a section that METHOD.md has.
# method.sh SOURCE-DIRECTORY
set -euo pipefail
export LC_ALL=C.UTF-8
source=$1
method=$source/inventories/policies/METHOD.md
failed=0
mapfile -t cited < <(grep -rhoP 'keur method, \K(section \d+|T\d+|[a-z]+(?: [a-z]+)*)' "$source/inventories/policies" "$source/core" "$source/plugins" \
  --include='*.yaml' --include='*.c' | sort -u)
[ ${#cited[@]} -ge 6 ] || { echo "only ${#cited[@]} citations were found"; exit 1; }
for place in "${cited[@]}"; do
  case $place in
    section\ *) heading="## ${place#section }. " ;;
    T*) heading="## $place. " ;;
    *) heading="### ${place^}" ;;
  esac
  grep -qF -- "$heading" "$method" || { echo "\"keur method, $place\" is cited, and METHOD.md has no \"$heading\""; failed=1; }
done
exit $failed
