#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What reading programs make of a book.

load helper

sample() {
    m2e -q "$M2E_SRC/samples/blog" -o book.epub
    exits 0
}

# Field $1 of what ebook-meta says, in file `meta`.
field() {
    sed -n "s/^$1 *: //p" meta
}

calibre() {
    needs ebook-meta
    export CALIBRE_CONFIG_DIRECTORY="$BATS_TEST_TMPDIR/calibre" QT_QPA_PLATFORM=offscreen
}

@test "calibre reads the metadata of the sample" {
    calibre
    sample
    ebook-meta book.epub >meta 2>/dev/null
    has "$(field Title)" "The Kitchen Observatory"
    equal "$(field 'Author(s)')" "Mara Lindqvist [Lindqvist, Mara]"
    equal "$(field Languages)" "eng"
    has "$(field Tags)" "astronomy"
    has "$(field Tags)" "Deep Learning"
    has "$(field Published)" "2025-10-05"
}

@test "calibre reads the volume's number in its series" {
    calibre
    m2e -q "$M2E_SRC/samples/blog" -o 'book-{year}.epub' --split=year
    exits 0
    ebook-meta book-2025.epub >meta 2>/dev/null
    has "$(field Title)" "The Kitchen Observatory"
    equal "$(field Series)" "The Kitchen Observatory #2025"
    equal "$(field 'Author(s)')" "Mara Lindqvist [Lindqvist, Mara]"
}
