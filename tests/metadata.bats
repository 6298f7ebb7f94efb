#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the package document says of a book: from posts, site and configuration.

load helper

blog() {
    post blog/a.md 'title: A' 'date: 2024-01-02' 'author: Ann Bly' 'tags: [tea, milk]' 'rights: CC0' <<<'a'
    post blog/b.md 'title: B' 'date: 2024-03-04' 'author: Zoë' 'tags: [tea]' 'lang: fr' 'rights: CC0' <<<'b'
}

# The package document's metadata, without what is computed for accessibility, in one line each.
metadata() {
    m2e blog -q -o out.epub "$@"
    exits 0
    entry out.epub OEBPS/package.opf | sed -n '/<metadata/,/<.metadata/p' |
        grep -v 'schema:\|dc:identifier\|"cover"\|metadata'
}

@test "an author in another spelling than the posts' is no contributor" {
    blog
    opf=$(metadata --author='Ann Bly.')
    has "$opf" '<dc:creator id="creator-1">Ann Bly.</dc:creator>'
    lacks "$opf" '>Ann Bly</dc:contributor>'
}

@test "posts give authors, guests, subjects by frequency, languages and common rights" {
    blog
    has "$(metadata --language=en)" '<dc:creator id="creator-2">Zoë</dc:creator>'
    opf=$(metadata --author='Ann Bly')
    equal "$(grep -E 'creator|contributor' <<<"$opf")" '<dc:creator id="creator-1">Ann Bly</dc:creator>
<meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>
<meta refines="#creator-1" property="file-as">Bly, Ann</meta>
<dc:contributor id="contributor-1">Zoë</dc:contributor>
<meta refines="#contributor-1" property="role" scheme="marc:relators">aut</meta>
<meta refines="#contributor-1" property="file-as">Zoë</meta>'
    equal "$(grep -E 'subject|rights|dc:language' <<<"$opf")" '<dc:language>en</dc:language>
<dc:language>fr</dc:language>
<dc:rights>CC0</dc:rights>
<dc:subject>tea</dc:subject>
<dc:subject>milk</dc:subject>'
    sed -i 's/CC0/mine/' blog/b.md
    lacks "$(metadata)" '<dc:rights>'
    lacks "$(metadata --rights='All mine')" CC0
}

@test "book.yaml sets every field" {
    blog
    cat >blog/book.yaml <<'YAML'
title: T
subtitle: S
author:
  - {name: Bo Ek, role: editor, file-as: "Ek, B."}
  - Ann Bly
contributor: {name: Cy Dee, role: trl}
description: D
publisher: P
rights: R
identifier: urn:isbn:9780306406157
language: en
date: 2025-01
subject: [bread, '<stars>']
source: [https://example.org/a, urn:x]
type: anthology
format: application/epub+zip
coverage: 2024
relation: urn:isbn:9780306406158
series: Kitchen books
series-position: 3.1.2
YAML
    opf=$(metadata)
    m2e --check --strict out.epub
    exits 0
    equal "$(grep -vE 'creator|contributor|modified' <<<"$opf")" '<dc:title id="title">T</dc:title>
<meta refines="#title" property="title-type">main</meta>
<dc:title id="subtitle">S</dc:title>
<meta refines="#subtitle" property="title-type">subtitle</meta>
<dc:language>en</dc:language>
<dc:language>fr</dc:language>
<dc:date>2025-01</dc:date>
<dc:description>D</dc:description>
<dc:publisher>P</dc:publisher>
<dc:rights>R</dc:rights>
<dc:source>https://example.org/a</dc:source>
<dc:source>urn:x</dc:source>
<dc:type>anthology</dc:type>
<dc:format>application/epub+zip</dc:format>
<dc:coverage>2024</dc:coverage>
<dc:relation>urn:isbn:9780306406158</dc:relation>
<dc:subject>bread</dc:subject>
<dc:subject>&lt;stars&gt;</dc:subject>
<meta property="belongs-to-collection" id="series">Kitchen books</meta>
<meta refines="#series" property="collection-type">series</meta>
<meta refines="#series" property="group-position">3.1.2</meta>
<meta name="calibre:series" content="Kitchen books"/>
<meta name="calibre:series_index" content="3.1"/>'
    has "$opf" '#creator-1" property="role" scheme="marc:relators">edt<'
    has "$opf" '#creator-1" property="file-as">Ek, B.<'
    has "$opf" '<dc:contributor id="contributor-1">Cy Dee<'
    has "$opf" '#contributor-1" property="role" scheme="marc:relators">trl<'
    lacks "$opf" Zoë
    # The command line wins; what is known of a person stays known.
    opf=$(metadata --author='bo ek')
    equal "$(grep -c '<dc:creator' <<<"$opf")" 1
    has "$opf" '>Ek, B.<'
    # As one of the inputs: another value is another edition.
    m2e blog -q -o out.epub --since-last=state
    sed -i 's/role: trl/role: ill/' blog/book.yaml
    m2e blog -o out.epub --since-last=state
    lacks "$stderr" "nothing new"
}

@test "a key that is none, and a value that does not fit: line, column, the nearest name" {
    blog
    while IFS='|' read -r line message; do
        printf 'title: T\n%s\n' "$line" >blog/book.yaml
        m2e blog -o out.epub
        exits 2
        has "$stderr" "blog/book.yaml:2:$message"
        [ ! -e out.epub ]
    done <<'LINES'
contributr: x| error: unknown key 'contributr'; did you mean 'contributor'? [config-key]
subjcts: x| error: unknown key 'subjcts'; did you mean 'subject'?
author: {nam: x}|15: error: bad value for 'author': a person has 'name'
author: {role: edt}|9: error: bad value for 'author': a person needs a 'name'
contributor: [{name: A, role: boss}]|31: error: bad value for 'contributor': a role is a MARC relator code
date: soon|7: error: bad value for 'date'
series-position: 1.|18: error: bad value for 'series-position'
series: [a, b]|13: error: bad value for 'series': it takes one name
source: {a: b}|9: error: bad value for 'source': it takes texts
LINES
}

@test "a title is filed without the article that its language has" {
    post blog/a.md 'title: A' 'date: 2024-01-02' <<<'a'
    while IFS='|' read -r language title sorted; do
        m2e blog -q --language="$language" --title="$title" --cover=none -o out.epub
        exits 0
        equal "$(entry out.epub OEBPS/package.opf | sed -n 's/.*#title" property="file-as">\(.*\)<.*/\1/p')" "$sorted"
    done <<'TITLES'
en|The Kitchen & Co|Kitchen &amp; Co, The
en-GB|a tale|tale, a
en|Theory|
en|The|
en|Die Welt|
de|Die Welt|Welt, Die
fr|L’heure du thé|heure du thé, L’
fr-CA|Le thé|thé, Le
fr|Lune|
it|Un'altra|altra, Un'
es|Los días|días, Los
nl|Het huis|huis, Het
ja|The お茶|
TITLES
}
