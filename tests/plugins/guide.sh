#!/bin/sh
# The plugin in the author's guide compiles as it stands and exports the one symbol. Arguments: compiler, source folder of keur.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
awk '/^```c$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$2/plugins/README.md" > "$room/exit_plan.c"
"$1" -std=c11 -pedantic -shared -fPIC -fvisibility=hidden -Wall -Wextra -Wconversion -Werror -I"$2/include" \
	-Wl,-z,defs -Wl,-z,now -o "$room/exit_plan.so" "$room/exit_plan.c"
test "$(nm -D --defined-only "$room/exit_plan.so" | awk '{ print $3 }')" = keur_plugin_v1
