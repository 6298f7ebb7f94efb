#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Covers: drawn from the content, or a given file, checked and converted.

load helper

blog() {
    post blog/a.md 'title: A' 'date: 2022-03-01' <<<one
    post blog/b.md 'title: B' 'date: 2023-05-02' <<<two
}

book() {
    m2e blog -o out.epub --title=Covers "$@"
    exits 0
}

# picture FILE WIDTH HEIGHT: a PNG, or a BMP if the name says so.
picture() {
    python3 - "$@" <<'PYTHON'
import struct, sys, zlib
name, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if name.endswith("bmp"):
    row = b"\x20\x40\x80" * width + b"\0" * (-3 * width % 4)
    data = row * height
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(data), 2835, 2835, 0, 0)
    data = b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + head + data
else:
    chunk = lambda kind, body: (struct.pack(">I", len(body)) + kind + body +
                                struct.pack(">I", zlib.crc32(kind + body)))
    rows = (b"\0" + b"\x80\x40\x20" * width) * height
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
open(name, "wb").write(data)
PYTHON
}

package() {
    entry out.epub OEBPS/package.opf
}

@test "the drawn cover is a JPEG of 1400 by 2100 pixels below 1 MB, named as both notations want" {
    needs mutool
    blog
    book
    has "$(package)" '<item id="cover-image" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>'
    has "$(package)" '<meta name="cover" content="cover-image"/>'
    entry out.epub OEBPS/cover.jpg >cover.jpg
    [ "$(wc -c <cover.jpg)" -lt 1000000 ]
    has "$(mutool draw -q -r 96 -F pnm -o - cover.jpg 2>/dev/null | head -c 20 | tr '\n\0' '  ')" '1400 2100'
}

@test "without any font the cover is drawn without text, and told" {
    needs mutool
    blog
    echo '<fontconfig/>' >none.conf
    FONTCONFIG_FILE=$PWD/none.conf m2e blog -o out.epub --title=Covers
    exits 0
    has "$stderr" 'warning: no font is installed; the cover is drawn without its text [cover-text]'
    lacks "$stderr" '[no-cover]'
    has "$(package)" 'properties="cover-image"'
    entry out.epub OEBPS/cover.jpg >cover.jpg
    has "$(mutool draw -q -r 96 -F pnm -o - cover.jpg 2>/dev/null | head -c 20 | tr '\n\0' '  ')" '1400 2100'
    m2e --check out.epub
    exits 0
    FONTCONFIG_FILE=$PWD/none.conf m2e blog -o '{year}.epub' --split=year
    equal "$(grep -c cover-text <<<"$stderr")" 1
}

@test "characters that no font has are told" {
    blog
    m2e blog -o out.epub --title=$'Covers \U000F0000'
    exits 0
    has "$stderr" 'warning: no installed font has 1 of the characters on the cover of '
    has "$stderr" '; boxes stand for them [cover-glyphs]'
    m2e blog -o out.epub --title=Covers
    lacks "$stderr" cover-glyphs
}

@test "five palettes by the identifier, and a motif by the content" {
    needs mutool
    blog
    for id in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
        book --identifier="urn:x:$id"
        entry out.epub OEBPS/cover.jpg >cover.jpg
        # the ground's colour, of a pixel in the middle of the upper edge
        mutool draw -q -w 20 -F ppm -o cover.ppm cover.jpg 2>/dev/null
        tail -c +"$(($(head -c 200 cover.ppm | grep -aob '255' | head -n 1 | cut -d: -f1) + 5 + 30))" cover.ppm |
            head -c 3 | od -An -tx1
    done | sort -u >colours
    [ "$(wc -l <colours)" -eq 5 ] || {
        cat colours
        return 1
    }
    book --identifier=urn:x:1
    entry out.epub OEBPS/cover.jpg >one.jpg
    sed -i 's/2022-03/2022-09/' blog/a.md # other months, same years
    book --identifier=urn:x:1
    entry out.epub OEBPS/cover.jpg >two.jpg
    ! cmp -s one.jpg two.jpg
}

@test "a cover that is right is taken byte for byte" {
    needs python3
    blog
    picture cover.png 1600 2400
    book --cover=cover.png
    equal "$stderr" "$(grep '^out.epub: ' <<<"$stderr")"
    entry out.epub OEBPS/cover.png | cmp - cover.png
    has "$(package)" 'href="cover.png" media-type="image/png" properties="cover-image"'
    m2e --check out.epub
    exits 0
}

@test "what readers cannot show is converted, what is too large is scaled" {
    needs python3
    blog
    picture cover.bmp 1500 2250
    book --cover=cover.bmp
    lacks "$(unzip -l out.epub)" .bmp
    has "$(package)" 'properties="cover-image"'
    m2e --check out.epub
    exits 0
    cp cover.bmp cover.jpg # a wrong name does not matter
    book --cover=cover.jpg
    m2e --check out.epub
    exits 0
    picture large.png 3000 4500
    book --cover=large.png
    entry out.epub OEBPS/cover.png | python3 -c '
import struct, sys
width, height = struct.unpack(">II", sys.stdin.buffer.read(24)[16:])
assert width * height <= 5600000 and abs(width * 3 - height * 2) < 6, (width, height)'
}

@test "a cover of a wrong shape or size is told of" {
    needs python3
    blog
    picture wide.png 1600 900
    book --cover=wide.png
    has "$stderr" '[cover-size]'
    picture small.png 200 300
    book --cover=small.png
    has "$stderr" '[cover-size]'
}

@test "no picture, no book: the old one stays" {
    blog
    echo old >out.epub
    echo text >cover.jpg
    for cover in cover.jpg none.jpg blog; do
        m2e blog -o out.epub --cover=$cover
        exits 1
        has "$stderr" '[cover-bad]'
        equal "$(<out.epub)" old
    done
    book --cover=none
    lacks "$(package)" cover
}
