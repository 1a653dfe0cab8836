#!/bin/bash
# The report in another language: what people read changes, what machines read does not, and a missing catalogue is said.
# language.sh PROGRAM DEMO-DIRECTORY CASES-DIRECTORY GOLDEN-FILE
set -euo pipefail
keur=$1 demo=$2 cases=$3 golden=$4
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
failed=0

complain() {
  echo "$*"
  failed=1
}

assess() { # DIRECTORY OPTION...
  local to=$1 code=0
  shift
  "$keur" assess "$demo"/{network,ran,bss,access}.yaml --suppliers "$demo/suppliers.yaml" --overlay "$demo/overlay.yaml" \
    --format text,json,jsonl,csv,sarif,oscal,junit,dot,markdown --output "$to" "$@" > "$to.txt" || code=$?
  [ $code -eq 2 ] || complain "exit code $code: $*"
}

# The environment has no say, in either direction.
LC_ALL=C LANGUAGE=nl assess english
LC_ALL=C.UTF-8 LANGUAGE=de:en assess dutch --lang nl
env -i PATH="$PATH" "$keur" assess "$demo"/{network,ran,bss,access}.yaml --suppliers "$demo/suppliers.yaml" --overlay "$demo/overlay.yaml" --lang nl > bare.txt || true
cmp dutch.txt bare.txt || complain "the environment changes the Dutch report"
cmp -s english.txt dutch.txt && complain "the Dutch report is the English one"
for file in english/*; do
  case $file in
  *.md | *.html) cmp -s "$file" "dutch/${file#*/}" && complain "$file is for people and the same in Dutch" ;;
  *) cmp -s "$file" "dutch/${file#*/}" || complain "$file is for machines and differs in Dutch" ;;
  esac
done

# As people read it: a case whole. KEUR_GOLDEN=write takes what is said now.
"$keur" assess "$cases/telfort/network.yaml" --suppliers "$cases/telfort/decisions.yaml" --lang nl > telfort.txt || true
if [ "${KEUR_GOLDEN-}" = write ]; then cp telfort.txt "$golden"; fi
diff "$golden" telfort.txt || complain "the Dutch report of telfort is not that of $golden"

# A catalogue that is missing is said, and nothing written: no report is half English by accident.
mkdir -p bin
cp "$keur" bin/keur
code=0
./bin/keur assess "$demo/network.yaml" --lang nl > none.txt 2> said.txt || code=$?
[ $code -eq 1 ] && [ ! -s none.txt ] || complain "without a catalogue: exit code $code, or a report"
grep -q 'keur: error: --lang nl: .*/share/locale/nl/LC_MESSAGES/keur.mo is missing' said.txt || { complain "does not say that the catalogue is missing"; cat said.txt; }

# keur.yaml may ask for it, the command line goes before it.
printf 'inventory: [%s/network.yaml, %s/ran.yaml, %s/bss.yaml, %s/access.yaml]\nsuppliers: %s/suppliers.yaml\noverlay: %s/overlay.yaml\nlang: nl\n' \
  "$demo" "$demo" "$demo" "$demo" "$demo" "$demo" > keur.yaml
"$keur" assess > settings.txt || true
cmp settings.txt dutch.txt || complain "lang: nl in keur.yaml is not --lang nl"
"$keur" assess --lang en > over.txt || true
cmp over.txt english.txt || complain "--lang en does not go before keur.yaml"
printf 'lang: fr\n' > keur.yaml
"$keur" assess 2> said.txt && complain "lang: fr is taken"
grep -q 'keur.yaml:1:7: error: --lang cannot be `fr`: it is one of en, nl' said.txt || { complain "lang: fr is not refused with its place"; cat said.txt; }
exit $failed
