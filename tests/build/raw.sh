#!/bin/bash
# What of core/cli prints includes cli/no_raw.h, with which a raw print does not compile. raw.sh SOURCE-DIRECTORY
set -euo pipefail
cd "$1/core/cli"
# These print, and say why they may: all that is raw in them is keur's own, or went through an escaper in the line above.
may=" command.c progress.c main.c check.c suppliers.c plugin_command.c "
failed=0
for file in *.c; do
  [[ $may == *" $file "* ]] && continue
  if grep -qE '\b(stdout|stderr|printf|puts|fputs|putchar)\b' "$file" && ! grep -q 'cli/no_raw.h' "$file"; then
    echo "$file prints without cli/no_raw.h" >&2
    failed=1
  fi
  # Behind the last include: what is included later could not be poisoned.
  if grep -q 'cli/no_raw.h' "$file" && [ "$(grep '^#include' "$file" | tail -1)" != '#include "cli/no_raw.h"' ]; then
    echo "$file does not include cli/no_raw.h last" >&2
    failed=1
  fi
done
exit $failed
