#!/bin/bash
# <keur/plugin.h> compiles alone in every language that it promises, keeps its layout, and the bundled plugins include nothing else of keur.
# header.sh C-COMPILER SOURCE-DIRECTORY
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
failed=0

# Alone in every language, and from C11 and C++11 on every member where version 1.0 has it. By the compiler of this build and by the usual ones.
echo '#include <keur/plugin.h>' > "$room/alone.c"
{ cat "$room/alone.c"; echo '#include "layout_v1.h"'; } > "$room/layout.c"
for name in alone layout; do cp "$room/$name.c" "$room/$name.cc"; done

compile() { # COMPILER STANDARD FILE INCLUDE-DIRECTORY...
  local compiler=$1 standard=$2 file=$3 flags=()
  shift 3
  for directory in "$@"; do flags+=("-I$directory"); done
  "$compiler" "-std=$standard" -pedantic -Wall -Wextra -Werror -fsyntax-only "${flags[@]}" "$room/$file"
}

case $1 in
  *clang*) cxx=${1/clang/clang++} ;;
  *) cxx=c++ ;;
esac
if ! command -v "$cxx" > /dev/null; then
  echo "no C++ compiler ($cxx): install g++" >&2
  exit 1
fi
for compiler in "$1" gcc clang; do
  command -v "$compiler" > /dev/null || continue
  for standard in c99 c11 c17; do compile "$compiler" $standard alone.c "$2/include" || failed=1; done
  for standard in c11 c17; do compile "$compiler" $standard layout.c "$2/include" "$2/tests/abi" || failed=1; done
done
for compiler in "$cxx" g++ clang++; do
  command -v "$compiler" > /dev/null || continue
  for standard in c++11 c++14 c++17 c++20; do
    for name in alone layout; do compile "$compiler" $standard $name.cc "$2/include" "$2/tests/abi" || failed=1; done
  done
done

# What must not compile: two members that change places, one that becomes wider, a constant with another value.
mkdir -p "$room/moved/keur"
refuse() { # SED-SCRIPT
  sed "$1" "$2/include/keur/plugin.h" > "$room/moved/keur/plugin.h"
  if cmp -s "$2/include/keur/plugin.h" "$room/moved/keur/plugin.h"; then echo "this changes nothing: $1"; failed=1; fi
  if compile "$3" c11 layout.c "$room/moved" "$2/tests/abi" 2> /dev/null; then echo "the layout is not looked at: $1"; failed=1; fi
}
refuse 's/uint32_t strings; /uint32_t exchange; /; s/uint32_t components; /uint32_t strings; /; s/uint32_t exchange; /uint32_t components; /' "$2" "$1"
refuse 's/int32_t as_of;/int64_t as_of;/' "$2" "$1"
refuse 's/KEUR_KIND_GAP = 3, KEUR_KIND_NOTE = 4/KEUR_KIND_GAP = 4, KEUR_KIND_NOTE = 3/' "$2" "$1"

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
