#!/bin/bash
# An include against the arrows between the folders of core does not compile. arrows.sh C-COMPILER SOURCE-DIRECTORY FOLDER=INCLUDE:PATHS...
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
compiler=$1 source=$2
shift 2
failed=0

# Who may use whom. Written down here once more on purpose: whoever adds an arrow to the build meets this list.
declare -A allowed=(
  [base]="base"
  [model]="model base"
  [policy]="policy syntax model base"
  [graph]="graph model base"
  [syntax]="syntax base"
  [input]="input syntax model base"
  [assess]="assess policy graph model base"
  [report]="report assess policy graph model base"
  [host]="host model base"
  [worker]="worker graph model base"
  [conform]="conform report assess host input policy graph model syntax base"
  [cli]="cli conform report assess host input policy graph model syntax base"
)

# Each folder against each other one.
seen=0
for view in "$@"; do
  folder=${view%%=*}
  IFS=: read -ra paths <<< "${view#*=}"
  flags=()
  for path in "${paths[@]}"; do flags+=("-I$path"); done
  for other in "${!allowed[@]}"; do
    headers=("$source/core/$other"/*.h)
    printf '#if !__has_include("%s/%s")\n#error not seen\n#endif\n' "$other" "${headers[0]##*/}" > "$room/probe.c"
    if "$compiler" "${flags[@]}" -fsyntax-only "$room/probe.c" 2> /dev/null; then sees=yes; else sees=no; fi
    case " ${allowed[$folder]} " in
      *" $other "*) expected=yes ;;
      *) expected=no ;;
    esac
    seen=$((seen + 1))
    if [ $sees != $expected ]; then
      echo "core/$folder, an include of $other/${headers[0]##*/}: expected $expected, found $sees"
      failed=1
    fi
  done
done
if [ $seen -ne 144 ]; then
  echo "$seen pairs of folders were tried, not 144"
  failed=1
fi

# And as a compiler's user meets it.
refuse() { # FOLDER HEADER VIEW...
  local folder=$1 header=$2 view path flags=()
  shift 2
  for view in "$@"; do
    [ "${view%%=*}" = "$folder" ] || continue
    IFS=: read -ra paths <<< "${view#*=}"
    for path in "${paths[@]}"; do flags+=("-I$path"); done
  done
  printf '#include "base/error.h"\n' > "$room/right.c"
  printf '#include "%s"\n' "$header" > "$room/wrong.c"
  "$compiler" -D_GNU_SOURCE "${flags[@]}" -fsyntax-only "$room/right.c" || { echo "core/$folder cannot include base/error.h"; failed=1; }
  if "$compiler" -D_GNU_SOURCE "${flags[@]}" -fsyntax-only "$room/wrong.c" 2> /dev/null; then
    echo "core/$folder can include $header"
    failed=1
  fi
}
refuse model policy/policy.h "$@"
refuse report host/host.h "$@"
refuse worker input/input.h "$@"
refuse syntax model/model.h "$@"
refuse conform cli/options.h "$@"
exit $failed
