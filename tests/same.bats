#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The same input gives the same bytes, whatever is around it.

load helper

# The folders of posts to try: the sample, and real blogs where they are at hand.
blogs() {
    echo "$M2E_SRC/samples/blog"
    for folder in "${M2E_SHARED:-$M2E_SRC/../shared}"/corpora/*/; do
        [ ! -d "$folder" ] || echo "${folder%/}"
    done
}

# Makes book $1 of folder $2 with options $3….
build() {
    timeout 120 "$M2E" -q "$2" -o "$1" "${@:3}" 2>messages || {
        cat messages
        return 1
    }
}

@test "any number of workers, any time zone and any locale" {
    for blog in $(blogs); do
        echo "blog: $blog"
        TZ=Pacific/Kiritimati LC_ALL=C LANG=C build one.epub "$blog" -j1
        TZ=America/Adak LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 build two.epub "$blog" -j2
        env -i PATH="$PATH" HOME=/nonexistent ${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} \
            timeout 120 "$M2E" -q "$blog" -o eight.epub --jobs=8
        cmp one.epub two.epub
        cmp one.epub eight.epub
    done
}

@test "a copy with other times, modes and order of names" {
    blog=$M2E_SRC/samples/blog
    build one.epub "$blog"
    mkdir -p elsewhere/deeper/copy
    # Made in the reverse order, so that the folder lists them differently.
    (cd "$blog" && find . -type f | LC_ALL=C sort -r) | while read -r file; do
        mkdir -p "elsewhere/deeper/copy/$(dirname "$file")"
        cat "$blog/$file" >"elsewhere/deeper/copy/$file"
    done
    find elsewhere -exec touch -d 1999-12-31 {} +
    chmod -R go-rwx elsewhere
    build two.epub elsewhere/deeper/copy
    cmp one.epub two.epub
    (cd elsewhere/deeper/copy && build ../three.epub .)
    cmp one.epub elsewhere/deeper/three.epub
}

@test "a copy of a real blog" {
    blog=$(blogs | sed -n 2p)
    [ -n "$blog" ] || skip "no corpora"
    build one.epub "$blog"
    mkdir copy && cp -r "$blog" copy
    find copy -exec touch -h -d 1999-12-31 {} +
    build two.epub "copy/${blog##*/}"
    cmp one.epub two.epub
}

@test "again over the old file, to standard output, with and without a bar" {
    blog=$M2E_SRC/samples/blog
    build one.epub "$blog"
    cp one.epub first.epub
    sleep 1.1
    build one.epub "$blog"
    cmp one.epub first.epub
    timeout 60 "$M2E" --progress=always --color=always "$blog" -o - >piped.epub 2>messages
    cmp one.epub piped.epub
    timeout 60 "$M2E" -v --diagnostics=json "$blog" -o two.epub 2>messages
    cmp one.epub two.epub
}

@test "the paths' order and spelling" {
    blog=$M2E_SRC/samples/blog
    cp -r "$blog" blog
    build one.epub blog
    build two.epub blog/
    build three.epub ./blog/../blog
    build four.epub "$PWD/blog"
    cmp one.epub two.epub
    cmp one.epub three.epub
    cmp one.epub four.epub
    build five.epub blog blog
    cmp one.epub five.epub
    rm blog/book.yaml
    # Without a title, the book is called after the first path.
    build six.epub blog/2024-03-02-first-light.md blog/2024-06-20-slow-bread.md --title=Two \
        --identifier=urn:x-two
    build seven.epub blog/2024-06-20-slow-bread.md blog/2024-03-02-first-light.md --title=Two \
        --identifier=urn:x-two
    cmp six.epub seven.epub
}
