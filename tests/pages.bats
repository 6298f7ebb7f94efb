#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# tests/pages, a blog of every construct: valid and drawn whole in each theme, by MuPDF and by a
# browser (EPUBCheck's verdict is in epubcheck.bats). What only eyes can judge is drawn by hand
# (CONTRIBUTING.md says how).

load helper

THEMES="classic modern typewriter"

# The book in theme $1, as $1.epub, from the pages and their pictures in ./pages. Further arguments
# are options.
make_pages() {
    if [ ! -d pages ]; then
        needs python3
        cp -R "$M2E_SRC/tests/pages" pages
        chmod -R u+w pages
        python3 pages/pictures.py pages
    fi
    m2e pages --theme="$1" -o "$1.epub" "${@:2}"
    exits 0
}

# The text between the tags of stdin, on one line.
text_only() {
    sed 's/<[^>]*>//g' | tr -s '[:space:]' ' '
}

@test "the pages are valid in every theme" {
    for theme in $THEMES; do
        make_pages "$theme"
        m2e --check "$theme.epub"
        exits 0
        has "$stderr" "0 errors, 0 warnings"
        make_pages "$theme" --links=notes --qr
        m2e --check "$theme.epub"
        exits 0
        has "$stderr" "0 errors, 0 warnings"
    done
}

@test "Ace finds nothing serious in the pages" {
    needs_ace
    make_pages classic --links=notes --qr
    accessible classic.epub >found || { cat found; return 1; }
    lacks "$(cat found)" landmark
}

@test "every kind of page says what it should" {
    make_pages classic
    for post in "$M2E_SRC"/tests/pages/*.md; do
        page=${post##*/2024-01-??-}
        entry classic.epub "OEBPS/${page%.md}.xhtml" >"${page%.md}"
    done
    has "$(cat text)" '<span class="box" role="img" aria-label="to do">☐</span> tea poured'
    has "$(cat text)" '<dt>Kettle</dt>'
    has "$(cat text)" '<details open="open"><summary>More about cups</summary>'
    has "$(cat callouts)" '<p class="callout-title">Hot “water”</p>'
    has "$(cat tables)" '<table class="wide"><thead><tr><th scope="col">Name</th>'
    has "$(cat tables)" '<caption>Cups a day, counted in <em>one</em> week</caption>'
    has "$(cat code)" 'data-line="100"'
    has "$(cat mathematics)" '<p class="math"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block" class="wider"'
    has "$(cat mathematics)" '<code class="tex">\brewing{x}</code>'
    has "$(cat pictures)" '<figcaption>The moon, four times: ‘waxing’</figcaption>'
    has "$(cat pictures)" '<p class="picture"><svg'
    has "$(cat pictures)" '<span class="embed-kind">Audio</span> <a href="https://example.org/boil.mp3"'
    has "$(cat francais)" $'«\u00A0Il est “tard”\u202F!\u00A0»'
    has "$(text_only <cha)" '温度也很重要。这一段'
    has "$(text_only <tables)" 'brew.temperature.default'
}

# Every link of the page set that leads out of the book, and every card's address as a code.
@test "gathered links and codes are on the pages that they belong to" {
    make_pages classic --links=notes --qr
    entry classic.epub OEBPS/text.xhtml >text
    has "$(text_only <text)" 'a link outside[1], a link to another post,'
    has "$(text_only <text)" '[1] example.org/tea [2] example.org/note'
    entry classic.epub OEBPS/pictures.xhtml >pictures.xhtml
    equal "$(grep -o 'class="qr"' pictures.xhtml | wc -l)" 5
}

@test "MuPDF draws every page, with all of the text" {
    needs mutool
    for theme in $THEMES; do
        make_pages "$theme" --links=notes --qr
        mutool draw -q -W 450 -H 600 -S 12 -r 40 -o 'p%d.pgm' "$theme.epub" 2>log
        equal "$(grep -vE 'unknown epub version|ICC support' log || true)" ""
        for page in p*.pgm; do
            [ "$(od -An -v -tu1 -j 15 "$page" | tr -s ' ' '\n' | sort -u | grep -c .)" -gt 1 ] ||
                { echo "$theme: $page is blank"; return 1; }
        done
        rm p*.pgm
        mutool draw -q -F txt -W 450 -H 600 -S 12 -o text "$theme.epub" 2>>log
        for words in "The end." "Text after." "After the code." "After them." "unforgettable" \
            "Words of one" "closed on all others" "引用文である"; do
            has "$(tr -s '[:space:]' ' ' <text)" "$words"
        done
    done
}

# The chapters of the books in ./FOLDERS that are wider than their page: on a tablet, a telephone
# and electronic paper.
too_wide() {
    {
        echo '<!DOCTYPE html><html><body><script>'
        echo "const sizes = [[600, '16px'], [360, '16px'], [600, '24px']], pages = ["
        for page in [cmt]*/OEBPS/{text,callouts,tables,code,mathematics,pictures,chay}.xhtml; do
            echo "\"$page\","
        done
        cat <<'JS'
];
let left = pages.length;
for (const page of pages) {
    const frame = document.createElement("iframe");
    frame.height = 800;
    frame.onload = () => {
        const root = frame.contentDocument.documentElement;
        for (const [width, size] of sizes) {
            frame.width = width;
            root.style.fontSize = size;
            if (root.scrollWidth > root.clientWidth)
                document.body.append(`wide: ${page} ${root.scrollWidth} of ${width}\n`);
        }
        if (--left === 0)
            document.body.append("all seen\n");
    };
    frame.src = page;
    document.body.append(frame);
}
</script></body></html>
JS
    } >wide.html
    timeout 60 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
        --user-data-dir="$PWD/profile" --virtual-time-budget=20000 --dump-dom \
        "file://$PWD/wide.html" 2>/dev/null >dom
    grep -q '^all seen' dom || echo "not all seen"
    grep -o 'wide: [a-z]*/OEBPS[^<]*' dom || true
}

@test "in a browser nothing is wider than the page, down to electronic paper" {
    needs chromium unzip
    for theme in $THEMES; do
        make_pages "$theme" --links=notes --qr
        unzip -q "$theme.epub" -d "$theme"
    done
    equal "$(too_wide)" ""
}
