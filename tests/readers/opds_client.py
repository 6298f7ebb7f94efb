#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Serves a folder on this machine and fetches its catalogues as KOReader does.

usage: opds_client.py FOLDER CATALOGUE [PROGRAM ARGUMENT...]

The program, if given, is run first, with {url} in its arguments replaced by the server's address.
Then CATALOGUE (a path below FOLDER) is fetched and every page that it leads to, and every book and
picture is downloaded. One line a book: its title, author and path. What KOReader would stumble
over ends the run with status 1.

The rules are those of its OPDS browser and news downloader: an XML reader that knows neither
comments nor CDATA nor hexadecimal references; entries lead on by an Atom link without relation or
with one of five; books are links whose relation starts with that of acquisition.
"""
import functools
import http.server
import io
import json
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
import xml.etree.ElementTree as xml
import zipfile

ATOM = "{http://www.w3.org/2005/Atom}"
ACQUISITION = "http://opds-spec.org/acquisition"
LEADS_ON = {None, "subsection", "http://opds-spec.org/subsection", "http://opds-spec.org/crawlable",
            "http://opds-spec.org/sort/popular", "http://opds-spec.org/sort/new"}
IMAGE = "http://opds-spec.org/image"
THUMBNAIL = "http://opds-spec.org/image/thumbnail"
ACCEPT = "application/opds+json, application/atom+xml;profile=opds-catalog, */*"


class Fault(Exception):
    pass


def need(condition, text):
    if not condition:
        raise Fault(text)


def fetch(url):
    request = urllib.request.Request(url, headers={"Accept": ACCEPT, "Accept-Encoding": "identity"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def text_of(element, path):
    found = element.find(path)
    return (found.text or "") if found is not None else None


def check_for_simple_reader(page):
    need(b"<!--" not in page and b"<![CDATA[" not in page, "a comment or CDATA")
    need(not re.search(rb"&#x", page), "a hexadecimal reference")
    need(not re.search(rb"&(?!amp;|lt;|gt;|quot;|apos;|#\d+;)", page), "an unknown entity")


def atom_entry(entry, url):
    item = {"title": text_of(entry, ATOM + "title"), "id": text_of(entry, ATOM + "id"),
            "author": text_of(entry, f"{ATOM}author/{ATOM}name") or "?", "books": []}
    for link in entry.findall(ATOM + "link"):
        rel, kind = link.get("rel"), link.get("type") or ""
        href = urllib.parse.urljoin(url, link.get("href"))
        if "application/atom+xml" in kind and rel in LEADS_ON:
            item["page"] = href
        elif rel and rel.startswith(ACQUISITION):
            item["books"].append((href, kind, int(link.get("length"))))
        elif rel == THUMBNAIL:
            item["thumbnail"] = href
        elif rel == IMAGE:
            item["image"] = href
    return item


def atom_page(page, url):
    check_for_simple_reader(page)
    feed = xml.fromstring(page)
    need(feed.tag == ATOM + "feed", "no Atom feed at " + url)
    for link in feed.findall(ATOM + "link"):
        if link.get("rel") == "self":
            need(urllib.parse.urljoin(url, link.get("href")) == url, "self is not " + url)
    return [atom_entry(entry, url) for entry in feed.findall(ATOM + "entry")]


def publication(entry, url):
    data = entry["metadata"]
    item = {"title": data["title"], "id": data["identifier"],
            "author": ", ".join(data.get("author", ["?"])), "books": []}
    for link in entry["links"]:
        href = urllib.parse.urljoin(url, link["href"])
        if link["rel"].startswith(ACQUISITION):
            item["books"].append((href, link["type"], link["size"]))
        elif link["rel"] == "self":
            need(json.loads(fetch(href))["metadata"] == data, "another publication at " + href)
    for link in entry.get("images", []):
        href = urllib.parse.urljoin(url, link["href"])
        item["thumbnail" if link["rel"] == THUMBNAIL else "image"] = href
    return item


def json_page(page, url):
    feed = json.loads(page)
    own = [l["href"] for l in feed["links"] if l["rel"] == "self"]
    need([urllib.parse.urljoin(url, href) for href in own] == [url], "self is not " + url)
    for link in feed.get("navigation", []):
        yield {"title": link["title"], "page": urllib.parse.urljoin(url, link["href"]), "books": []}
    for entry in feed.get("publications", []):
        yield publication(entry, url)


def rss_page(page, url):
    for item in xml.fromstring(page).iter("item"):
        enclosure = item.find("enclosure")
        need(enclosure.get("url").startswith("http"), "an enclosure without a full address")
        yield {"title": text_of(item, "title"), "id": text_of(item, "guid"),
               "author": text_of(item, "{http://purl.org/dc/elements/1.1/}creator") or "?",
               "books": [(enclosure.get("url"), enclosure.get("type"),
                          int(enclosure.get("length")))]}


def check_book(item):
    need(len(item["books"]) == 1, "not one file for " + item["title"])
    url, kind, size = item["books"][0]
    need(kind == "application/epub+zip", "type " + kind)
    data = fetch(url)
    need(len(data) == size, f"{url}: {len(data)} bytes, not {size}")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        need(book.read("mimetype") == b"application/epub+zip", "no EPUB: " + url)
        need(item["id"] in book.read("OEBPS/package.opf").decode(), "another identifier: " + url)
    for name in "image", "thumbnail":
        if name in item:
            need(fetch(item[name])[:3] in (b"\xff\xd8\xff", b"\x89PN"), "no picture: " + item[name])
    return url


def walk(url, seen, books):
    if url in seen:
        return
    seen.add(url)
    page = fetch(url)
    reader = (json_page if page.lstrip()[:1] == b"{"
              else rss_page if b"<rss" in page[:200] else atom_page)
    for item in reader(page, url):
        if "page" in item:
            need(not item["books"], "a page that is a book")
            walk(item["page"], seen, books)
        else:
            books.setdefault(item["id"], (item, check_book(item)))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main():
    folder, catalogue, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        if command:
            subprocess.run([word.replace("{url}", root) for word in command], check=True)
        books = {}
        try:
            walk(root + catalogue, set(), books)
        except Fault as fault:
            sys.exit(str(fault))
        finally:
            server.shutdown()
    for item, url in books.values():
        print(item["title"], item["author"], url.removeprefix(root), sep=" | ")


main()
