#!/bin/sh
# SPDX-License-Identifier: MIT
# How files look: licence line, comments, formatting, functions that are not used here.
set -u
here=$(dirname "$0")
cd "$here/../.." || exit 2
LC_ALL=C
export LC_ALL

banned='strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|strtok|strtok_r|strerror_r|atoi|atol'
banned="$banned|atoll|atof|strtod|strtof|strcoll|strcasecmp|strncasecmp|setlocale|alloca"
banned="$banned|is(alpha|alnum|digit|xdigit|space|upper|lower|punct|print|cntrl)|tolower|toupper"
banned="$banned|rand|srand|random|localtime|localtime_r|gmtime|mktime|ctime|asctime|strftime|tmpnam|mktemp"

c_files=$(find src include tests -name '*.[ch]' | sort)
def_files=$(find src include -name '*.def' | sort)
scripts=$(find tests .ci autogen.sh configure.ac Makefile.am -type f 2>/dev/null \
    \( -name '*.sh' -o -name '*.bats' -o -name run -o -name '*.ac' -o -name '*.am' \) | sort)
texts=$(find . -maxdepth 1 -name '*.md'; find man samples css -type f 2>/dev/null)
code=$(echo "$c_files" | grep -v banned.h | xargs awk -f tests/lint/code.awk)

. tests/lint/tap.inc

# without CONDITION FILE...: the files of which no line meets the condition, which is awk's.
without() {
    condition=$1
    shift
    having=$(awk "$condition { print FILENAME }" "$@")
    printf '%s\n' "$@" | grep -vxF -e "$having"
}

unformatted() {
    echo "$c_files" | xargs clang-format --dry-run 2>&1 |
        sed -n 's/:[0-9]*:[0-9]*: warning: .*//p' | uniq -c
}

echo 1..9
# shellcheck disable=SC2086 # names here have no blanks
report "every file names its licence" \
    "$(without 'FNR <= 2 && /SPDX-License-Identifier: MIT/' $c_files $def_files $scripts)"
# shellcheck disable=SC2046
report "every source says what it is for" \
    "$(without 'FNR == 2 && /^\/\*/' $(find src tests -name '*.c'))"
report "comments are in /* */" "$(echo "$code" | grep '@SLASHES@')"
report "no banned function is called" \
    "$(echo "$code" | grep -E "(^|[^A-Za-z0-9_])($banned) *\(")"
# shellcheck disable=SC2086
report "no remark waits to be done" \
    "$(grep -nE '(^|[^A-Za-z])(TO[D]O|FIX[M]E|X[X]X)([^A-Za-z]|$)' $c_files $def_files $scripts)"
# shellcheck disable=SC2086
report "no path of one machine is named" \
    "$(grep -nE '(^|[^A-Za-z0-9_.$}])/(home|root|work|Users)/[a-z]' $c_files $def_files $scripts $texts /dev/null)"
# shellcheck disable=SC2086
report "no line ends in blanks or has a tab" \
    "$(grep -nE '[[:blank:]]$' $c_files $def_files; grep -n "$(printf '\t')" $c_files)"
report "no line of code is longer than 100 bytes" \
    "$(echo "$code" | awk '{ line = $0; sub(/^[^:]*:[^:]*:/, "", line) } length(line) > 100')"
case ${M2E_SANITIZE:+sanitized}$(clang-format --version 2>/dev/null) in
sanitized*) echo "ok 9 - clang-format changes nothing # SKIP the plain build's suite looks at it" ;;
*" 14."*) report "clang-format changes nothing" "$(unformatted)" ;;
*) echo "ok 9 - clang-format changes nothing # SKIP clang-format 14 is not installed" ;;
esac
