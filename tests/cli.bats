#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The command line: options, exit statuses, messages.

load helper

# Six posts in three years, one of them a draft.
blog() {
    post blog/a.md 'title: Amber' 'date: 2022-03-01' 'tags: [red, warm]' 'weight: 3' <<<'one'
    post blog/b.md 'title: Zinc' 'date: 2023-01-31' 'tags: [blue]' 'weight: 1' <<<'two'
    post blog/c.md 'title: Moss' 'date: 2023-02-01' 'tags: [red]' 'weight: 5' <<<'three'
    post blog/d.md 'title: Clay' 'date: 2023-12-31' 'tags: [warm]' 'weight: 2' <<<'four'
    post blog/e.md 'title: Frost' 'date: 2024-01-01' 'tags: [blue, red]' 'weight: 4' <<<'five'
    post blog/f.md 'title: Haze' 'date: 2024-02-02' 'draft: true' <<<'six'
}

# The titles of the posts that `--list=json` and options $@ select, in their order.
listed() {
    timeout 60 "$M2E" --list=json "$@" blog 2>/dev/null | jq -r '[.posts[].title] | join(" ")'
}

# The labels of the contents of a book made with options $@, in their order.
contents() {
    timeout 60 "$M2E" blog -o out.epub --cover=none "$@" 2>/dev/null || return
    entry out.epub OEBPS/nav.xhtml | sed '/<\/nav>/,$d' |
        sed -n 's/.*<li><a href[^>]*>\([^<]*\)<.*/\1/p' | paste -sd' '
}

warning() {
    post blog/a.md 'title: A' 'date: 20/1/2' <<<'one'
}

