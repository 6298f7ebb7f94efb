#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Ways through a book beside its order: indexes at the end, series, long posts in several files.

load helper

book() {
    m2e blog -o out.epub --cover=none "$@"
    exits 0
}

page() {
    entry "${2:-out.epub}" "OEBPS/$1.xhtml"
}

# The contents of book $1's files, a line each, but of those that pattern $2 names.
sums() {
    rm -rf unpacked
    unzip -qo "$1" -d unpacked
    (cd unpacked && find . -type f | grep -vE "$2" | LC_ALL=C sort | xargs sha1sum)
}

tea() {
    post blog/one.md 'title: One' 'date: 2023-05-01' 'series: [Tea & cake]' 'tags: [Leaf, cup]' \
        'author: Zed' <<<x
    post blog/two.md 'title: Two' 'date: 2023-06-01' 'tags: [cup]' 'author: ann' <<<x
    post blog/three.md 'title: Three' 'date: 2024-01-02' 'series: Tea & cake' <<<x
    post blog/four.md 'title: Four' 'date: 2024-01-03' 'series: [Other, "Tea & cake"]' <<<x
}

# "line of text" of page $1, tags taken out.
texts() {
    page "$@" | sed -n '/<body/,$p' | sed 's/<[^>]*>//g; s/^ *//; /^$/d' | tr '\n' '/'
}

@test "the foot of a post leads back, and on to the place behind it" {
    tea
    book
    has "$(page one)" 'class="series-name">Tea &amp; cake<'
    lacks "$(page one)" 'class="before"'
    lacks "$(page two)" 'class="series"'
    has "$(page three)" '<p class="before">‹ <a href="one.xhtml">One</a></p>'
    has "$(page three)" '<a href="series.xhtml#after-three">Next</a>'
    has "$(page four)" '<a href="three.xhtml">Three</a>'
    has "$(page four)" 'href="series.xhtml#after-four"'
    has "$(page four)" 'href="series.xhtml#after-four-in-2"'
    has "$(page series)" '<li id="after-one"><a href="three.xhtml">'
    has "$(page series)" '<li id="after-three"><a href="four.xhtml">'
    has "$(page series)" '<h2 id="after-four">Other'
    has "$(page series)" '<h2 id="after-four-in-2">Tea &amp; cake <span class="count">3</span>'
    # whatever the order of the book
    for order in --order=-date --group=series --group=tag --order=title; do
        book "$order"
        has "$(page series)" '<h2 id="after-four">Other'
        m2e --check out.epub
        exits 0
    done
    book --order=-date
    has "$(page three)" '<a href="one.xhtml">One</a>'
    has "$(page series)" '<li id="after-one"><a href="three.xhtml">'
}

@test "a new post of a series leaves every other chapter's bytes as they were" {
    tea
    book
    pages='series|dates|nav|part-|about|title|cover|toc|package|tags|authors'
    sums out.epub "$pages" >before
    grep -q four.xhtml before
    post blog/five.md 'title: Five' 'date: 2024-02-01' 'series: Tea & cake' <<<x
    book
    sums out.epub "$pages|five" >after
    diff before after
    has "$(page series)" '<li id="after-four-in-2"><a href="five.xhtml">'
}

@test "a series over several volumes" {
    tea
    m2e blog --split=year -o '{year}.epub' --base-url=https://tea.example
    exits 0
    has "$(page three 2024.epub)" '<a class="out" href="https://tea.example/'
    lacks "$(page series 2024.epub)" one.xhtml
    has "$(page series 2023.epub)" '<h2 id="after-one">'
    cp 2023.epub old.epub
    post blog/five.md 'title: Five' 'date: 2024-02-01' 'series: Tea & cake' <<<x
    m2e blog --split=year -o '{year}.epub' --base-url=https://tea.example
    exits 0
    cmp old.epub 2023.epub
    m2e blog --split=year -o '{year}.epub'
    exits 0
    has "$(page three 2024.epub)" '<p class="before">‹ One</p>'
    m2e --check 2023.epub 2024.epub
    exits 0
}

