#!/bin/bash
# Plugins of strangers: built against an installation of keur and nothing else, by find_package and by pkg-config, in C and in C++, and run by it.
# Each NAME has NAME/network.yaml, and NAME/expected.txt with what it finds there. consumer.sh CMAKE BUILD-DIRECTORY CONSUMER-DIRECTORY CC CXX
set -euo pipefail
cmake=$1 build=$2 here=$3 cc=$4 cxx=$5
room=$(realpath "$(mktemp -d)")
trap 'rm -rf "$room"' EXIT
export LC_ALL=C.UTF-8 HOME=$room/home
unset XDG_CONFIG_HOME
failed=0
names=(no_site abroad own_list)

complain() {
  echo "$*"
  failed=1
}

expect_code() { # CODE COMMAND...
  local expected=$1 code=0
  shift
  "$@" > "$room/said" 2> "$room/complained" || code=$?
  if [ $code -ne "$expected" ]; then
    complain "exit code $code, not $expected: $*"
    head -20 "$room/complained"
  fi
}

# The installation, and copies of the plugins' own files: nothing of keur's source is near.
mkdir -p "$HOME" "$room/else where"
DESTDIR=$room/stage "$cmake" --install "$build" --prefix /opt/keur > "$room/log" || { cat "$room/log"; exit 1; }
prefix="$room/else where/tree"
mv "$room/stage/opt/keur" "$prefix"
cp -r "$here" "$room/project"
cd "$room/project"
lib=$(cd "$prefix" && find . -name plugin.map -printf '%P\n')
lib=${lib%/keur/plugin.map}

pin() { # FILE
  expect_code 0 "$keur" plugin pin "$1"
}

# What a plugin found, and asks, a line each; from a result, which has a line for each of them.
answers() { # NAME
  sed -n -E \
    -e 's/^.*"rule": "('"$1"'\.[a-z_]+)", "kind".*"component": ("[^"]*"|null).*"level": ([0-9]), "basis": "([a-z]+)", "message": "(([^"\]|\\.)*)".*$/\1 \2 level \3 \4: \5/p' \
    -e 's/^.*"rule": "('"$1"'\.[a-z_]+)", "blame": "[^"]*", "question": "(([^"\]|\\.)*)".*"sample": (\[[^]]*\]).*$/\1 asks: \2 \4/p' "$room/said"
}

try_plugin() { # NAME FILE EXIT-CODE OPTION...
  local name=$1 file=$2 code=$3
  shift 3
  [ "$(nm -D --defined-only "$file" | awk '{ print $3 }')" = keur_plugin_v1 ] || complain "$file exports more than its symbol"
  pin "$file"
  expect_code "$code" "$keur" assess "$name/network.yaml" --plugin "$file" --without vendor_trust --without remote_access --without logging_coverage --without assurance \
    --format json "$@"
  grep -q '"name": "'"$name"'", .*"status": "ok"' "$room/said" || complain "$file did not run"
  answers "$name" > "$room/found"
  diff -u "$name/expected.txt" "$room/found" || complain "$file finds something else (-: expected)"
}

try_all() { # DIRECTORY
  try_plugin no_site "$1/no_site.so" 2
  try_plugin abroad "$1/abroad.so" 2 '--param=abroad.allowed=^(BE|DE)$'
  try_plugin own_list "$1/own_list.so" 2 --param=own_list.file=own_list/list.csv
}

refuse_list() { # FILE WHAT: own_list does not run with a list that it cannot read, and says where
  expect_code 3 "$keur" assess own_list/network.yaml --plugin "$1" --format json "${@:3}"
  grep -q -F "$2" "$room/complained" || complain "own_list does not say: $2"
}

# By find_package, from a place with a blank in its name.
keur=$prefix/bin/keur
"$cmake" -S . -B "$room/by cmake" -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$prefix" > "$room/log" 2>&1 &&
  "$cmake" --build "$room/by cmake" > "$room/log" 2>&1 || { cat "$room/log"; complain "find_package(keur) does not build plugins"; }
try_all "$room/by cmake"
# Beside the bundled ones, of which nothing changes.
expect_code 2 "$keur" assess abroad/network.yaml --plugin "$room/by cmake/abroad.so" --plugin "$room/by cmake/no_site.so" --format json
[ "$(grep -o '"name": "[a-z_]*", "version": "[^}]*"status": "ok"' "$room/said" | wc -l)" -eq 6 ] || complain "strangers and bundled plugins do not run together"

# By pkg-config, whose files cannot hold a blank in a path that a shell splits.
mv "$prefix" "$room/plain"
prefix=$room/plain keur=$room/plain/bin/keur
export PKG_CONFIG_PATH=$prefix/$lib/pkgconfig
mkdir "$room/by-hand"
for name in "${names[@]}"; do
  if [ -f "$name/$name.c" ]; then
    compiler=("$cc" -std=c99) file=$name/$name.c
  else
    compiler=("$cxx" -std=c++11) file=$name/$name.cpp
  fi
  # shellcheck disable=SC2046 # words are wanted
  "${compiler[@]}" -O2 -pedantic -Wall -Wextra -Wconversion -Werror -shared -fPIC $(pkg-config --cflags keur) -o "$room/by-hand/$name.so" "$file" \
    $(pkg-config --libs keur) || complain "pkg-config --cflags --libs keur does not build $file"
done
try_all "$room/by-hand"

# A list that cannot be read is no list of nothing.
refuse_list "$room/by-hand/own_list.so" 'line 3 of the list: "serious" is not a level from 1 to 5' --param=own_list.file=own_list/level.csv
refuse_list "$room/by-hand/own_list.so" 'line 2 of the list: "Poort;9;5;fine" is not product,version,level,text' \
  --param=own_list.file=own_list/semicolons.csv
refuse_list "$room/by-hand/own_list.so" 'no list: give one with --param own_list.file=FILE'
exit $failed
