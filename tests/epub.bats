#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What stands in a book: container, contents, chapters, metadata.

load helper

# Makes out.epub of blog/ with options $@.
book() {
    m2e blog -o out.epub --cover=none "$@"
    exits 0
}

package() {
    entry out.epub OEBPS/package.opf
}

chapter() {
    entry out.epub "OEBPS/$1.xhtml"
}

# The whole text of the book's pages.
pages() {
    unzip -p out.epub '*.xhtml'
}

# Runs the Python program on standard input with arguments $@; it may use `book` and `texts`.
examine() {
    {
        cat <<'PYTHON'
import re, sys, zipfile
import xml.dom.minidom as dom
book = zipfile.ZipFile("out.epub")
texts = {n: book.read(n).decode() for n in book.namelist() if n.endswith((".xhtml", ".opf", ".ncx"))}
PYTHON
        cat
    } | timeout 60 python3 - "$@"
}

three_posts() {
    post blog/a.md 'title: Amber' 'date: 2022-03-01' 'tags: [red]' <<'M'
One[^1], see [two](b.md).

[^1]: Note of Amber.
M
    post blog/b.md 'title: Zinc' 'date: 2023-01-31' <<'M'
Two[^1] and again[^1] and a word[^word].

## Part

[^1]: Note of Zinc.
[^word]: Another.
M
    post blog/c.md 'title: Moss & <Fern>' 'date: 2023-02-01' <<<'## Part'
}

@test "mimetype is first, stored, without extra field" {
    needs python3
    three_posts
    book
    python3 - <<'PYTHON'
import struct
data = open("out.epub", "rb").read()
fields = struct.unpack("<4sHHHHHIIIHH", data[:30])
signature, _, _, method, _, _, _, packed, size, name_length, extra_length = fields
assert signature == b"PK\3\4"
assert method == 0 and packed == size == 20, fields
assert name_length == 8 and extra_length == 0, fields
assert data[30:58] == b"mimetypeapplication/epub+zip", data[30:58]
PYTHON
    [ "$(stat -c %s out.epub)" -lt 1000000 ]
}

@test "entry names are plain ASCII, unique without regard to case, and in the manifest" {
    needs python3
    three_posts
    post blog/umlaut.md 'title: Über Größe 日本' 'date: 2024-01-01' <<<'x'
    post 'blog/sp ace & more.md' 'title: "#?%"' 'date: 2024-01-02' <<<'x'
    post blog/AMBER.md 'title: amber' 'date: 2024-01-03' <<<'x'
    book
    examine <<'PYTHON'
names = book.namelist()
assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", n) for n in names), names
assert len({n.lower() for n in names}) == len(names), names
hrefs = re.findall(r'<item [^>]*href="([^"]*)"', texts["OEBPS/package.opf"])
assert len(set(hrefs)) == len(hrefs)
expected = {n[6:] for n in names if n.startswith("OEBPS/")} - {"package.opf"}
assert set(hrefs) == expected, (hrefs, names)
PYTHON
}

@test "every page is well-formed, declares XML and has a title" {
    needs python3
    three_posts
    post blog/d.md 'date: 2024-01-01' <<<'no title anywhere'
    post blog/e.md 'title: ""' 'date: 2024-01-02' <<<''
    book
    examine <<'PYTHON'
pages = [n for n in texts if n.endswith(".xhtml")]
assert len(pages) >= 7
for name in pages:
    assert texts[name].startswith('<?xml version="1.0" encoding="utf-8"?>'), name
    title = dom.parseString(texts[name].encode()).getElementsByTagName("title")
    assert len(title) == 1 and title[0].firstChild.data.strip(), name
PYTHON
}

@test "footnotes of two posts with the same label are apart" {
    needs python3 unzip
    three_posts
    book
    examine <<'PYTHON'
ids = []
for name, text in texts.items():
    if not name.endswith(".xhtml"):
        continue
    own = re.findall(r'\bid="([^"]*)"', text)
    assert len(set(own)) == len(own), (name, own)
    ids += [i for i in own if i.startswith("fn")]
    for target in re.findall(r'href="#([^"]*)"', text):
        assert target in own, (name, target)
assert len(ids) >= 7 and len(set(ids)) == len(ids), ids
PYTHON
    has "$(chapter amber)$(chapter a)" "Note of Amber."
}

