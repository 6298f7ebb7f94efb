#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Options and messages are documented: all of them, and no others.

load helper

# The long options of the program's table.
table() {
    sed -n 's/^OPTION([^,]*, "\([a-z-]*\)",.*/\1/p' "$M2E_SRC/src/options.def" | LC_ALL=C sort
}

# Fails unless names $2, a line each, are those of text $1.
same_names() {
    diff <(echo "$1") <(echo "$2" | LC_ALL=C sort -u) || {
        echo "< in the table only, > in the page only"
        return 1
    }
}

@test "the table has options, each once" {
    [ "$(table | wc -l)" -gt 40 ]
    equal "$(table | uniq -d)" ""
}

@test "--help names every option" {
    m2e --help
    exits 0
    same_names "$(table)" "$(sed -n 's/^ .\{5\}--\([a-z-]*\).*/\1/p; s/^  -., --\([a-z-]*\).*/\1/p' \
        <<<"$output")"
}

@test "--help fits a terminal" {
    m2e --help
    exits 0
    equal "$(awk 'length > 100' <<<"$output")" ""
}

@test "the manual page has every option" {
    page=$M2E_SRC/man/mdbook2epub.1
    [ -f "$page" ] || skip "no manual page"
    same_names "$(table)" "$(sed -n '/^\.It /p' "$page" | grep -oE 'Fl -[a-z-]+' | cut -c5-)"
}

@test "the manual page names no option that is none" {
    page=$M2E_SRC/man/mdbook2epub.1
    [ -f "$page" ] || skip "no manual page"
    same_names "$(table)" "$(grep -oE 'Fl -[a-z-]+' "$page" | cut -c5-)"
}

@test "README.md has every option" {
    same_names "$(table)" "$(sed -n '/^## Options/,/^## Conf/p' "$M2E_SRC/README.md" |
        sed -n 's/^| [^|]*`--\([a-z-]*\).*/\1/p')"
}

@test "README.md and the manual page have every key that is no option" {
    keys=$(sed -n 's/^FIELD([A-Z_]*, "\([a-z-]*\)",.*/\1/p' "$M2E_SRC/include/book/fields.def")
    [ "$(wc -w <<<"$keys")" -ge 9 ]
    for key in contributor $keys; do
        has "$(<"$M2E_SRC/README.md")" "\`$key\`"
        has "$(sed -n '/^\.It Pa book/,/^\.El/p' "$M2E_SRC/man/mdbook2epub.1")" " $key "
    done
}

@test "README.md has every message with its level" {
    messages=$(sed -nE 's/^DIAG(_FEW)?\([A-Z_]*, ([A-Z]*), "([a-z-]*)".*/\3 \L\2/p' \
        "$M2E_SRC/include/base/diag.def" | LC_ALL=C sort)
    [ "$(wc -l <<<"$messages")" -gt 20 ]
    same_names "$messages" "$(sed -n '/^## Messages/,/^## Exit/p' "$M2E_SRC/README.md" |
        sed -n 's/^| `\([a-z-]*\)` | \([a-z]*\) .*/\1 \2/p')"
}

@test "every option of the table is accepted" {
    post blog/a.md 'title: A' 'date: 2024-01-01' <<<x
    flags=()
    for name in $(table); do
        m2e "--$name=" --help
        [ "$status" -eq 0 ] || [ "$status" -eq 2 ] || [ "$status" -eq 3 ]
        lacks "$stderr" "unknown option"
        case $name,$stderr in help,* | version,*) ;; *"takes no argument"*) flags+=("--$name") ;; esac
    done
    [ "${#flags[@]}" -ge 10 ]
    m2e "${flags[@]}" --help
    exits 0
}

@test "mandoc finds no fault with the manual page" {
    needs mandoc
    page=$M2E_SRC/man/mdbook2epub.1
    [ -f "$page" ] || skip "no manual page"
    run mandoc -Tlint -W warning "$page"
    equal "$output" ""
}

@test "every make target that the documents name is one" {
    known=$(sed -n 's/^\([a-z][a-z -]*\):.*/\1/p' "$M2E_SRC/Makefile.am" | tr ' ' '\n')
    known="$known all check distcheck install uninstall dist clean"
    named=$(grep -ohE '\bmake [a-z]+(-[a-z]+)*' "$M2E_SRC"/{README,CONTRIBUTING,SECURITY,ARCHITECTURE}.md \
        2>/dev/null | grep -E '^make (bench|check|fuzz|growth|spec|unit|cases|sites|bats|lint|dist|install|uninstall)[a-z-]*$' |
        cut -d' ' -f2 | sort -u)
    [ "$(wc -l <<<"$named")" -ge 3 ]
    for target in $named; do
        grep -qx -- "$target" <<<"${known// /$'\n'}" || {
            echo "no target $target"
            return 1
        }
    done
}

@test "README.md's line for many blogs makes a book of each" {
    needs parallel
    parallel --version 2>&1 | grep -q GNU || skip "parallel is another program"
    post blogs/one/a.md 'title: A' 'date: 2024-01-02' <<<'one'
    post 'blogs/the second/b.md' 'title: B' 'date: 2024-01-03' <<<'two'
    mkdir bin
    ln -s "$M2E" bin/mdbook2epub
    line=$(sed -n 's/^    \(mkdir -p books && .*parallel.*\)/\1/p' "$M2E_SRC/README.md")
    PATH=$PWD/bin:$PATH HOME=$PWD sh -c "$line" 2>messages
    equal "$(ls -A books)" "$(printf '%s\n' one.epub 'the second.epub')"
    equal "$(grep -c ': 1 post' messages)" 2
}
