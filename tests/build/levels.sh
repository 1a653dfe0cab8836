#!/bin/bash
# No level is multiplied: threat, exposure, likelihood, impact, risk and their kin are places in an order, and only a table may combine them.
# levels.sh C-COMPILER SOURCE-DIRECTORY
set -euo pipefail
export LC_ALL=C.UTF-8
compiler=$1 source=$2
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# What holds a level. The stakeholder metric is left out, by its file: it is a published ratio of its own scales, and makes no matrix.
names='(?:\w+_)?(?:threat|exposure|likelihood|impact|risk|level|levels|probability|damage|severity|criticality|grade)(?:_\w+)?'
of="(?:\\w+(?:\\[[^]]*\\])*(?:->|\\.))*"
left="\\b$of$names(?:\\[[^]]*\\])*\\)*"
right="\\(*(?:\\([\\w ]+\\))?$of$names\\b(?!\\()"
# Code puts a blank on both sides of a product; none on either side is one too. One side only is a pointer.
pattern="$left(?: \\* |\\*)[\\w(]|[\\w)\\]] \\* $right|[\\w)\\]]\\*$right|$left \\*= |\\*= $right"

# Code without comments and texts, each line with its place.
products() { # FILE...
  local file
  for file in "$@"; do
    "$compiler" -fpreprocessed -dD -E -P -x c "$file" 2> /dev/null | sed 's/"\(\\.\|[^"\\]\)*"/""/g' | grep -vE '^ *#' \
      | grep -nP "$pattern" | sed "s|^|${file#"$source"/}: |" || true
  done
}

mapfile -t files < <(find "$source/core" "$source/plugins" "$source/include" -name '*.[ch]' ! -path '*/assess/stakeholder.c' | sort)
[ ${#files[@]} -ge 200 ] || { echo "only ${#files[@]} files were searched"; exit 1; }
found=$(products "${files[@]}")
failed=0
if [ -n "$found" ]; then
  echo "levels are multiplied:"
  echo "$found"
  failed=1
fi

# The search finds what it is for, and leaves alone what it is not.
try() { # EXPECTED CODE
  printf '%s\n' "$2" > "$room/try.c"
  if [ -n "$(products "$room/try.c")" ]; then got=yes; else got=no; fi
  [ $got = "$1" ] || { echo "found: $got, expected $1: $2"; failed=1; }
}
try yes 'int f(int likelihood, int impact) { return likelihood * impact; }'
try yes 'int f(const struct levels *l) { return l->threat * l->exposure; }'
try yes 'int f(const struct levels *l) { return 2 * l->risk; }'
try yes 'int f(const int *level) { return level[0]*level[1]; }'
try yes 'int f(const uint8_t impact[3]) { return impact[1] * 3; }'
try yes 'void f(int *r, int risk_known) { *r *= risk_known; }'
try yes 'int f(struct a *a) { return (int)a->b[1].impact_worst * (int)a->x; }'
try yes 'int f(int n, struct a *a) { return n * (int)a->likelihood; }'
try no 'int f(const uint8_t *level, struct levels *levels) { return level[0] + levels->risk; }'
try no 'void *f(size_t n, struct a *a) { return mem_zalloc(n, sizeof *a->level); }'
try no 'int f(void) { return 2 * rows; /* likelihood * impact */ }'
try no 'const char *f(void) { return "likelihood * impact"; }'
exit $failed
