#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Books are valid to EPUBCheck, without errors and without warnings, and others can read them.
# $M2E_EPUBCHECK is its jar; M2E_FULL=1 takes real blogs, too.

load helper

nasty_blog() {
    mkdir -p blog/img
    cp "$M2E_SRC/samples/blog/images/phases.png" 'blog/img/a b & c.png'
    cp "$M2E_SRC/samples/blog/images/phases.png" blog/img/wrong.jpg
    printf 'no picture' >blog/img/broken.gif
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script>%s' \
        '<a xlink:href="http://x.example"><rect width="9" height="9" onclick="x()"/></a></svg>' \
        >blog/img/drawing.svg
    post blog/html.md 'title: "<b>Raw</b> & \"HTML\""' 'date: 2023-05-05' 'tags: ["a & b", "<c>", a b]' <<'M'
<p>never closed <b>bold <i>crossed</b> over</i>
<table><tr><td>cell<td>cell</table>
<div id="x"><p>one<div id="x">two</p></div>

<center><font color=red>old</font></center> <a name="1 2">anchor</a> <img src=img/none.png>

<details open><summary>More</summary>

*inside*

</details>

<dl><dt>t<dd>d</dl> <br> <hr> <svg width=1><foreignObject></svg> <math><mi>x</math>

<video src="v.mp4" controls><source src="x"></video> <object data=x></object> <li>stray <!-- a -- b -->
text <!DOCTYPE x> <?php echo 1 ?> <![CDATA[ data ]]> &nosuch; &#0; &#x1F600; <x:y z:w="1">odd</x:y>
M
    post blog/markdown.md 'title: 日本語 العربية' 'date: 2023-05-06' 'lang: ja' <<'M'
# One #
# One #
##### 1 2 3
## <em>x</em> `code` [link](html.md) ![p](img/drawing.svg)
## ""

[a](html.md#x) [b](<a b.md>) [c](mailto:a@b.example) [d](http://[::1 bad) [e](ftp://x.example/ä) [f]()
[g](https://x.example/?a=b&c=d|e^f`g "ti\"tle") [h](#none) [i](%zz) <http://x.example/"q"> [j](tel:+1)

![q](img/a%20b%20&%20c.png "t & \"u\"") ![r](img/wrong.jpg) ![s](img/broken.gif) ![t](data:image/png;base64,AA)
![[u](html.md)](img/drawing.svg) ![](img/drawing.svg)

1. a
   > [!NOTE]
   > - [ ] b
   >   | c | d |
   >   |---|---|
   >   | ![e](img/drawing.svg) | [^f] |

[^f]: note with a list

    - one
    - two[^g]

[^g]: note in a note[^f]
[^unused]: never

$$\frac{\sqrt[3]{x}}{\begin{matrix} a & b \\ c & d \end{matrix}}$$ and $\nosuch{x}$ and $a < b & c$

```html {1,3} title="x & y"
<a href="&amp;">]]></a>
```

~~~
	tab
~~~
M
    post blog/lists.md 'title: ""' 'date: 2023-05-07' <<'M'
9999999999) far
0. zero
- - - nested
* * *
> > > > deep
Term
: definition
- [x] a

      code
M
    post blog/empty.md 'date: 2023-05-08' </dev/null
    post blog/1.md 'title: "1"' 'date: 2023-05-09' <<<'[x](1.md) [y](empty.md) # {#id .class} {{< odd "a" >}}x{{< /odd >}}'
}

# Chapters of every construct, as pages.bats draws them.
pages_blog() {
    cp -R "$M2E_SRC/tests/pages" pages
    chmod -R u+w pages
    python3 pages/pictures.py pages
}

@test "the sample, its volumes, nasty posts and pages of every construct make valid books" {
    needs_epubcheck
    needs unzip zip
    m2e "$M2E_SRC/samples/blog" -o sample.epub
    exits 0
    m2e "$M2E_SRC/samples/blog" --split=year -o 'volume-{year}.epub'
    exits 0
    nasty_blog
    m2e blog -o nasty.epub
    exits 0
    m2e blog -o nasty-plain.epub --group=tag --cover=none --no-default-css --no-math --no-smart \
        --title='& <t>' --author='<a>' --identifier='a & b' --language=ar --toc-depth=6
    exits 0
    pages_blog
    for theme in classic modern typewriter; do
        m2e pages --theme="$theme" -o "pages-$theme.epub"
        exits 0
    done
    m2e pages --links=notes --qr -o pages-notes.epub
    exits 0
    # Beside them one that has a warning only, so that silence is known to mean something.
    mkdir files && (cd files && unzip -q ../sample.epub
        sed -i 's,<dc:date>[^<]*,<dc:date>October,' OEBPS/package.opf
        zip -qX0 ../warned.epub mimetype && zip -qXr ../warned.epub . -x mimetype)
    run valid warned.epub sample.epub volume-2024.epub volume-2025.epub nasty.epub nasty-plain.epub \
        pages-{classic,modern,typewriter,notes}.epub
    has "$output" $'\n> warned.epub\tbad\tOPF-053\t'
    equal "$(grep -c '^> ' verdicts.diff)" 1
    m2e --check ./[!w]*.epub
    exits 0
    equal "$(grep -c ': 0 errors, 0 warnings$' <<<"$stderr")" 9
}

@test "mutants of books get the verdict of EPUBCheck" {
    needs_epubcheck
    M2E_EPUBCHECK=$(jar) M2E_BUILD=$(dirname "$M2E") \
        run python3 "$M2E_SRC/tests/readers/judge_mutants.py" -v -n 40 -s 4
    echo "$output"
    exits 0
}

@test "mutool opens the books" {
    needs mutool
    nasty_blog
    for folder in "$M2E_SRC/samples/blog" blog; do
        m2e "$folder" -o out.epub
        exits 0
        run timeout 120 mutool draw -q -F text -o out.txt out.epub
        exits 0
        lacks "$output" "error:"
        [ "$(wc -c <out.txt)" -gt 500 ]
    done
}

@test "real blogs are valid" {
    [ "${M2E_FULL:-}" = 1 ] || skip "takes long; M2E_FULL=1 runs it"
    needs_epubcheck
    [ -d "${M2E_SHARED:-}/corpora" ] || skip "no corpora"
    for folder in "$M2E_SHARED"/corpora/*/; do
        m2e "$folder" -o "$(basename "$folder").epub"
        exits 0
    done
    valid ./*.epub
}
