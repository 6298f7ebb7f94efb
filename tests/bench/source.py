# SPDX-License-Identifier: MIT
"""What a blog's Markdown says, read without mdbook2epub: posts, dates, links, pictures.

A scanner by regular expressions, not a parser: it finds nearly everything that stands in real
posts and shares no line and no idea with the program that it judges.
"""
import datetime
import html
import os
import posixpath
import re
import urllib.parse

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")
SKIPPED_DIRS = {"node_modules", "archetypes", "themes", "layouts", "vendor", "target"}
# Folders that pages' addresses do not show, and ones that they show without a file for it.
SILENT = {"content", "source", "src", "_posts", "_drafts", "docs", "pages", "static", "public"}
GENERAL = {"blog", "post", "posts", "news", "articles", "article", "writing", "notes", "p", "en"}

DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
DATE_KEYS = ("date", "publishdate", "pubdate", "published", "published_at", "created_at", "created")


def squash(text):
    """Letters and digits only, without case: what two ways of naming a heading share."""
    return "".join(c for c in html.unescape(text).lower() if c.isalnum())


def real_date(match):
    try:
        return datetime.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def date_of_text(text):
    found = real_date(DATE.search(text))
    for pattern in ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%b %d, %Y", "%B %d, %Y"):
        if found:
            break
        try:
            found = datetime.datetime.strptime(text.strip(" \"'"), pattern).date().isoformat()
        except ValueError:
            continue
    return found


FENCES = (
    re.compile(r"\A\s*(---)[^\n]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.S),
    re.compile(r"\A\s*(\+\+\+)[^\n]*\n(.*?\n)\+\+\+[ \t]*(?:\n|\Z)", re.S),
    re.compile(r"\A()((?:[\w-]+:[^\n]*\n|[ \t-][^\n]*\n)+)---[ \t]*(?:\n|\Z)"),
    re.compile(r"\A()((?:[ \t]*[\"\]}][^\n]*\n)+);;;[ \t]*(?:\n|\Z)"),
    re.compile(r"\A\s*(\{)\n(.*?\n)\}[ \t]*(?:\n|\Z)", re.S),
)
KEY = re.compile(r"^[ \t]*\"?([\w.-]+)\"?\s*[:=][ \t]*(.*?)[ \t]*,?$", re.M)


def split_front_matter(text):
    """(keys in lower case → raw values, body)."""
    for fence in FENCES:
        match = fence.match(text)
        if match and KEY.search(match[2]):
            keys = {}
            for key, value in KEY.findall(match[2]):
                keys.setdefault(key.lower(), value)
            keys["aliases"] = re.findall(r"[\"'\s\[,-](/[\w/.%-]+)", match[2])
            return keys, text[match.end():]
    return {}, text


def scalar(value):
    value = value.strip()
    if value[:1] in "\"'" and value[:1]:
        return value[1:].split(value[0])[0]
    return value.split(" #")[0].strip()


# Code, which holds neither links nor marks.
CODE = (
    re.compile(r"^([ \t>]*(?:[-*+]|\d+\.)?[ \t]*)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\2[`~]*[ \t]*$|\Z)",
               re.S | re.M),
    re.compile(r"\{%-?\s*highlight\b.*?\{%-?\s*endhighlight\s*-?%\}", re.S),
    re.compile(r"\{%-?\s*codeblock\b.*?\{%-?\s*endcodeblock\s*-?%\}", re.S),
    re.compile(r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\s*-?%\}", re.S),
    re.compile(r"\{\{[<%]\s*highlight\b.*?\{\{[<%]\s*/\s*highlight\s*[>%]\}\}", re.S),
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"\{/\*.*?\*/\}", re.S),
    re.compile(r"<(pre|script|style|textarea)\b.*?</\1\s*>", re.S | re.I),
    re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S),
    re.compile(r"<(code|kbd|samp)\b[^>]*>.*?</\1\s*>", re.S | re.I),
    re.compile(r"(?:(?<=\n\n)|\A)(?:(?: {4}|\t)[^\n]*\n(?:[ \t]*\n)*)+"),
)


