#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What is shown on a terminal and only there: the progress bar and colours.

load helper

# on_terminal [--slow] [NAME=VALUE]... ARGUMENT...: runs the program there; see terminal.py.
on_terminal() {
    local words=()
    while [[ $1 == --slow || $1 == [A-Z]*=* ]]; do
        words+=("$1")
        shift
    done
    timeout 100 python3 "$M2E_SRC/tests/terminal.py" "${words[@]}" "$M2E" "$@"
}

# A blog of $1 posts; a link in the first one leads nowhere.
blog() {
    mkdir -p blog
    for i in $(seq "$1"); do
        printf -- '---\ntitle: P%s\ndate: 2024-01-01\n---\ntext\n' "$i" >"blog/p$i.md"
    done
    echo '[gone](gone.md)' >>blog/p1.md
}

esc=$'\033'

@test "no bar for a run of less than half a second" {
    needs python3
    blog 1
    on_terminal blog -o out.epub --cover=none -W no-link-unknown
    ! grep -Eq ' in (0\.[4-9]|[1-9])' screen || skip "it took longer"
    lacks "$(cat screen.raw)" "$esc"
    has "$(cat screen)" "out.epub: 1 post"
}

@test "a bar when it takes longer; it is wiped before messages and at the end" {
    needs python3
    blog 300
    on_terminal --slow blog -o out.epub --cover=none -j1
    grep -Eq '\] (Reading|Rendering|Writing) +[0-9]+/300' screen.raw
    # On the terminal stands what would stand in a file.
    m2e blog -o out.epub --cover=none -j1
    exits 0
    equal "$(sed 's/ in [0-9.]* s$//' screen)" "$(sed 's/ in [0-9.]* s$//' <<<"$stderr")"
}

@test "no bar with --quiet, --progress=never, on a dumb terminal, or on none" {
    needs python3
    blog 300
    for words in -q --progress=never; do
        on_terminal --slow "$words" blog -o out.epub --cover=none -j1 --color=never
        lacks "$(cat screen.raw)" "$esc"
    done
    on_terminal --slow TERM=dumb blog -o out.epub --cover=none -j1
    lacks "$(cat screen.raw)" "$esc"
    m2e blog -o out.epub --cover=none -j1
    exits 0
    lacks "$stderr$output" "$esc"
    lacks "$stderr$output" $'\r'
}

@test "colours on a terminal, unless NO_COLOR or --color=never say otherwise" {
    needs python3
    blog 1
    on_terminal blog -o out.epub --cover=none --progress=never
    has "$(cat screen.raw)" "$esc[35mwarning:$esc[0m"
    on_terminal NO_COLOR= blog -o out.epub --cover=none --progress=never
    has "$(cat screen.raw)" "$esc[35mwarning:"
    on_terminal NO_COLOR=1 blog -o out.epub --cover=none --progress=never
    lacks "$(cat screen.raw)" "$esc"
    on_terminal --color=never blog -o out.epub --cover=none --progress=never
    lacks "$(cat screen.raw)" "$esc"
    on_terminal NO_COLOR=1 --color=always blog -o out.epub --cover=none --progress=never
    has "$(cat screen.raw)" "$esc[35mwarning:"
    on_terminal --diagnostics=json blog -o out.epub --cover=none --progress=never
    lacks "$(cat screen.raw)" "$esc"
}

@test "no colours to a pipe, unless asked for" {
    blog 1
    m2e blog -o out.epub --cover=none
    lacks "$stderr" "$esc"
    m2e --color=always blog -o out.epub --cover=none
    has "$stderr" "$esc[35mwarning:"
}
