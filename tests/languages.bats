#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Blogs in several languages: what tells a post's language, and which posts make the book.

load helper

# Posts $@ of one line each, all of one day.
posts() {
    for file; do
        post "blog/$file" "title: ${file##*/}" 'date: 2024-01-01' <<<'Some words.'
    done
}

# "path=language" of each kept post, then of those left out for theirs behind a '|'.
languages() {
    timeout 60 "$M2E" --list=json "$@" 2>/dev/null | jq -r '
        ([.posts[] | "\(.path | ltrimstr("blog/"))=\(.language)"] | join(" ")) + " | " +
        ([.left_out[] | select(.left_out == "is in another language")
            | "\(.path | ltrimstr("blog/"))=\(.language)"] | join(" "))'
}

hugo() {
    mkdir -p blog
    cat >blog/hugo.toml <<'T'
baseURL = "https://example.org/"
languageCode = "en-us"
defaultContentLanguage = "en"
[languages.en]
title = "Tea"
[languages.fr]
title = "Le thé"
[languages.ar]
title = "الشاي"
T
}

@test "file-name suffixes: the main language makes the book, the rest is told once" {
    hugo
    posts content/posts/{tea,tea.fr,tea.ar,cup.fr}.md content/posts/pot/index{,.fr}.md
    echo 'no page' >blog/content/posts/pot/notes.md
    equal "$(languages blog)" "content/posts/pot/index.md=en-US content/posts/tea.md=en-US | \
content/posts/cup.fr.md=fr content/posts/pot/index.fr.md=fr content/posts/tea.ar.md=ar \
content/posts/tea.fr.md=fr"
    m2e blog -o out.epub --cover=none
    exits 0
    has "$stderr" "the book is in 'en-US'; leaving out posts in other languages (fr 3, ar 1; "
    equal "$(grep -c other-languages <<<"$stderr")" 1
    m2e --list blog
    has "$output" "left out: blog/content/posts/tea.ar.md is in another language (ar)"
}

@test "--language picks, and the book takes its title, direction and links" {
    hugo
    posts content/posts/{tea,tea.fr,tea.ar}.md
    post blog/content/posts/cup.fr.md 'title: Tasse' 'date: 2024-01-02' <<'M'
[one](/posts/tea/) [two](/fr/posts/tea/) [three](tea.md) [four]({{< relref "tea.md" >}})
M
    post blog/content/posts/cup.md 'title: Cup' 'date: 2024-01-02' <<<'[French](/fr/posts/cup/)'
    m2e blog -o out.epub --cover=none --language=fr
    exits 0
    lacks "$stderr" other-languages
    equal "$(entry out.epub OEBPS/cup.xhtml | grep -c '>one</a>.*>two</a>.*>three</a>.*>four</a>')" 1
    equal "$(entry out.epub OEBPS/cup.xhtml | grep -o 'href="tea.xhtml"' | wc -l)" 4
    has "$(entry out.epub OEBPS/package.opf)" '<dc:title id="title">Le thé</dc:title>'
    has "$(entry out.epub OEBPS/package.opf)" '<dc:language>fr</dc:language>'
    m2e blog -o out.epub --cover=none --language=ar
    exits 0
    has "$(entry out.epub OEBPS/package.opf)" 'page-progression-direction="rtl"'
    has "$(entry out.epub OEBPS/tea.xhtml)" 'xml:lang="ar" lang="ar" dir="rtl"'
    m2e blog -o out.epub --cover=none # a link to itself in another language leads to the site
    has "$(entry out.epub OEBPS/cup.xhtml)" 'href="https://example.org/fr/posts/cup/"'
}

@test "suffixes without a configuration need a page beside them" {
    posts a.md a.fr.md b.zh-CN.md b.md c.fr.md notes.is.md post.min.md node.js.md x.pt_BR.md
    equal "$(languages blog)" "a.md=en b.md=en node.js.md=en notes.is.md=en post.min.md=en \
x.pt_BR.md=en | a.fr.md=fr b.zh-CN.md=zh-CN c.fr.md=fr"
}

