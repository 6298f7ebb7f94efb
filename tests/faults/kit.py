# SPDX-License-Identifier: MIT
"""What the tables of faults share: a folder of one's own, runs of the program, judgements.

A case is a function of a box. It raises Fault when the outcome is not the expected one and Skip,
with the reason, where the machine forbids the attempt.
"""
import os
import re
import resource
import shutil
import signal
import stat
import struct
import subprocess
import time
import zipfile
import zlib
from xml.etree import ElementTree

PROGRAM = os.path.join(os.environ["M2E_BUILD"], "mdbook2epub")
OLD = b"the old book\n"
SECONDS = 120  # a run that takes longer has hung; machines differ, so this is no measure of speed
RSS_MB = 400  # of a run whose case says nothing else
# The sanitizers' own memory is not the program's.
IS_SANITIZED = b"__asan_init" in open(PROGRAM, "rb").read() if os.path.exists(PROGRAM) else False
if IS_SANITIZED:
    # Its own allocator gives NULL as others do, and its findings look like no status of ours.
    os.environ["ASAN_OPTIONS"] = ":".join((os.environ.get("ASAN_OPTIONS", "exitcode=86"),
                                           "allocator_may_return_null=1"))
    os.environ.setdefault("UBSAN_OPTIONS", "exitcode=86")


class Fault(Exception):
    pass


class Skip(Exception):
    pass


class Case:
    def __init__(self, name, function, *arguments, **named):
        self.name = name
        self.function = function
        self.arguments = arguments
        self.named = named

    def run(self, folder):
        self.function(Box(folder), *self.arguments, **self.named)


class Result:
    def __init__(self, status, out, err, seconds, rss):
        self.status, self.out, self.err = status, out, err
        self.seconds, self.rss = seconds, rss


def png(width=8, height=8, colour=b"\x20\x60\xa0", claim=None):
    """A PNG of one colour; CLAIM puts another size into its header."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data))

    rows = (b"\0" + colour * width) * height
    size = claim or (width, height)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Box:
    """An empty folder with blog/ for posts and out.epub, the old book."""

    def __init__(self, folder):
        self.folder = folder
        self.output = self.path("out.epub")
        os.mkdir(self.path("blog"))
        self.write("out.epub", OLD)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
        return path

    def post(self, name, body, matter=""):
        return self.write("blog/" + name, f"---\ntitle: T\ndate: 2024-01-02\n{matter}---\n\n{body}\n")

    def sample(self):
        """Three posts, a picture in each, that any run can make a book of."""
        for i in range(3):
            self.post(f"p{i}.md", f"Words number {i}.\n\n![a picture](pic{i}.png)\n\n> said\n")
            self.write(f"blog/pic{i}.png", png(8 + i))

    def start(self, *arguments, prefix=(), env=None, output=None, **named):
        command = [*prefix, PROGRAM, *(arguments or ["-j1", "-q", "--cover=none", "blog"])]
        if output is not False:
            command += ["-o", output or "out.epub"]
        named.setdefault("stdin", subprocess.DEVNULL)
        named.setdefault("stdout", subprocess.PIPE)
        named.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen(command, cwd=self.folder, env=dict(os.environ, **(env or {})),
                                start_new_session=True, **named)

    def run(self, *arguments, limits=(), before=None, seconds=SECONDS, **named):
        """Runs the program to its end; LIMITS are pairs of resource.RLIMIT_* and a number."""

        def prepare():
            for what, much in limits:
                resource.setrlimit(what, (much, much))
            if before:
                before()

        child = self.start(*arguments, preexec_fn=prepare, **named)
        begun = time.monotonic()
        try:
            out, err = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            raise Fault(f"still running after {seconds} s") from None
        rss = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        return Result(child.returncode, out, (err or b"").decode("utf-8", "backslashreplace"),
                      time.monotonic() - begun, rss)

    def left_over(self):
        return sorted(n for n in os.listdir(self.folder) if n.endswith(".tmp"))

    def is_old(self):
        with open(self.output, "rb") as file:
            return file.read() == OLD


def text_of(result):
    return f"status {result.status}\n{result.err[-600:]}"


def check_memory(result, most=RSS_MB):
    if not IS_SANITIZED and result.rss > most:
        raise Fault(f"{result.rss} MB of memory, at most {most} expected")


def has_failed(box, result, status=3, names=None):
    """The run ended with STATUS and a message that NAMES what was wrong; all is as it was."""
    if result.status != status:
        raise Fault(f"expected status {status}: {text_of(result)}")
    if not box.is_old():
        raise Fault("the old book is gone")
    if box.left_over():
        raise Fault(f"left behind: {box.left_over()}")
    if names is not None and not re.search(names, result.err):
        raise Fault(f"no message with '{names}': {text_of(result)}")


def open_book(path):
    """The book at PATH, whole, as a dictionary of its files."""
    try:
        with zipfile.ZipFile(path) as book:
            bad = book.testzip()
            if bad:
                raise Fault(f"{bad} is damaged")
            files = {n: book.read(n) for n in book.namelist()}
    except (zipfile.BadZipFile, OSError) as error:
        raise Fault(f"no whole book: {error}") from None
    if next(iter(files)) != "mimetype":
        raise Fault("mimetype is not the first file")
    return files


def has_written(box, result, warns=None, path=None):
    """The run made a whole book, and warned of what WARNS matches."""
    if result.status != 0:
        raise Fault(f"expected status 0: {text_of(result)}")
    if box.left_over():
        raise Fault(f"left behind: {box.left_over()}")
    if warns is not None and not re.search(warns, result.err):
        raise Fault(f"no message with '{warns}': {text_of(result)}")
    return open_book(path or box.output)


def has_either(box, result, names=None):
    """A whole book, or a message and the old one; nothing between."""
    if result.status == 0:
        return has_written(box, result)
    if result.status not in (1, 3):
        raise Fault(f"expected a book or a message: {text_of(result)}")
    has_failed(box, result, result.status, names or r"\[[\w-]+\]|memory")
    return None


def words_of(files):
    """All text of a book's chapters."""
    words = []
    for name, data in files.items():
        if name.endswith(".xhtml"):
            words += ElementTree.fromstring(data).itertext()
    return " ".join(words)


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise Skip(f"no {tool}")


def need_root():
    if os.geteuid() != 0:
        raise Skip("not root")


def as_nobody(box):
    """The prefix of a run as a user who may do nothing but what all may."""
    need_root()
    need("setpriv")
    os.chmod(box.folder, 0o777)
    for way in (PROGRAM, box.folder):
        while way != "/":
            way = os.path.dirname(way)
            if not os.stat(way).st_mode & stat.S_IXOTH:
                raise Skip(f"{way} is closed to other users")
    return ["setpriv", "--reuid=65534", "--clear-groups"]


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)
