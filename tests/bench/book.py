# SPDX-License-Identifier: MIT
"""What a finished book holds: its chapters with their links, pictures, ids and text."""
import hashlib
import posixpath
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CODE = {"pre", "code", "kbd", "samp", "annotation", "math"}
BLOCKS = {"p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section",
          "figcaption", "aside", "blockquote", "tr", "br", "header", "figure"}


class Chapter:
    """One post of the book, in as many documents as it has."""

    def __init__(self, title):
        self.title = title
        self.date = None
        self.links = []  # (document, fragment) of links inside the book
        self.pictures = []  # names of entries
        self.references = []  # ("link", target, text) and ("picture", name, ""), in order
        self.source = ""  # its XHTML
        self.anchors = {}  # id → text of its element
        self.prose = ""  # text outside code
        self.text = ""


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.names = set(self.zip.namelist())
        self.chapters = []
        self.chapter_of = {}  # document → chapter
        self.digests = {}
        for name in self.spine():
            self.read(name)

    def spine(self):
        container = ElementTree.fromstring(self.zip.read("META-INF/container.xml"))
        package = next(e.get("full-path") for e in container.iter() if e.tag.endswith("rootfile"))
        opf = ElementTree.fromstring(self.zip.read(package))
        href = {i.get("id"): i.get("href") for i in opf.iter(OPF + "item")}
        return [posixpath.join(posixpath.dirname(package), urllib.parse.unquote(href[i.get("idref")]))
                for i in opf.iter(OPF + "itemref")]

    def read(self, name):
        root = ElementTree.fromstring(self.zip.read(name))
        section = next((e for e in root.iter(XHTML + "section")
                        if "chapter" in (e.get(EPUB_TYPE) or "").split()), None)
        if section is None:
            return
        heading = section.find(f"{XHTML}header/{XHTML}h1")
        if heading is not None or not self.chapters:
            title = "".join(heading.itertext()) if heading is not None else ""
            self.chapters.append(Chapter(title.strip()))
        chapter = self.chapters[-1]
        self.chapter_of[name] = chapter
        time = section.find(f"{XHTML}header//{XHTML}time")
        if time is not None and chapter.date is None:
            chapter.date = (time.get("datetime") or "")[:10]
        self.walk(name, section, chapter, False)
        chapter.source += self.zip.read(name).decode().partition("<body")[2]

    def walk(self, name, element, chapter, in_code):
        tag = element.tag.rsplit("}", 1)[-1]
        in_code = in_code or tag in CODE
        if element.get("id"):
            chapter.anchors[element.get("id")] = "".join(element.itertext())
        if tag == "a" and element.get("href"):
            self.add_link(name, element, chapter)
        if tag == "img" and element.get("src"):
            source = urllib.parse.unquote(element.get("src"))
            chapter.pictures.append(posixpath.normpath(
                posixpath.join(posixpath.dirname(name), source)))
            chapter.references.append(("picture", chapter.pictures[-1], ""))
            self.add_text(chapter, f" {element.get('alt', '')} {element.get('title', '')} ", True)
        edge = "\n" if tag in BLOCKS else ""
        self.add_text(chapter, edge + (element.text or ""), in_code)
        for child in element:
            self.walk(name, child, chapter, in_code)
            self.add_text(chapter, child.tail or "", in_code)
        self.add_text(chapter, edge, in_code)

    @staticmethod
    def add_text(chapter, text, in_code):
        chapter.text += text
        chapter.prose += "\ufffc" if in_code and text else text

    @staticmethod
    def add_link(name, element, chapter):
        href = element.get("href")
        text = " ".join("".join(element.itertext()).split())
        is_note = (element.get(EPUB_TYPE) or element.get("role") or "") in (
            "noteref", "doc-noteref", "backlink", "doc-backlink")
        if re.match(r"[a-zA-Z][\w+.-]*:|//", href):
            chapter.references.append(("link", href, text))
            return
        path, _, fragment = href.partition("#")
        path = urllib.parse.unquote(path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        chapter.links.append((target, urllib.parse.unquote(fragment)))
        if not is_note:
            chapter.references.append(("link", chapter.links[-1], text))

    def digest(self, name):
        if name not in self.digests and name in self.names:
            self.digests[name] = hashlib.sha1(self.zip.read(name)).digest()
        return self.digests.get(name)
