#!/bin/sh
# What the worker is linked with, and what the plugins export: links.sh WORKER PLUGIN-DIRECTORY plain|sanitized
set -eu
failed=0
needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
for library in $needed; do
	case $library in
	libc.so.* | libpcre2-8.so.* | libxxhash.so.*) ;;
	libasan.so.* | libubsan.so.* | libm.so.* | libgcc_s.so.*) test "$3" = sanitized || { echo "the worker needs $library"; failed=1; } ;;
	*)
		echo "the worker needs $library"
		failed=1
		;;
	esac
done
for plugin in "$2"/*.so; do
	test -e "$plugin" || continue
	exports=$(nm -D --defined-only "$plugin" | awk '{ print $3 }' | grep -v '^__odr_asan' || true)
	if test "$exports" != keur_plugin_v1; then
		echo "$plugin exports:" $exports
		failed=1
	fi
done
exit $failed
