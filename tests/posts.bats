#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What posts say of themselves: dates and publication, pictures, authors, references.

load helper

# A picture of one pixel, whose bytes differ by $2.
picture() {
    mkdir -p "$(dirname "$1")"
    base64 -d >"$1" <<<"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4YWQEAAL1ARqJHw/kAAAAAElFTkSuQmCC"
    printf '%s' "${2-}" >>"$1"
}

book() {
    m2e blog -o out.epub --cover=none "$@"
    exits 0
}

# The chapter $1 from its header's end on.
body() {
    entry out.epub "OEBPS/$1.xhtml" | sed -n '/<\/header>/,$p'
}

@test "dates of all generators" {
    local n=0
    while IFS='|' read -r expected name line; do
        n=$((n + 1))
        post "blog/$(printf '%02d' $n)/$name" 'title: T' "$line" <<<x
    done <<'DATES'
2024-05-03|a.md|date: 2024-05-03
2024-05-03|a.md|date: 2024-5-3
2024-05-03|a.md|date: 2024/05/03 9:05
2024-05-03|a.md|date: 2024-05-03 23:59:59 -0700
2024-05-03|a.md|date: 2024-05-03T00:00:01+09:00
2024-05-03|a.md|date: "2024-05-03T10:00:00.123Z"
2024-05-03|a.md|date: 2024-05-03 10:00 -4
2024-05-03|a.md|date: 3 May 2024
2024-05-03|a.md|date: May 03 2024
2024-05-03|a.md|date: Date(2024, 5, 3)
2024-05-03|a.md|pubDate: May 3, 2024
2024-05-03|a.md|publishDate: 2024-05-03
2024-05-03|a.md|published: 2024-05-03
2024-05-03|a.md|created_at: 2024-05-03
2024-05-03|a.md|lastmod: 2024-05-03
2024-05-03|a.md|last_update: {date: 2024-05-03}
2024-05-03|2024-05-03-a.md|published: true
2024-05-03|2024-05-03_a.md|weight: 1
2024-05-03|2024-05-03.md|weight: 1
2024-05-03|2024-05-03-a/index.md|weight: 1
2024-05-03|2024/05/03/a.md|weight: 1
2024-05-03|a.md|path: 2024/05/03/a
2024-05-03|a.md|permalink: /blog/2024/05/03/a.html
2024-05-03|2023-01-01-a.md|date: 2024-05-03
2023-01-01|2023-01-01-a.md|date: 2017-02-29
2024-05-03|a.md|date: Last Modified, published: 2024-05-03
DATES
    # the last one's value holds a comma: it is one text, and no date
    m2e --list=json blog
    equal "$(jq -r '.posts[] | "\(.path) \(.date[:10])"' <<<"$output" |
        grep -v ' 2024-05-03$')" "blog/25/2023-01-01-a.md 2023-01-01
blog/26/a.md "
    has "$stderr" "blog/25/2023-01-01-a.md:3:7: warning: cannot parse date '2017-02-29'"
}

@test "what holds a post back, and --drafts, --future and --as-of" {
    post blog/a.md 'title: Out' 'date: 2020-01-01' <<<x
    post blog/b.md 'title: Held' 'date: 2020-01-01' 'publishDate: 2024-06-01' <<<x
    post blog/c.md 'title: Later' 'date: 2024-06-01' <<<x
    post blog/d.md 'title: Gone' 'date: 2020-01-01' 'expiryDate: 2022-01-01' <<<x
    post blog/e.md 'title: Draft' 'date: 2020-01-01' 'draft: true' <<<x
    post blog/f.md 'title: Unpublished' 'date: 2020-01-01' 'published: false' <<<x
    post blog/g.md 'title: Unlisted' 'date: 2020-01-01' 'unlisted: true' <<<x
    post blog/h.md 'title: Private' 'date: 2020-01-01' 'publish: no' <<<x
    post blog/i.md 'title: Unbuilt' 'date: 2020-01-01' 'build: {render: never, list: never}' <<<x
    post blog/j.md 'title: Nowhere' 'date: 2020-01-01' 'permalink: false' <<<x
    post blog/_drafts/k.md 'title: Sketch' 'date: 2020-01-01' <<<x
    titles() {
        "$M2E" --list=json blog "$@" | jq -r '[.posts[].title] | sort | join(" ")'
    }
    equal "$(titles --as-of=2024-05-31)" 'Out'
    equal "$(titles --as-of=2024-06-01)" 'Held Later Out'
    equal "$(titles --as-of=2021-06-01)" 'Gone Out'
    equal "$(titles --as-of=2022-01-01)" 'Gone Out'
    equal "$(titles --as-of=2022-01-02)" 'Out'
    equal "$(titles --as-of=2024-05-31 --future)" 'Held Later Out'
    equal "$(titles --as-of=2024-05-31 --drafts)" 'Draft Out Private Sketch Unpublished'
    m2e --list blog --as-of=2024-05-31
    has "$output" 'left out: blog/b.md is dated in the future'
    has "$output" 'left out: blog/d.md has expired'
}

