#!/bin/bash
# A small run of the bench programs: the generator gives the same bytes twice, other bytes for another seed, and all formats parse.
# usage: smoke.sh BUILD_DIRECTORY
set -euo pipefail
build=$1
for path in "$build/bin" "$build/tests" "$build"; do
  if [ -x "$path/bench_generate" ]; then break; fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "smoke.sh: $*" >&2; exit 1; }

"$path/bench_generate" --components 300 --output "$work/a.yaml"
"$path/bench_generate" --components 300 > "$work/b.yaml"
cmp "$work/a.yaml" "$work/b.yaml" || fail "the same numbers gave other bytes"
"$path/bench_generate" --components 300 --seed 2 > "$work/c.yaml"
cmp -s "$work/a.yaml" "$work/c.yaml" && fail "another seed gave the same bytes"
"$path/bench_generate" --components 300 --links 900 --format xml --output "$work/a.xml"
"$path/bench_generate" --components 300 --format csv --output "$work/csv"
[ "$(tail -n +2 "$work/csv/component.csv" | wc -l)" = 300 ] || fail "not 300 components"
[ "$(tail -n +2 "$work/csv/link.csv" | wc -l)" = 600 ] || fail "not 600 links"
[ "$(grep -c '<link ' "$work/a.xml")" = 900 ] || fail "not 900 links in XML"
"$path/bench_yaml_scan" "$work/a.yaml" > /dev/null
"$path/bench_xml_scan" "$work/a.xml" > /dev/null
[ "$("$path/bench_hash" "$work/a.yaml")" = "$(sha256sum < "$work/a.yaml" | cut -d' ' -f1)" ] || fail "bench_hash differs from sha256sum"
read -r _ _ status < <("$path/bench_measure" false)
[ "$status" = 1 ] || fail "bench_measure lost an exit code"
status=0
"$path/bench_worker" "$build"/libexec/keur/keur-worker "$path/bench_bare" "$path/bench_idle.so" 2 > /dev/null || status=$?
[ "$status" -le 1 ] || fail "bench_worker ended with $status" # 1: slow, which two runs cannot tell
# keur itself, where it is built: the three formats are the same network.
keur=$build/bin/keur
if [ -x "$keur" ]; then
  "$keur" check "$work/a.yaml" > /dev/null || fail "keur refuses the YAML file"
  "$keur" check "$work/a.xml" > /dev/null || fail "keur refuses the XML file"
  "$keur" check "$work"/csv/*.csv "$work/csv/facts.yaml" > /dev/null || fail "keur refuses the CSV files"
fi
