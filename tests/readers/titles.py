#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether a text that a reading program made of a book holds the title of every chapter.

usage: titles.py BOOK TEXT [OUTLINE]

TEXT is a file, or a folder of XHTML. A title has to be there twice: in the contents and over its
chapter. Only letters and digits are compared, since readers break lines and join letters as they
like. The text of a PDF does not keep the order of letters that run from right to left; such titles
are looked for in its OUTLINE. Prints how many titles there are; status 1 when one is missing.
"""
import html
import os
import re
import sys
import unicodedata
import zipfile

HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)


def plain(xhtml):
    return html.unescape(re.sub(r"<[^>]*>", "", xhtml))


def flat(text):
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def titles(book):
    with zipfile.ZipFile(book) as z:
        for name in sorted(z.namelist()):
            text = z.read(name).decode() if name.endswith(".xhtml") else ""
            heading = HEADING.search(text) if 'role="doc-chapter"' in text else None
            if heading:
                yield plain(heading[1])


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def text_of(path):
    if not os.path.isdir(path):
        return read(path)
    return "\n".join(plain(read(os.path.join(folder, name)))
                     for folder, _, names in os.walk(path) for name in names
                     if name.endswith("html"))


def runs_left(title):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in title)


def main(book, path, outline=None):
    text, lines = flat(text_of(path)), flat(read(outline)) if outline else ""
    found = list(titles(book))
    missing = [t for t in found
               if text.count(flat(t)) < 2 and not (runs_left(t) and flat(t) in lines)]
    for title in missing:
        print("not over its chapter:", title)
    print(len(found))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
