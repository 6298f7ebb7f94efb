#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What reading programs make of a book: MuPDF, epub.js in Chromium, calibre. epub.js is looked for
# in $M2E_NODE_MODULES. calibre's conversions take long: M2E_READERS=1 (as .ci/run sets) tries the
# sample blog; M2E_FULL=1 tries every program on real blogs.

load helper

READERS="$M2E_SRC/tests/readers"

sample() {
    m2e -q "$M2E_SRC/samples/blog" -o book.epub
    exits 0
}

# Runs the given checks on a book of each real blog.
each_blog() {
    [ "${M2E_FULL:-}" = 1 ] || skip "takes long; M2E_FULL=1 runs it"
    [ -d "${M2E_SHARED:-}/corpora" ] || skip "no corpora"
    for folder in "$M2E_SHARED"/corpora/*/; do
        [ -f "$folder/LICENSE" ] || continue
        echo "blog: $folder"
        m2e -q "$folder" -o book.epub
        exits 0
        "$@"
    done
}

# Fails unless the text, made of book.epub, holds the title of every chapter; see titles.py.
holds_titles() {
    python3 "$READERS/titles.py" book.epub "$@" >found || {
        cat found
        return 1
    }
    [ "$(cat found)" -ge 6 ]
}

mupdf() {
    mutool draw -q -F text -o mupdf.txt book.epub
    holds_titles mupdf.txt
    rm -rf pages && mkdir pages
    mutool draw -q -r 18 -F pgm -o pages/%d.pgm book.epub
    python3 - pages/* <<'PYTHON'
import sys
blank = []
for name in sys.argv[1:]:
    pixels = open(name, "rb").read().split(b"255\n", 1)[1]
    if min(pixels) == max(pixels):
        blank.append(name)
assert len(sys.argv) > 10, "few pages"
assert not blank, blank
PYTHON
}

@test "MuPDF draws every page of the sample, none of them blank" {
    needs mutool python3
    sample
    mupdf
}

@test "MuPDF draws every page of real blogs" {
    needs mutool python3
    each_blog mupdf
}

modules() {
    for folder in "${M2E_NODE_MODULES:-}" \
        "${XDG_CACHE_HOME:-${HOME:-}/.cache}/mdbook2epub-ci/npm/node_modules"; do
        [ ! -f "$folder/epubjs/dist/epub.js" ] || {
            echo "$folder"
            return
        }
    done
}

needs_epubjs() {
    needs chromium python3
    [ -n "$(modules)" ] || skip "no epubjs (see M2E_NODE_MODULES)"
}

epubjs() {
    python3 "$READERS/epubjs.py" book.epub "$(modules)" 150 >report.json
    python3 - <<'PYTHON'
import json, re, zipfile
report = json.load(open("report.json"))
package = zipfile.ZipFile("book.epub").read("OEBPS/package.opf").decode()
assert report["errors"] == [], report["errors"]
assert report["lost"] == [], report["lost"]
assert report["links"] > 10, report["links"]
assert len(report["spine"]) == len(re.findall("<itemref ", package)), report["spine"]
empty = [h for h in report["spine"] if not report["shown"][h] and h != "cover.xhtml"]
assert not empty, empty
for label, href in report["toc"]:
    text = report["shown"][href.split("#")[0]]
    # A title that stands twice has its date behind it, in brackets in the contents only.
    assert label in text or all(part in text for part in re.fullmatch(r"(.*) \((.*)\)", label).groups()), \
        (label, text[:200])
PYTHON
    python3 -c 'import json
for text in json.load(open("report.json"))["shown"].values(): print(text)' >epubjs.txt
    holds_titles epubjs.txt
}

@test "epub.js shows every page of the sample and follows its links" {
    needs_epubjs
    sample
    epubjs
}

@test "epub.js shows every page of real blogs" {
    needs_epubjs
    each_blog epubjs
}

needs_calibre() {
    needs ebook-meta ebook-convert calibre-debug python3
    export CALIBRE_CONFIG_DIRECTORY="$BATS_TEST_TMPDIR/calibre" QT_QPA_PLATFORM=offscreen
    # As root, its browser runs only so.
    export QTWEBENGINE_CHROMIUM_FLAGS=--no-sandbox QTWEBENGINE_DISABLE_SANDBOX=1
}

# Field $1 of what ebook-meta says, in file `meta`.
field() {
    sed -n "s/^$1 *: //p" meta
}

@test "calibre reads the metadata of the sample" {
    needs_calibre
    sample
    ebook-meta book.epub >meta 2>/dev/null
    has "$(field Title)" "The Kitchen Observatory"
    equal "$(field 'Author(s)')" "Mara Lindqvist [Lindqvist, Mara]"
    equal "$(field Languages)" "eng"
    has "$(field Tags)" "astronomy"
    has "$(field Tags)" "Deep Learning"
    has "$(field Published)" "2025-10-05"
}

@test "calibre reads the volume's number in its series" {
    needs_calibre
    m2e -q "$M2E_SRC/samples/blog" -o 'book-{year}.epub' --split=year
    exits 0
    ebook-meta book-2025.epub >meta 2>/dev/null
    has "$(field Title)" "The Kitchen Observatory"
    equal "$(field Series)" "The Kitchen Observatory #2025"
    equal "$(field 'Author(s)')" "Mara Lindqvist [Lindqvist, Mara]"
}

azw3() {
    ebook-convert book.epub out.azw3 >log 2>&1
    rm -rf azw3
    calibre-debug --explode-book out.azw3 azw3 >>log 2>&1
    holds_titles azw3
}

pdf() {
    ebook-convert book.epub out.pdf >log 2>&1
    pdftotext out.pdf pdf.txt 2>>log
    mutool show out.pdf outline >outline 2>>log
    holds_titles pdf.txt outline
}

needs_readers() {
    [ "${M2E_READERS:-}${M2E_FULL:-}" ] || skip "takes long; M2E_READERS=1 or M2E_FULL=1 runs it"
    needs_calibre
}

@test "calibre makes a Kindle book of the sample, with every chapter" {
    needs_readers
    sample
    azw3
}

@test "calibre makes a PDF of the sample, with every chapter" {
    needs_readers
    needs mutool pdftotext
    sample
    pdf
}

@test "calibre makes Kindle books of real blogs" {
    needs_calibre
    each_blog azw3
}

@test "calibre makes PDFs of real blogs" {
    needs_calibre
    needs mutool pdftotext
    each_blog pdf
}
