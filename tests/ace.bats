#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Ace by DAISY finds no violation that is serious or worse. It drives a browser and takes long:
# M2E_ACE=1 (as .ci/run sets) tries the sample blog, M2E_FULL=1 real blogs, too.

load helper

@test "the sample blog is accessible" {
    needs_ace
    m2e "$M2E_SRC/samples/blog" -o out.epub
    exits 0
    accessible out.epub
}

@test "real blogs are accessible" {
    [ "${M2E_FULL:-}" = 1 ] || skip "takes long; M2E_FULL=1 runs it"
    needs_ace
    [ -d "${M2E_SHARED:-}/corpora" ] || skip "no corpora"
    for folder in "$M2E_SHARED"/corpora/*/; do
        [ -f "$folder/LICENSE" ] || continue
        echo "blog: $folder"
        m2e "$folder" -o out.epub
        exits 0
        accessible out.epub
    done
}
