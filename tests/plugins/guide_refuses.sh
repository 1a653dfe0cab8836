#!/bin/bash
# A guide whose blocks do not do what they say is refused by guide.sh. Arguments: those of guide.sh.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
failed=0

refuse() { # WHAT-IS-SAID, the guide on stdin
  cat > "$room/guide.md"
  if GUIDE=$room/guide.md "${0%/*}/guide.sh" "${arguments[@]}" > "$room/said" 2>&1; then
    echo "not refused: $1"
    failed=1
  elif ! grep -q -F -e "$1" "$room/said"; then
    echo "refused, but not with: $1"
    grep -v recipe "$room/said" | head
    failed=1
  fi
}
arguments=("$@")

refuse 'x.c does not compile' <<'END'
<!-- file: x.c -->
```c
int x(void) { return y; }
```
END
refuse 'line 2: exit code 0, not 3: true # exit code 3' <<'END'
```sh
true # exit code 3
```
END
refuse 'the commands before it did not print: two' <<'END'
```sh
echo one
```

<!-- shows -->
```text
two
```
END
refuse 'line 1: nothing says what to do with this block (language "c")' <<'END'
```c
int x;
```
END
refuse 'line 3: a block that is indented is not run' <<'END'
Run

    true
END
refuse 'a link that leads nowhere in an installation: ../include/keur/plugin.h' <<'END'
The [header](../include/keur/plugin.h).
END
refuse 'no section for the link #nowhere' <<'END'
See [there](#nowhere).
END
refuse 'does not name the verdict timeout' <<'END'
## Verdicts
END
refuse 'lists other rules of vendor_trust' <<'END'
## Verdicts
END
refuse 'builds the fragment lonely.c' <<'END'
<!-- fragment: lonely -->
```c
int x;
```
END
exit $failed