@test "the picture of the front matter stands under the title, once" {
    local n=0 line
    picture blog/img/a.png a
    picture blog/img/b.png b
    while read -r line; do
        n=$((n + 1))
        post "blog/p$n.md" 'title: T' "date: 2024-01-01" "$line" <<<'Words.'
    done <<'HEROES'
image: img/a.png
image: {path: img/a.png, alt: A dot}
cover: {image: /img/a.png, alt: "A <dot>", caption: "Dots & dashes"}
images: [img/a.png, img/b.png]
header: {image: /img/a.png}
heroImage: "{{ site.baseurl }}/img/a.png"
featured_image: "![[img/a.png]]"
resources: [{src: notes.pdf, name: notes}, {src: img/a.png, name: featured-image}]
HEROES
    post blog/shown.md 'title: T' 'date: 2024-01-02' 'image: /img/a.png' <<<'![Dot](img/a.png)'
    post blog/none.md 'title: T' 'date: 2024-01-02' 'image: true' 'cover: blue' 'banner: none' <<<x
    post blog/hidden.md 'title: T' 'date: 2024-01-02' 'cover: {image: img/b.png, hidden: true}' <<<x
    post blog/gone.md 'title: T' 'date: 2024-01-02' 'image: img/c.png' <<<x
    post blog/away.md 'title: T' 'date: 2024-01-02' 'image: https://example.net/c.png' <<<x
    book
    for n in 1 2 3 4 5 6 7 8; do
        has "$(body p$n)" '<figure class="hero"><img src="images/a.png" alt="'
    done
    has "$(body p2)" 'alt="A dot"/></figure>'
    has "$(body p3)" 'alt="A &lt;dot&gt;"/><figcaption>Dots &amp; dashes</figcaption></figure>'
    for n in shown none hidden gone away; do
        lacks "$(body $n)" 'hero'
    done
    equal "$(body shown | grep -o '<img' | wc -l)" 1
    has "$stderr" "blog/gone.md:4: warning: no picture 'img/c.png' to stand under the title"
    equal "$(unzip -Z1 out.epub | grep -c images/)" 1
}

@test "keys of authors become names" {
    mkdir -p blog/blog blog/_data
    echo '{}' >blog/docusaurus.config.js
    printf '%s\n' 'jane:' '  name: Jane Doe' 'joe: {name: "Joe Ó Briain", title: Editor}' \
        >blog/blog/authors.yml
    post blog/blog/2024-01-01-a.md 'title: A' 'authors: jane' <<<x
    post blog/blog/2024-01-02-b.md 'title: B' 'authors: [joe, jane, nobody]' <<<x
    post blog/blog/2024-01-03-c.md 'title: C' 'authors: [{key: joe}, {name: Guest}]' <<<x
    book
    has "$(entry out.epub OEBPS/a.xhtml)" '<span class="authors">Jane Doe</span>'
    has "$(entry out.epub OEBPS/b.xhtml)" '<span class="authors">Joe Ó Briain, Jane Doe, nobody</span>'
    has "$(entry out.epub OEBPS/c.xhtml)" '<span class="authors">Joe Ó Briain, Guest</span>'
    rm -r blog
    mkdir -p blog/_data
    echo '- {username: jane, name: Jane Doe}' >blog/_data/authors.yml
    echo 'author: jane' >blog/_config.yml
    post blog/_posts/2024-01-01-a.md 'title: A' 'author: jane' <<<x
    book
    has "$(entry out.epub OEBPS/a.xhtml)" '<span class="authors">Jane Doe</span>'
    has "$(entry out.epub OEBPS/package.opf)" '>Jane Doe</dc:creator>'
    rm -r blog
    mkdir -p blog/data/authors blog/content/authors/joe
    echo 'baseURL: https://example.org' >blog/hugo.yaml
    echo '{"name": "Jane Doe"}' >blog/data/authors/jane.json
    printf '%s\n' --- 'title: Joe Bloggs' --- >blog/content/authors/joe/_index.md
    post blog/content/posts/a.md 'title: A' 'date: 2024-01-01' 'authors: [jane, joe]' <<<x
    book
    has "$(entry out.epub OEBPS/a.xhtml)" '<span class="authors">Jane Doe, Joe Bloggs</span>'
}

