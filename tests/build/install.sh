#!/bin/bash
# An installation: everything is there, it works after it was moved, it opens nothing of the source or build tree. What
# strangers build against it is in tests/consumer. install.sh CMAKE BUILD-DIRECTORY SOURCE-DIRECTORY instrumented|plain
set -euo pipefail
cmake=$1 build=$2 source=$3 kind=$4
room=$(realpath "$(mktemp -d)")
trap 'rm -rf "$room"' EXIT
export LC_ALL=C.UTF-8
failed=0

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

# 1. Installed below a staging directory, as packagers do, then moved to where no configuration ever pointed.
DESTDIR=$room/stage "$cmake" --install "$build" --prefix /opt/keur > "$room/log" || { cat "$room/log"; exit 1; }
[ -z "$(find "$room/stage" -mindepth 1 -maxdepth 1 ! -name opt)" ] || complain "installed outside the prefix: $(ls "$room/stage")"
mkdir "$room/else where"
prefix="$room/else where/tree"
mv "$room/stage/opt/keur" "$prefix"

lib=$(cd "$prefix" && find . -name plugins -path '*/keur/plugins' -printf '%P\n')
lib=${lib%/keur/plugins}
for file in bin/keur libexec/keur/keur-worker include/keur/plugin.h \
  "$lib"/keur/plugins/{assurance,logging_coverage,remote_access,vendor_trust}.so "$lib"/keur/plugin.map "$lib"/cmake/keur/keurConfig{,Version}.cmake "$lib"/pkgconfig/keur.pc \
  share/keur/{keur.xsd,README.md} share/keur/policies/{nl-tfev,eu-5g-toolbox}.yaml share/keur/policies/METHOD.md share/keur/suppliers/register.yaml \
  share/keur/demo/{network,suppliers,overlay}.yaml share/keur/cases/telfort share/doc/keur/{README.md,LICENSE,plugins.md} \
  share/keur/template/{common/CMakeLists.txt,c/@NAME@.c,cpp/@NAME@.cpp} \
  share/locale/nl/LC_MESSAGES/keur.mo \
  share/man/man1/keur{,-ask,-assess,-check,-demo,-diff,-explain,-plugin,-plugin-check,-policy,-suppliers,-whatif}.1 \
  share/bash-completion/completions/keur share/zsh/site-functions/_keur share/fish/vendor_completions.d/keur.fish; do
  [ -e "$prefix/$file" ] || complain "not installed: $file"
done
[ "$(cd "$prefix/include" && find . -type f)" = ./keur/plugin.h ] || complain "plugin.h is not the only header"
while IFS= read -r file; do complain "names the source or build directory: $file"; done < <(
  grep -r -l -I -F -e "$source/" -e "$build/" "$prefix" || true)
while IFS= read -r file; do complain "a path to libraries: $file"; done < <(
  find "$prefix" -type f \( -name '*.so' -o -perm -u+x \) -exec sh -c 'readelf -d "$1" 2> /dev/null | grep -q -E "RPATH|RUNPATH"' - {} \; -print)

# 2. The demo, watched: which files it opens, in the program and in its workers.
work=$room/work
mkdir "$work"
cd "$work"
keur=$prefix/bin/keur
ln -s "$keur" "$room/keur"
expect_code 2 "$room/keur" demo first
for name in result.json findings.csv components.csv suppliers.csv gaps.csv; do [ -s first/result/$name ] || complain "the demo wrote no $name"; done
grep -q '"name": "vendor_trust".*"status": "ok"' first/result/result.json || complain "the bundled plugins did not run"
expect_code 0 "$keur" policy list
expect_code 0 "$keur" explain first/result/result.json billing-1
if [ "$kind" = plain ] && strace -f -o /dev/null true 2> /dev/null; then
  strace -f -qq -e trace=file -e signal=none -o "$room/trace" "$keur" demo second > /dev/null || true
  grep -q 'keur-worker' "$room/trace" || complain "strace saw no worker"
  # System libraries, what the system says of itself, the installation and the directory at work; looking for what is not there is no harm.
  while IFS= read -r path; do complain "opened: $path"; done < <(
    grep -v -E ' = -1 E|resumed>' "$room/trace" | sed -n 's/^[0-9]* *[a-z0-9_]*(\(AT_FDCWD, \|[0-9]*, \)\?"\([^"]*\)".*/\2/p' | sort -u |
      grep '^/' | grep -v -E '^/(usr/)?lib|^/etc/ld\.so\.|^/proc/|^/sys/|^/dev/null$|^/etc/ssl/|^/usr/local/(lib|ssl)' |
      grep -v -F -e "$prefix/" -e "$work/" | grep -v -x -F -e "$room" -e "$work" -e "$room/else where" -e / -e /etc || true)
else
  echo "strace cannot watch this build here: what is opened was not looked at"
fi

# 3. A plugin that is missing is not passed over in silence.
mv "$prefix/$lib/keur/plugins/remote_access.so" "$room/"
expect_code 3 "$keur" assess first/network.yaml first/access.yaml first/bss.yaml first/ran.yaml --quiet
grep -q 'plugin remote_access gave no complete answer' "$room/complained" || complain "says nothing of the missing plugin"
mv "$room/remote_access.so" "$prefix/$lib/keur/plugins/"
# And one that was dropped there does not run.
cp "$prefix/$lib/keur/plugins/remote_access.so" "$prefix/$lib/keur/plugins/another.so"
expect_code 2 "$keur" demo third
rm "$prefix/$lib/keur/plugins/another.so"

# 4. What pkg-config says of it; its files cannot hold a blank in a path that a shell splits: a plainer place.
mv "$prefix" "$room/plain"
prefix=$room/plain keur=$room/plain/bin/keur
export PKG_CONFIG_PATH=$prefix/$lib/pkgconfig
[ "$(pkg-config --modversion keur)" = "$("$keur" --version | sed 's/keur //')" ] || complain "keur.pc has another version"
[ -f "$(pkg-config --variable=plugindir keur)/vendor_trust.so" ] || complain "keur.pc: no plugins in $(pkg-config --variable=plugindir keur)"
[ -x "$(pkg-config --variable=program keur)" ] || complain "keur.pc: no program $(pkg-config --variable=program keur)"
exit $failed