@test "links inside the book hit pages and ids" {
    needs python3
    three_posts
    post blog/d.md 'title: Links' 'date: 2024-01-01' <<<'[x](b.md#part) [y](/zinc/) [z](c.md#nowhere)'
    book
    examine <<'PYTHON'
ids = {n[6:]: set(re.findall(r'\bid="([^"]*)"', t)) for n, t in texts.items()}
seen = 0
for name, text in texts.items():
    for href in re.findall(r'(?:href|src)="([^"]*)"', text):
        if ":" in href:
            continue
        path, _, fragment = href.partition("#")
        path = path or name[6:]
        assert "OEBPS/" + path in book.namelist() or name[:5] == "META-", (name, href)
        assert not fragment or fragment in ids[path], (name, href)
        seen += 1
assert seen > 10
PYTHON
}

@test "the contents are in the order of the spine" {
    needs python3
    three_posts
    for options in --order=date --order=-date --order=title --group=none --group=tag; do
        echo "options: $options"
        book "$options"
        examine <<'PYTHON'
opf = texts["OEBPS/package.opf"]
href = dict(re.findall(r'<item id="([^"]*)" href="([^"]*)"', opf))
spine = [href[i] for i in re.findall(r'<itemref idref="([^"]*)"', opf)]
assert len(set(spine)) == len(spine), spine
toc = texts["OEBPS/nav.xhtml"].split("</nav>")[0]
for links in (re.findall(r'<a href="([^"#]*)', toc),
              re.findall(r'<content src="([^"#]*)', texts["OEBPS/toc.ncx"])):
    places = [spine.index(link) for link in links]
    assert places == sorted(places) and len(places) >= 3, (links, spine)
PYTHON
    done
}

@test "a new post leaves the identifier and the other chapters as they are" {
    needs python3
    three_posts
    book
    mv out.epub before.epub
    post blog/0.md 'title: First of all' 'date: 2022-01-01' 'tags: [red]' <<'M'
New[^1]

[^1]: Note.
M
    post blog/z.md 'title: Last' 'date: 2025-01-01' <<<'see [two](b.md)'
    book
    examine <<'PYTHON'
before = zipfile.ZipFile("before.epub")
identifier = re.compile(r"<dc:identifier[^>]*>([^<]+)<")
old = before.read("OEBPS/package.opf").decode()
assert identifier.findall(old) == identifier.findall(texts["OEBPS/package.opf"])
chapters = [n for n in before.namelist() if b'"post"' in before.read(n) and n.endswith(".xhtml")]
assert len(chapters) == 3, chapters
for name in chapters:
    assert before.read(name) == book.read(name), name
PYTHON
}

# Kindles freeze their locations without a guide to the text; Apple Books wants one value of a kind.
@test "guide and landmarks lead to cover, contents and text, each kind once" {
    m2e "$M2E_SRC/samples/blog" -q -o book.epub
    exits 0
    entry book.epub OEBPS/package.opf | grep -o '<reference type="[a-z]*"' | sort >guide
    equal "$(uniq -d guide)" ""
    for kind in cover toc text; do has "$(cat guide)" "<reference type=\"$kind\""; done
    entry book.epub OEBPS/nav.xhtml | sed -n '/epub:type="landmarks"/,$p' |
        grep -o 'epub:type="[a-z]*" href="[^"]*"' >landmarks
    equal "$(cut -d ' ' -f 1 landmarks | sort | uniq -d)" ""
    has "$(cat landmarks)" 'epub:type="toc" href="nav.xhtml'
    text=$(sed -n 's/.*"bodymatter" href="\([^"]*\)"/\1/p' landmarks)
    has "$(unzip -Z1 book.epub)" "OEBPS/${text%%#*}"
}

@test "two blogs have two identifiers" {
    needs unzip
    three_posts
    book --base-url=https://one.example
    one=$(package | grep '<dc:identifier')
    book --base-url=https://two.example
    [ "$one" != "$(package | grep '<dc:identifier')" ]
    book --identifier=urn:isbn:9780306406157
    has "$(package)" '>urn:isbn:9780306406157</dc:identifier>'
}

@test "the environment's language never becomes the book's" {
    needs unzip
    three_posts
    for locale in C POSIX de_DE.UTF-8 tr_TR.UTF-8; do
        LANG=$locale LC_ALL=$locale LANGUAGE=$locale book
        has "$(package)" '<dc:language>'
        lacks "$(package)" '<dc:language>C<'
        lacks "$(package)" '<dc:language>POSIX<'
        lacks "$(package)" '<dc:language>de'
        lacks "$(package)" '<dc:language>tr'
    done
    book --language=sv
    has "$(package)" '<dc:language>sv</dc:language>'
}

