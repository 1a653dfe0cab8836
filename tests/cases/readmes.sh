#!/bin/bash
# What the READMEs of the five cases say is so: each command in them runs in the folder of its case, and every line of the block behind it is
# in what keur says, whatever the width of its lines. A block without a command belongs to the one before.
# readmes.sh BUILD SOURCE
set -euo pipefail
build=$1 source=$2
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
failed=0 commands=0 lines=0

complain() { echo "$1"; failed=1; }

for readme in "$source"/inventories/cases/*/README.md; do
  inside=0 number=0
  : > "$room/said"
  while IFS= read -r line; do
    number=$((number + 1))
    case $line in
    '    keur '*)
      commands=$((commands + 1))
      code=0
      # Everything is shown, questions too, which the text shows the first ten of.
      (cd "$(dirname "$readme")" && PATH=$build/bin:$PATH && eval "${line#    }") > "$room/text" 2> "$room/errors" || code=$?
      [ $code -eq 0 ] || [ $code -eq 2 ] || { complain "$readme:$number: exit code $code"; cat "$room/errors"; }
      case $line in
      *' assess '*) (cd "$(dirname "$readme")" && PATH=$build/bin:$PATH && eval "${line#    } --format json") > "$room/json" || true ;;
      *) : > "$room/json" ;;
      esac
      { tr -s ' \n' ' ' < "$room/text"; cat "$room/json"; } > "$room/said"
      ;;
    '```text') inside=1 ;;
    '```') inside=0 ;;
    *)
      [ $inside -eq 1 ] || continue
      lines=$((lines + 1))
      grep -q -F -e "$line" "$room/said" || complain "$readme:$number: keur does not say: $line"
      ;;
    esac
  done < "$readme"
done
[ $commands -ge 10 ] && [ $lines -ge 18 ] || complain "only $commands commands and $lines lines were found"
exit $failed