@test "folders: one a language, or one that repeats the pages above it" {
    posts {en,fr}/news/_posts/2024-01-01-{a,b}.md
    equal "$(languages blog)" "en/news/_posts/2024-01-01-a.md=en en/news/_posts/2024-01-01-b.md=en \
| fr/news/_posts/2024-01-01-a.md=fr fr/news/_posts/2024-01-01-b.md=fr"
    rm -r blog
    posts {a,b,c}.md ja/{a,b}.md
    equal "$(languages blog)" "a.md=en b.md=en c.md=en | ja/a.md=ja ja/b.md=ja"
    equal "$(languages blog/ja)" "ja/a.md=en ja/b.md=en | "
}

@test "folders about it, go and no, in a blog of one language" {
    posts it/{index,router,dns}.md go/{index,maps}.md no/index.md index.md a.md cs/x.md ml/y.md
    equal "$(languages blog | grep -o '|.*')" "| "
    equal "$(languages blog | grep -o '=en' | wc -l)" 10
}

@test "front matter comes before suffix and folder; a language of code is none" {
    posts en/a.md fr/a.md
    post blog/fr/b.md 'title: B' 'date: 2024-01-01' 'lang: en' <<<x
    post blog/en/c.md 'title: C' 'date: 2024-01-01' 'language: rust' <<<x
    post blog/en/d.md 'title: D' 'date: 2024-01-01' 'language: go' <<<x
    equal "$(languages blog)" "en/a.md=en en/c.md=en en/d.md=en fr/b.md=en | fr/a.md=fr"
}

@test "from right to left a number behind a Latin word stands apart from it" {
    post blog/a.md 'title: Raspberry Pi' 'date: 2024-01-02' 'lang: fa' 'tags: [arm]' <<<سلام
    post blog/b.md 'title: سلام' 'date: 2024-02-03' 'lang: fa' 'tags: [arm]' <<<سلام
    m2e blog -o out.epub --cover=none
    exits 0
    has "$(entry out.epub OEBPS/tags.xhtml)" '<h2>arm <span class="count" dir="rtl">۲</span></h2>'
    has "$(entry out.epub OEBPS/tags.xhtml)" 'Raspberry Pi</a> <span class="date" dir="rtl">۲ '
}

@test "a page whose script has no slanted type says so to the style sheet" {
    post blog/one.md 'title: One' 'date: 2024-01-01' 'lang: zh' <<<'*一*'
    post blog/two.md 'title: Two' 'date: 2024-01-02' 'lang: en' <<<'*two*'
    m2e blog -o out.epub --cover=none --language=all --title=T
    exits 0
    has "$(entry out.epub OEBPS/one.xhtml)" 'lang="zh" class="upright">'
    has "$(entry out.epub OEBPS/two.xhtml)" 'lang="en">'
    has "$(entry out.epub OEBPS/style.css)" '.upright em'
}

@test "languages by front matter alone" {
    for one in a:de b:en c:de; do
        post "blog/${one%:*}.md" 'title: T' 'date: 2024-01-01' "lang: ${one#*:}" <<<x
    done
    equal "$(languages blog)" "a.md=de c.md=de | b.md=en"
    m2e blog -o out.epub --cover=none
    has "$stderr" "in 'de'; leaving out posts in other languages (en 1; --language=all keeps them)"
    equal "$(languages blog --language=all)" "a.md=de b.md=en c.md=de | "
    m2e blog -o out.epub --cover=none --language=all
    exits 0
    lacks "$stderr" warning
    has "$(entry out.epub OEBPS/package.opf)" '<dc:language>de</dc:language>'
    has "$(entry out.epub OEBPS/b.xhtml)" 'xml:lang="en"'
    rm -r blog # a guest stays, in his own language and direction
    posts a.md c.md
    post blog/b.md 'title: B' 'date: 2024-01-02' 'lang: ar' <<<x
    equal "$(languages blog)" "a.md=en c.md=en b.md=ar | "
    m2e blog -o out.epub --cover=none
    has "$(entry out.epub OEBPS/b.xhtml)" 'xml:lang="ar" lang="ar" dir="rtl"'
    lacks "$(entry out.epub OEBPS/package.opf)" page-progression-direction
    equal "$(languages blog --language=fr)" "a.md=fr c.md=fr b.md=ar | " # corrects the book's own
}

