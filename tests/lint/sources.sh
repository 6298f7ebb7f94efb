#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source, test, style and page is in its list of Makefile.am; --update writes the lists.
set -u
cd "$(dirname "$0")/../.." || exit 2

# list, what is cut off the end, patterns
lists='
BASE_SOURCES    .   src/base/*.c
BOOK_SOURCES    .   src/book/*.c
INPUT_SOURCES   .   src/input/*.c
RENDER_SOURCES  .   src/render/*.c
MEDIA_SOURCES   .   src/media/*.c
EPUB_SOURCES    .   src/epub/*.c
BUILD_SOURCES   .   src/*.c src/build/*.c
MAN_PAGES       .   man/*.1
CSS_FILES       .   css/*.css
UNIT_TESTS      .c  tests/unit/test_*.c
TEST_TOOLS      .c  tests/unit/*.c tests/readers/*.c
BENCH_TOOLS     .c  tests/bench/*.c
FUZZ_TARGETS    .c  tests/fuzz/fuzz_*.c
BATS            .   tests/*.bats
TABLES          .   src/*.def src/*/*.def src/*.h src/*/*.h
TEST_HELPERS    .   tests/*.bash tests/*.py tests/unit/*.h tests/unit/*.def tests/fuzz/*.h tests/fuzz/*.dict
DOCUMENTS       .   *.md LICENSE
DIRECTORIES     .   include samples tests/bench tests/cases tests/faults tests/fuzz/seeds tests/lint tests/pages tests/readers tests/sites tests/spec tests/walk
'

# The files that list $1 with patterns $2 and suffix $3 should name.
expected() {
    for file in $2; do
        [ -f "$file" ] || [ -n "$(ls -A "$file" 2>/dev/null)" ] || continue
        case $1:$file in
        BUILD_SOURCES:src/main.c | TEST_TOOLS:tests/unit/test_*) continue ;;
        esac
        echo "${file%"$3"}"
    done | LC_ALL=C sort
}

listed() {
    awk -v name="$1" '
        $1 == name && $2 == "=" { inside = 1; next }
        inside && $1 == "$(NULL)" { exit }
        inside { print $1 }' Makefile.am
}

# Makefile.am with list $1 made of the lines $2.
rewritten() {
    FILES=$2 awk -v name="$1" '
        inside && $1 != "$(NULL)" { next }
        { inside = 0; print }
        $1 == name && $2 == "=" {
            inside = 1
            count = split(ENVIRON["FILES"], file, "\n")
            for (i = 1; i <= count; i++)
                print "\t" file[i] " \\"
        }' Makefile.am
}

update() {
    echo "$lists" | while read -r name suffix patterns; do
        [ -n "$name" ] || continue
        new=$(rewritten "$name" "$(expected "$name" "$patterns" "$suffix")") || exit 1
        [ "$new" = "$(cat Makefile.am)" ] || printf '%s\n' "$new" >Makefile.am
    done
}

check() {
    n=0
    echo "1..$(echo "$lists" | grep -c .)"
    echo "$lists" | while read -r name suffix patterns; do
        [ -n "$name" ] || continue
        n=$((n + 1))
        if [ "$(expected "$name" "$patterns" "$suffix")" = "$(listed "$name")" ]; then
            echo "ok $n - $name names $patterns"
        else
            echo "not ok $n - $name names $patterns"
            echo "# tests/lint/sources.sh --update writes the lists; lines that differ:"
            { expected "$name" "$patterns" "$suffix"; listed "$name"; } | sort | uniq -u | sed 's/^/#   /'
        fi
    done
}

case ${1-} in
--update) update ;;
*) check ;;
esac
