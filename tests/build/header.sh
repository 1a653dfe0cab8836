#!/bin/bash
# <keur/plugin.h> compiles alone in every language that it promises, and the bundled plugins include nothing else of keur.
# header.sh C-COMPILER SOURCE-DIRECTORY
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
failed=0

echo '#include <keur/plugin.h>' > "$room/alone.c"
cp "$room/alone.c" "$room/alone.cc"
for standard in c99 c11 c17; do
  "$1" -std=$standard -pedantic -Wall -Wextra -Werror -fsyntax-only -I"$2/include" "$room/alone.c" || failed=1
done
case $1 in
  *clang*) cxx=${1/clang/clang++} ;;
  *) cxx=c++ ;;
esac
if ! command -v "$cxx" > /dev/null; then
  echo "no C++ compiler ($cxx): install g++" >&2
  exit 1
fi
for standard in c++11 c++14 c++17 c++20; do
  "$cxx" -std=$standard -pedantic -Wall -Wextra -Werror -fsyntax-only -I"$2/include" "$room/alone.cc" || failed=1
done

for file in "$2"/plugins/*.[ch]; do
  while read -r included; do
    case $included in
      '<keur/plugin.h>' | '<stddef.h>' | '<stdint.h>' | '<string.h>' | '<stdlib.h>' | '<stdbool.h>' | '<limits.h>') ;;
      '"'*'"')
        name=${included//\"/}
        if [ "$name" != "${name##*/}" ] || [ ! -f "$2/plugins/$name" ]; then
          echo "$file includes $included, which is not the plugins' own"
          failed=1
        fi ;;
      *)
        echo "$file includes $included"
        failed=1 ;;
    esac
  done < <(sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*\([<"][^>"]*[>"]\).*/\1/p' "$file")
done
exit $failed
