# SPDX-License-Identifier: MIT
# What the .bats files share. $M2E is the program; every test runs in a directory of its own.

bats_require_minimum_version 1.5.0

: "${M2E:=$PWD/mdbook2epub}"
M2E_SRC=${M2E_SRC:-$(cd "$BATS_TEST_DIRNAME/.." && pwd)}

setup() {
    mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return
}

# Runs the program; $status, $output and $stderr tell what happened.
m2e() {
    run --separate-stderr timeout 120 "$M2E" "$@"
}

# Fails unless the last m2e exited with $1.
exits() {
    if [ "$status" -ne "$1" ]; then
        printf 'exit status %s, expected %s\n%s\n%s\n' "$status" "$1" "$output" "$stderr"
        return 1
    fi
}

# post FILE [LINE OF FRONT MATTER]... <BODY
post() {
    mkdir -p "$(dirname "$1")"
    {
        printf '%s\n' --- "${@:2}" --- ''
        cat
    } >"$1"
}

# Fails unless text $1 holds $2.
has() {
    case $1 in *"$2"*) return 0 ;; esac
    printf 'not found: %s\nin: %s\n' "$2" "$1"
    return 1
}

lacks() {
    case $1 in *"$2"*) printf 'found: %s\nin: %s\n' "$2" "$1" && return 1 ;; esac
    return 0
}

equal() {
    if [ "$1" != "$2" ]; then
        printf 'got:      %s\nexpected: %s\n' "$1" "$2"
        return 1
    fi
}

# The bytes of entry $2 of book $1.
entry() {
    unzip -p "$1" "$2"
}

needs() {
    for tool; do
        command -v "$tool" >/dev/null || skip "no $tool"
    done
}
