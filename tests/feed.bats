#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Catalogues: OPDS 1.2 and 2.0, RSS; what stands in them, and that a client gets the books.

load helper

# Four posts in three years.
blog() {
    post blog/a.md 'title: A' 'date: 2022-03-01' 'author: Ann & Co' 'tags: [tea & <milk>]' <<<'# One'
    post blog/b.md 'title: B' 'date: 2023-05-02 22:30:00 -05:00' 'lastmod: 2024-02-03' <<<'two'
    post blog/c.md 'title: C' 'date: 2024-06-03' 'author: Zoë' <<<'three'
    post blog/d.md 'title: D' 'date: 2024-07-04' 'author: Zoë' <<<'four'
}

# The catalogue in site/ by KOReader's rules, as the client prints it; arguments go to the program.
client() {
    mkdir -p site
    timeout 120 python3 "$M2E_SRC/tests/readers/opds_client.py" site "$@" 2>&1
}

feed() {
    m2e blog --split=year -o 'site/books/{year}.epub' --feed=site --title='T & Co' "$@"
    exits 0
}

# Fails unless each page of site/ is as OPDS 1.2 asks for.
valid_opds1() {
    for file in site/*.xml; do
        xmllint --noout --relaxng "$M2E_SRC/tests/readers/opds.rng" "$file" 2>log || {
            cat "$file" log
            return 1
        }
    done
}

@test "a client finds every book, newest first, by OPDS 1.2, OPDS 2.0 and RSS" {
    needs python3
    blog
    expected='T & Co 2024 | Zoë | books/2024.epub
T & Co 2023 | ? | books/2023.epub
T & Co 2022 | Ann & Co | books/2022.epub'
    equal "$(client catalog.xml "$M2E" -q blog --split=year --title='T & Co' \
        -o 'site/books/{year}.epub' --feed=site --feed-url={url})" "$expected"
    url=$(grep -o 'http://127[^/]*/' site/books.rss | head -n 1)
    [ -n "$url" ]
    # the same over relative addresses; those of RSS must be complete
    feed -W no-feed-url
    equal "$stderr" "$(grep '\.epub: ' <<<"$stderr")"
    equal "$(client catalog.xml)" "$expected"
    equal "$(client opds2.json)" "$expected"
    equal "$(client books.rss "$M2E" -q blog --split=year --title='T & Co' \
        -o 'site/books/{year}.epub' --feed=site --feed-url={url})" "$expected"
}

@test "one book, without split, in another folder than its catalogue" {
    needs python3
    blog
    mkdir -p 'site/my books #1'
    set -- "$M2E" -q blog --title=T -o 'site/my books #1/the%20.epub' \
        --feed=site/feeds/deep --feed-url={url}feeds/deep
    equal "$(client feeds/deep/catalog.xml "$@")" 'T | Zoë | my%20books%20%231/the%2520.epub'
    equal "$(client feeds/deep/opds2.json "$@")" 'T | Zoë, Ann & Co | my%20books%20%231/the%2520.epub'
}

@test "pages are valid to a schema of OPDS 1.2" {
    needs xmllint
    blog
    feed --feed-url=https://example.org/books --publisher='P & Q' --rights=CC0 --description='D "d"'
    valid_opds1
    equal "$(ls site/*.xml | tr '\n' ' ')" \
        "site/all.xml site/by-year.xml site/catalog.xml site/year-2022.xml site/year-2023.xml site/year-2024.xml "
    feed -W no-feed-url --cover=none
    valid_opds1
    # and that the schema sees faults
    sed 's/kind=navigation/kind=other/' site/catalog.xml >wrong.xml
    run xmllint --noout --relaxng "$M2E_SRC/tests/readers/opds.rng" wrong.xml
    [ "$status" -ne 0 ]
}

@test "OPDS 2.0 has what its schema requires" {
    needs jq
    blog
    feed --feed-url=https://example.org/books/
    for file in site/opds2*.json; do
        jq -e '(.metadata.title | type == "string") and ([.links[] | select(.rel == "self")] | length == 1)
            and (has("navigation") != has("publications"))
            and all(.navigation[]?; .title and .href and .type == "application/opds+json")' "$file"
        jq -e 'all(.publications[]?; (.metadata | .title and .identifier and .language and .modified)
            and any(.links[]; .rel == "self")
            and any(.links[]; .rel == "http://opds-spec.org/acquisition/open-access")
            and any(.images[]; .type == "image/jpeg" and .width == 1400 and .height == 2100)
            and any(.images[]; .width <= 240 and .height <= 360))' "$file"
    done
    equal "$(jq -r '.metadata.belongsTo.series | "\(.name) \(.position)"' site/book-2024.json)" 'T & Co 2024'
    equal "$(jq -r '.metadata.subject[0]' site/book-2022.json)" 'tea & <milk>'
    equal "$(jq -r '.publications[].metadata.modified' site/opds2-all.json | tr '\n' ' ')" \
        '2024-07-04T00:00:02Z 2024-02-03T00:00:01Z 2022-03-01T00:00:01Z '
}