def without_code(text, is_vault=False):
    """TEXT with blanks in the place of code."""
    def blank(match):
        inner = match[0]
        # An indented paragraph of a list is no code.
        if inner[:4] == "    " or inner[:1] == "\t":
            before = text[:match.start()].rstrip("\n").rsplit("\n\n", 1)[-1]
            if re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]|[ \t]|\[\^", before):
                return inner
        return re.sub(r"[^\n]", " ", inner)

    text = text.replace("\r\n", "\n")
    for pattern in CODE:
        text = pattern.sub(blank, text)
    return re.sub(r"%%.*?%%", "", text, flags=re.S) if is_vault else text


# Template notations of addresses, as plain addresses.
TEMPLATES = (
    (re.compile(r"\{%-?\s*post_url\s+(\S+)\s*-?%\}"), r"ref:\1"),
    (re.compile(r"\{%-?\s*link\s+(\S+)\s*-?%\}"), r"/\1"),
    (re.compile(r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}"), r"\1"),
    (re.compile(r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*url\s*-?\}\}"), r"\1"),
    (re.compile(r"\{\{-?\s*site\.(?:base_?url|url)\s*-?\}\}"), r""),
    (re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"'`]?([^\"'`>%]+?)[\"'`]?\s*[%>]\}\}"), r"ref:\1"),
    (re.compile(r"\{%\s*post_link\s+(\S+)\s*(.*?)\s*%\}"), r"[\2](ref:\1)"),
    (re.compile(r"\{%\s*asset_img\s+(\S+\.\w+)\b[^%]*%\}"), r"![](\1)"),
    (re.compile(r"\{%\s*asset_path\s+(\S+)\s*%\}"), r"\1"),
)

TEXT = r"\[((?:[^\[\]]|\\[\[\]]|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
TARGET = r"\(\s*(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)"
INLINE = re.compile(r"(?<!\\)(!?)" + TEXT + TARGET)
DEFINITION = re.compile(r"^ {0,3}\[((?!\^)[^\]\n]+)\]:[ \t]*\n?[ \t]*(?:<([^>\n]*)>|(\S+))", re.M)
REFERENCE = re.compile(r"(?<![\\\]])(!?)" + TEXT + r"(?:\s?\[([^\]]*)\])?(?![(:\[])")
ATTRIBUTE = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))"
HREF = re.compile(r"<a\b[^>]*?\bhref" + ATTRIBUTE, re.I)
SRC = re.compile(r"<img\b[^>]*?\ssrc" + ATTRIBUTE, re.I)
AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>|(?<![(\"'=\w/<\]\[:])(https?://[^\s<>)\]\"'`|]+)")
WIKILINK = re.compile(r"(!?)\[\[([^\[\]|#\n]*)(#[^\[\]|\n]*)?(?:\|[^\[\]\n]*)?\]\]")
SHORTCODE_SRC = re.compile(
    r"\{\{[<%]\s*(?:figure|img|image)\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"']", re.S)


def first(*groups):
    return next((g for g in groups if g), "")


class Post:
    def __init__(self, root, path, is_vault):
        with open(os.path.join(root, path), "rb") as file:
            data = file.read()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        self.path = path
        self.front, self.body = split_front_matter(text.replace("\r\n", "\n"))
        self.clean = without_code(self.body, is_vault)
        self.is_vault = is_vault
        self.name = self.own_name()
        self.slug = scalar(self.front.get("slug", "")).strip("/")
        self.date = self.find_date()
        self.links, self.pictures = self.find_references()

    def own_name(self):
        stem = posixpath.splitext(posixpath.basename(self.path))[0]
        folder = posixpath.basename(posixpath.dirname(self.path))
        return folder if stem.lower() in ("index", "readme", "_index") and folder else stem

    def bare_name(self):
        return re.sub(r"^\d{4}-\d{1,2}-\d{1,2}(?:T[\d:+Z-]+)?[-_ ]", "", self.name)

    def find_date(self):
        for key in DATE_KEYS:
            found = date_of_text(scalar(self.front.get(key, "")))
            if found:
                return found
        for text in (self.name, self.front.get("path", ""), self.front.get("url", ""),
                     self.front.get("permalink", ""), self.path):
            if DATE.search(text) and real_date(DATE.search(text)):
                return real_date(DATE.search(text))
        return None

    def find_references(self):
        """(addresses of links, addresses of pictures), each as often as it stands."""
        text = self.clean
        for pattern, by in TEMPLATES:
            text = pattern.sub(by, text)
        pictures = [m[1] for m in SHORTCODE_SRC.finditer(text)]
        links = []
        defined = {m[1].strip().lower(): first(m[2], m[3]) for m in DEFINITION.finditer(text)}
        text = DEFINITION.sub("", text)
        if self.is_vault:
            for m in WIKILINK.finditer(text):
                target = m[2].strip()
                is_picture = m[1] and target.lower().endswith(PICTURES)
                (pictures if is_picture else links).append(
                    target if is_picture else "wiki:" + target + (m[3] or ""))
            text = WIKILINK.sub("", text)
        self.scan(text, defined, links, pictures)
        links += [first(*m.groups()) for m in HREF.finditer(text)]
        pictures += [first(*m.groups()) for m in SRC.finditer(text)]
        links += [first(*m.groups()).rstrip(".,;:!?*_") for m in AUTOLINK.finditer(text)]
        return [html.unescape(x) for x in links], [html.unescape(x) for x in pictures]

    def scan(self, text, defined, links, pictures):
        """Inline and reference links, and the pictures in their texts."""
        for m in INLINE.finditer(text):
            (pictures if m[1] else links).append(first(m[3], m[4]))
            if not m[1] and "![" in m[2]:
                self.scan(m[2], defined, links, pictures)
        for m in REFERENCE.finditer(INLINE.sub(" ", text)):
            label = (m[3] or m[2]).strip().lower()
            if label in defined:
                (pictures if m[1] else links).append(defined[label])

    def anchors(self):
        """What a fragment may mean in this post, squashed."""
        names = {"", "top", squash(scalar(self.front.get("title", "")))}
        lines = self.clean.split("\n")
        for at, line in enumerate(lines):
            atx = re.match(r"[ >\t]*(?:[-*+]\s+)?#{1,6}\s+(.*?)\s*#*\s*$", line)
            if atx:
                names |= self.heading_names(self.body_line(at))
            elif at and re.match(r"\s{0,3}(=+|-{2,})\s*$", line) and lines[at - 1].strip():
                names |= self.heading_names(self.body_line(at - 1))
        for m in re.finditer(r"\{#([^\s{}]+)|\{:[^}]*#([\w.:-]+)|\b(?:id|name)=[\"']?([^\s\"'>]+)",
                             self.body):
            names.add(squash(first(*m.groups())))
        for m in re.finditer(r"<h[1-6][^>]*>(.*?)</h[1-6]>", self.body, re.S | re.I):
            names |= self.heading_names(re.sub(r"<[^>]+>", "", m[1]))
        names |= {squash(m) for m in re.findall(r"\^([\w-]+)\s*$", self.body, re.M)}
        return names

    def body_line(self, at):
        return self.body.split("\n")[at]

    def heading_names(self, text):
        text = re.sub(r"^[ >\t]*(?:[-*+]\s+)?#{1,6}\s+", "", text)
        text = re.sub(r"\s*\{[#:][^}]*\}\s*$", "", text)
        linked = re.sub(r"!?\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])?", r"\1", text)
        plain = re.sub(r"<[^>]+>", "", linked)
        return {squash(text), squash(linked), squash(plain)}


class Blog:
    """All Markdown of a tree, as posts, with what addresses mean in it."""

    def __init__(self, root, own_urls=()):
        self.root = root
        self.is_vault = os.path.isdir(os.path.join(root, ".obsidian"))
        self.own_urls = [u.rstrip("/") for u in own_urls]
        self.posts, self.files = [], []
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(d for d in folders if d not in SKIPPED_DIRS and d[0] != ".")
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
                self.files.append(path)
                if name.lower().endswith(ENDINGS) and name[0] != ".":
                    self.posts.append(Post(root, path, self.is_vault))
        self.by_name = {}
        for post in self.posts:
            for name in {post.name, post.bare_name(), post.slug.rsplit("/", 1)[-1]} | (
                    {scalar(post.front.get("title", ""))} if self.is_vault else set()):
                if name:
                    self.by_name.setdefault(name.lower(), []).append(post)
        self.by_address = {}
        for post in self.posts:
            for address in self.addresses(post):
                self.by_address.setdefault(key_of(address), []).append(post)

    @staticmethod
    def addresses(post):
        yield "/" + post.path
        parts = post.path.split("/")
        for at, part in enumerate(parts[:-1]):
            if part in SILENT:
                yield "/" + "/".join(parts[at + 1:])
        for name in ("url", "permalink", "path"):
            if "{" not in post.front.get(name, "{") and ":" not in post.front[name]:
                yield "/" + scalar(post.front[name]).lstrip("/")
        if post.slug.startswith("/"):
            yield post.slug
        yield from post.front.get("aliases", ())

    def own_path(self, address):
        """The part of ADDRESS that lies on this site; None: it points elsewhere."""
        if re.match(r"(?:ref|wiki):", address):
            return address
        bare = re.sub(r"^https?:", "", address)
        for url in self.own_urls:
            if bare.startswith(re.sub(r"^https?:", "", url)):
                rest = bare[len(re.sub(r"^https?:", "", url)):]
                return rest if rest[:1] in ("/", "#", "?") else "/" if not rest else None
        if re.match(r"[a-zA-Z][\w+.-]*:|//", address):
            return None
        return address

    def targets(self, post, address):
        """(posts that ADDRESS in POST can mean, its fragment); the posts may be none."""
        path = self.own_path(address.strip())
        if path is None or "{{" in path or "{%" in path:
            return [], ""
        path, _, fragment = path.partition("#")
        path = urllib.parse.unquote(path.split("?")[0])
        fragment = urllib.parse.unquote(fragment)
        if not path:
            return [post], fragment
        for kind in ("ref:", "wiki:"):
            if path.startswith(kind):
                path = path[len(kind):]
                return (self.by_words(path) if path else [post]), fragment
        return self.by_path(post, path), fragment

    def by_words(self, path):
        name = posixpath.basename(path)
        stem = posixpath.splitext(name)[0] if name.lower().endswith(ENDINGS) else name
        if stem.lower() in ("index", "_index"):
            stem = posixpath.basename(posixpath.dirname(path))
        found = self.by_name.get(stem.lower()) or self.by_name.get(path.lower()) or []
        folder = posixpath.dirname(path).strip("/")
        if folder and len(found) > 1:
            found = [p for p in found if folder in p.path] or found
        return found

    def by_path(self, post, path):
        if path.startswith("@/"):
            path = path[1:]
        if path.startswith("/"):
            full = path
        else:
            full = posixpath.normpath(posixpath.join("/", posixpath.dirname(post.path), path))
        found = self.by_address.get(key_of(full))
        if found:
            return found
        return [p for p in self.by_name.get(posixpath.basename(key_of(full)), ())
                if self.agrees(p, key_of(full if path.startswith("/") else "/" + path))]

    @staticmethod
    def agrees(post, key):
        """Whether an address's folders are ones that POST's page can have."""
        folders = [f for f in posixpath.dirname(key).split("/") if f not in ("", ".", "..")]
        numbers = [f for f in folders if f.isdigit()]
        date = (post.date or "").split("-")
        if any(int(n) not in [int(d) for d in date if d] for n in numbers):
            return False
        if len(numbers) and numbers[0] != date[0]:
            return False
        known = {f.lower() for f in post.path.split("/")[:-1]} | GENERAL
        known |= set(re.findall(r"[\w-]+", (post.front.get("categories", "") + " " + post.front.get(
            "category", "")).lower()))
        return all(f in known for f in folders if not f.isdigit())

    def on_disk(self, post, address):
        """The files that the picture ADDRESS of POST can mean."""
        path = self.own_path(address.strip())
        if not path or re.match(r"(?:data|ref|wiki):", path):
            return []
        tries = {path, urllib.parse.unquote(path), path.split("?")[0].split("#")[0],
                 urllib.parse.unquote(path.split("?")[0].split("#")[0])}
        found = []
        for name in tries:
            name = re.sub(r"^(?:@?/|\./|\.\./)+", "", posixpath.normpath(name)).lower()
            found += [f for f in self.files if name and ("/" + f.lower()).endswith("/" + name)
                      and f not in found]
        return found


def key_of(address):
    key = posixpath.normpath("/" + address.lstrip("/")).lower()
    stem, ending = posixpath.splitext(key)
    if ending in ENDINGS or ending in (".html", ".htm", ".php"):
        key = stem
    return (key[:-6] or "/") if key.endswith("/index") else key
