# SPDX-License-Identifier: MIT
"""Compares what a blog's Markdown holds with what is in its book."""
import collections
import hashlib
import os
import re

import source

CONFIG = re.compile(
    r"(?:config|site|hugo|zola|book|metadata|eleventy|package)[\w.]*\.(?:ya?ml|toml|json|[cm]?[jt]s)$")
OWN_URL = re.compile(
    r"(?:^|[\s,{])[\"']?(?:url|base_?url|site|homepage)[\"']?\s*[:=]\s*[\"']?(https?://[^\s\"',]+)",
    re.I)

MARKS = (
    ("object", re.compile(r"\{\{.*?\}\}")),
    ("tag", re.compile(r"\{%.*?%\}")),
    ("container", re.compile(r"^\s*:{3,}.*", re.M)),
    ("attributes", re.compile(r"\{:[^}\n]*\}|\{[#.][\w-][^}\n]*\}")),
    ("import", re.compile(r"^(?:import|export)\b.*\bfrom\s+[\"'].*", re.M)),
    ("remark", re.compile(r"\{/\*.*?\*/\}|<!--.*?-->")),
    ("callout", re.compile(r"^\s*\[![\w-]+\][-+]?", re.M)),
    ("embed", re.compile(r"!\[\[.*?\]\]")),
    ("contents", re.compile(r"^\s*\[(?:TOC|toc)\]\s*$|^\s*\[\[_?(?:TOC|toc)_?\]\]\s*$", re.M)),
    ("picture", re.compile(r"!\[[^\]\n]*\]\([^)\s]+\)")),
)
WORD = re.compile(r"[^\W_]{3,}")
# A line break between two characters of scripts without blanks is none.
UNBROKEN = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\ufaff])\n(?=[\u2e80-\u9fff\uf900-\ufaff])")
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}|(\{\{[<%]/\*.*?\*/[>%]\}\})", re.S)


def own_urls(root):
    """Addresses that configuration files of the tree's top name."""
    found = []
    for folder, folders, names in os.walk(root):
        depth = os.path.relpath(folder, root).count(os.sep) + (folder != root)
        folders[:] = [d for d in folders if depth < 2 and d not in ("node_modules", "content")]
        for name in names:
            if CONFIG.search(name):
                with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                    found += OWN_URL.findall(file.read())
    return found


class Share:
    """DONE of ALL, and what is missing."""

    def __init__(self):
        self.done, self.all, self.missing = 0, 0, []

    def add(self, is_done, what):
        self.all += 1
        self.done += bool(is_done)
        if not is_done:
            self.missing.append(what)

    def is_enough(self, share):
        return self.done >= share * self.all

    def __str__(self):
        return f"{self.done}/{self.all}"