@test "status 0 when a book was written, and the last line says what it is" {
    blog
    m2e blog -o out.epub
    exits 0
    equal "$output" ""
    [[ ${stderr##*$'\n'} =~ ^out\.epub:\ 5\ posts,\ 3\ parts,\ [0-9.]+\ MB\ in\ [0-9.]+\ s$ ]]
    [ -s out.epub ]
}

@test "status 1 when there are no posts" {
    mkdir empty
    m2e empty -o out.epub
    exits 1
    has "$stderr" "[no-posts]"
    [ ! -e out.epub ]
}

@test "status 1 when no post passes the filters" {
    blog
    m2e blog -o out.epub --year=1999
    exits 1
    has "$stderr" "[no-posts-left]"
    [ ! -e out.epub ]
}

@test "status 2 for an unknown option" {
    blog
    m2e --frobnicate blog
    exits 2
    has "$stderr" "--frobnicate"
    has "$stderr" "[usage]"
}

@test "status 2 without posts, with a bad choice, a bad number, a missing argument" {
    blog
    for words in '' 'blog --order=sideways' 'blog --latest=many' 'blog --output' \
        'blog --jobs=0x' 'blog --latest=-1' 'blog -j 99999999999999999999' 'blog --quiet=yes'; do
        # shellcheck disable=SC2086 # the words of a command line
        m2e $words
        echo "words: $words"
        exits 2
        has "$stderr" "[usage]"
    done
}

@test "status 2 for dates that are none" {
    blog
    for date in zz 2023-13 2023-02-30 2023-1-1x ''; do
        echo "date: $date"
        m2e blog -o out.epub "--since=$date"
        exits 2
        has "$stderr" "--since"
    done
    [ ! -e out.epub ]
}

@test "status 2 for a warning that does not exist" {
    blog
    m2e blog -o out.epub -W no-such-thing
    exits 2
    has "$stderr" "such-thing"
}

@test "status 3 for a path that is missing" {
    m2e nothing/here -o out.epub
    exits 3
    has "$stderr" "nothing/here: fatal: cannot read"
    [ ! -e out.epub ]
}

@test "status 3 and the old file when the folder cannot be written to" {
    [ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
    blog
    mkdir books && echo old >books/out.epub && chmod a-w books
    m2e blog -o books/out.epub
    chmod u+w books
    exits 3
    equal "$(cat books/out.epub)" old
}

@test "status 3 and the old file when the disk takes no more" {
    blog
    mkdir books && echo old >books/out.epub
    run -3 bash -c 'trap "" XFSZ; ulimit -f 2; exec timeout 60 "$M2E" blog -o books/out.epub'
    equal "$(cat books/out.epub)" old
    equal "$(ls -A books)" out.epub
}

@test "status 3 when the output's folder is missing or the output is a folder" {
    blog
    m2e blog -o nowhere/out.epub
    exits 3
    has "$stderr" "[write-failed]"
    mkdir out.epub
    m2e blog -o out.epub
    exits 3
    [ -d out.epub ]
    equal "$(ls -A)" "$(printf 'blog\nout.epub')"
}

@test "status 3 when standard output is full" {
    [ -c /dev/full ] || skip "no /dev/full"
    blog
    run -3 bash -c 'timeout 60 "$M2E" blog -o - >/dev/full'
}

@test "an old file stays when the new book has errors" {
    warning
    echo old >out.epub
    m2e blog -o out.epub --strict
    exits 1
    equal "$(cat out.epub)" old
    equal "$(ls -A)" "$(printf 'blog\nout.epub')"
}

@test "-o - writes the very same book to standard output" {
    blog
    m2e blog -o out.epub
    exits 0
    timeout 60 "$M2E" blog -o - >piped.epub 2>messages
    cmp out.epub piped.epub
    equal "$(ls -A)" "$(printf 'blog\nmessages\nout.epub\npiped.epub')"
}

@test "an output's mode follows the umask" {
    blog
    (umask 022 && timeout 60 "$M2E" blog -o out.epub 2>/dev/null)
    equal "$(stat -c %a out.epub)" 644
}

@test "--help and --version print to standard output" {
    m2e --help
    exits 0
    has "$output" "Usage: mdbook2epub"
    equal "$stderr" ""
    m2e --version
    exits 0
    has "$output" "mdbook2epub "
    m2e -V
    exits 0
    m2e -h
    exits 0
}

@test "--list shows what would go in and what not, and writes nothing" {
    blog
    m2e --list blog
    exits 0
    has "$output" "2022-03-01  blog/a.md  Amber  [red, warm]"
    has "$output" "5 of 6 posts"
    has "$output" "left out: blog/f.md is a draft"
    equal "$(ls -A)" blog
}

@test "--list=json is JSON" {
    needs jq
    blog
    post 'blog/"q\".md' 'title: "A \"b\" \\ c"' 'date: 2025-01-01' <<<'x'
    m2e --list=json blog
    exits 0
    equal "$(jq -r '.posts | length' <<<"$output")" 6
    equal "$(jq -r '.posts[-1].title' <<<"$output")" 'A "b" \ c'
    equal "$(jq -r '.posts[-1].path' <<<"$output")" 'blog/"q\".md'
    equal "$(jq -r '.left_out[0].path' <<<"$output")" blog/f.md
    equal "$(jq -c '.posts[0].tags' <<<"$output")" '["red","warm"]'
}

@test "--since and --until are inclusive and take years, months, days" {
    needs jq
    blog
    equal "$(listed --since=2023-02-01)" "Moss Clay Frost"
    equal "$(listed --since=2023-02)" "Moss Clay Frost"
    equal "$(listed --until=2023)" "Amber Zinc Moss Clay"
    equal "$(listed --until=2023-01)" "Amber Zinc"
    equal "$(listed --until=2023-12-31)" "Amber Zinc Moss Clay"
    equal "$(listed --until=2023-12-30)" "Amber Zinc Moss"
    equal "$(listed --since=2023 --until=2023)" "Zinc Moss Clay"
}

@test "--year takes one year" {
    needs jq
    blog
    equal "$(listed --year=2023)" "Zinc Moss Clay"
    equal "$(listed --year 2024)" "Frost"
}

@test "--tag: a comma means or, repeating means and; --not-tag leaves out" {
    needs jq
    blog
    equal "$(listed --tag=red)" "Amber Moss Frost"
    equal "$(listed --tag=blue,warm)" "Amber Zinc Clay Frost"
    equal "$(listed --tag=red --tag=blue)" "Frost"
    equal "$(listed --not-tag=red)" "Zinc Clay"
    equal "$(listed --not-tag=red --not-tag=warm)" "Zinc"
    equal "$(listed --tag=red --not-tag=blue)" "Amber Moss"
}

@test "--latest counts what passes the other filters" {
    needs jq
    blog
    equal "$(listed --latest=2)" "Clay Frost"
    equal "$(listed --latest=1 --tag=warm)" "Clay"
    equal "$(listed --latest=99)" "Amber Zinc Moss Clay Frost"
}

@test "--drafts, --future, --as-of and --exclude" {
    needs jq
    blog
    equal "$(listed --drafts)" "Amber Zinc Moss Clay Frost Haze"
    equal "$(listed --as-of=2023-01-31)" "Amber Zinc"
    equal "$(listed --as-of=2023-01-31 --future)" "Amber Zinc Moss Clay Frost"
    equal "$(listed '--exclude=*/[ab].md')" "Moss Clay Frost"
}

@test "--order arranges the book" {
    needs jq
    blog
    equal "$(listed --order=date)" "Amber Zinc Moss Clay Frost"
    equal "$(listed --order=-date)" "Frost Clay Moss Zinc Amber"
    equal "$(listed --order=title)" "Amber Clay Frost Moss Zinc"
    equal "$(listed --order=weight)" "Zinc Clay Amber Frost Moss"
    equal "$(listed --order=path)" "Amber Zinc Moss Clay Frost"
}

@test "--group makes the parts" {
    needs unzip
    blog
    has "$(contents)" "2022 Amber 2023 Zinc Moss Clay 2024 Frost"
    has "$(contents --group=none)" "Amber Zinc Moss Clay Frost"
    lacks "$(contents --group=none)" "2023"
    has "$(contents --group=month)" "January 2023 Zinc February 2023 Moss"
}

@test "-q prints errors only" {
    warning
    m2e -q blog -o out.epub
    exits 0
    equal "$stderr" ""
}

@test "-W no-NAME silences, -W error=NAME and --strict make errors" {
    warning
    m2e blog -o out.epub
    exits 0
    has "$stderr" "blog/a.md:3:7: warning: cannot parse date '20/1/2'"
    has "$stderr" "[date-format]"
    m2e blog -o quiet.epub -W no-date-format
    exits 0
    lacks "$stderr" "date-format"
    m2e blog -o none.epub -W error=date-format
    exits 1
    has "$stderr" "blog/a.md:3:7: error: cannot parse date"
    [ ! -e none.epub ]
    m2e blog -o none.epub -W error=toml
    exits 0
    rm none.epub
    m2e blog -o none.epub --strict
    exits 1
    [ ! -e none.epub ]
}

@test "--diagnostics=json prints one object a line" {
    needs jq
    warning
    m2e blog -o out.epub --diagnostics=json
    exits 0
    line=$(grep date-format <<<"$stderr")
    equal "$(jq -r '"\(.file) \(.line) \(.column) \(.severity) \(.name)"' <<<"$line")" \
        "blog/a.md 3 7 warning date-format"
}

@test "--diagnostics=github prints annotations" {
    warning
    m2e blog -o out.epub --diagnostics=github
    exits 0
    has "$stderr" "::warning file=blog/a.md,line=3,col=7,title=date-format::cannot parse date"
}

@test "a configuration's unknown key is an error with its line and the nearest key" {
    blog
    printf 'title: T\n# remark\npublischer: P\n' >own.yaml
    m2e blog -o out.epub --config=own.yaml
    exits 2
    has "$stderr" "own.yaml:3"
    has "$stderr" "unknown key 'publischer'; did you mean 'publisher'?"
    [ ! -e out.epub ]
    cp own.yaml blog/book.yaml
    m2e blog -o out.epub
    exits 2
    has "$stderr" "blog/book.yaml:3"
}

@test "a configuration's bad value is an error; a missing configuration is, too" {
    blog
    echo 'latest: many' >own.yaml
    m2e blog -o out.epub --config=own.yaml
    exits 2
    has "$stderr" "[config-value]"
    m2e blog -o out.epub --config=none.yaml
    exits 3
}

@test "the command line wins over the configuration" {
    needs unzip
    blog
    printf 'title: From the file\npublisher: Press\nlatest: 2\n' >blog/book.yaml
    m2e blog -o out.epub --title='From the line'
    exits 0
    opf=$(entry out.epub OEBPS/package.opf)
    has "$opf" '>From the line</dc:title>'
    has "$opf" '>Press</dc:publisher>'
    has "$stderr" "2 posts"
}

@test "a list on the command line takes the place of the configuration's" {
    needs unzip
    blog
    printf 'author: [Ada, Bea]\nbase-url: https://a.example\n' >blog/book.yaml
    m2e blog -o out.epub --author=Cem
    exits 0
    opf=$(entry out.epub OEBPS/package.opf)
    has "$opf" '>Cem</dc:creator>'
    lacks "$opf" Ada
    lacks "$opf" Bea
    has "$opf" 'https://a.example'
}

@test "an option that took the folder as its value is named" {
    blog
    m2e --since-last blog
    exits 2
    has "$stderr" "no posts given: '--since-last' took 'blog' as its value; try --help"
    m2e -o out.epub
    exits 2
    has "$stderr" "no posts given; try --help"
}

@test "--check on a good book and on broken ones" {
    needs unzip zip
    blog
    m2e blog -o out.epub
    m2e --check out.epub
    exits 0
    head -c 2000 out.epub >cut.epub
    m2e --check cut.epub
    exits 1
    has "$stderr" "cut.epub: error:"
    mkdir open && (cd open && unzip -q ../out.epub && rm OEBPS/b.xhtml OEBPS/zinc.xhtml || true
        zip -qX0 ../less.epub mimetype && zip -qXr ../less.epub . -x mimetype)
    m2e --check less.epub
    exits 1
    m2e --check none.epub
    exits 3
    echo 'no book' >text.epub
    m2e --check out.epub text.epub
    exits 1
}

@test "--check judges several books at a time and tells of them in order" {
    blog
    m2e blog -o good.epub
    for i in {10..29}; do head -c "${i}00" good.epub >"cut$i.epub"; done
    for jobs in 1 2 7; do
        m2e --check -v -j "$jobs" good.epub cut*.epub none.epub good.epub
        exits 3
        echo "$stderr" >"told$jobs"
    done
    cmp told1 told2
    cmp told1 told7
    grep -o '^cut[0-9]*.epub: [1-9]* errors' told1 | cut -c 4-5 >order
    seq 10 29 | diff - order
    [ "$(sed -n '$p' told1)" = "good.epub: 0 errors, 0 warnings" ]
}

@test "-- ends the options; single files and folders mix" {
    blog
    post ./-dash.md 'title: Dash' 'date: 2021-01-01' <<<'x'
    m2e -o out.epub blog/a.md -- -dash.md
    exits 0
    has "$stderr" "2 posts"
}

@test "split makes the folder that its pattern names" {
    post blog/a.md 'title: A' 'date: 2023-01-02' <<<a
    post blog/b.md 'title: B' 'date: 2024-01-02' <<<b
    m2e blog --split=year -o 'archive/of/{year}.epub'
    exits 0
    equal "$(ls archive/of)" "$(printf '2023.epub\n2024.epub')"
    m2e blog -o missing/book.epub
    exits 3
    [ ! -e missing ]
}

@test "volumes whose keys are spelt alike in file names stay apart; a year is its own number" {
    post blog/a.md 'title: A' 'date: 2021-01-01' 'tags: [C]' <<<'one'
    post blog/b.md 'title: B' 'date: 2023-01-01' 'tags: [C++]' <<<'two'
    m2e blog --split=tag -o 'tags/{tag}.epub'
    exits 0
    equal "$(ls tags | wc -l)" 2
    equal "$(for b in tags/*; do entry "$b" OEBPS/package.opf | grep -o 'urn:uuid:[^<]*'; done |
        sort -u | wc -l)" 2
    m2e blog --split=year -o '{year}.epub'
    exits 0
    cp 2023.epub before.epub
    has "$(entry 2023.epub OEBPS/package.opf)" '"group-position">2023<'
    has "$(entry 2023.epub OEBPS/package.opf)" 'name="calibre:series_index" content="2023"'
    post blog/c.md 'title: C' 'date: 2019-01-01' <<<'three'
    post blog/d.md 'title: D' 'date: 2024-01-01' <<<'four'
    m2e blog --split=year -o '{year}.epub'
    exits 0
    cmp 2023.epub before.epub
}

@test "a book that would not be valid does not take the place of the old one" {
    post blog/a.md 'title: A' <<<'one'
    echo 'p { background: url(nowhere.png) }' >extra.css
    echo old >out.epub
    m2e blog --css=extra.css -o out.epub
    exits 1
    has "$stderr" "out.epub/OEBPS/style.css:"
    has "$stderr" "[RSC-007]"
    has "$stderr" "[book-invalid]"
    equal "$(cat out.epub)" old
    equal "$(echo .*.tmp)" '.*.tmp'
}

@test "a style sheet that cannot be read leaves the old book" {
    post blog/a.md 'title: A' <<<'one'
    echo old >out.epub
    m2e blog --css=missing.css -o out.epub
    exits 3
    has "$stderr" "missing.css: fatal"
    equal "$(cat out.epub)" old
}

@test "--list shows what could steer a terminal escaped" {
    post blog/a.md 'title: "A\e[2J\u202Eclear"' 'date: 2024-01-01' <<<'one'
    m2e --list blog
    exits 0
    has "$output" 'A[2J\u202Eclear'
    lacks "$output" $'\u202e'
    lacks "$output" $'\e'
}

@test "what draws covers, fetches and reads AVIF is loaded by those runs only" {
    needs readelf
    run readelf -d "$M2E"
    exits 0
    has "$output" "[libzip.so"
    for library in pango cairo fontconfig curl avif; do
        lacks "$output" "[lib$library"
    done
}