@test "spellings of one author are one author" {
    post blog/2023-05-01-one.md 'title: One' 'author: Erik St. Martin' <<<x
    post blog/2023-06-01-two.md 'title: Two' 'author: erik st martin' <<<x
    book
    lacks "$(unzip -l out.epub)" authors.xhtml
    post blog/2023-07-01-three.md 'title: Three' 'author: Ann' <<<x
    book
    equal "$(texts authors)" \
        'Authors/Ann 1/Three 1 July 2023/Erik St. Martin 2/One 1 May 2023/Two 1 June 2023/'
    equal "$(unzip -p out.epub OEBPS/package.opf | grep -c '<dc:creator')" 2
    # in its byline each post keeps its own
    has "$(page two)" 'erik st martin'
}

@test "indexes by tag, author and month" {
    tea
    post blog/never.md 'title: Never' 'author: Zed' <<<x
    book
    equal "$(texts tags)" 'Tags/cup 2/One 1 May 2023/Two 1 June 2023/Leaf 1/One 1 May 2023/'
    equal "$(texts authors)" 'Authors/ann 1/Two 1 June 2023/Zed 2/One 1 May 2023/Never/'
    equal "$(texts dates)" 'By date/May 2023 1/One 1 May 2023/June 2023 1/Two 1 June 2023/January 2024 2/Three 2 January 2024/Four 3 January 2024/Undated 1/Never/'
    book --order=title
    has "$(texts dates)" 'By date/May 2023 1/One 1 May 2023/June 2023 1/'
    # what tells nothing is not there
    rm blog/two.md
    book
    lacks "$(unzip -l out.epub)" authors.xhtml
    rm blog/never.md blog/three.md blog/four.md
    book
    lacks "$(unzip -l out.epub)" dates.xhtml
    lacks "$(unzip -l out.epub)" tags.xhtml
}

# Fails unless the contents, NCX and spine of $1 name the pages in one order.
one_order() {
    python3 - "$1" <<'PYTHON'
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
read = lambda name: book.read("OEBPS/" + name).decode()
package = read("package.opf")
href = dict(re.findall(r'<item id="([^"]*)" href="([^"]*)"', package))
spine = [href[i] for i in re.findall(r'<itemref idref="([^"]*)"', package)]
toc = re.search(r'<nav epub:type="toc".*?</nav>', read("nav.xhtml"), re.S).group()
nav = [h.split("#")[0] for h in re.findall(r'href="([^"]*)"', toc)]
ncx = [h.split("#")[0] for h in re.findall(r'src="([^"]*)"', read("toc.ncx"))]
assert nav == ncx
places = [spine.index(h) for h in nav]
assert places == sorted(places), places
left = [h for h in spine if h not in nav]
assert all(h in ("cover.xhtml", "title.xhtml", "nav.xhtml") or re.search(r"--?\d+\.xhtml$", h) for h in left), left
PYTHON
}

@test "contents, NCX and spine have one order" {
    needs python3
    tea
    for group in none year month tag category series; do
        book --group=$group --toc-depth=3
        one_order out.epub
        book --group=$group --order=-date
        one_order out.epub
    done
}

# The depth of the contents, and how many headings they have.
depths() {
    python3 - <<'PYTHON'
import re, zipfile
nav = zipfile.ZipFile("out.epub").read("OEBPS/nav.xhtml").decode()
toc = re.search(r'<nav epub:type="toc".*?</nav>', nav, re.S).group()
depth = deepest = 0
for tag in re.findall(r"</?ol>", toc):
    depth += 1 if tag == "<ol>" else -1
    deepest = max(deepest, depth)
print(deepest, len(re.findall("#", toc)))
PYTHON
}

@test "--toc-depth is how many levels of headings stand under a post; two levels in all without it" {
    needs python3
    for year in 2023 2024; do
        post blog/$year.md "title: Of $year" "date: $year-05-01" <<<$'## A\n### B\n#### C\n## D'
    done
    book
    equal "$(depths)" '2 0' # years and posts
    book --toc-depth=1
    equal "$(depths)" '3 4'
    book --toc-depth=0
    equal "$(depths)" '2 0'
    book --group=none
    equal "$(depths)" '2 4'
    book --group=none --toc-depth=2
    equal "$(depths)" '3 6'
    book --group=none --toc-depth=0
    equal "$(depths)" '1 0'
}