@test "RSS has complete addresses and dates of the content" {
    needs xmllint
    blog
    feed --feed-url=https://example.org/a/b/
    value() {
        xmllint --xpath "string($1)" site/books.rss
    }
    equal "$(value 'count(//item)')" 3
    equal "$(value '//item[1]/enclosure/@url')" https://example.org/a/b/books/2024.epub
    equal "$(value '//item[1]/enclosure/@length')" "$(wc -c <site/books/2024.epub)"
    equal "$(value '//item[2]/pubDate')" 'Sat, 03 Feb 2024 00:00:01 GMT'
    equal "$(value '//item[3]/pubDate')" 'Tue, 01 Mar 2022 00:00:01 GMT'
    equal "$(value '//item[1]/guid')" "$(entry site/books/2024.epub OEBPS/package.opf |
        sed -n 's/.*<dc:identifier[^>]*>\(.*\)<.*/\1/p')"
    # above the folder that the address names, but never above the server's root
    m2e blog --split=year -o '{year}.epub' --feed=site/a/b --feed-url=https://example.org/b
    exits 0
    has "$(<site/a/b/books.rss)" 'url="https://example.org/2024.epub"'
}

@test "without --feed-url a warning says what that means" {
    blog
    feed
    has "$stderr" '[feed-url]'
    m2e blog -o - --feed=site
    exits 2
    m2e blog -o book.epub --feed=site --feed-url=example.org
    exits 2
    [ ! -e book.epub ]
}

@test "the same bytes again, and files that are right are left alone" {
    blog
    feed --feed-url=https://example.org/
    cp -r site one
    find site -type f -exec touch -d 2001-01-01 {} +
    TZ=Asia/Tokyo LC_ALL=C feed --feed-url=https://example.org/ -j1
    diff -r one site
    equal "$(find site -maxdepth 1 -type f -newermt 2002-01-01)" ""
    # a new post: its own year, and the pages above it
    post blog/e.md 'title: E' 'date: 2024-08-01' <<<'five'
    feed --feed-url=https://example.org/
    equal "$(find site -maxdepth 1 -type f -newermt 2002-01-01 | sed 's/.*2024.*/2024/' |
        LC_ALL=C sort -u | tr '\n' ' ')" \
        "2024 site/all.xml site/books.rss site/by-year.xml site/catalog.xml site/opds2-all.json site/opds2-by-year.json site/opds2.json "
}

@test "a volume that is no more leaves the catalogues, but nothing that others made goes" {
    blog
    feed --feed-url=https://example.org/ --since-last=state
    echo mine >site/book-mine.json
    echo changed >>site/cover-2023-small.jpg
    rm blog/a.md blog/b.md
    feed --feed-url=https://example.org/ --since-last=state
    equal "$(grep -c 'stale-book' <<<"$stderr")" 2
    has "$stderr" 'site/books/2022.epub: warning: the edition before made this book, this one does not; leaving it'
    equal "$(ls site site/books | grep -E '202[23]' | tr '\n' ' ')" 'cover-2023-small.jpg 2022.epub 2023.epub '
    equal "$(<site/book-mine.json)" mine
    lacks "$(cat site/*.xml site/opds2*.json site/books.rss)" 2022
    feed --feed-url=https://example.org/ --since-last=state
    has "$stderr" "nothing new"
    # another place for the books: those of before are told, the catalogue is a new one
    m2e blog --split=year -o 'other/{year}.epub' --since-last=state
    exits 0
    equal "$(grep -c 'stale-book' <<<"$stderr")" 1
    [ -s site/catalog.xml ] && [ -s site/books/2024.epub ]
}

@test "books without covers and posts of a year alone: the catalogue is valid all the same" {
    needs jq xmllint
    post blog/a.md 'title: A' 'date: 2022' <<<'one'
    feed --feed-url=https://example.org/ --cover=none
    lacks "$(unzip -Z1 site/books/2022.epub)" cover
    jq -e '.publications | length == 1 and all(.[].images[]; .type == "image/jpeg" and .width > 0)' site/opds2-all.json
    equal "$(jq -c '.publications[0].metadata.published' site/opds2-all.json)" null
    [ "$(wc -c <site/cover-2022.jpg)" -gt 10000 ]
    valid_opds1
}

@test "a folder that cannot be written: status 3, the books are there" {
    blog
    echo file >site
    m2e blog -o book.epub --feed=site/feed
    exits 3
    has "$stderr" write-failed
    [ -s book.epub ]
    equal "$(<site)" file
}
