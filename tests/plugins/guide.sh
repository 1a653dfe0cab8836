#!/bin/bash
# Every block of code in the author's guide is built or run, with an installation of keur and nothing else.
# guide.sh CMAKE BUILD-DIRECTORY SOURCE-DIRECTORY C-COMPILER C++-COMPILER
#
# What becomes of a block stands in a comment on the line before its fence, or follows from its language:
#   <!-- file: NAME -->      it is saved as NAME where commands run; C and C++ is compiled with warnings as errors as well
#   <!-- fragment: NAME -->  C or C++ that is part of a plugin: some guide/*.c or *.cpp includes <NAME.c>, <NAME.cpp>; that harness is built, run
#                            on guide/HARNESS.yaml (whose first line may be "# options: ...") and finds what guide/HARNESS.txt says
#   ```sh                    run line by line; a line may end in "# exit code N: why"
#   <!-- shows -->           each of its lines was in what the commands before it printed
# A block of which nothing is known is a failure, as is one that is indented instead of fenced.
set -euo pipefail
cmake=$1 build=$2 source=$3 cc=$4 cxx=$5
here=$source/tests/plugins/guide guide=${GUIDE:-$source/plugins/README.md}
room=$(realpath "$(mktemp -d)")
trap 'rm -rf "$room"' EXIT
export LC_ALL=C.UTF-8 HOME=$room/home
unset XDG_CONFIG_HOME
failed=0

complain() {
  echo "$*"
  failed=1
}

mkdir "$HOME" "$room/blocks" "$room/work" "$room/fragments" "$room/built"
DESTDIR=$room/stage "$cmake" --install "$build" --prefix /opt/keur > "$room/log" || { cat "$room/log"; exit 1; }
prefix=$room/stage/opt/keur
keur=$prefix/bin/keur
lib=$(cd "$prefix" && find . -name plugin.map -printf '%P\n')
export PATH=$prefix/bin:$PATH PKG_CONFIG_PATH=$prefix/${lib%/keur/plugin.map}/pkgconfig
ln -s "$(command -v "$cc")" "$room/built/cc"
ln -s "$(command -v "$cxx")" "$room/built/c++"
export PATH=$room/built:$PATH

# NUMBER.block for each, in the order of the guide, and a list of them: number, line, language, what the comment says.
awk -v room="$room/blocks" '
  inside && /^```$/ { inside = 0; close(file); next }
  inside { print > file; next }
  /^```/ { inside = 1; file = sprintf("%s/%03d.block", room, ++count); printf "" > file
    print sprintf("%03d", count) "\t" NR "\t" substr($0, 4) "\t" mark; mark = ""; next }
  /^    [^ ]/ && !list { print "-\t" NR "\tindented\t" }
  { list = /^([*-]|[0-9]+\.) / || (list && /^  /); mark = "" }
  /^<!-- .* -->$/ { mark = substr($0, 6, length($0) - 9) }
' "$guide" > "$room/list"

compile() { # FILE OUT FLAG...
  local file=$1 out=$2 compiler=(cc -std=c99)
  shift 2
  case $file in *.cpp) compiler=(c++ -std=c++11) ;; esac
  # shellcheck disable=SC2046 # words are wanted
  "${compiler[@]}" -pedantic -Wall -Wextra -Wconversion -Werror "$@" -shared -fPIC $(pkg-config --cflags keur) -o "$out" "$file" \
    $(pkg-config --libs keur) || { complain "$guide: $file does not compile"; return 1; }
}

run_line() { # LINE-NUMBER COMMAND
  local expected=0 code=0
  [[ $2 =~ \#\ exit\ code\ ([0-9]+) ]] && expected=${BASH_REMATCH[1]}
  (cd "$room/work" && bash -c "$2") >> "$room/shown" 2> "$room/complained" || code=$?
  [ $code -eq "$expected" ] && return
  complain "$guide, line $1: exit code $code, not $expected: $2"
  head -20 "$room/complained"
}

run_block() { # LINE-NUMBER FILE
  local number=$1 line command=
  : > "$room/shown"
  while IFS= read -r line; do
    number=$((number + 1))
    case $line in
      *\\) command+=${line%\\} ;;
      '' | '#'*) ;;
      *)
        run_line $number "$command$line"
        command= ;;
    esac
  done < "$2"
}

check_shown() { # LINE-NUMBER FILE
  local line
  while IFS= read -r line; do
    grep -q -F -e "$line" "$room/shown" 2> /dev/null || complain "$guide, line $1: the commands before it did not print: $line"
  done < "$2"
}