@test "titles that stand twice show their dates in the contents" {
    for day in 01 02; do
        post blog/$day.md 'title: Weekly links' "date: 2024-03-$day" <<<x
    done
    post blog/other.md 'title: Other' 'date: 2024-03-03' <<<x
    book
    has "$(page nav)" '>Weekly links (1 March 2024)<'
    has "$(page nav)" '>Weekly links (2 March 2024)<'
    has "$(page nav)" '>Other<'
}

@test "a large index is several files" {
    needs python3
    mkdir blog
    python3 - <<'PYTHON'
for i in range(1200):
    tags = ", ".join(f"{t}" for t in ("every", f"m{i % 7}"))
    with open(f"blog/p{i}.md", "w") as f:
        f.write(f"---\ntitle: 'A post with a title of some length, number {i}'\n"
                f"date: 2020-{i % 12 + 1:02}-{i % 28 + 1:02}\ntags: [{tags}]\n---\nx\n")
PYTHON
    book --cover=none
    one_order out.epub
    unzip -l out.epub | awk '/tags|dates/ { n++; if ($1 > 210000) wrong = 1 } END { exit wrong || n < 3 }'
    equal "$(unzip -p out.epub '*/tags*.xhtml' | grep -c '<li>')" 2400
    m2e --check out.epub
    exits 0
}

# A post of about 600 KB in 12 sections, with links of every kind between them.
long_post() {
    mkdir -p blog
    python3 - <<'PYTHON'
with open("blog/long.md", "w") as f:
    f.write("---\ntitle: Long\ndate: 2024-05-01\nseries: S\n---\nStart, to [six](#section-6)"
            " and [a part](#part-of-11).[^first]\n\n")
    for n in range(12):
        f.write(f"## Section {n}\n\nTo [next](#section-{(n + 1) % 12}), [own](#section-{n})"
                f" and a note.[^n{n}] Again.[^first]\n\n### Part of {n}\n\n")
        f.write(("word " * 90 + "\n\n") * 110)
        f.write(f"[^n{n}]: Note of {n}, to [section](#section-{(n + 6) % 12}).\n\n")
    f.write("[^first]: Said first.\n")
with open("blog/other.md", "w") as f:
    f.write("---\ntitle: Other\ndate: 2024-05-02\n---\n"
            "[whole](long.md) [deep](long.md#part-of-11) [early](long.md#section-0)\n")
PYTHON
}

@test "a post over 250 KB is split at headings, and every link still hits" {
    needs python3
    long_post
    book --toc-depth=3
    python3 - <<'PYTHON'
import re, zipfile
book = zipfile.ZipFile("out.epub")
pages = {n[6:]: book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml")}
parts = sorted((n for n in pages if n.startswith("long")), key=lambda n: (len(n), n))
assert len(parts) >= 3, parts
assert all(len(pages[n]) < 260_000 for n in parts), {n: len(pages[n]) for n in parts}
ids = {n: set(re.findall(r'\bid="([^"]*)"', t)) for n, t in pages.items()}
where = {i: n for n in parts for i in ids[n]}
links = 0
for name, text in pages.items():
    for href in re.findall(r'href="([^":]*)"', text):
        file, _, fragment = href.partition("#")
        file = file or name
        if file.endswith(".xhtml"):
            assert file in pages, (name, href)
            assert not fragment or fragment in ids[file], (name, href)
            links += file in parts
assert links > 60, links
assert re.search(r'href="%s#part-of-11"' % re.escape(where["part-of-11"]), pages["other.xhtml"])
assert re.search(r'href="long.xhtml">whole', pages["other.xhtml"])
# each note is told by its reference, and leads back to it
refs = re.findall(r'<a [^>]*epub:type="noteref"[^>]*>', "".join(pages[n] for n in parts))
assert len(refs) == 25, len(refs)
assert sum(pages[n].count("Said first.") for n in parts) == 1
# every section once, in order; only the last file leads on in the series
text = "".join(pages[n] for n in parts)
assert re.findall(r"<h2[^>]*>(Section \d+)", text) == [f"Section {n}" for n in range(12)]
assert [n for n in parts if 'class="series"' in pages[n]] == parts[-1:]
toc = re.findall(r'href="(long[^"]*)"', pages["nav.xhtml"].split("landmarks")[0])
assert len(toc) == 25 and len({h.split("#")[0] for h in toc}) == len(parts), toc
PYTHON
    m2e --check out.epub
    exits 0
}
