# SPDX-License-Identifier: MIT
"""Posts that change, are no files, cannot be read, or have odd names; bombs."""
import os
import socket
import threading
import time
import unicodedata
import zlib

from kit import (Case, Fault, as_nobody, check_memory, has_either, has_failed, has_written, need_root,
                 png, text_of, words_of)

QUIET = ["-j1", "-q", "--cover=none", "blog"]
LOUD = ["-j1", "--cover=none", "blog"]


def replaced(box, make, warns, arguments=()):
    """One of the posts is no readable file; the others make a book, with a warning."""
    box.sample()
    path = box.path("blog/p1.md")
    os.unlink(path)
    make(box, path)
    files = has_written(box, box.run(*LOUD, *arguments, seconds=30), warns)
    words = words_of(files)
    if "Words number 0" not in words or "Words number 2" not in words:
        raise Fault("another post is missing")
    if "SECRET" in words:
        raise Fault("read what it must not")


def make_fifo(_, path):
    os.mkfifo(path)


def make_socket(_, path):
    here = os.getcwd()
    os.chdir(os.path.dirname(path))  # names of sockets are short
    socket.socket(socket.AF_UNIX).bind(os.path.basename(path))
    os.chdir(here)


def make_device(_, path):
    need_root()
    os.mknod(path, 0o020666, os.makedev(1, 5))  # /dev/zero


def make_folder(_, path):
    os.mkdir(path)


def make_loop(box, path):
    os.symlink("p9.md", path)
    os.symlink("p1.md", box.path("blog/p9.md"))


def make_dangling(_, path):
    os.symlink("nowhere.md", path)


def make_link_out(box, path):
    box.write("secret.md", "# SECRET\n")
    os.symlink("../secret.md", path)


def make_link_to_proc(_, path):
    os.symlink("/proc/self/environ", path)


def make_folder_loop(box, path):
    box.post(os.path.basename(path), "Words number 1.")
    os.symlink(".", box.path("blog/round"))


def unreadable(box, name, warns, strict):
    prefix = as_nobody(box)
    box.sample()
    os.makedirs(box.path("blog/sub"))
    box.post("sub/s.md", "Below.")
    os.chmod(box.path(name), 0)
    arguments = [*LOUD, "--strict"] if strict else LOUD
    os.chmod(box.output, 0o666)
    result = box.run(*arguments, prefix=prefix)
    os.chmod(box.path(name), 0o755)
    if strict:
        has_failed(box, result, 1, warns)
    else:
        has_written(box, result, warns)


# Posts that change while they are read.

def changing(box, change, rounds=25):
    """A thread keeps changing a post and a picture: a whole book, or a message."""
    box.sample()
    for i in range(30):
        box.post(f"more{i}.md", "Some words.\n\n" * 300 + f"![p](pic{i % 3}.png)")
    over = threading.Event()

    def work():
        while not over.is_set():
            change(box)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for _ in range(rounds):
            box.write("out.epub", b"the old book\n")
            files = has_either(box, box.run(*QUIET))
            if files and "torn" in words_of(files) and "whole" not in words_of(files):
                raise Fault("half a post is in the book")
    finally:
        over.set()
        thread.join()


def vanish(box):
    path = box.path("blog/p1.md")
    if os.path.exists(path):
        os.unlink(path)
    else:
        box.post("p1.md", "Words number 1.")


def resize(box):
    for size in (0, 100000, 10):
        with open(box.path("blog/p1.md"), "r+b") as file:
            file.truncate(size)


def swap_picture(box):
    for size in (3, 300):
        box.write("blog/pic1.png", png(size, size))


def becomes(make, undo=os.unlink):
    """A post is what MAKE makes of its name, for a moment."""

    def change(box):
        path = box.path("blog/p1.md")
        os.unlink(path)
        make(box, path)
        time.sleep(0.001)
        undo(path)
        box.post("p1.md", "Words number 1.")

    return change


def make_round(_, path):
    os.symlink(os.path.basename(path), path)


# Names.