@test "titles and names are escaped in the metadata" {
    needs unzip
    three_posts
    book --title='A & <B> "C"' --author="O'Neill & Sons" --author='Ann <a@b.c>'
    has "$(package)" 'A &amp; &lt;B&gt;'
    has "$(package)" 'Neill &amp; Sons'
    has "$(chapter moss-fern)$(chapter c)" 'Moss &amp; &lt;Fern&gt;'
}

@test "pictures outside the blog's folders are refused" {
    needs unzip
    three_posts
    mkdir outside
    cp "$M2E_SRC/samples/blog/images/phases.png" outside/secret.png
    ln -s ../outside/secret.png blog/linked.png
    ln -s ../outside blog/folder
    ln -s /etc/passwd blog/passwd.png
    post blog/d.md 'title: Pictures' 'date: 2024-01-01' <<M
![one](../../../etc/passwd)

![two](linked.png)

![three](folder/secret.png)

![four](../outside/secret.png)

![five]($PWD/outside/secret.png)

![six](passwd.png)

![seven](file://$PWD/outside/secret.png)

![eight](%2e%2e/outside/secret.png)
M
    book --group=none
    lacks "$(unzip -Z1 out.epub)" images/
    lacks "$(unzip -p out.epub)" root:
    for text in one two three four five six seven eight; do
        has "$(pages)" "$text"
    done
    has "$stderr" "[picture-outside]"
    book --group=none --allow=outside
    has "$(unzip -Z1 out.epub)" images/
}

@test "posts that are linked in from outside and loops of folders do no harm" {
    three_posts
    ln -s . blog/loop
    ln -s ../blog blog/again
    ln -s nowhere.md blog/dangling.md
    mkfifo blog/pipe.md
    m2e blog -o out.epub
    exits 0
    has "$stderr" "3 posts"
}

@test "a picture that stands in several posts is in the book once" {
    needs unzip
    mkdir -p blog
    cp "$M2E_SRC/samples/blog/images/phases.png" blog/one.png
    cp blog/one.png blog/two.png
    post blog/a.md 'title: A' 'date: 2024-01-01' <<<'![a](one.png) ![b](two.png)'
    post blog/b.md 'title: B' 'date: 2024-01-02' <<<'![c](one.png)'
    book
    equal "$(unzip -Z1 out.epub | grep -c images/)" 1
    cmp blog/one.png <(entry out.epub "$(unzip -Z1 out.epub | grep images/)")
}

@test "pictures are stored, pages deflated" {
    needs unzip
    mkdir -p blog
    cp "$M2E_SRC/samples/blog/images/phases.png" blog/one.png
    post blog/a.md 'title: A' <<<'![a](one.png)'
    book --cover=auto
    unzip -v out.epub | awk '/\.(png|jpg)$|mimetype$/ { print $2 }' >pictures
    equal "$(sort pictures | uniq -c | xargs)" "3 Stored"
    equal "$(unzip -v out.epub | awk '/\.(xhtml|css|opf|ncx|xml)$/ { print $2 }' | sort -u)" "Defl:N"
}

@test "dates are never shifted by a time zone" {
    needs unzip
    post blog/a.md 'title: Plain' 'date: 2024-01-01' <<<'x'
    post blog/b.md 'title: Late' 'date: 2024-06-30T23:30:00-05:00' <<<'x'
    post blog/c.md 'title: Early' 'date: 2024-07-01 00:10:00 +0900' <<<'x'
    for zone in UTC Pacific/Kiritimati Pacific/Pago_Pago XYZ-14 XYZ12; do
        TZ=$zone book
        has "$(pages)" '1 January 2024'
        has "$(pages)" '30 June 2024'
        has "$(pages)" '1 July 2024'
        TZ=$zone m2e --list blog
        has "$output" "2024-01-01  blog/a.md"
        has "$output" "2024-06-30  blog/b.md"
        has "$output" "2024-07-01  blog/c.md"
    done
}

@test "a post of the last half hour of the year is in its own year" {
    needs unzip
    post blog/a.md 'title: Eve' 'date: 2023-12-31T23:30:00-05:00' <<<'x'
    post blog/b.md 'title: Day' 'date: 2024-01-01T00:30:00-05:00' <<<'x'
    book --group=year
    toc=$(chapter nav)
    has "${toc%%part-2024*}" Eve
    lacks "${toc%%part-2024*}" Day
    has "${toc#*part-2024}" Day
    book --year=2023
    has "$(pages)" Eve
    lacks "$(pages)" Day
    book --until=2023-12-31
    has "$(pages)" Eve
}

@test "two posts with the same slug stay two chapters" {
    needs python3 unzip
    post blog/2023/same.md 'title: Same' 'date: 2023-01-01' <<'M'
body of the first[^1], see [other](../2024/same.md)

[^1]: n
M
    post blog/2024/same.md 'title: Same' 'date: 2024-01-01' <<'M'
body of the second[^1], see [other](../2023/same.md)

[^1]: n
M
    post blog/2024/same-2.md 'title: Same 2' 'date: 2024-01-02' <<<'body of the third'
    book
    has "$stderr" "3 posts"
    examine <<'PYTHON'
chapters = [t for t in texts.values() if 'class="post"' in t]
for body in ("first", "second", "third"):
    assert sum(f"body of the {body}" in t for t in chapters) == 1, body
names = {b: n[6:] for n, t in texts.items() for b in ("first", "second") if f"body of the {b}" in t}
assert f'href="{names["second"]}"' in texts["OEBPS/" + names["first"]]
assert f'href="{names["first"]}"' in texts["OEBPS/" + names["second"]]
PYTHON
}

@test "a slug that is a name of the book's own pages harms neither" {
    needs python3
    for name in nav cover title about tags part-2024 toc style package; do
        post "blog/$name.md" "title: $name" 'date: 2024-01-01' 'tags: [t]' <<<"body of $name"
    done
    post blog/old.md 'title: Old' 'date: 2023-01-01' <<<x
    book
    examine <<'PYTHON'
names = book.namelist()
assert len(set(names)) == len(names), names
for name in "nav cover title about tags part-2024 toc style package".split():
    assert sum(f"body of {name}<" in t for t in texts.values()) == 1, name
PYTHON
}

@test "tables, tasks, callouts and raw HTML are in the chapter" {
    needs unzip
    post blog/rich.md 'title: Rich' 'date: 2024-01-01' <<'M'
| left | right |
|:-----|------:|
| a | b \| c |

- [x] done
- [ ] open

> [!WARNING]
> Hot oil.

<div onclick="steal()" class="box">kept <b>bold</b> <script>alert("gone")</script> text</div>

<iframe src="https://example.org/frame">inside</iframe>

a <a href="javascript:alert(1)">click</a> <kbd>Ctrl</kbd> <img src="x" onerror="steal()"> ~~old~~

<form><input value="v"><button>press</button></form>

Term &amp; &copy; &nbsp; & < > "quoted" -- dashes...
M
    book
    text=$(chapter rich)
    has "$text" '<table'
    has "$text" 'b | c'
    has "$text" done
    has "$text" open
    lacks "$text" '[x]'
    lacks "$text" '[!WARNING]'
    has "$text" 'Hot oil.'
    has "$text" '<b>bold</b>'
    has "$text" '<kbd>Ctrl</kbd>'
    has "$text" 'press'
    has "$text" 'click'
    for part in '<script' 'alert(' onclick onerror steal '<iframe' 'javascript:' '<form' '<input'; do
        lacks "$text" "$part"
    done
    has "$text" '“quoted” –'
    has "$text" '©'
}

@test "--no-smart, --no-highlight and --no-math leave text as it is written" {
    needs unzip
    post blog/a.md 'title: A' 'date: 2024-01-01' <<'M'
"quoted" -- and $x^2$ and $$\frac{a}{b}$$

```c
int main(void) { return 0; }
```
M
    book
    has "$(chapter a)" '<math'
    has "$(chapter a)" '“quoted”'
    has "$(chapter a)" '<span class='
    book --no-smart --no-math --no-highlight
    lacks "$(chapter a)" '<math'
    lacks "$(chapter a)" '“'
    has "$(chapter a)" 'x^2'
    has "$(chapter a)" 'int main(void) { return 0; }'
}

@test "--links=notes gathers addresses outside as numbered notes" {
    needs python3
    post blog/a.md 'title: A' 'date: 2024-01-01' <<'M'
See [one](https://one.example/a?b&c), [two](https://two.example/ "Two"), [one again](https://one.example/a?b&c),
<https://bare.example/x>, [B](b.md) and a note[^1].

[^1]: With [three](https://three.example).
M
    post blog/b.md 'title: B' 'date: 2024-01-02' <<<'[x](https://one.example/a?b&c) <span id="link-b-1">y</span>'
    book --links=notes
    examine <<'PYTHON'
a, b = texts["OEBPS/a.xhtml"], texts["OEBPS/b.xhtml"]
outside = lambda t: re.findall(r'href="(https?:[^"]*)"', t)
assert outside(a) == ["https://bare.example/x", "https://one.example/a?b&amp;c", "https://two.example/",
                      "https://three.example"], outside(a)
notes = re.findall(r'<aside epub:type="footnote"[^>]* id="(link-[^"]*)"><a href="#([^"]*)"[^>]*>([^<]*)<', a)
assert notes == [("link-a-%d" % i, "linkref-a-%d" % i, "[%d]" % i) for i in (1, 2, 3)], notes
uses = re.findall(r'href="#(link-[^"]*)" epub:type="noteref" role="doc-noteref"', a)
assert uses == ["link-a-1", "link-a-2", "link-a-1", "link-a-3"], uses
raised = '<a href="#link-a-%d" epub:type="noteref" role="doc-noteref" id="linkref-a-%d"><sup>[%d]</sup></a>'
assert 'one' + raised % (1, 1, 1) in a and '<span title="Two">two</span>' + raised % (2, 2, 2) in a and 'href="b.xhtml">B</a>' in a
ids = re.findall(r'\bid="([^"]*)"', a + b)
assert len(ids) == len(set(ids)) and "link-b-1-" in ids, ids
PYTHON
    book
    lacks "$(pages)" 'id="link-a'
}

@test "lines of code: numbers are no text, marked and long lines are blocks" {
    needs python3
    post blog/a.md 'title: A' 'date: 2024-01-01' <<'M'
```go {linenos=true, hl_lines=[2], linenostart=9}
package main

func main() { println("a line that is longer than a small screen") }
```

```js title="x.js"
short();
long("a line that is longer than a small screen");
```
M
    book
    examine <<'PYTHON'
text = texts["OEBPS/a.xhtml"]
first, second = re.findall(r"<pre>.*?</pre>", text, re.S)
plain = lambda x: re.sub(r"<[^>]*>", "", x).replace("&quot;", '"')
assert plain(first) == """package main

func main() { println("a line that is longer than a small screen") }
""", first
assert re.findall(r'data-line="([^"]*)"', first) == [" 9", "10", "11"], first
assert re.findall(r'<span class="hl-l ([^"]*)"', first) == ["hl-u", "hl-m hl-u", "hl-u"], first
assert "data-line" not in second and second.count("hl-l") == 1, second
assert "short" in second.split("hl-l")[0] and second.endswith("\n</span></code></pre>"), second
assert "<figcaption>x.js</figcaption>" in text
PYTHON
}

@test "headings: one of the first level a chapter, none skipped" {
    needs python3
    post blog/a.md 'title: A' 'date: 2024-01-01' <<'M'
# Again

#### Deep

# Again

###### Deeper
M
    post blog/b.md 'date: 2024-01-02' <<<'# Only heading'
    book
    examine <<'PYTHON'
for name, text in texts.items():
    levels = [int(n) for n in re.findall(r"<h([1-6])\b", text)]
    if 'class="post"' in text:
        assert levels[0] == 1 and levels.count(1) == 1, (name, levels)
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:])), (name, levels)
PYTHON
}

