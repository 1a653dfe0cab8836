#!/bin/bash
# keur beside the bare libraries on the same generated files; see README.md. Builds nothing.
# usage: tests/bench/run.sh BUILD_DIRECTORY [--time] [--components N] [--links M] [--keep DIRECTORY]
# Ends with 1 when a gate is missed.
set -euo pipefail
export LC_ALL=C

usage() { sed -n '2,4s/^# //p' "$0" >&2; exit 1; }
fail() { echo "run.sh: $*" >&2; exit 1; }

[ $# -ge 1 ] || usage
build=$(cd "$1" && pwd) || usage
shift
components=10000 links='' time=no work=''
while [ $# -gt 0 ]; do
  case $1 in
    --time) time=yes ;;
    --components) components=${2:?}; shift ;;
    --links) links=${2:?}; shift ;;
    --keep) work=${2:?}; shift ;;
    *) usage ;;
  esac
  shift
done
links=${links:-$((components * 2))}

program() { # where the build put a program
  local path
  for path in "$build/bin/$1" "$build/tests/$1" "$build/$1"; do
    [ -x "$path" ] && { echo "$path"; return; }
  done
  fail "$1 is not in $build: build first (cmake --preset release && cmake --build --preset release)"
}
keur=$(program keur) generate=$(program bench_generate) hash=$(program bench_hash) measure=$(program bench_measure)
yaml_scan=$(program bench_yaml_scan) xml_scan=$(program bench_xml_scan)
command -v valgrind > /dev/null || fail "valgrind is not installed"

if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
else
  mkdir -p "$work"
fi

# valgrind knows neither landlock nor a filter against new executable memory: workers run without their sandbox, where keur can be told so.
isolation=()
if "$keur" assess --help 2>&1 | grep -q -e --isolation; then isolation=(--isolation none); fi

# The environment is the smallest possible: its size would otherwise show in the counts.
instructions() { # of a command and all its processes; keur ends with 2 when it found something
  rm -f "$work"/cachegrind.*
  local status=0
  env -i LC_ALL=C PATH="$PATH" HOME="$work" \
    valgrind -q --tool=cachegrind --cache-sim=no --trace-children=yes --cachegrind-out-file="$work/cachegrind.%p" "$@" \
    > "$work/out" 2> "$work/err" || status=$?
  if [ $status -ne 0 ] && [ $status -ne 2 ]; then
    cat "$work/err" >&2
    fail "$1 ended with $status"
  fi
  awk '/^summary:/ { sum += $2; n++ } END { printf "%d %d\n", sum, n }' "$work"/cachegrind.*
}

missed=0
gate() { # name, value, limit: decimal numbers
  if awk -v v="$2" -v l="$3" 'BEGIN { exit !(v <= l) }'; then
    printf '  %-52s %8s  at most %-8s met\n' "$1" "$2" "$3"
  else
    printf '  %-52s %8s  at most %-8s MISSED\n' "$1" "$2" "$3"
    missed=1
  fi
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }
million() { awk -v a="$1" 'BEGIN { printf "%.1f M", a / 1000000 }'; }

echo "Instructions, $components components and $links links"
read -r start _ < <(instructions "$hash" /dev/null)
for format in yaml xml; do
  file=$work/network.$format
  "$generate" --components "$components" --links "$links" --format "$format" --output "$file"
  scan=$yaml_scan limit=1.35
  if [ "$format" = xml ]; then scan=$xml_scan limit=2.0; fi
  read -r whole processes < <(instructions "$keur" assess "$file" --format json "${isolation[@]}")
  cp "$work/out" "$work/result-$format.json"
  read -r bare _ < <(instructions "$scan" "$file")
  read -r hashing _ < <(instructions "$hash" "$file")
  hashing=$((hashing - start))
  # A process that is killed leaves no count: one to describe and one to run each plugin, and keur itself.
  expected=$((1 + 2 * $(grep -c '"status": "ok", "findings"' "$work/result-$format.json" || true)))
  if [ "$processes" -lt "$expected" ]; then
    echo "$format: only $processes of $expected processes were counted, the rest was killed before valgrind could write: the true ratio is higher"
  fi
  echo "$format: $(stat -c %s "$file") bytes, keur $(million "$whole"), of which hashing $(million "$hashing"), bare scan $(million "$bare")"
  gate "$format: keur without hashing / bare scan" "$(ratio $((whole - hashing)) "$bare")" "$limit"
done

# What-if links and assesses twice and reads once; the same inventory, a supplier that many parts have.
read -r whole _ < <(instructions "$keur" assess "$work/network.yaml" --format json "${isolation[@]}")
for tried in --distrust=security-1 --replace=security-1=platform-1 --close=ra-00000 \
  '--distrust=security-1 --replace=platform-1=security-1 --close=ra-00000'; do
  read -ra steps <<< "$tried"
  read -r whatif _ < <(instructions "$keur" whatif "$work/network.yaml" "${steps[@]}" --format json "${isolation[@]}")
  gate "yaml: keur whatif $tried / keur assess" "$(ratio "$whatif" "$whole")" 2.0
done

echo
echo "A worker's start, beside a bare process that opens the same plugin (time: on a machine that is busy this says little)"
"$(program bench_worker)" "$build/libexec/keur/keur-worker" "$(program bench_bare)" "$build/tests/bench_idle.so" || missed=1

if [ $time = no ]; then exit $missed; fi

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo
echo "Time: CPU (user and system, all processes), median of five pairs run in turn; memory: the largest process"
for format in yaml xml; do
  scan=$yaml_scan
  if [ "$format" = xml ]; then scan=$xml_scan; fi
  small=''
  for n in 100000 1000000; do
    file=$work/network.$format
    "$generate" --components $n --links $((2 * n)) --format "$format" --output "$file"
    : > "$work/keur.ms"; : > "$work/bare.ms"; peak=0
    for _ in 1 2 3 4 5; do
      read -r ms rss status < <("$measure" "$keur" assess "$file" --format json)
      [ "$status" = 0 ] || [ "$status" = 2 ] || fail "keur ended with $status on $n components"
      echo "$ms" >> "$work/keur.ms"
      if [ "$rss" -gt "$peak" ]; then peak=$rss; fi
      read -r ms rss status < <("$measure" "$scan" "$file")
      [ "$status" = 0 ] || fail "the bare scan ended with $status"
      echo "$ms" >> "$work/bare.ms"
    done
    mine=$(median < "$work/keur.ms") bare=$(median < "$work/bare.ms")
    each=$(awk -v p="$peak" -v n=$n 'BEGIN { printf "%.0f", (p * 1024 - 12 * 1048576) / n }')
    echo "$format, $n components: keur $mine ms, bare scan $bare ms, ratio $(ratio "$mine" "$bare"), $(awk -v m="$mine" -v n=$n 'BEGIN { printf "%.0f", n * 1000 / m }') components a second, peak $((peak / 1024)) MiB"
    gate "$format, $n: bytes a component above 12 MB" "$each" 400
    if [ -z "$small" ]; then small=$mine; else gate "$format: time at 1,000,000 / time at 100,000" "$(ratio "$mine" "$small")" 12; fi
  done
done
exit $missed
