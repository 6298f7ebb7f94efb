#!/bin/sh
# SPDX-License-Identifier: MIT
# SECURITY.md: the tests that its table names are there.
. "$(dirname "$0")/tap.inc"
cd "$M2E_SRC" || exit 1

# The names in the last column, one a line.
names() {
    sed -n '/^| threat/,$p' SECURITY.md | sed -n 's/^|.*| \(`.*`\) |$/\1/p' |
        tr ',' '\n' | sed -n 's/^ *`\(.*\)` *$/\1/p'
}

missing() {
    names | while IFS= read -r name; do
        grep -rqF -- "$name" tests/faults tests/*.bats && continue
        [ -f "tests/unit/$name.c" ] || [ -f "tests/fuzz/$name.c" ] || echo "no test '$name'"
    done
}

echo "1..2"
report "the table names tests" "$([ "$(names | wc -l)" -ge 30 ] || echo "it names $(names | wc -l)")"
report "each named test is there" "$(missing)"
