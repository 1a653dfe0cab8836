#!/bin/bash
# Freezes version 1 of the plugin interface: the header, the bundled plugins as they are, a network and what they find in it, into tests/abi/v1.
# Once, at the release; what is frozen already is not overwritten without --again. freeze.sh BUILD-DIRECTORY [--again]
set -euo pipefail
if [ $# -lt 1 ] || [ ! -x "$1/tests/abi_test_frozen" ]; then
  echo "freeze.sh: $*: name the directory of a build with tests, as in: tests/abi/freeze.sh build/release" >&2
  exit 1
fi
build=$(realpath "$1")
cd "$(dirname "$0")"
source=$(realpath ../..)
if [ -e v1/expected.json ] && [ "${2:-}" != --again ]; then
  echo "freeze.sh: tests/abi/v1 is frozen: plugins are out there that were built with it. Before a release, --again overwrites it." >&2
  exit 1
fi
if [ "$(uname -m)" != x86_64 ]; then
  echo "freeze.sh: this machine is $(uname -m); the frozen plugins are of x86_64" >&2
  exit 1
fi
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

mkdir -p v1/x86_64 v1/network
cp "$source/include/keur/plugin.h" v1/plugin.h
cp "$source"/inventories/demo/{network,ran,bss,access,suppliers,overlay}.yaml "$source/inventories/policies/nl-tfev.yaml" v1/network/
rm -f v1/network/*.md

# As a release builds them, without anything of this machine in them; twice, to see that it is so.
build_plugin() { # NAME OUT
  (cd "$source/plugins" && cc -std=gnu11 -O2 -DNDEBUG -fPIC -fvisibility=hidden -fstack-protector-strong -fno-common -fno-plt \
    -ffile-prefix-map="$source=." -I"$source/include" -shared -s -Wl,--build-id=none -Wl,-z,defs -Wl,-z,now -Wl,-z,relro -Wl,-z,noexecstack \
    -Wl,--as-needed -o "$2" "$1.c")
}
for name in vendor_trust remote_access logging_coverage; do
  build_plugin $name "$room/$name.so"
  build_plugin $name "$room/again.so"
  cmp "$room/$name.so" "$room/again.so"
  mv "$room/$name.so" v1/x86_64/
  chmod 644 v1/x86_64/$name.so
done

KEUR_ABI_WRITE=$PWD/v1 "$build/tests/abi_test_frozen" > "$room/said" 2>&1 || { cat "$room/said"; exit 1; }
"$build/tests/abi_test_frozen" > "$room/said" 2>&1 || { cat "$room/said"; exit 1; }
sed -i "/^    /d; /^Compiler:/,\$d" v1/README.md
{
  echo "Compiler: $(cc --version | head -1)"
  echo
  (cd v1 && sha256sum plugin.h x86_64/*.so | sed 's/^/    /')
} >> v1/README.md
echo "frozen: $(ls v1/x86_64 | wc -l) plugins, $(grep -c '"rule"' v1/expected.json) findings, $(wc -l < v1/columns.txt) columns"
