#!/bin/bash
# The header of today is that of 1.0 with additions: nothing is gone, changed or moved, comments and the minor number aside.
# frozen.sh C-COMPILER CXX-OR-EMPTY SOURCE-DIRECTORY
set -euo pipefail
compiler=$1 cxx=$2 source=$3
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir "$room/keur"
cp "$source/tests/abi/v1/plugin.h" "$room/keur/"
failed=0

# One word or sign a line, without comments.
words() {
  sed -e ':a' -e 's,/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/,,g' -e '/\/\*/{N;ba}' "$1" | sed 's/^#define KEUR_ABI_MINOR .*//' |
    grep -o -E '[A-Za-z0-9_]+|[^[:space:]]'
}
missing() { # HEADER: what 1.0 has and this one has not in the same order
  diff <(words "$source/tests/abi/v1/plugin.h") <(words "$1") | sed -n 's/^< //p'
}

[ "$(words "$source/tests/abi/v1/plugin.h" | wc -l)" -gt 1500 ] || { echo "the frozen header has too few words"; failed=1; }
if [ -n "$(missing "$source/include/keur/plugin.h")" ]; then
  echo "include/keur/plugin.h lacks, or has elsewhere, what version 1.0 has (tests/abi/v1/plugin.h):"
  diff -u "$source/tests/abi/v1/plugin.h" "$source/include/keur/plugin.h" || true
  failed=1
fi

# The frozen one has exactly the layout that is written down.
printf '#include <keur/plugin.h>\n#define LAYOUT_EXACT\n#include "layout_v1.h"\n' > "$room/layout.c"
"$compiler" -std=c11 -pedantic -Wall -Wextra -Werror -fsyntax-only -I"$room" -I"$source/tests/abi" "$room/layout.c" || failed=1
if [ -n "$cxx" ]; then
  cp "$room/layout.c" "$room/layout.cc"
  "$cxx" -std=c++11 -pedantic -Wall -Wextra -Werror -fsyntax-only -I"$room" -I"$source/tests/abi" "$room/layout.cc" || failed=1
fi

# Changes that must be seen, the first three also where sizes stay the same; and additions, which must not.
change() { # seen|passed SED-SCRIPT
  sed "$2" "$source/tests/abi/v1/plugin.h" > "$room/changed.h"
  if cmp -s "$source/tests/abi/v1/plugin.h" "$room/changed.h"; then echo "this changes nothing: $2"; failed=1; fi
  if [ -n "$(missing "$room/changed.h")" ]; then found=seen; else found=passed; fi
  [ $found = "$1" ] || { echo "expected to be $1: $2"; failed=1; }
}
change seen 's/int32_t (\*stop)(struct keur_call \*call);/int32_t (*stop)(struct keur_call *call, uint32_t why);/; s/uint32_t level, const char \*text, uint32_t length/uint32_t level, const char *text, uint64_t length/'
change seen 's/uint32_t rules; /uint32_t what; /; s/uint32_t params; /uint32_t rules; /; s/uint32_t what; /uint32_t params; /'
change seen '/^#define KEUR_NO_DATE /d'
change seen 's/KEUR_LOG_WARNING = 3/KEUR_LOG_WARNING = 4/'
change passed 's/KEUR_LOG_WARNING = 3/KEUR_LOG_WARNING = 3, KEUR_LOG_ALARM = 4/'
change passed 's/^#define KEUR_ABI_MINOR .*/#define KEUR_ABI_MINOR 1u/'
"$(command -v awk)" -f "$source/tests/abi/newer.awk" "$source/tests/abi/v1/plugin.h" > "$room/newer.h"
[ -z "$(missing "$room/newer.h")" ] || { echo "members at the end of structs are taken for changes: $(missing "$room/newer.h" | head -5)"; failed=1; }
exit $failed
