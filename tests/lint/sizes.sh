#!/bin/sh
# SPDX-License-Identifier: MIT
# Functions and files stay short. Lines of a function: from its signature to its last brace.
set -u
cd "$(dirname "$0")/../.." || exit 2

# FILE:LINE NAME LINES of every function. The code is formatted, so braces at the line's start
# are those of functions.
functions() {
    find src -name '*.c' | LC_ALL=C sort | xargs awk '
        FNR == 1 { start = 0; open = 0 }
        /^\{$/ { open = start; next }
        /^\}/ {
            if (open)
                print FILENAME ":" open, name, FNR - open + 1
            open = start = 0
            next
        }
        /^[A-Za-z_]/ && !open {
            if (!start || $0 ~ /\(/ && $0 !~ /^ /) {
                if (!start)
                    start = FNR
                name = $0
                sub(/\(.*/, "", name)
                sub(/.*[ *]/, "", name)
            }
        }
        (/;$/ || /^$/ || /^#/ || /\*\/$/) && !open { start = 0 }'
}

. tests/lint/tap.inc

longer_files() {
    find "$1" -name "$2" | LC_ALL=C sort | xargs wc -l |
        awk -v most="$3" '$2 != "total" && $1 > most { print $2 ": " $1 " lines" }'
}

all=$(functions)
lengths=$(echo "$all" | awk '{ print $3 }' | sort -n)
count=$(echo "$lengths" | wc -l)
median=$(echo "$lengths" | sed -n "$(((count + 1) / 2))p")
p95=$(echo "$lengths" | sed -n "$(((count * 95 + 99) / 100))p")

echo 1..6
report "no function is longer than 80 lines" "$(echo "$all" | awk '$3 > 80')"
report "main is no longer than 60" "$(echo "$all" | awk '$2 == "main" && $3 > 60')"
report "the median of $count functions is at most 15 ($median)" \
    "$([ "$median" -le 15 ] || echo "it is $median")"
report "95 % have at most 50 lines ($p95)" \
    "$([ "$p95" -le 50 ] || echo "$all" | awk '$3 > 50' | sort -k3nr)"
report "no source is longer than 500 lines" "$(longer_files src '*.c' 500)"
report "no header is longer than 120 lines" "$(longer_files include '*.h' 120)"