ODD_NAMES = [
    ("a name that is not UTF-8", [b"caf\xe9.md"]),
    ("a name with a newline", [b"two\nlines.md"]),
    ("a name with quotes", [b"\"quoted\" 'name'.md"]),
    ("a name of blanks", [b" .md", b"  .md"]),
    ("a name with percent signs", [b"100%25 %zz.md"]),
    ("a name with a colon", [b"C:name.md"]),
    ("a name of 255 bytes", [b"n" * 252 + b".md"]),
    ("a name of 255 bytes of UTF-8", ["ü".encode() * 126 + b".md"]),
    ("a name with markup", [b"<script>&amp;.md"]),
    ("a name with control characters", [b"\x01\x1b[31m\x7f.md"]),
    ("a name of dots", [b"a...md", b"a..b.md"]),
    ("a name with a backslash", [b"a\\b.md"]),
    ("names equal after case folding", [b"Name.md", b"name.md", b"NAME.md"]),
    ("names equal after normalisation", [unicodedata.normalize(form, "é.md").encode()
                                         for form in ("NFC", "NFD")]),
    ("a name that a book has itself", [b"nav.md", b"title.md", b"cover.md", b"package.md"]),
    ("a name that Windows keeps", [b"con.md", b"aux.md", b"nul.md"]),
    ("a name with a bidirectional override", ["\u202egnp.md".encode()]),
]


def odd_name(box, names):
    """Files of that name, with a title and in a folder of it without one."""
    box.sample()
    folder = box.path("blog").encode()
    for i, name in enumerate(names):
        deeper = os.path.join(folder, name[:-3])
        os.makedirs(deeper, exist_ok=True)
        for path, text in ((folder, f"# Odd {i}\n\nodd number {i}\n"), (deeper, "x\n")):
            with open(os.path.join(path, name), "wb") as file:
                file.write(text.encode())
    result = box.run("-j1", "-v", "--cover=none", "blog")
    files = has_written(box, result)
    if "\x1b" in result.err or "\u202e" in result.err:
        raise Fault("a raw control character reached standard error")
    words = words_of(files)
    for i in range(len(names)):
        if f"odd number {i}" not in words:
            raise Fault(f"post {i} is lost")
    for entry in files:
        if not entry.isascii() or any(c in entry for c in '"*:<>?\\|\n') or ".." in entry:
            raise Fault(f"entry {entry!r}")
    checked = box.run("--check", "out.epub", output=False)
    if checked.status:
        raise Fault(text_of(checked))


# Bombs: a book or a message, in bounded memory.

