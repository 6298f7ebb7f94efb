#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Opens a book with epub.js in headless Chromium and prints what the page found out.

usage: epubjs.py BOOK MODULES [SECONDS]

MODULES is a node_modules folder with epubjs and jszip. Everything is served over loopback; the page
(epubjs.html) hands its report in when it is through, as JSON.
"""
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))


def files(book, modules):
    return {
        "/": (os.path.join(HERE, "epubjs.html"), "text/html"),
        "/epub.js": (os.path.join(modules, "epubjs/dist/epub.js"), "text/javascript"),
        "/jszip.js": (os.path.join(modules, "jszip/dist/jszip.js"), "text/javascript"),
        "/book.epub": (book, "application/epub+zip"),
    }


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path, kind = self.server.files.get(self.path, (None, None))
        if not path:
            self.send_error(404)
            return
        with open(path, "rb") as f:
            body = f.read()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.server.report = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()
        self.server.is_done.set()


def main(book, modules, seconds="60"):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.files = files(book, modules)
    server.is_done = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = tempfile.mkdtemp()
    browser = subprocess.Popen(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--remote-debugging-port=0",  # it stays until it is ended
         f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    is_done = server.is_done.wait(float(seconds))
    browser.terminate()
    browser.wait()
    shutil.rmtree(profile, ignore_errors=True)
    if not is_done:
        sys.exit(f"no report from the page within {seconds} s")
    sys.stdout.buffer.write(server.report)


if __name__ == "__main__":
    main(*sys.argv[1:])
