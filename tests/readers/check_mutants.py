#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes broken books from a good one and compares two validators' verdicts on them.

    check_mutants.py make DIR            write DIR/*.epub and DIR/list (area <tab> path)
    check_mutants.py compare LIST A B    A, B: lines "path <tab> ok|bad <tab> ids …"

The base book uses every feature of EPUB 3 once; a mutant differs from it in one place: an element
deleted, doubled or renamed, an attribute dropped or given another value, a line of the hand-made
table of faults, or a fault of the ZIP file.
"""
import io
import os
import random
import re
import struct
import sys
import zipfile
import zlib

CONTAINER = '''<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
'''

PACKAGE = '''<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="en" prefix="my: http://example.org/my#">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:5f2c6a6e-3a0b-4c55-9d5e-0a0e4f6d2b11</dc:identifier>
<dc:title id="title">All of it</dc:title>
<dc:language>en</dc:language>
<dc:creator id="maker">A. Writer</dc:creator>
<dc:date>2024-05-01</dc:date>
<dc:subject id="subject">Testing</dc:subject>
<dc:source id="source">urn:isbn:9780000000000</dc:source>
<meta property="dcterms:modified">2024-05-01T10:00:00Z</meta>
<meta refines="#title" property="title-type">main</meta>
<meta refines="#maker" property="role" scheme="marc:relators">aut</meta>
<meta refines="#maker" property="file-as">Writer, A.</meta>
<meta refines="#subject" property="authority">BISAC</meta>
<meta refines="#subject" property="term">COM000000</meta>
<meta refines="#source" property="source-of">pagination</meta>
<meta property="belongs-to-collection" id="series">Series</meta>
<meta refines="#series" property="collection-type">series</meta>
<meta refines="#series" property="group-position">1</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="my:own">value</meta>
<meta property="media:duration">0:00:04</meta>
<meta property="media:duration" refines="#overlay">0:00:04</meta>
<meta property="media:active-class">active</meta>
<meta property="rendition:flow">auto</meta>
<meta name="cover" content="cover"/>
<link rel="record" href="record.xml" media-type="application/marcxml+xml"/>
<link refines="#maker" rel="voicing" href="https://example.org/voice.mp3" media-type="audio/mpeg"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml" media-overlay="overlay"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml" properties="mathml svg remote-resources"/>
<item id="three" href="three.xhtml" media-type="application/xhtml+xml" properties="scripted"/>
<item id="fixed" href="fixed.xhtml" media-type="application/xhtml+xml"/>
<item id="page" href="page.svg" media-type="image/svg+xml"/>
<item id="extra" href="extra.xhtml" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>
<item id="photo" href="photo.jpg" media-type="image/jpeg"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="more" href="more.css" media-type="text/css"/>
<item id="font" href="font.woff2" media-type="font/woff2"/>
<item id="script" href="script.js" media-type="text/javascript"/>
<item id="sound" href="sound.mp3" media-type="audio/mpeg"/>
<item id="film" href="film.mp4" media-type="video/mp4"/>
<item id="far" href="https://example.org/far.mp3" media-type="audio/mpeg"/>
<item id="overlay" href="overlay.smil" media-type="application/smil+xml"/>
<item id="data" href="data.csv" media-type="text/csv" fallback="dataview"/>
<item id="dataview" href="dataview.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine toc="ncx" page-progression-direction="ltr">
<itemref idref="nav" linear="no"/>
<itemref idref="one"/>
<itemref idref="two" properties="page-spread-left"/>
<itemref idref="three"/>
<itemref idref="fixed" properties="rendition:layout-pre-paginated"/>
<itemref idref="page"/>
<itemref idref="extra" linear="no"/>
<itemref idref="data"/>
</spine>
<guide><reference type="toc" title="Contents" href="nav.xhtml"/></guide>
<collection role="http://example.org/role"><metadata><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">P</dc:title></metadata><collection role="manifest"><link href="style.css"/></collection><link href="one.xhtml"/></collection>
</package>
'''

NAV = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title><link rel="stylesheet" href="style.css" type="text/css"/></head>
<body>
<nav epub:type="toc" role="doc-toc" id="toc"><h1>Contents</h1>
<ol><li><a href="one.xhtml">One</a><ol><li><a href="one.xhtml#p1">Part</a></li></ol></li>
<li><a href="two.xhtml">Two</a></li><li><span>Group</span><ol><li><a href="three.xhtml">Three</a></li></ol></li>
<li><a href="fixed.xhtml">Fixed</a></li></ol></nav>
<nav epub:type="page-list" hidden="hidden"><h2>Pages</h2><ol><li><a href="one.xhtml#page1">1</a></li></ol></nav>
<nav epub:type="landmarks" hidden=""><h2>Marks</h2><ol><li><a epub:type="toc" href="#toc">Contents</a></li>
<li><a epub:type="bodymatter" href="one.xhtml">Start</a></li></ol></nav>
<p><a href="nav.xhtml">self</a></p>
</body></html>
'''

ONE = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en" epub:prefix="own: http://example.org/own#">
<head><meta charset="utf-8"/><title>One</title><meta name="viewport" content="width=device-width"/>
<link rel="stylesheet" type="text/css" href="style.css"/><style type="text/css">p { margin: 0 }</style></head>
<body epub:type="bodymatter">
<section epub:type="chapter" role="doc-chapter" aria-labelledby="h"><h1 id="h">One</h1>
<p id="p1">Text <em>with</em> <strong>all</strong> <a href="two.xhtml#formula">a link</a>, <a epub:type="noteref" href="#note1">1</a>
<abbr title="x">x</abbr> <code>code</code> <kbd>k</kbd> <sub>1</sub><sup>2</sup> <q cite="https://example.org/">q</q> <br/> <time datetime="2024-05-01">May</time>
<span role="doc-pagebreak" id="page1" aria-label="1"></span> <bdo dir="rtl">x</bdo> <data value="1">one</data> <mark>m</mark> <small>s</small> <wbr/></p>
<ul><li>a</li><li>b<ol start="3" reversed="reversed" type="a"><li value="4">c</li></ol></li></ul>
<dl><dt>t</dt><dd>d</dd></dl>
<dl><div><dt>t</dt><dd>d</dd></div></dl>
<blockquote cite="https://example.org/"><p style="color: red">quoted</p></blockquote>
<pre><code>x = 1</code></pre><hr/>
<figure><img src="photo.jpg" alt="A photo" width="10" height="10" srcset="photo.jpg 2x"/><figcaption>Caption</figcaption></figure>
<picture><source srcset="cover.png" type="image/png" media="(min-width: 100px)"/><img src="photo.jpg" alt=""/></picture>
<table><caption>T</caption><colgroup><col span="2"/></colgroup><thead><tr><th scope="col" id="c1">A</th><th>B</th></tr></thead>
<tbody><tr><td headers="c1" colspan="1" rowspan="1">1</td><td>2</td></tr></tbody><tfoot><tr><td>3</td><td>4</td></tr></tfoot></table>
<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>
<details open="open"><summary>s</summary><p>x</p></details>
<aside epub:type="footnote" role="doc-footnote" id="note1"><p>Note <a href="#p1" role="doc-backlink">back</a></p></aside>
<p><a href="nav.xhtml">nav</a> <a href="extra.xhtml">extra</a> <a href="https://example.org/">out</a> <a href="mailto:a@example.org">mail</a></p>
<map name="m" id="m"><area shape="rect" coords="0,0,5,5" href="#p1" alt="area"/></map><p><img src="cover.png" alt="map" usemap="#m"/></p>
</section></body></html>
'''

TWO = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Two</title><link rel="stylesheet" href="style.css"/></head>
<body><article><header><h2>Two</h2></header>
<p id="formula"><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x" display="block"><semantics><mrow><mi>x</mi><mo stretchy="false">=</mo>
<mfrac linethickness="1px"><mn>1</mn><msqrt><mn>2</mn></msqrt></mfrac><msubsup><mi>a</mi><mi>b</mi><mn>2</mn></msubsup>
<munderover><mo>∑</mo><mn>0</mn><mi>n</mi></munderover><mtable columnalign="left right"><mtr><mtd><mtext>t</mtext></mtd><mtd><mspace width="1em"/></mtd></mtr></mtable>
<mfenced open="(" close=")"><mi mathvariant="bold">y</mi></mfenced><mmultiscripts><mi>z</mi><mn>1</mn><none/><mprescripts/><mn>2</mn><none/></mmultiscripts></mrow>
<annotation encoding="application/x-tex">x</annotation>
<annotation-xml encoding="MathML-Content" name="contentequiv"><apply><eq/><ci>x</ci><cn>1</cn></apply></annotation-xml></semantics></math></p>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"><title>Pic</title>
<defs><linearGradient id="grad"><stop offset="0"/></linearGradient><symbol id="sym"><circle r="1"/></symbol></defs>
<rect width="5" height="5" fill="url(#grad)" epub:type="panel"/><use xlink:href="#sym"/><image xlink:href="photo.jpg" width="3" height="3"/>
<a xlink:href="one.xhtml"><title>x</title><text x="1" y="1">t</text></a>
<foreignObject width="3" height="3"><p xmlns="http://www.w3.org/1999/xhtml">html</p></foreignObject></svg>
<audio controls="controls" src="sound.mp3">none</audio>
<audio><source src="https://example.org/far.mp3" type="audio/mpeg"/></audio>
<video controls="" poster="cover.png" width="10"><source src="film.mp4" type="video/mp4"/><p>none</p></video>
<object data="photo.jpg" type="image/jpeg" width="1"><p>x</p></object>
<iframe src="extra.xhtml"></iframe>
<footer><address>Me</address></footer></article></body></html>
'''

THREE = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml">
<head><title>Three</title><meta http-equiv="content-type" content="text/html; charset=utf-8"/><script src="script.js" type="text/javascript"></script></head>
<body onload="go()"><main><form action="https://example.org/" method="get" id="f"><fieldset><legend>l</legend>
<label for="i">Name</label><input id="i" type="text" name="n" list="dl" required="required"/><datalist id="dl"><option value="a">a</option></datalist>
<input type="checkbox" name="c" checked="checked"/><input type="number" min="1" max="2" step="1" value="1"/>
<select name="s"><optgroup label="g"><option selected="selected">x</option></optgroup><option>y</option></select>
<textarea name="t" rows="2" cols="3">x</textarea><button type="submit" form="f">go</button>
<output for="i">o</output><progress value="1" max="2">x</progress><meter value="1" min="0" max="2">m</meter></fieldset></form>
<div data-own="1" class="a b" tabindex="0" contenteditable="true" title="t" dir="auto" translate="no">
<ins datetime="2024-05-01"><p>new</p></ins><del cite="https://example.org/">old</del><canvas width="1"><p>c</p></canvas></div>
<hgroup><h1>a</h1><p>b</p></hgroup><nav><ul><li><a href="one.xhtml">one</a></li></ul></nav>
<div itemscope="itemscope" itemtype="https://schema.org/Book"><span itemprop="name">x</span></div>
<div role="button" aria-pressed="true" tabindex="0">b</div></main></body></html>
'''

FIXED = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>F</title><meta name="viewport" content="width=600, height=800"/></head>
<body><div><img src="cover.png" alt="c"/></div></body></html>
'''

PAGE = '''<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:epub="http://www.idpf.org/2007/ops" width="10" height="10" viewBox="0 0 10 10">
<title>Page</title><style type="text/css">rect { fill: red }</style><rect id="r" width="3" height="3" epub:type="panel"/>
<a xlink:href="one.xhtml"><title>t</title><text>One</text></a></svg>
'''

PLAIN = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Plain</title></head><body><p id="x">Plain</p></body></html>
'''

NCX = '''<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">
<head><meta name="dtb:uid" content="urn:uuid:5f2c6a6e-3a0b-4c55-9d5e-0a0e4f6d2b11"/><meta name="dtb:depth" content="1"/></head>
<docTitle><text>All of it</text></docTitle>
<navMap><navPoint id="n1" playOrder="1"><navLabel><text>One</text></navLabel><content src="one.xhtml"/>
<navPoint id="n2" playOrder="2"><navLabel><text>Part</text></navLabel><content src="one.xhtml#p1"/></navPoint></navPoint>
<navPoint id="n3" playOrder="3"><navLabel><text>Two</text></navLabel><content src="two.xhtml"/></navPoint></navMap>
<pageList><pageTarget id="pt" type="normal" value="1" playOrder="4"><navLabel><text>1</text></navLabel><content src="one.xhtml#page1"/></pageTarget></pageList>
</ncx>
'''

SMIL = '''<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body><seq id="s" epub:textref="one.xhtml" epub:type="chapter"><par id="a"><text src="one.xhtml#h"/><audio src="sound.mp3" clipBegin="0s" clipEnd="2s"/></par>
<par><text src="one.xhtml#p1"/><audio src="sound.mp3" clipBegin="0:00:02" clipEnd="0:00:04.000"/></par></seq></body></smil>
'''

CSS = '''@charset "utf-8";
@import url("more.css");
@namespace epub "http://www.idpf.org/2007/ops";
@font-face { font-family: "Own"; src: url(font.woff2) format("woff2"); }
body { font-family: Own, serif; margin: 0 1em }
p.note > a[href^="#"]:first-child::before, h1 + p, li:not(.x) { content: "\\201C"; background: url('cover.png') no-repeat; color: #333 !important }
@media screen and (min-width: 10em) { p { width: calc(100% - 1em) } }
@page { margin: 1em }
.-epub-media-overlay-active, .active { color: red }
'''


def png():
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(b'\0\0')) + chunk(b'IEND', b''))


JPEG = bytes.fromhex(
    'ffd8ffe000104a46494600010100000100010000ffdb004300' + '01' * 64 +
    'ffc0000b080001000101011100ffc4001f0000010501010101010100000000000000000102030405060708090a0b'
    'ffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a108'
    '2342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a53545556'
    '5758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9'
    'aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7'
    'f8f9faffda0008010100003f00fbfeffd9')


def base_book():
    return {
        'META-INF/container.xml': CONTAINER, 'EPUB/package.opf': PACKAGE, 'EPUB/nav.xhtml': NAV,
        'EPUB/one.xhtml': ONE, 'EPUB/two.xhtml': TWO, 'EPUB/three.xhtml': THREE,
        'EPUB/fixed.xhtml': FIXED, 'EPUB/page.svg': PAGE, 'EPUB/extra.xhtml': PLAIN,
        'EPUB/dataview.xhtml': PLAIN, 'EPUB/toc.ncx': NCX, 'EPUB/overlay.smil': SMIL,
        'EPUB/style.css': CSS, 'EPUB/more.css': 'p { color: blue }\n', 'EPUB/script.js': 'go = 1;\n',
        'EPUB/cover.png': png(), 'EPUB/photo.jpg': JPEG, 'EPUB/font.woff2': b'wOF2' + b'\0' * 60,
        'EPUB/sound.mp3': b'ID3' + b'\0' * 60, 'EPUB/film.mp4': b'\0\0\0\x18ftypmp42' + b'\0' * 60,
        'EPUB/data.csv': 'a,b\n', 'EPUB/record.xml': '<r/>',
    }


EPUB2 = {
    'META-INF/container.xml': CONTAINER,
    'EPUB/package.opf': '''<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Two</dc:title><dc:language>en</dc:language><dc:identifier id="uid" opf:scheme="UUID">urn:uuid:5f2c6a6e-3a0b-4c55-9d5e-0a0e4f6d2b11</dc:identifier>
<dc:creator opf:role="aut" opf:file-as="W">W</dc:creator><dc:date opf:event="publication">2012-01-01</dc:date><meta name="cover" content="cover"/></metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/><item id="cover" href="cover.png" media-type="image/png"/><item id="css" href="style.css" media-type="text/css"/></manifest>
<spine toc="ncx"><itemref idref="one"/><itemref idref="two" linear="yes"/></spine>
<guide><reference type="cover" title="Cover" href="one.xhtml"/></guide></package>
''',
    'EPUB/toc.ncx': NCX.replace('#page1', '#p1').replace('playOrder="4"', 'playOrder="2"'),
    'EPUB/one.xhtml': '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>One</title><link rel="stylesheet" type="text/css" href="style.css"/><meta http-equiv="Content-Type" content="application/xhtml+xml; charset=utf-8"/></head>
<body><h1 id="p1">One&nbsp;</h1><p>Text <a href="two.xhtml#x">link</a> <img src="cover.png" alt="c"/><br/><b>b</b> <i>i</i> <tt>t</tt></p>
<ul><li>a</li></ul><dl><dt>t</dt><dd>d</dd></dl><blockquote><p>q</p></blockquote><hr/><pre>x</pre>
<table border="1" summary="s"><caption>c</caption><thead><tr><th abbr="a" scope="col">h</th></tr></thead><tbody><tr><td align="left">d</td></tr></tbody></table>
<div class="c" title="t"><object data="cover.png" type="image/png"><p>x</p></object><ins><p>i</p></ins></div></body></html>
''',
    'EPUB/two.xhtml': PLAIN.replace('<!DOCTYPE html>', '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'),
    'EPUB/cover.png': png(), 'EPUB/style.css': 'p { direction: ltr }\n',
}


def write_zip(files, path, first='mimetype', value='application/epub+zip', method=zipfile.ZIP_STORED, extra=b'', more=()):
    with zipfile.ZipFile(path, 'w') as z:
        entries = list(files.items())
        if value is not None:
            info = zipfile.ZipInfo('mimetype', (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            info.extra = extra
            if first == 'mimetype':
                z.writestr(info, value)
            else:
                name, data = entries.pop(0)
                z.writestr(name, data)
                z.writestr(info, value)
        for name, data in entries + list(more):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)


TAG = re.compile(r'<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"]*")*)\s*(/?)>')
ATTR = re.compile(r'\s+([\w:.-]+)="([^"]*)"')


def element_end(text, match):
    """Where the element of start tag MATCH ends."""
    if match.group(3):
        return match.end()
    name, depth = match.group(1), 0
    for m in re.finditer(r'<(/?)%s(?=[\s>/])[^>]*?(/?)>' % re.escape(name), text[match.start():]):
        if m.group(1):
            depth -= 1
        elif not m.group(2):
            depth += 1
        if depth == 0:
            return match.start() + m.end()
    return match.end()


def xml_mutants(text):
    """All one-place changes of an XML file: (what, new text)."""
    for m in TAG.finditer(text):
        name, attrs, end = m.group(1), m.group(2), element_end(text, m)
        whole = text[m.start():end]
        at = '%s@%d' % (name, m.start())
        if m.start() > text.index(name):
            yield 'delete ' + at, text[:m.start()] + text[end:]
            yield 'double ' + at, text[:end] + whole + text[end:]
            inner = text[m.end():end - len('</%s>' % name)] if not m.group(3) else ''
            yield 'unwrap ' + at, text[:m.start()] + inner + text[end:]
            renamed = re.sub('^<%s' % re.escape(name), '<foo', whole)
            if not m.group(3):
                renamed = renamed[:-len('</%s>' % name)] + '</foo>'
            yield 'rename ' + at, text[:m.start()] + renamed + text[end:]
        open_end = m.end() - len(m.group(3)) - 1
        yield 'foreign attribute ' + at, text[:open_end] + ' foo="x"' + text[open_end:]
        yield 'text in ' + at, text[:m.end()] + 'text' + text[m.end():] if not m.group(3) else text
        for a in ATTR.finditer(attrs):
            if a.group(1).startswith('xmlns'):
                continue
            start, stop = m.start(2) + a.start(), m.start(2) + a.end()
            what = '%s of %s' % (a.group(1), at)
            yield 'drop ' + what, text[:start] + text[stop:]
            for value in ('', 'x y', 'nothing', '-1'):
                yield '%s="%s"' % (what, value), text[:start] + ' %s="%s"' % (a.group(1), value) + text[stop:]


def plain(text):
    text = text.replace('\\n', '\n').replace('\\t', '\t')
    return re.sub(r'\\u([0-9a-f]{4})', lambda m: chr(int(m.group(1), 16)), text).replace('\\\\', '\\')


def faults():
    """Hand-made faults: (area, [(file, old, new) …])."""
    table = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'check_mutants.txt'), encoding='utf-8').read()
    for line in table.split('\n'):
        if line and not line.startswith('#'):
            area, *edits = [plain(part) for part in line.split('\t')]
            yield area, [(LONG.get(edits[i], edits[i]), edits[i + 1], edits[i + 2]) for i in range(0, len(edits) - 2, 3)]


LONG = {'opf': 'EPUB/package.opf', 'nav': 'EPUB/nav.xhtml', 'one': 'EPUB/one.xhtml', 'two': 'EPUB/two.xhtml',
        'three': 'EPUB/three.xhtml', 'fixed': 'EPUB/fixed.xhtml', 'page': 'EPUB/page.svg', 'ncx': 'EPUB/toc.ncx',
        'smil': 'EPUB/overlay.smil', 'css': 'EPUB/style.css', 'extra': 'EPUB/extra.xhtml',
        'container': 'META-INF/container.xml', 'enc': 'META-INF/encryption.xml'}


def apply(files, edits):
    files = dict(files)
    for name, old, new in edits:
        data = files.get(name, '')
        if old == '-':
            files.pop(name, None)
        elif not old:
            files[name] = new
        elif isinstance(data, bytes) or old not in data:
            sys.exit('no %r in %s' % (old, name))
        else:
            files[name] = data.replace(old, new, 1)
    return files


def zip_mutants(files, folder):
    """Faults of the archive itself: (name, path)."""
    def make(name, **options):
        path = os.path.join(folder, 'zip-%s.epub' % name)
        write_zip(files, path, **options)
        return name, path
    yield make('good')
    yield make('no-mimetype', value=None)
    yield make('mimetype-second', first='other')
    yield make('mimetype-newline', value='application/epub+zip\n')
    yield make('mimetype-other', value='application/zip')
    yield make('mimetype-deflated', method=zipfile.ZIP_DEFLATED)
    yield make('mimetype-extra', extra=b'\xfe\xca\0\0')
    yield make('twice', more=[('EPUB/one.xhtml', ONE)])
    yield make('case', more=[('EPUB/ONE.xhtml', ONE)])
    for i, name in enumerate(['a b.txt', 'a*b.txt', 'a<b.txt', 'a|b.txt', 'a"b.txt', 'a?b.txt', 'é.txt', 'a.', 'a\x7fb.txt', 'a{b}.txt', 'a:b.txt', '\ue000.txt']):
        yield make('name%d' % i, more=[('EPUB/' + name, 'x')])
    yield make('directory', more=[('EPUB/empty/', '')])
    for name in list(files):
        less = dict(files)
        del less[name]
        path = os.path.join(folder, 'zip-without-%s.epub' % name.replace('/', '_'))
        write_zip(less, path)
        yield 'without ' + name, path
    good = open(os.path.join(folder, 'zip-good.epub'), 'rb').read()
    for name, data in [('empty', b''), ('text', b'no zip at all' * 20), ('cut', good[:len(good) // 2]), ('tail', good + b'junk'),
                       ('head', b'junk' + good), ('png', png()), ('no-end', good[:-30])]:
        path = os.path.join(folder, 'zip-%s.epub' % name)
        open(path, 'wb').write(data)
        yield name, path


def areas(files, edition):
    for name, data in files.items():
        if isinstance(data, str) and name.endswith(('.xml', '.opf', '.xhtml', '.svg', '.ncx', '.smil')) and '<r/>' not in data:
            area = {'xml': 'container', 'opf': 'package', 'svg': 'svg', 'ncx': 'ncx', 'smil': 'overlay'}.get(name.rsplit('.', 1)[1], 'xhtml')
            if name.endswith('nav.xhtml'):
                area = 'nav'
            yield area + edition, name, data


def make(folder, share=1.0):
    os.makedirs(folder, exist_ok=True)
    rng = random.Random(7)
    rows, number = [], 0
    for edition, files in (('', base_book()), ('-2', EPUB2)):
        if edition == '-2':
            files = dict(files)
        for area, name, data in areas(files, edition):
            for what, text in xml_mutants(data):
                if text == data or rng.random() > share:
                    continue
                number += 1
                path = os.path.join(folder, 'm%05d.epub' % number)
                write_zip({**files, name: text}, path)
                rows.append((area, path, name + ': ' + what))
        for what, path in zip_mutants(files, os.path.join(folder, 'zip' + edition)) if os.makedirs(os.path.join(folder, 'zip' + edition), exist_ok=True) is None else []:
            rows.append(('zip' + edition, path, what))
    for area, edits in faults():
        number += 1
        path = os.path.join(folder, 'f%05d.epub' % number)
        write_zip(apply(EPUB2 if area.endswith('-2') else base_book(), edits), path)
        rows.append((area, path, '; '.join('%s: %s -> %s' % e for e in edits)))
    with open(os.path.join(folder, 'list'), 'w', encoding='utf-8') as f:
        for row in rows:
            f.write('\t'.join(x.replace('\n', ' ').replace('\t', ' ') for x in row) + '\n')
    print(len(rows), 'books')


def verdicts(path):
    result = {}
    for line in open(path, encoding='utf-8', errors='replace'):
        parts = line.rstrip('\n').split('\t')
        if len(parts) > 1:
            result[parts[0]] = (parts[1], parts[2] if len(parts) > 2 else '', parts[-1])
    return result


def compare(listing, first, second, shown=40):
    a, b = verdicts(first), verdicts(second)
    total, agree, false_alarms, missed, lines = {}, {}, 0, 0, []
    for line in open(listing, encoding='utf-8'):
        area, path, what = line.rstrip('\n').split('\t')
        if path not in a or path not in b:
            continue
        total[area] = total.get(area, 0) + 1
        same = a[path][0] == b[path][0]
        agree[area] = agree.get(area, 0) + same
        if not same:
            false_alarms += a[path][0] == 'ok'
            missed += a[path][0] == 'bad'
            lines.append('%s %s %s\n    %s\n    %s %s' % ('FALSE ALARM' if a[path][0] == 'ok' else 'missed', path, what, a[path][1], b[path][1], a[path][2][:300]))
    for area in sorted(total):
        print('%-12s %5d %5d  %.1f %%' % (area, agree[area], total[area], 100.0 * agree[area] / total[area]))
    n, m = sum(agree.values()), sum(total.values())
    print('%-12s %5d %5d  %.2f %%   false alarms %d, missed %d' % ('all', n, m, 100.0 * n / max(m, 1), false_alarms, missed))
    print('\n'.join(lines[:shown]))
    return n >= 0.95 * m


if __name__ == '__main__':
    if len(sys.argv) > 2 and sys.argv[1] == 'make':
        make(sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 1.0)
    elif len(sys.argv) > 4 and sys.argv[1] == 'compare':
        sys.exit(0 if compare(*sys.argv[2:5], shown=int(sys.argv[5]) if len(sys.argv) > 5 else 40) else 1)
    else:
        sys.exit(__doc__)
