#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads every #include: imports go down only, and a library is used by its own modules only.
set -u
cd "$(dirname "$0")/../.." || exit 2

# main → build → { input, render, media, epub } → book → base
ranks='base=0 book=1 input=2 render=2 media=2 epub=2 build=3 main=4'

# header, files (extended regular expression) that may include it
libraries='
yaml\.h               ^src/input/yaml\.c$
cmark-gfm.*\.h        ^(src/render/(cmark|walk|tree|markdown[a-z_]*)\.c|include/render/job\.h)$
libxml/.*\.h          ^src/(render/check[a-z_]*|epub/check[a-z_]*|media/svg[a-z_]*)\.c$
zip\.h                ^src/epub/zip[a-z_]*\.c$
libdeflate\.h         ^src/epub/deflate\.c$
(linux/.*|sys/prctl|sys/syscall)\.h  ^src/base/confine(_child)?\.c$
cairo.*\.h            ^(src|include)/media/
pango/.*\.h           ^(src|include)/media/
fontconfig/.*\.h      ^(src|include)/media/
jpeglib\.h            ^(src|include)/media/
jerror\.h             ^(src|include)/media/
png\.h                ^(src|include)/media/
webp/.*\.h            ^(src|include)/media/
avif/avif\.h          ^(src|include)/media/
curl/curl\.h          ^(src|include)/media/fetch[a-z_]*\.[ch]$
malloc\.h             ^src/base/alloc\.c$
dlfcn\.h              ^src/base/library\.c$
(sys/socket|netinet/in|arpa/inet|netdb)\.h  ^src/media/fetch[a-z_]*\.c$
pthread\.h            ^src/base/(pool|progress)\.c$
glib\.h               ^src/base/utf8\.c$
getopt\.h             ^src/([a-z_]*|build/[a-z_]*)\.c$
'

# Of C and POSIX; anyone may use them.
system=' assert dirent errno fcntl inttypes limits math poll sched setjmp signal stdarg stdatomic
stdbool stddef stdint stdio stdlib string time unistd fnmatch glob sys/random sys/resource
sys/stat sys/time sys/types sys/wait sys/mman sys/ioctl '

includes() {
    find include src -name '*.[ch]' | LC_ALL=C sort | xargs awk '
        /^[ \t]*#[ \t]*include[ \t]*["<]/ {
            split($0, part, /["<>]/)
            kind = index($0, "<") ? "system" : "own"
            print FILENAME, FNR, kind, part[2]
        }'
}

found=$(includes)

# Own headers: FILE LINE of each upward or sideways include.
directions() {
    echo "$found" | awk -v ranks="$ranks" '
        function layer(path) {
            sub(/^(src|include)\//, "", path)
            if (path == "main.c")
                return "main"
            return path ~ /\// ? substr(path, 1, index(path, "/") - 1) : "build"
        }
        BEGIN {
            n = split(ranks, pairs, " ")
            for (i = 1; i <= n; i++) {
                split(pairs[i], pair, "=")
                rank[pair[1]] = pair[2]
            }
        }
        $3 == "own" && $4 != "config.h" && $4 !~ /^[a-z]*\.inc$/ {
            from = layer($1)
            to = layer($4)
            if (!(from in rank) || !(to in rank))
                print $1 ":" $2 ": unknown folder in " $4
            else if (from != to && rank[to] >= rank[from])
                print $1 ":" $2 ": " from " must not include " $4
        }'
}

libraries_used() {
    echo "$found" | LIBRARIES=$libraries awk -v headers="$system" '
        BEGIN {
            n = split(ENVIRON["LIBRARIES"], row, "\n")
            for (i = 1; i <= n; i++)
                if (split(row[i], part, " ") == 2)
                    allowed["^" part[1] "$"] = part[2]
            n = split(headers, name, /[ \n]+/)
            for (i = 1; i <= n; i++)
                known[name[i] ".h"] = 1
        }
        $3 == "system" && !($4 in known) {
            rule = ""
            for (pattern in allowed)
                if ($4 ~ pattern)
                    rule = allowed[pattern]
            if (rule == "")
                print $1 ":" $2 ": <" $4 "> is in no rule"
            else if ($1 !~ rule)
                print $1 ":" $2 ": <" $4 "> belongs to " rule
        }'
}

# A source must see its own header, by itself or through another header: otherwise the compiler
# cannot compare the two.
own_headers() {
    echo "$found" | awk '
        $3 == "own" { list[$1] = list[$1] " " $4 }
        function sees(file, header, of,    n, i, part) {
            n = split(list[file], part, " ")
            for (i = 1; i <= n; i++) {
                if (part[i] == header)
                    return 1
                if (!((of, part[i]) in seen)) {
                    seen[of, part[i]] = 1
                    if (sees("include/" part[i], header, of))
                        return 1
                }
            }
            return 0
        }
        END {
            for (file in list) {
                if (file !~ /^src\//)
                    continue
                header = substr(file, 5)
                sub(/\.c$/, ".h", header)
                if (getline line <("include/" header) > 0 && !sees(file, header, file))
                    print file ": does not include " header
            }
        }'
}

. tests/lint/tap.inc

echo 1..3
report "imports go down only" "$(directions)"
report "a library lives behind its module" "$(libraries_used)"
report "a source includes its own header" "$(own_headers)"
