#!/bin/bash
# What `keur plugin new` writes: with nothing but an installation it builds, passes the conformance test and its own tests, in C and in C++,
# by CMake and by the compiler alone. template.sh CMAKE BUILD-DIRECTORY C-COMPILER C++-COMPILER
set -euo pipefail
cmake=$1 build=$2
declare -A compiler=([c]=$3 [cpp]=$4) standard=([c]=c99 [cpp]=c++11)
declare -A mask=([c]=022 [cpp]=002) # with either, what the linker writes is taken
room=$(realpath "$(mktemp -d)")
trap 'rm -rf "$room"' EXIT
export LC_ALL=C.UTF-8 HOME=$room/home
mkdir "$HOME"
failed=0

complain() {
  echo "$*"
  failed=1
}

run() { # COMMAND..., whose output is shown when it fails
  "$@" > "$room/said" 2>&1 || { complain "failed: $*"; cat "$room/said"; }
}

DESTDIR=$room/stage "$cmake" --install "$build" --prefix /opt/keur > "$room/log" || { cat "$room/log"; exit 1; }
mv "$room/stage/opt/keur" "$room/keur"
keur=$room/keur/bin/keur
PKG_CONFIG_PATH=$(dirname "$(find "$room/keur" -name keur.pc)")
export PKG_CONFIG_PATH
cd "$room"

for lang in c cpp; do
  name=mine_$lang project=$room/in$lang/my_project
  umask ${mask[$lang]}
  mkdir "$room/in$lang"
  run "$keur" plugin new $name "$project" --lang $lang
  source=$project/$name.$lang
  [ "$(wc -l < "$source")" -lt 80 ] || complain "$source has $(wc -l < "$source") lines"
  awk 'length($0) > 150' "$source" | grep -q . && complain "$source has lines that nobody can read"
  if grep -r -n '@[A-Z]*@' "$project"; then complain "something was not filled in"; fi

  # CMake, and the project's own tests.
  run "$cmake" -S "$project" -B "$project/build" -DCMAKE_PREFIX_PATH="$room/keur" -DCMAKE_C_COMPILER="${compiler[c]}" -DCMAKE_CXX_COMPILER="${compiler[cpp]}"
  run "$cmake" --build "$project/build"
  run "${cmake%cmake}ctest" --test-dir "$project/build" --output-on-failure
  grep -q '<testsuite name="'$name'" .*failures="0"' "$project/build/conformance.xml" || complain "no JUnit file of the conformance test"
  "$keur" plugin check "$project/build/$name.so" > "$room/said" || complain "$lang: it does not conform: $(cat "$room/said")"
  grep -q ', 0 warnings, 0 failed$' "$room/said" || complain "$lang: the conformance test warns: $(cat "$room/said")"
  [ "$(nm -D --defined-only "$project/build/$name.so" | awk '{ print $3 }')" = keur_plugin_v1 ] || complain "$lang: it exports more than its symbol"

  # A finding that changes makes its test fail: it compares something.
  sed -i 's/site: antwerp/site: utrecht/' "$project/network.yaml"
  if "${cmake%cmake}ctest" --test-dir "$project/build" -R findings > "$room/said" 2>&1; then complain "$lang: the project's test of findings cannot fail"; fi

  # The compiler alone, as the README says, and as strictly as there is.
  rm -r "$project/build"
  command=$(sed -n 's/^    \(mkdir -p build .*\)/\1/p' "$project/README.md")
  [ -n "$command" ] || complain "the README does not say how to build without CMake"
  run bash -c "cd '$project' && $command"
  run "$keur" plugin check "$project/build/$name.so"
  # shellcheck disable=SC2046 # words are wanted
  run "${compiler[$lang]}" -std=${standard[$lang]} -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror -shared -fPIC -fvisibility=hidden \
    $(pkg-config --cflags keur) -Wl,-z,defs -Wl,-z,now -o "$room/strict.so" "$source"
done

# It writes over nothing.
mkdir there
if "$keur" plugin new mine there 2> "$room/said"; then complain "it wrote into a directory that was there"; fi
[ -z "$(ls -A there)" ] || complain "it left something in a directory that was there"
exit $failed
