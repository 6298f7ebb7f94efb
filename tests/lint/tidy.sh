#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy's groups bugprone and cert find nothing; see .clang-tidy. It is run when M2E_TIDY=1.
set -u
cd "$(dirname "$0")/../.." || exit 2

if [ -z "${M2E_TIDY-}" ]; then
    echo "1..0 # SKIP it is slow: set M2E_TIDY=1"
    exit 0
fi
if ! command -v clang-tidy >/dev/null; then
    echo "1..0 # SKIP clang-tidy is not installed"
    exit 0
fi

packages='libcmark-gfm libzip libxml-2.0 yaml-0.1 libdeflate cairo pangocairo pangoft2 fontconfig libjpeg
libpng libwebp libwebpdemux libcurl libavif glib-2.0'
# shellcheck disable=SC2086
flags="-std=gnu11 -D_GNU_SOURCE -Iinclude -Itests/unit -I${M2E_BUILD-.} -I${M2E_BUILD-.}/src
-DHAVE_CONFIG_H $(pkg-config --cflags $packages)"

# shellcheck disable=SC2086
found=$(find src -name '*.c' | LC_ALL=C sort | xargs -P 2 -n 8 sh -c '
    flags=$1; shift; clang-tidy --quiet "$@" -- $flags 2>/dev/null' sh "$flags" |
    grep -E '(warning|error): ' | sort -u)

echo 1..1
if [ -z "$found" ]; then
    echo "ok 1 - clang-tidy finds nothing"
else
    echo "not ok 1 - clang-tidy finds nothing"
    echo "$found" | sed 's/^/# /'
fi