class Measure:
    """ROOT's posts, the kept ones by LISTED (the object of --list=json), against BOOK."""

    def __init__(self, root, book, listed):
        self.blog = source.Blog(root, own_urls(root))
        self.book = book
        self.kept, self.left_out = listed["posts"], listed["left_out"]
        self.dated, self.links, self.fragments, self.pictures = (Share() for _ in range(4))
        self.words = Share()
        self.marks = []
        self.faults = []
        self.pairs = self.pair(root)
        self.chapter_of_post = {post.path: chapter for post, chapter in self.pairs}
        for post, chapter in self.pairs:
            self.dated.add(post.date == (chapter.date or None),
                           f"{post.path}: {chapter.date}, not {post.date}")
            self.measure_links(post, chapter)
            self.measure_pictures(post, chapter)
            self.measure_words(post, chapter)
            self.measure_marks(post, chapter)

    def pair(self, root):
        """The posts with their chapters, which are in the order of --list."""
        by_path = {p.path: p for p in self.blog.posts}
        paths = [os.path.relpath(os.path.realpath(p["path"]), os.path.realpath(root))
                 for p in self.kept]
        if len(paths) != len(self.book.chapters):
            self.faults.append(f"{len(paths)} posts listed, {len(self.book.chapters)} chapters")
        for path in set(paths) - set(by_path):
            self.faults.append(f"{path} is listed but was not found in the tree")
        return [(by_path[p], c) for p, c in zip(paths, self.book.chapters) if p in by_path]

    def measure_links(self, post, chapter):
        have = collections.Counter(
            id(self.book.chapter_of.get(document)) for document, _ in chapter.links)
        hits = [(document, fragment) for document, fragment in chapter.links if fragment]
        for address in post.links:
            targets, fragment = self.blog.targets(post, address)
            chapters = [self.chapter_of_post[t.path] for t in targets
                        if t.path in self.chapter_of_post]
            if not chapters:
                continue
            found = next((c for c in chapters if have[id(c)] > 0), None)
            if found:
                have[id(found)] -= 1
            self.links.add(found, f"{post.path}: {address}")
            if fragment and found:
                self.measure_fragment(post, address, targets, fragment, found, hits)

    def measure_fragment(self, post, address, targets, fragment, chapter, hits):
        want = source.squash(fragment.lstrip("^"))
        bare = re.sub(r"\d+$", "", want)
        names = set().union(*(t.anchors() for t in targets if t.path in self.chapter_of_post))
        if want not in names and bare not in names or not want:
            return
        for hit in hits:
            document, name = hit
            if self.book.chapter_of.get(document) is not chapter or name not in chapter.anchors:
                continue
            text = source.squash(chapter.anchors[name])
            if source.squash(name) in (want, "id" + want) or text and text in (want, bare):
                hits.remove(hit)
                self.fragments.add(True, "")
                return
        title = source.squash(chapter.title)
        self.fragments.add(want in (title, "top"), f"{post.path}: {address}")

    def measure_pictures(self, post, chapter):
        have = list(chapter.pictures)
        for address in post.pictures:
            files = self.blog.on_disk(post, address)
            if not files:
                continue
            self.pictures.add(self.take(files, have), f"{post.path}: {address}")

    def take(self, files, have):
        """Takes out of HAVE the entry that shows one of FILES: its bytes, or made of it."""
        for file in files:
            with open(os.path.join(self.blog.root, file), "rb") as handle:
                digest = hashlib.sha1(handle.read()).digest()
            same = [n for n in have if self.book.digest(n) == digest]
            stem = source.squash(os.path.splitext(os.path.basename(file))[0])
            made = [n for n in have if n in self.book.names and
                    source.squash(os.path.splitext(os.path.basename(n))[0]).startswith(stem)]
            if same or made:
                have.remove((same or made)[0])
                return True
        return False

    def measure_words(self, post, chapter):
        have = set(WORD.findall(chapter.text.lower()))
        for word in sorted(set(WORD.findall(UNBROKEN.sub("", plain(post)).lower()))):
            self.words.add(word in have, f"{post.path}: {word}")

    def measure_marks(self, post, chapter):
        allowed = "".join(first or second for first, second in RAW.findall(post.body))
        for kind, pattern in MARKS:
            for mark in pattern.findall(chapter.prose):
                if mark.strip() not in allowed:
                    self.marks.append(f"{post.path}: {kind}: {mark.strip()[:100]}")

    def missing(self):
        """(what, case) of all that fell short."""
        for what, cases in (("fault", self.faults), ("date", self.dated.missing),
                            ("link", self.links.missing), ("fragment", self.fragments.missing),
                            ("picture", self.pictures.missing), ("mark", self.marks),
                            ("text", self.words.missing)):
            for case in cases:
                yield what, case


def plain(post):
    """The words of POST's text that its chapter must hold: neither addresses nor templates."""
    text = post.clean
    for pattern in (r"\{%.*?%\}", r"\{\{.*?\}\}", r"<[^<>]*>", r"\]\([^)]*\)", r"\]\[[^\]]*\]",
                    r"^ {0,3}\[[^\]]+\]:.*$", r"https?://\S+", r"^\*\[[^\]]+\]:.*$", r"^[*-] TOC$", r"\[\[[^\]]*\]\]", r"&\w+;",
                    r"\{[:#.][^}]*\}", r"^(?:import|export)\b.*$", r"^\s*:{3,}.*$", r":\w+:",
                    r"\$\$.*?\$\$", r"\\\[.*?\\\]", r"\\\(.*?\\\)", r"\$[^$\n]+\$", r"\[![\w-]+\]", r"\[\^[^\]]*\]"):
        text = re.sub(pattern, " ", text, flags=re.M | re.S if "%" in pattern or ".*?" in pattern
                      else re.M)
    return re.sub(r"[*~\\]", "", text)