@test "bytes that are no text become a book all the same" {
    needs python3
    post blog/a.md 'title: A' 'date: 2024-01-01' <<<$'bad \xff\xfe byte \x01 control \x0b and caf\xe9'
    printf '\xff\xfe#\0 \0W\0i\0d\0e\0' >blog/b.md
    printf -- '---\ntitle: "open\n---\nbody\n' >blog/c.md
    printf '' >blog/d.md
    printf '\xef\xbb\xbf---\r\ntitle: Mark\r\ndate: 2024-05-05\r\n---\r\nbody\r\n' >blog/e.md
    book
    examine <<'PYTHON'
for name, text in texts.items():
    dom.parseString(text.encode())
assert any("<h1>Mark</h1>" in t for t in texts.values())
assert any("Wide" in t for t in texts.values())
assert any("café" in t for t in texts.values())
PYTHON
}

@test "the files of a long post keep clear of other posts' names" {
    needs python3 unzip
    python3 -c 'for i in range(3): print(f"## Part {i}\n\n" + "word " * 60000 + "\n")' |
        post blog/long.md 'title: Long' 'date: 2024-01-01'
    post blog/long-part-2.md 'title: Other' 'date: 2024-01-02' <<<'body of the other'
    m2e blog -o out.epub
    exits 0
    has "$(entry out.epub OEBPS/long-part-2.xhtml)" 'body of the other'
    has "$(entry out.epub OEBPS/long-part-2-1.xhtml)" 'id="part-1"'
    m2e --check out.epub
    exits 0
}
