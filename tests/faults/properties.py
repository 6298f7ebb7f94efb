# SPDX-License-Identifier: MIT
"""What holds for any post: a valid book, no word lost, the same chapter beside whatever neighbours.

Posts are made by a generator that begins at a fixed number, so a run can be repeated."""
import ctypes
import ctypes.util
import os
import random
import re
import subprocess
from xml.etree import ElementTree

from kit import Case, Fault, Skip, has_written, need, text_of

WORD = r"w\d+z"
QUIET = ["-q", "--cover=none", "blog"]
MATTER = "---\ntitle: Post {0}\ndate: 2024-01-02\nlang: en\n---\n\n"

MARKS = ["*", "**", "_", "__", "`", "``", "[", "](/u)", "](u.md \"t\")", "![", "](p.png)", "> ", "- ",
         "+ ", "1. ", "3) ", "# ", "## ", "###### ", "\n", "\n", "\n\n", "\n\n", "    ", "\t", "~~~\n",
         "```\n", "|", "|-|-|\n", "\n=====\n", "\n---\n", "* * *\n", "<b>", "</b>", "<i>", "</i>", "&amp;",
         "&copy;", "\\", "  \n", "~~", "!", "(", ")", "<https://example.org/>", ":", "\"", "'", "--", "..."]
MORE = ["$", "$$", "\\(", "\\begin{x}", "<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</td>",
        "<svg>", "<path d='M0 0'/>", "</svg>", "<math>", "<mi>", "</math>", "<details>", "<summary>", "-->",
        "]]>", "?>", "</script>", "<a href='x'>", "<a name=y>", "</a>", "<img src=q.png>", "<ul><li>", "</ul>",
        "<h2 id='a'>", "[^1]", "[[", "]]", "![[", "{: .c}", "{#i}", "> [!NOTE]\n", "==", "\0", "\x01",
        "\x0b", "\x1b[2J", "\u202e", "\ufffe", "\u0301", "\U0001f600", "---\n", "+++\n", "title: [\n",
        "date: 99\n", "tags: *a\n", "&#0;", "&#xD800;", "&nosuch;", "<a\0b>", "<x:y z:w='1'>", "javascript:x",
        "\r", "\r\n"]
# What stands behind these is meant to be in no chapter: comments, scripts, styles, instructions,
# template tags, the name of a container, an abbreviation's meaning, a note that nothing refers to.
DROPPING = ["{{<", ">}}", "{{%", "%}}", "{% raw %}", "{% if %}", "{{", "}}", "<!--", "<![CDATA[", "<?x",
            "<script>", "<style>", ":::", "*[x]: ", "[^1]: "]


def marked(chance, marks, length):
    """Words w0z, w1z… among MARKS; digits of the marks beside them do not make another."""
    text = ""
    for i in range(length):
        text += "".join(chance.choice(marks) for _ in range(chance.randrange(3)))
        text += f"w{i}z " if chance.random() < 0.8 else f"w{i}z"
    return text


def any_bytes(chance):
    kind = chance.randrange(3)
    if kind == 0:
        return chance.randbytes(chance.randrange(1, 2000))
    text = bytearray(marked(chance, MARKS + MORE + DROPPING, chance.randrange(1, 150)).encode())
    for _ in range(chance.randrange(5) if kind == 2 else 0):
        text[chance.randrange(len(text))] = chance.randrange(256)
    return bytes(text)


def any_posts(box, seed, count):
    chance = random.Random(seed)
    for i in range(count):
        box.write(f"blog/p{i}.md", MATTER.format(i).encode() * chance.randrange(2) + any_bytes(chance))


def valid(box, seed, count):
    any_posts(box, seed, count)
    has_written(box, box.run(*QUIET))
    result = box.run("--check", "out.epub", output=False)
    if result.status:
        raise Fault(text_of(result))


def epubcheck(box, seed, count):
    need("java")
    jar = os.environ.get("M2E_EPUBCHECK")
    if not jar:
        raise Skip("M2E_EPUBCHECK names no epubcheck.jar")
    any_posts(box, seed, count)
    has_written(box, box.run(*QUIET))
    done = subprocess.run(["java", "-jar", jar, "-q", box.output], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        raise Fault(done.stdout[-1500:] + done.stderr[-1500:])


def independent(box, seed, count):
    chance = random.Random(seed)
    for i in range(count):
        box.write(f"blog/p{i}.md", MATTER.format(i).encode() + any_bytes(chance))
    whole = has_written(box, box.run(*QUIET))
    for i in range(0, count, 2):
        os.unlink(box.path(f"blog/p{i}.md"))
    half = has_written(box, box.run(*QUIET))
    for i in range(1, count, 2):
        name = f"OEBPS/p{i}.xhtml"
        if whole[name] != half[name]:
            raise Fault(f"{name} depends on its neighbours")


def cmark():
    name = ctypes.util.find_library("cmark-gfm")
    if not name:
        raise Skip("no shared libcmark-gfm")
    library = ctypes.CDLL(name)
    library.cmark_parse_document.restype = ctypes.c_void_p
    library.cmark_render_plaintext.restype = ctypes.c_char_p
    return library


def plain_words(library, text):
    data = text.encode()
    root = ctypes.c_void_p(library.cmark_parse_document(data, ctypes.c_size_t(len(data)), 0))
    return set(re.findall(WORD, library.cmark_render_plaintext(root, 0, 0).decode("utf-8", "replace")))


def complete(box, seed, count):
    """Each word that cmark-gfm sees as text is in the chapter."""
    library = cmark()
    chance = random.Random(seed)
    texts = [marked(chance, MARKS + MORE * (i % 2), 120) for i in range(count)]
    for i, text in enumerate(texts):
        box.write(f"blog/p{i}.md", MATTER.format(i) + text)
    files = has_written(box, box.run(*QUIET))
    for i, text in enumerate(texts):
        there = "".join(ElementTree.fromstring(files[f"OEBPS/p{i}.xhtml"]).itertext())
        lost = plain_words(library, text) - set(re.findall(WORD, there))
        if lost:
            raise Fault(f"post {i} of {seed} lost {sorted(lost)}:\n{text}")


CASES = [Case(f"any bytes give a valid book, part {i}", valid, i, 200) for i in range(1, 6)]
CASES += [Case(f"any bytes give a book that EPUBCheck passes, part {i}", epubcheck, 10 + i, 100)
          for i in range(1, 4)]
CASES += [Case(f"a chapter is independent of its neighbours, part {i}", independent, 20 + i, 100)
          for i in range(1, 4)]
CASES += [Case(f"no word is lost, part {i}", complete, 30 + i, 200) for i in range(1, 6)]
