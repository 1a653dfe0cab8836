#!/bin/bash
# The options that `keur COMMAND --help` names are those of the manual page and of the completions, with the same arguments; each page is whole, its
# examples run, and each shell completes.
# manual.sh PROGRAM core/cli README.md
set -euo pipefail
export LC_ALL=C.UTF-8
keur=$1 cli=$(cd "$2" && pwd) readme=$(realpath "$3") here=$(cd "$(dirname "$0")" && pwd)
failed=0

complain() {
  echo "$*"
  failed=1
}

same() { # WHAT EXPECTED FOUND
  if [ "$2" != "$3" ]; then
    complain "$1 differs from --help (<: --help, >: there):"
    diff <(echo "$2") <(echo "$3") || true
  fi
}

version=$("$keur" --version)
mapfile -t commands < <("$keur" --help | sed -n 's/^  \([a-z]\+\) .*/\1/p')
[ ${#commands[@]} -ge 6 ] || complain "keur --help names ${#commands[@]} commands"
same "keur.1" "$(printf '%s\n' "${commands[@]}")" "$(sed -n '/^\.SH COMMANDS/,/^\.PP/ s/^\.BR \([a-z]*\) (1)$/\1/p' "$cli/man/keur.1")"

for command in "${commands[@]}"; do
  page=$cli/man/keur-$command.1
  [ -f "$page" ] || { complain "no manual page for $command"; continue; }
  same "the sections of keur-$command.1" "NAME SYNOPSIS DESCRIPTION OPTIONS EXIT STATUS FILES ENVIRONMENT EXAMPLES SEE ALSO" \
    "$(sed -n 's/^\.SH //p' "$page" | grep -x -e NAME -e SYNOPSIS -e DESCRIPTION -e OPTIONS -e 'EXIT STATUS' -e FILES -e ENVIRONMENT -e EXAMPLES -e 'SEE ALSO' |
      tr '\n' ' ' | sed 's/ $//')"
  help=$("$keur" "$command" --help)
  same "the help of $command by \`keur help\`" "$help" "$("$keur" help "$command")"
  while IFS= read -r line; do
    [ ${#line} -le 100 ] || complain "keur $command --help has a line of ${#line} characters: $line"
  done <<< "$help"

  options=$(sed -n 's/^  \(--[^ ]*\) .*/\1/p' <<< "$help" | sort)
  same "keur-$command.1" "$options" \
    "$(sed -n '/^\.SH OPTIONS/,/^\.SH [^O]/ { /^\.TP$/ { n; s/^\.BI\? //p } }' "$page" | sed -e 's/\\-/-/g' -e 's/= /=/' -e 's/"//g' | sort)"
  sections=$(sed -n 's/^\([A-Z][a-z ]*\):$/\1/p' <<< "$help")
  same "the sections of keur-$command.1" "$sections" "$(sed -n '/^\.SH OPTIONS/,/^\.SH [^O]/ s/^\.SS //p' "$page")"
  summary=$("$keur" --help | sed -n "s/^  $command  *//p")
  same "what keur.1 says of $command" "$summary" "$(grep -A 1 "^\.BR $command (1)$" "$cli/man/keur.1" | tail -1)"

  # Completion, without --.
  names=$(sed -e 's/=.*/=/' <<< "$options" | grep -v '^--$' | sort)
  same "bash completion of $command" "$names" "$(bash -c '
    source "$1"
    COMP_WORDS=(keur "$2" --) COMP_CWORD=2
    _keur
    printf "%s\n" "${COMPREPLY[@]}" | sort' - "$cli/completion/keur.bash" "$command" 2> /dev/null)"
  same "fish completion of $command" "$(sort <<< "${names//=/}")" "$( { echo --help
    sed -n "/; and __fish/! { /-n '__fish_seen_subcommand_from [a-z ]*\b$command\b/ s/.* -l \([a-z-]*\) .*/--\1/p }" "$cli/completion/keur.fish"; } | sort)"
done

# The tools of keur plugin, each with options of its own. The page has a section for each, with these options.
# A page under the name of each tool of a command.
for command in plugin policy suppliers; do
  for tool in $(sed -n '/^\.SH SYNOPSIS/,/^\.SH DESC/ s/^\.B keur '$command' \([a-z]*\)$/\1/p' "$cli/man/keur-$command.1"); do
    [ "$(cat "$cli/man/keur-$command-$tool.1" 2> /dev/null)" = ".so man1/keur-$command.1" ] || complain "keur-$command-$tool.1 does not lead to keur-$command.1"
  done
done
same "the pages that keur.1 refers to" "$(printf 'keur-%s\n' "${commands[@]}" | sort)" \
  "$(sed -n '/^\.SH SEE ALSO/,$ s/^\.BR \(.*\) (1).*/\1/p' "$cli/man/keur.1" | sed 's/\\-/-/g' | sort)"

mapfile -t tools < <("$keur" plugin --help | sed -n 's/^  keur plugin \([a-z]\+\) .*/\1/p')
[ ${#tools[@]} -ge 4 ] || complain "keur plugin --help names ${#tools[@]} tools"
page=$cli/man/keur-plugin.1
same "the tools of keur-plugin.1" "$(printf '%s\n' "${tools[@]}" | sort)" "$(sed -n '/^\.SH DESCRIPTION/,/^\.SH OPTIONS/ s/^\.SS //p' "$page" | sort)"
same "bash completion of the tools" "$(printf '%s\n' "${tools[@]}" | sort)" "$(bash -c '
  source "$1"
  COMP_WORDS=(keur plugin "") COMP_CWORD=2
  _keur
  printf "%s\n" "${COMPREPLY[@]}" | sort' - "$cli/completion/keur.bash" 2> /dev/null)"
same "fish completion of the tools" "$(printf '%s\n' "${tools[@]}" | sort)" \
  "$(sed -n "s/^complete -c keur -n '__fish_seen_subcommand_from plugin; and not [a-z_ ]*' -a '\([a-z ]*[a-z]\)'$/\1/p" "$cli/completion/keur.fish" | tr ' ' '\n' | sort)"
same "zsh completion of the tools" "$(printf '%s\n' "${tools[@]}" | sort)" \
  "$(sed -n "/tools=(/,/)$/ s/^\t*'\([a-z]*\):.*/\1/p" "$cli/completion/keur.zsh" | sort)"
for tool in "${tools[@]}"; do
  help=$("$keur" plugin "$tool" --help)
  same "the help of plugin $tool by \`keur help\`" "$help" "$("$keur" help plugin "$tool")"
  while IFS= read -r line; do
    [ ${#line} -le 100 ] || complain "keur plugin $tool --help has a line of ${#line} characters: $line"
  done <<< "$help"
  options=$(sed -n 's/^  \(--[^ ]*\) .*/\1/p' <<< "$help" | sort)
  same "the section on $tool of keur-plugin.1" "$(grep -v -x -e --help -e -- <<< "$options")" \
    "$(sed -n "/^\.SS $tool\$/,/^\.S[SH] \(OPTIONS\|[a-z]\)/ { /^\.SS $tool\$/ d; /^\.TP\$/ { n; s/^\.BI\? //p } }" "$page" |
      sed -e 's/\\-/-/g' -e 's/= /=/' -e 's/"//g' | sort)"
  names=$(sed -e 's/=.*/=/' <<< "$options" | grep -v '^--$' | sort)
  same "bash completion of plugin $tool" "$names" "$(bash -c '
    source "$1"
    COMP_WORDS=(keur plugin "$2" --) COMP_CWORD=3
    _keur
    printf "%s\n" "${COMPREPLY[@]}" | sort' - "$cli/completion/keur.bash" "$tool" 2> /dev/null)"
  same "fish completion of plugin $tool" "$(sort <<< "${names//=/}")" "$( { echo --help
    sed -n "/from plugin; and __fish_seen_subcommand_from [a-z ]*\b$tool\b/ s/.* -l \([a-z-]*\) .*/--\1/p" "$cli/completion/keur.fish"; } | sort)"
done
# zsh: those of the commands and of the tools are all that there are.
same "zsh completion" "$( { for command in "${commands[@]}"; do [ "$command" = plugin ] || "$keur" "$command" --help; done; for tool in "${tools[@]}"; do "$keur" plugin "$tool" --help; done; } |
  sed -n 's/^  \(--[a-z][^ =]*=\?\).*/\1/p' | sort -u)" \
  "$(grep -o -- "'\*\?--[a-z-]*=\?\[" "$cli/completion/keur.zsh" | sed -e "s/^'\*\?//" -e 's/\[$//' | grep -v version | sort -u)"

bash -n "$cli/completion/keur.bash" || complain "keur.bash does not parse"
if command -v zsh > /dev/null; then zsh -n "$cli/completion/keur.zsh" || complain "keur.zsh does not parse"; fi
if command -v fish > /dev/null; then fish --no-execute "$cli/completion/keur.fish" || complain "keur.fish does not parse"; fi

for page in "$cli"/man/*.1; do
  grep -q '^\.so ' "$page" && continue
  grep -q "^\.TH .* \"$version\" " "$page" || complain "$page is not of $version"
  if command -v groff > /dev/null; then
    said=$(groff -man -Tutf8 -ww -z "$page" 2>&1)
    [ -z "$said" ] || complain "$page: $said"
  fi
  while read -r other; do
    [ -f "$cli/man/$other.1" ] || complain "${page##*/} refers to $other(1), which does not exist"
  done < <(sed -n '/^\.SH SEE ALSO/,$ s/^\.BR \([a-z\\-]*\) (1).*/\1/p' "$page" | sed 's/\\-/-/g')
done

# The examples, in a directory with the network of the README. Those that need nothing but keur.
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
ln -s "$keur" "$room/keur"
for page in "$cli"/man/*.1; do
  mkdir "$room/at"
  sed -n '/^```yaml$/,/^```$/ { /^```/ d; p }' "$readme" > "$room/at/network.yaml"
  (cd "$room/at" && "$keur" demo --quiet) > /dev/null || [ $? -eq 2 ] || complain "keur demo --quiet fails"
  while IFS= read -r example; do
    code=0
    # The demo is there already, and whoever tries an example after it has it as well.
    said=$(cd "$room/at" && PATH="$room:$PATH" bash -c "$example" 2>&1) || code=$?
    [ $code -eq 0 ] || [ $code -eq 2 ] || complain "${page##*/}: \`$example\` ends with $code: $said"
    [ $code -ne 2 ] || ! grep -q '^usage:' <<< "$said" || complain "${page##*/}: \`$example\` is not understood: $said"
  done < <(sed -n '/^\.SH EXAMPLES/,/^\.SH SEE/ { /^\.EX$/,/^\.EE$/ { /^keur / p } }' "$page" | sed 's/\\-/-/g' | grep -v '^keur plugin new')
  rm -r "$room/at"
done

# What each shell offers: LINE, and the words with blanks between.
(cd "$room" && "$keur" demo --quiet > /dev/null) || true
completes() { # SHELL LINE EXPECTED
  local found
  case $1 in
  bash) found=$(cd "$room" && bash -c 'source "$1"; read -ra COMP_WORDS <<< "$2"; [[ $2 != *" " ]] || COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _keur; printf "%s\n" "${COMPREPLY[@]}"' - "$cli/completion/keur.bash" "$2" 2> /dev/null) ;;
  zsh) found=$(cd "$room" && timeout 60 zsh -f "$here/complete.zsh" "$room/zsh" "$2") ;;
  fish) found=$(cd "$room" && fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$cli/completion/keur.fish" "$2" | cut -f 1) ;;
  esac
  same "$1 completion of \`$2\`" "$(tr ' ' '\n' <<< "$3" | sort)" "$(sort <<< "$found")"
}
mkdir "$room/zsh"
cp "$cli/completion/keur.zsh" "$room/zsh/_keur"
result=keur-demo/result/result.json
finding=$(grep -o -m 1 '{"id": "f-[0-9a-f]*' "$room/$result" | head -1 | cut -d '"' -f 4)
for shell in bash zsh fish; do
  command -v $shell > /dev/null || { echo "no $shell here: its completion is not tried"; continue; }
  case $shell in zsh) list= long= ;; bash) list=json, long= ;; fish) list=json, long=--format= ;; esac
  completes $shell "keur assess --format json,c" "${list}csv"
  completes $shell "keur assess --format=csv,jsonl,xl" "$long${list:+csv,jsonl,}xlsx"
  completes $shell "keur explain $result billing" billing-1
  completes $shell "keur explain $result $finding" "" # findings are no parts
  completes $shell "keur policy " "check list show"
  completes $shell "keur policy show uk" uk-hrv
  completes $shell "keur plugin help remote" remote_access
  completes $shell "keur check keur-demo/netw" "$([ $shell = zsh ] && echo network.yaml || echo keur-demo/network.yaml)"
done
exit $failed