@test "a reference in the middle of prose is a link with the post's title" {
    mkdir -p blog
    echo 'baseURL: https://example.org' >blog/hugo.yaml
    post blog/content/posts/one.md 'title: One [& only]' 'date: 2024-01-01' <<<'## Part'
    post blog/content/posts/two.md 'title: Two' 'date: 2024-01-02' <<'M'
See {{< ref "one.md" >}} and ({{% relref "/posts/one.md#part" %}}).

[a]({{< ref "one.md#part" >}}), <a href="{{< ref "one" >}}">b</a> and [c][c].

[c]: {{< relref "one.md" >}}
M
    book
    equal "$(body two | grep -o '<p>.*</p>' | tr -d '\n')" \
        '<p>See <a href="one.xhtml">One [&amp; only]</a> and (<a href="one.xhtml#part">One [&amp; only]</a>).</p><p><a href="one.xhtml#part">a</a>, <a href="one.xhtml">b</a> and <a href="one.xhtml">c</a>.</p>'
}

@test "page bundles: one post, its pictures, nothing of its other pages" {
    mkdir -p blog
    echo 'baseURL: https://example.org' >blog/hugo.yaml
    post blog/content/posts/2024-01-05-tea/index.md 'title: Tea' 'date: 2024-01-05' \
        'images: [cup.png]' <<<'![Pot](img/pot.png) and [cake](../cake/index.md)'
    picture blog/content/posts/2024-01-05-tea/cup.png a
    picture blog/content/posts/2024-01-05-tea/img/pot.png b
    echo 'A remark.' >blog/content/posts/2024-01-05-tea/remark.md
    echo 'A remark.' >blog/content/posts/2024-01-05-tea/index-notes.md
    post blog/content/posts/cake/index.md 'title: Cake' 'date: 2024-01-06' 'draft: true' <<<x
    post blog/content/posts/_index.md 'title: All posts' <<<x
    book --drafts
    has "$stderr" 'out.epub: 2 posts, 2 pictures'
    has "$(body tea)" '<img src="images/2024-01-05-tea-pot.png" alt="Pot"/> and <a href="cake.xhtml">cake</a>'
    book
    has "$stderr" 'out.epub: 1 post,'
    lacks "$(unzip -p out.epub '*.xhtml')" 'A remark'
}

@test "a file that includes itself ends there, and it is told once" {
    mkdir -p jekyll/_includes mdbook/src
    echo 'title: A blog' >jekyll/_config.yml
    echo '<p>({{ include.n }}{% include b.html n=2 %}{% include b.html n=3 %})</p>' \
        >jekyll/_includes/a.html
    echo '[{{ include.n }}{% include a.html %}]' >jekyll/_includes/b.html
    post jekyll/_posts/2024-01-01-t.md 'title: T' <<<'{% include a.html n=1 %}'
    m2e jekyll -o out.epub --cover=none
    exits 0
    has "$(body t)" '<p>(1[2][3])</p>'
    equal "$(grep -c warning <<<"$stderr")" 1
    has "$stderr" "t.md:5: warning: cannot include 'a.html': it includes itself; going on without"

    echo '[book]' >mdbook/book.toml
    echo '- [One](one.md)' >mdbook/src/SUMMARY.md
    printf '# One\n\nA {{#include two.md}} B\n' >mdbook/src/one.md
    printf 'x {{#include two.md}} {{#include two.md}} y' >mdbook/src/two.md
    m2e mdbook -o out.epub --cover=none
    exits 0
    has "$(body one)" '<p>A x'
    equal "$(grep -c 'it includes itself' <<<"$stderr")" 1
}

@test "files that include one another ten times over are not expanded without end" {
    local ten
    mkdir -p blog/_includes
    echo 'title: A blog' >blog/_config.yml
    for n in 1 2 3 4 5; do
        ten=$(printf "{%% include $((n + 1)).html %%}%.0s" {1..10})
        echo "$ten" >blog/_includes/$n.html
    done
    echo 'word' >blog/_includes/6.html
    post blog/_posts/2024-01-01-t.md 'title: T' <<<'{% include 1.html %} end'
    book
    has "$stderr" "t.md:5: warning: cannot include '6.html': the post would get too long"
    equal "$(grep -c warning <<<"$stderr")" 1
    [ "$(body t | grep -o word | wc -l)" -lt 4096 ]
    [ "$(body t | grep -o word | wc -l)" -gt 3000 ]
    has "$(body t)" 'end'
}

@test "Markdown that would grow out of all proportion is shown as it is written" {
    {
        printf 'Some *words*.\n\n|'
        printf 'a|%.0s' {1..3000}
        printf '\n|'
        printf -- '-|%.0s' {1..3000}
        printf '\n'
        printf 'b\n%.0s' {1..3000}
        printf 'The end.\n'
    } | post blog/t.md 'title: T' 'date: 2024-01-01'
    post blog/u.md 'title: U' 'date: 2024-01-02' <<<'Other *words*.'
    book
    has "$stderr" 'blog/t.md:5: warning: its Markdown would grow'
    has "$(body t)" '<pre><code>Some *words*.'
    has "$(body t)" 'The end.'
    has "$(body u)" 'Other <em>words</em>.'
}