blocks=0
while IFS=$'\t' read -r number line language mark; do
  block=$room/blocks/$number.block
  blocks=$((blocks + 1))
  case $language:$mark in
    indented:*) complain "$guide, line $line: a block that is indented is not run: fence it with \`\`\`" ;;
    *:"file: "*)
      cp "$block" "$room/work/${mark#file: }"
      case $mark in *.c | *.cpp) compile "$room/work/${mark#file: }" "$room/built/file.so" || true ;; esac ;;
    c:"fragment: "* | cpp:"fragment: "*)
      { echo "#line $((line + 1)) \"$guide\""; cat "$block"; } > "$room/fragments/${mark#fragment: }.$language" ;;
    sh:) run_block "$line" "$block" ;;
    *:shows) check_shown "$line" "$block" ;;
    *) complain "$guide, line $line: nothing says what to do with this block (language \"$language\"): see the head of guide.sh" ;;
  esac
done < "$room/list"

# What a plugin found, and asks, a line each.
answers() { # NAME
  sed -n -E \
    -e 's/^.*"rule": "('"$1"'\.[a-z_]+)", "kind".*"component": ("[^"]*"|null).*"basis": "([a-z]+)", "message": "(([^"\]|\\.)*)".*"path": (\[[^]]*\]).*$/\2 \3: \4 \6/p' \
    -e 's/^.*"rule": "('"$1"'\.[a-z_]+)", "blame": "[^"]*", "question": "(([^"\]|\\.)*)".*"sample": (\[[^]]*\]).*$/asks: \2 \4/p' "$room/said"
}

for harness in "$here"/*.c "$here"/*.cpp; do
  [ -f "$harness" ] || continue
  name=${harness##*/} name=${name%.*}
  compile "$harness" "$room/built/$name.so" -Wno-unused-function -I"$room/fragments" || continue
  "$keur" plugin pin "$room/built/$name.so" > /dev/null || complain "$name.so cannot be pinned"
  read -r -a options < <(sed -n '1s/^# options: //p' "$here/$name.yaml") || true
  (cd "$here" && "$keur" assess "$name.yaml" --plugin "$room/built/$name.so" --without vendor_trust --without remote_access \
    --without logging_coverage --without assurance --format json "${options[@]}") > "$room/said" 2> "$room/complained" || [ $? -eq 2 ] ||
    { complain "the recipe $name does not run"; cat "$room/complained"; }
  answers "$name" > "$room/found"
  diff -u "$here/$name.txt" "$room/found" || complain "the recipe $name finds something else (-: expected)"
done
for fragment in "$room"/fragments/*; do
  [ -f "$fragment" ] || continue
  grep -q -F "#include <${fragment##*/}>" "$here"/*.c* || complain "no harness in tests/plugins/guide builds the fragment ${fragment##*/}"
done

# The page is installed elsewhere, where nothing of the source is beside it: it leads to places of its own and to the web, no others.
while IFS= read -r link; do
  case $link in
    http*) ;;
    '#'*) grep -E '^##' "$guide" | sed -E 's/^#+ //; s/[^A-Za-z0-9 _-]//g; s/ /-/g' | tr '[:upper:]' '[:lower:]' | grep -q -x -F -e "${link#\#}" ||
      complain "$guide: no section for the link $link" ;;
    *) complain "$guide: a link that leads nowhere in an installation: $link" ;;
  esac
done < <(grep -o -E '\]\([^)]*\)' "$guide" | sed -E 's/^..//; s/.$//' | sort -u)

# What it lists is what there is. A guide of a test of this script lists nothing.
name_in_guide() { # NAME WHAT
  grep -q -F -e "\`$1\`" "$guide" || complain "$guide does not name the $2 $1"
}
if grep -q '^## Verdicts' "$guide"; then
  verdicts=$(sed -n -E 's/^\t\[RUN_[A-Z]+\] = \{ "([a-z_]+)".*/\1/p' "$source/core/model/findings.c")
  quiet=$(grep -o -E 'CALL\([a-z0-9]+, FAIL, FAIL\)' "$source/core/host/host_filter.c" | sed -E 's/CALL\(([a-z0-9]+).*/\1/')
  limits=$(sed -n -E 's/^\t\{ "([a-z]+)", "[A-Za-z]+", offsetof.*/\1/p' "$source/core/host/host_limits.c")
  [ -n "$verdicts" ] && [ -n "$quiet" ] && [ -n "$limits" ] || complain "the tables of verdicts, calls and limits are not where they were"
  for name in $verdicts; do name_in_guide "$name" verdict; done
  for name in $quiet; do name_in_guide "$name" "call that fails quietly"; done
  for name in $limits; do name_in_guide "$name" limit; done
  for name in vendor_trust remote_access logging_coverage assurance; do
    diff -u <("$keur" plugin help "$name" | sed -n "s/^  $name\.\([a-z_]*\)\$/\1/p" | sort) \
      <(awk -v name="$name" '/^##/ { here = $2 == name } here' "$guide" | sed -n 's/^| `\([a-z_]*\)`.*/\1/p' | sort) ||
      complain "$guide lists other rules of $name (-: it declares)"
  done
fi
[ $blocks -ge 5 ] || complain "only $blocks blocks were found in $guide"
exit $failed
