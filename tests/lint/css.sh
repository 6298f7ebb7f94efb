#!/bin/sh
# SPDX-License-Identifier: MIT
# What makes readers drop a style sheet, or the page worse, is in none of the built-in ones.
set -u
cd "$(dirname "$0")/../.." || exit 2

SIZE_MAX=12288

# extended regular expression of what is forbidden, why; compared with the sheet without comments
forbidden='
(flex|grid|inline-block|columns|z-index|[[:space:]{;]position[[:space:]]*:) layout of web pages
(var|calc|min|max|clamp|env)\(                       functions that Adobe readers do not know
(^|[^a-z-])--                                        custom properties
@(supports|import|layer|container|font-face|charset) at-rules that drop sheets
@media[[:space:]]+(\(|not|only|screen|print)         media queries without "all and"
[0-9](px|pt|pc|cm|mm|in|q|vw|vh|ch|ex|rem)([^a-z]|$) units other than em and %
(direction|unicode-bidi)[[:space:]]*:                not allowed in EPUB (CSS-001)
!important                                           the reader has the last word
:(has|is|where|not|nth[a-z-]*)\(                     selectors that old readers drop
(url|expression)\(                                   files and scripts
:[[:space:]]*start([^a-z]|$)                         sides by word are left in old readers
(^|[^a-z-])(overflow|display)[[:space:]]*:[[:space:]]*(hidden|auto|scroll|inline-flex) text that is cut off
'

# The sheet $1 on lines of their own as "selector { property: value", without comments.
bare() {
    awk '
        { text = text $0 "\n" }
        END {
            while ((at = index(text, "/*"))) {
                rest = substr(text, at + 2)
                text = substr(text, 1, at - 1) substr(rest, index(rest, "*/") + 2)
            }
            printf "%s", text
        }' "$1"
}

# Selectors of the sheet $1 whose rules hold a declaration that matches $2.
rules_with() {
    bare "$1" | awk -v wanted="$2" '
        BEGIN { RS = "}" }
        {
            open = 0
            for (i = 1; i <= length($0); i++)
                if (substr($0, i, 1) == "{")
                    open = i
            if (!open || substr($0, open + 1) !~ wanted)
                next
            selector = substr($0, 1, open - 1)
            sub(/.*\{/, "", selector)
            gsub(/[ \t\n]+/, " ", selector)
            print selector
        }'
}

forbidden_in() {
    echo "$forbidden" | while read -r pattern why; do
        [ -n "$pattern" ] || continue
        bare "$1" | grep -nE -e "$pattern" | sed "s|^|$1: $why: |"
    done
}

# Each break-* needs its page-break-* in the same rule, for readers of CSS 2.
breaks_in() {
    for side in before after inside; do
        new=$(bare "$1" | grep -oE "(^|[^-])break-$side:" | wc -l)
        old=$(bare "$1" | grep -oE "page-break-$side:" | wc -l)
        [ "$new" = "$old" ] || echo "$1: $old page-break-$side but $new break-$side"
    done
}

# A side that is not the same on both, unless code, needs a rule for text from the right.
sides_in() {
    rules_with "$1" '(margin|padding|border)-(left|right)|float' | grep -vE '^ *(\[dir="rtl"\] .*|pre|.*, pre|\.hl-.*) *$' |
        while read -r selector; do
            bare "$1" | grep -qF "[dir=\"rtl\"] $selector" ||
                echo "$1: $selector has a side and no rule for [dir=\"rtl\"]"
        done
    rules_with "$1" 'padding: 0 0 0 [1-9]|margin: 0 0 0 [1-9]' | grep -vE 'rtl|^ *\.hl-' |
        tr ',' '\n' | sed 's/^ *//; s/ *$//' | while read -r selector; do
            bare "$1" | grep -qF "[dir=\"rtl\"] $selector" ||
                echo "$1: $selector has a side and no rule for [dir=\"rtl\"]"
        done
}

# Colours only where there are any to show, and none of the page.
colours_in() {
    rules_with "$1" '[^-]color: *#|background[a-z-]*: *(#|[a-z]*\()' | grep -v '^ *\.hl-' |
        sed "s|^|$1: a colour: |"
    rules_with "$1" '(color|background)' | grep -E '^ *(html|body)' | sed "s|^|$1: coloured page: |"
}

# The ratio of each colour of code to the grounds that it is for (WCAG 2, 1.4.3): at least 4.5. One
# colour cannot hold on both sides: on #f4ecd8 it has to be darker than it may be on #1c1c1e. So none
# stands outside the two queries; where a reader knows neither, code has the colour of the text.
contrast_in() {
    bare "$1" | awk -v file="$1" '
        function digit(c) { return index("0123456789abcdef", c) - 1 }
        function channel(s, i,    c) {
            c = (digit(substr(s, i, 1)) * 16 + digit(substr(s, i + 1, 1))) / 255
            return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ^ 2.4
        }
        function light(s) {
            return 0.2126 * channel(s, 1) + 0.7152 * channel(s, 3) + 0.0722 * channel(s, 5) + 0.05
        }
        /^@media/ { scheme = /scheme: light/ ? "light" : /scheme: dark/ ? "dark" : "" }
        /^}/ { scheme = "" }
        /[^-]color: *#/ {
            colour = $0
            sub(/.*[^-]color: *#/, "", colour)
            colour = substr(colour, 1, 6)
            if (scheme == "") {
                print file ": #" colour " outside of (prefers-color-scheme: light) and of dark"
                next
            }
            count = split(scheme == "light" ? "ffffff f4ecd8" : "000000 121212 1c1c1e", grounds, " ")
            for (i = 1; i <= count; i++) {
                ratio = light(colour) / light(grounds[i])
                if (ratio < 1)
                    ratio = 1 / ratio
                if (ratio < 4.5)
                    printf "%s: #%s on #%s: %.2f to 1\n", file, colour, grounds[i], ratio
            }
        }'
}

# Converters that know no such query take both sets, and the later one wins: pages are white.
order_in() {
    last=$(bare "$1" | grep -o 'prefers-color-scheme: [a-z]*' | tail -n 1)
    [ "${last:-prefers-color-scheme: light}" = "prefers-color-scheme: light" ] || echo "$1: the colours of the day are not the last"
}

# What is slanted stands upright in scripts that have no slanted type.
slant_in() {
    rules_with "$1" 'font-style: italic' | tr ',' '\n' | sed 's/^ *//; s/ *$//' | grep -v '^\.hl-' |
        while read -r selector; do
            bare "$1" | grep -qE "\.upright $selector( \{|,|\$)" || echo "$1: $selector has no rule for .upright"
        done
}

hyphens_in() {
    bare "$1" | grep -q '^ *hyphens: auto' || echo "$1: no hyphenation"
    rules_with "$1" 'hyphens: none' | grep -q 'pre' || echo "$1: hyphenation in code"
    rules_with "$1" 'white-space: pre-wrap' | grep -q 'pre' || echo "$1: code does not wrap"
}

balance_in() {
    bare "$1" | awk -v file="$1" '
        { open += gsub(/\{/, "{"); close_ += gsub(/\}/, "}") }
        END { if (open != close_) print file ": " open " { but " close_ " }" }'
    [ "$(grep -c '/\*' "$1")" = "$(grep -c '\*/' "$1")" ] || echo "$1: a comment that is open"
}

size_of() {
    bytes=$(wc -c <"$1")
    [ "$bytes" -le "$SIZE_MAX" ] || echo "$1: $bytes bytes of at most $SIZE_MAX"
}

unlicensed() {
    for file; do
        head -n 1 "$file" | grep -q 'SPDX-License-Identifier: MIT' ||
            echo "$file: no licence in its first line"
    done
}

# Every class that the program writes is styled or named here as plain text.
classes_in() {
    for class in upright callout-title note-number tasks box picture math listing embed embed-kind \
        no-picture title-page part posts date index count colophon wide byline subtitle tex \
        hl-c hl-s hl-n hl-k hl-t hl-g hl-p hl-h hl-i hl-d hl-r hl-o hl-e hl-a; do
        echo "$class"
    done | sheet=$(bare "$1") awk -v file="$1" '
        { if (ENVIRON["sheet"] !~ "\\." $1 "([^a-z-]|$)") print file ": no rule for ." $1 }'
}

. tests/lint/tap.inc

# A theme is what the book gets: the sheets that its row of themes.def names, one after the other.
themes=$(sed -n 's/^THEME("\([a-z]*\)", \(.*\))$/\1 \2/p' include/build/themes.def | tr -d '",')
whole=$(mktemp -d) || exit 2
trap 'rm -rf "$whole"' EXIT

# What is wrong with the rows: a sheet that is in none, a choice of --theme without one.
rows_of() {
    for sheet in css/*.css; do
        name=${sheet##*/}
        echo "$themes" | cut -d ' ' -f 2- | grep -qw "${name%.css}" || echo "$sheet: in no theme"
    done
    names=$(echo "$themes" | cut -d ' ' -f 1 | paste -s -d '|')
    grep -qF "\"theme\", \"$names\"" src/options.def || echo "themes.def: $names is not what --theme offers"
}

echo "1..$(($(echo "$themes" | wc -l) * 11 + 1))"
report "a row for each theme, and in one for each sheet" "$(rows_of)"
while read -r theme names; do
    sheet=$whole/$theme.css
    for name in $names; do
        cat "css/$name.css"
    done >"$sheet"
    report "$theme: nothing that readers break on" "$(forbidden_in "$sheet")"
    report "$theme: page breaks in both spellings" "$(breaks_in "$sheet")"
    report "$theme: sides for both directions" "$(sides_in "$sheet")"
    report "$theme: no colours but of code" "$(colours_in "$sheet")"
    report "$theme: colours of code hold on every ground" "$(contrast_in "$sheet")"
    report "$theme: colours of the day stand last" "$(order_in "$sheet")"
    report "$theme: slanted type where a script has it" "$(slant_in "$sheet")"
    report "$theme: hyphens and wrapping" "$(hyphens_in "$sheet")"
    report "$theme: braces and comments closed" "$(balance_in "$sheet")"
    report "$theme: small, with its licence" "$(size_of "$sheet"; unlicensed css/*.css)"
    report "$theme: a rule for each class" "$(classes_in "$sheet")"
done <<THEMES
$themes
THEMES