N = 50000
BOMBS = [
    ("nested quotes", ">" * N + " deep"),
    ("nested lists", "\n".join("  " * i + "- x" for i in range(1000)) + "\n" + "- " * N + "deep"),
    ("nested brackets", "[" * N + "deep" + "]" * N),
    ("nested links", "[" * N + "deep" + "](x)" * N),
    ("nested emphasis", "*a **b " * N),
    ("nested HTML elements", "<div>" * N + "deep" + "</div>" * N),
    ("nested HTML elements that stay open", "<div><b>" * N + "deep"),
    ("nested inline HTML", "text " + "<i>" * N + "deep" + "</i>" * N),
    ("nested tables in HTML", "<table><tr><td>" * (N // 10) + "deep"),
    ("backquotes", "".join("`" * (i % 300) + " " for i in range(N))),
    ("angle brackets", "<" * N),
    ("comment openers", "<!-- " * N),
    ("entities", "&" * N + "&lt;" * N),
    ("footnotes", "".join(f"[^{i}]" for i in range(2000)) + "\n\n"
     + "".join(f"[^{i}]: [^{i}]\n\n" for i in range(2000))),
    ("reference definitions", "".join(f"[{i}]: /u\n" for i in range(N)) + "[" * N),
    ("a wide table", "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + ("|b" * 5000 + "\n") * 20),
    ("a table whose rows are filled up", "|" + "a|" * 8000 + "\n|" + "-|" * 8000 + "\n" + "b\n" * 8000),
    ("references to a long address", "[a]: /" + "x" * 100000 + "\n\n" + "[a] " * N),
    ("a long text for an abbreviation", "*[ab]: " + "x" * 100000 + "\n\n" + "ab " * N),
    ("nested TeX braces", "$$" + "{" * N + "x" + "}" * N + "$$"),
    ("nested TeX fractions", "$$" + "\\frac{" * N + "x" + "}" * N + "$$"),
    ("TeX macros of a long text", "$$\\def\\a{" + "x" * 1000 + "}$$\n\n"
     + ("$" + "\\a" * 10 + "$ ") * 3000),
    ("TeX macros that double", "$$\\def\\a{xx}" + "".join(
        f"\\def\\{chr(98 + i)}{{\\{chr(97 + i)}\\{chr(97 + i)}}}" for i in range(24)) + "\\y$$"),
    ("template openers", "{{<" * N + "{{%" * N + "{% if" * N),
    ("nested shortcodes", "{{< a >}}" * N),
    ("code fences", "```\n" * N),
    ("headings of one name", "# same\n" * N),
    ("a heading of a megabyte", "# " + "<a" * 500000),
    ("one long line", "word " * 400000),
    ("one long word", "w" * 2000000),
    ("empty lines", "\n" * 2000000),
    ("NUL bytes", "a\0b" * N),
]


def bomb(box, body):
    box.sample()
    box.post("bomb.md", body)
    result = box.run(*QUIET)
    has_either(box, result)
    check_memory(result, 1000)


def many_messages(box, body):
    """What is said of one post is bounded, and what was left out is counted; -v tells all."""
    box.sample()
    box.post("bomb.md", body * N)
    result = box.run(*LOUD)
    has_written(box, result, r"bomb\.md: warning: \d+ more like this")
    if len(result.err) > 20000:
        raise Fault(f"{len(result.err)} bytes of messages")
    result = box.run("-v", *LOUD)
    if result.err.count("bomb.md:") < N:
        raise Fault("not all is told with -v")


LONG_TITLE = "title: " + "t" * 20000 + "\n"

# Name, front matter, body.
TEMPLATE_BOMBS = [
    ("captures that multiply", "", "{% capture a0 %}0123456789{% endcapture %}\n" + "".join(
        f"{{% capture a{i + 1} %}}{f'{{{{ a{i} }}}}' * 10}{{% endcapture %}}\n" for i in range(12))
     + "{{ a12 }}"),
    ("values that double", "", "{% assign a = 'word' %}" + "{% assign a = a | append: a %}\n" * 60
     + "{{ a }}" * N),
    ("an address that repeats a long title",
     LONG_TITLE + "permalink: /" + ":title/" * 5000 + "\n", "x"),
    ("a long title again and again", LONG_TITLE, "{{ page.title }} " * N),
    ("replacements that multiply", "", "{% assign a = 'aaaaaaaaaaaaaaaaaaaa' %}"
     + "{% assign a = a | replace: 'a', a %}" * 9 + "{{ a | replace: 'a', a }}" * 100),
]


def template_bomb(box, keys, body):
    box.sample()
    box.write("blog/_config.yml", "title: A blog\n")
    box.write("blog/_posts/2024-01-01-bomb.md",
              "---\nlayout: post\n" + keys + "---\n" + body)
    result = box.run(*QUIET)
    has_written(box, result)
    check_memory(result, 400)


MATTER_BOMBS = [
    ("YAML sequences", "---\ntags: " + "[" * N + "]" * N + "\n---\n"),
    ("YAML mappings", "---\n" + "a: {" * N + "}" * N + "\n---\n"),
    ("YAML aliases that multiply", "---\na: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n"
        for i in range(9)) + "---\n"),
    ("a YAML alias of itself", "---\na: &a [*a]\ntags: *a\n---\n"),
    ("a YAML alias of itself as key", "---\n? &a [*a]\n: b\n---\n"),
    ("YAML merge keys of itself", "---\na: &a\n  <<: *a\n---\n"),
    ("a YAML text without end", "---\ntitle: \"" + "x" * 500000 + "\n"),
    ("TOML arrays", "+++\na = " + "[" * N + "]" * N + "\n+++\n"),
    ("TOML inline tables", "+++\na = " + "{a=" * N + "1" + "}" * N + "\n+++\n"),
    ("TOML dotted keys", "+++\n" + ".".join("a" * N) + " = 1\n+++\n"),
    ("JSON arrays", '{"a": ' + "[" * N + "]" * N + "}\n"),
    ("JSON objects", '{"a":' * N + "1" + "}" * N + "\n"),
    ("a tag of a megabyte", "---\ntags: [" + "t" * 1000000 + "]\n---\n"),
    ("a title of a megabyte", "---\ntitle: " + "t" * 1000000 + "\n---\n"),
    ("a long title with many tags", "---\ntitle: " + "t" * 200000 + "\ntags: ["
     + ",".join(f"t{i}" for i in range(5000)) + "]\n---\n"),
    ("a long title in many series", "---\ntitle: " + "t" * 200000 + "\nseries: ["
     + ",".join(f"s{i}" for i in range(3000)) + "]\n---\n"),
    ("ten thousand tags", "---\ntags: [" + ",".join(f"t{i}" for i in range(10000)) + "]\n---\n"),
]


def matter_bomb(box, text):
    box.sample()
    box.write("blog/bomb.md", text + "\nbody words\n")
    result = box.run(*QUIET)
    has_either(box, result)
    check_memory(result, 1000)


def png_bomb(width, height):
    """Few bytes that unpack to WIDTH × HEIGHT black pixels, a 16-bit RGBA picture."""
    import struct

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" * (1 + 8 * width)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0))
            + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def text_bomb(kind):
    import struct
    data = zlib.compress(b"\0" * 50000000, 9)

    def chunk(name, payload):
        return struct.pack(">I", len(payload)) + name + payload + struct.pack(
            ">I", zlib.crc32(name + payload))

    head = b"x\0\0" + data if kind == b"zTXt" else b"x\0\0" + data
    whole = png(4000, 8)
    return whole[:33] + chunk(kind, head) + whole[33:]


def webp(width, height):
    import struct
    size = (width - 1) | (height - 1) << 14
    body = b"VP8L" + struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", size) + b"\x88\x88\x08\0\0"
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def gif(width, height):
    import struct
    return (b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\0\0\0\xff\xff\xff"
            + b"\x2c\0\0\0\0" + struct.pack("<HH", width, height) + b"\0\x02\x02\x44\x01\0\x3b")


PICTURES = [
    ("a PNG that claims two billion pixels", "x.png", lambda: png(4, 4, claim=(50000, 40000))),
    ("a PNG that claims the most there is", "x.png",
     lambda: png(4, 4, claim=(0x7fffffff, 0x7fffffff))),
    ("a PNG of no pixels", "x.png", lambda: png(4, 4, claim=(0, 0))),
    ("a PNG that unpacks to 800 MB", "x.png", lambda: png_bomb(10000, 10000)),
    ("a PNG whose profile unpacks to 50 MB", "x.png", lambda: text_bomb(b"iCCP")),
    ("a PNG whose text unpacks to 50 MB", "x.png", lambda: text_bomb(b"zTXt")),
    ("a WebP that claims 268 million pixels", "x.webp", lambda: webp(16384, 16384)),
    ("a WebP of almost no bytes", "x.webp", lambda: webp(4, 4)[:20]),
    ("a GIF that claims four billion pixels", "x.gif", lambda: gif(65535, 65535)),
    ("a JPEG that claims four billion pixels", "x.jpg",
     lambda: b"\xff\xd8\xff\xc2\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"
             b"\xff\xd9"),
    ("a JPEG of a hundred thousand scans", "x.jpg",
     lambda: b"\xff\xd8\xff\xc2\0\x11\x08\x10\0\x10\0\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"
             + b"\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\0\0" * 100000),
    ("an SVG of nested groups", "x.svg",
     lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * N + b"</g>" * N + b"</svg>"),
    ("an SVG of entities that multiply", "x.svg",
     lambda: b'<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">' + b"".join(
         b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
             + b']><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>'),
    ("an SVG of uses that multiply", "x.svg",
     lambda: b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
             + b'<g id="a0"><rect width="1" height="1"/></g>' + b"".join(
                 b'<g id="a%d">%s</g>' % (i + 1, b'<use x:href="#a%d"/>' % i * 10)
                 for i in range(12)) + b"</svg>"),
    ("a picture of no bytes", "x.png", lambda: b""),
    ("a picture that is text", "x.png", lambda: b"no picture\n" * 1000),
]


def picture(box, name, make):
    box.sample()
    box.write("blog/" + name, make())
    box.post("bomb.md", f"Before ![alt words]({name}) after.\n")
    result = box.run(*QUIET)
    files = has_written(box, result)
    check_memory(result)
    if "Before" not in words_of(files):
        raise Fault("the post is lost")


def huge_post(box, megabytes):
    """Sparse: it is all NUL bytes."""
    box.sample()
    path = box.post("huge.md", "head")
    with open(path, "r+b") as file:
        file.truncate(megabytes << 20)
    result = box.run(*LOUD)
    has_written(box, result, r"huge\.md.*(too large|too big)")
    check_memory(result)


def huge_config(box):
    box.sample()
    path = box.write("blog/book.yaml", "title: x\n")
    with open(path, "r+b") as file:
        file.truncate(1 << 30)
    result = box.run(*LOUD)
    has_failed(box, result, 3, r"book\.yaml")
    check_memory(result)


def check_bomb(box):
    """--check on a container whose entry unpacks to far more than it is."""
    import zipfile
    with zipfile.ZipFile(box.path("bomb.epub"), "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", b" " * (700 << 20))
    result = box.run("--check", "bomb.epub", output=False)
    if result.status != 1:
        raise Fault(text_of(result))
    check_memory(result)


CASES = [Case(f"a post is {what}", replaced, make, warns) for what, make, warns in (
    ("a FIFO", make_fifo, r"p1\.md.*warning"),
    ("a socket", make_socket, r"p1\.md.*warning"),
    ("a device", make_device, r"p1\.md.*warning"),
    ("a folder", make_folder, None),
    ("a loop of links", make_loop, r"p1\.md.*symbolic links"),
    ("a link to nothing", make_dangling, r"p1\.md.*No such file"),
    ("a link out of the folder", make_link_out, None),
    ("a link into /proc", make_link_to_proc, None),
    ("beside a folder that links to itself", make_folder_loop, None))]
CASES += [
    Case("an unreadable post", unreadable, "blog/p1.md", r"p1\.md.*Permission", False),
    Case("an unreadable post, strictly", unreadable, "blog/p1.md", r"p1\.md.*Permission", True),
    Case("an unreadable folder", unreadable, "blog/sub", r"sub.*Permission", False),
    Case("an unreadable folder, strictly", unreadable, "blog/sub", r"sub.*Permission", True),
    Case("a post that comes and goes", changing, vanish),
    Case("a post that grows and shrinks", changing, resize),
    Case("a picture that changes", changing, swap_picture),
    Case("a post that becomes a FIFO", changing, becomes(make_fifo)),
    Case("a post that becomes a socket", changing, becomes(make_socket)),
    Case("a post that becomes a device", changing, becomes(make_device)),
    Case("a post that becomes a folder", changing, becomes(make_folder, os.rmdir)),
    Case("a post that becomes a loop of links", changing, becomes(make_round)),
    Case("a post of a gigabyte", huge_post, 1024),
    Case("a configuration of a gigabyte", huge_config),
    Case("--check of a container that unpacks to 700 MB", check_bomb),
]
CASES += [Case(name, odd_name, names) for name, names in ODD_NAMES]
CASES += [Case(f"a post of {name}", bomb, body) for name, body in BOMBS]
CASES += [Case(f"messages of {name}", many_messages, body) for name, body in (
    ("links to nowhere", "[a](/x/)\n"), ("missing pictures", "![a](x.png)\n\n"))]
CASES += [Case(f"a template of {name}", template_bomb, keys, body)
          for name, keys, body in TEMPLATE_BOMBS]
CASES += [Case(f"front matter: {name}", matter_bomb, text) for name, text in MATTER_BOMBS]
CASES += [Case(name, picture, file, make) for name, file, make in PICTURES]