@test "content directories, Docusaurus' i18n, polyglot's list and translation keys" {
    mkdir blog
    printf '%s\n' 'defaultContentLanguage = "en"' '[languages.en]' 'contentDir = "content.en"' \
        '[languages.ar]' 'contentDir = "content.ar"' >blog/hugo.toml
    posts content.{en,ar}/a.md
    equal "$(languages blog)" "content.en/a.md=en | content.ar/a.md=ar"
    equal "$(languages blog --language=ar)" "content.ar/a.md=ar | content.en/a.md=en"
    rm -r blog
    posts blog/2024-01-01-a.md i18n/fr/docusaurus-plugin-content-blog/2024-01-01-a.md
    echo "export default { i18n: { defaultLocale: 'en', locales: ['en', 'fr'] } }" \
        >blog/docusaurus.config.js
    equal "$(languages blog)" \
        "blog/2024-01-01-a.md=en | i18n/fr/docusaurus-plugin-content-blog/2024-01-01-a.md=fr"
    rm -r blog
    posts _posts/2024-01-01-a.md
    post blog/_posts/fr/2024-01-01-a.md 'title: A' 'lang: fr' <<<x
    printf '%s\n' 'languages: [en, fr]' 'default_lang: en' >blog/_config.yml
    equal "$(languages blog)" "_posts/2024-01-01-a.md=en | _posts/fr/2024-01-01-a.md=fr"
    rm -r blog
    post blog/tea.md 'title: Tea' 'date: 2024-01-01' 'ref: tea' <<<'[x](saft.md)'
    post blog/juice.md 'title: Juice' 'date: 2024-01-01' 'ref: juice' <<<x
    post blog/saft.md 'title: Saft' 'date: 2024-01-01' 'ref: juice' 'lang: de' <<<x
    equal "$(languages blog)" "juice.md=en tea.md=en | saft.md=de"
    m2e blog -o out.epub --cover=none
    has "$(entry out.epub OEBPS/tea.xhtml)" 'href="juice.xhtml"'
}

@test "a folder of one language, given alone, is a book in it" {
    hugo
    posts content/{fr,en}/posts/{a,b}.md
    equal "$(languages blog/content/fr)" "content/fr/posts/a.md=fr content/fr/posts/b.md=fr | "
}

@test "a blog that says nothing is in the language of its texts" {
    post blog/a.md 'title: A' 'date: 2024-01-01' <<'M'
Das ist nicht ein Haus, und die Katze ist mit den anderen auf der Mauer.
M
    equal "$(languages blog)" "a.md=de | "
    post blog/a.md 'title: A' 'date: 2024-01-01' <<<'זהו טקסט פשוט על תה ועל מים בעיר העתיקה'
    m2e blog -o out.epub --cover=none
    has "$(entry out.epub OEBPS/package.opf)" '<dc:language>he</dc:language>'
    has "$(entry out.epub OEBPS/package.opf)" 'page-progression-direction="rtl"'
}

@test "tags and authors stand in a row with the comma of their language" {
    post blog/a.md 'title: A' 'date: 2024-01-02' 'lang: fa' 'tags: [الف, ب]' 'authors: [پ, ت]' <<<'متن'
    post blog/b.md 'title: B' 'date: 2024-01-03' 'lang: ja' 'tags: [茶, 葉]' <<<'本'
    post blog/c.md 'title: C' 'date: 2024-01-04' 'lang: en' 'tags: [tea, leaf]' <<<'text'
    m2e blog -q --language=all --author=پ --author=ت -o out.epub
    exits 0
    has "$(entry out.epub OEBPS/a.xhtml)" '<span class="tags">الف، ب</span>'
    has "$(entry out.epub OEBPS/a.xhtml)" '<span class="authors">پ، ت</span>'
    has "$(entry out.epub OEBPS/b.xhtml)" '<span class="tags">茶、葉</span>'
    has "$(entry out.epub OEBPS/c.xhtml)" '<span class="tags">tea, leaf</span>'
    m2e blog/a.md -q --author=پ --author=ت -o out.epub
    has "$(entry out.epub OEBPS/title.xhtml)" '<p class="author">پ، ت</p>'
}
