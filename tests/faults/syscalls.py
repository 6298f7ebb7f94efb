# SPDX-License-Identifier: MIT
"""System calls that fail, by strace's injection.

A run without faults tells the ordinals of the calls that concern a file; then one of them fails.
"""
import collections
import os
import random
import re

from kit import Case, Fault, Skip, has_either, has_failed, has_written, need, png

TEMP, POST, PICTURE, FOLDER, SITE = (r"out\.epub\.\w+\.tmp", r"/blog/p1\.md", r"/blog/pic1\.png",
                                     r'/blog["/>]*[,>]', r"extra\.css")
OUT_FOLDER = r'openat\([^"]*"\.", [^)]*O_DIRECTORY'

# What fails, the error, the file it concerns, which of the calls on it, the outcome, the message.
# An outcome of 0 is a whole book, of 3 a message and the old book, None either.
ROWS = [
    ("write", "ENOSPC", TEMP, "first", 3, r"out\.epub.*No space left"),
    ("write", "ENOSPC", TEMP, "middle", 3, r"out\.epub.*No space left"),
    ("write", "ENOSPC", TEMP, "last", 3, r"out\.epub.*No space left"),
    ("write", "EIO", TEMP, "first", 3, r"out\.epub.*Input/output"),
    ("write", "EIO", TEMP, "last", 3, r"out\.epub.*Input/output"),
    ("write", "EDQUOT", TEMP, "middle", 3, r"out\.epub.*quota"),
    ("write", "EFBIG", TEMP, "last", 3, r"out\.epub.*too large"),
    ("write", "EROFS", TEMP, "first", 3, r"out\.epub.*Read-only"),
    ("write", "EINTR", TEMP, "first", 0, None),
    ("write", "EINTR", TEMP, "last", 0, None),
    ("fsync", "EIO", TEMP, "first", 3, r"out\.epub.*Input/output"),
    ("fsync", "ENOSPC", TEMP, "first", 3, r"out\.epub.*No space left"),
    ("fsync", "EDQUOT", TEMP, "first", 3, r"out\.epub.*quota"),
    ("fsync", "EINTR", TEMP, "first", 0, None),
    ("fsync", "EINVAL", TEMP, "first", 0, None),
    ("rename", "EACCES", TEMP, "first", 3, r"out\.epub.*Permission"),
    ("rename", "ENOSPC", TEMP, "first", 3, r"out\.epub.*No space left"),
    ("rename", "EIO", TEMP, "first", 3, r"out\.epub.*Input/output"),
    ("rename", "EXDEV", TEMP, "first", 3, r"out\.epub"),
    ("rename", "EROFS", TEMP, "first", 3, r"out\.epub.*Read-only"),
    ("close", "EIO", TEMP, "first", 3, r"out\.epub.*Input/output"),
    ("close", "ENOSPC", TEMP, "first", 3, r"out\.epub.*No space left"),
    ("close", "EDQUOT", TEMP, "first", 3, r"out\.epub.*quota"),
    ("close", "EINTR", TEMP, "first", 0, None),
    ("lseek", "EIO", TEMP, "first", 3, r"out\.epub.*Input/output"),
    ("mmap", "ENOMEM", TEMP, "first", 3, r"out\.epub.*memory"),
    ("mmap", "ENODEV", TEMP, "first", 3, r"out\.epub"),
    ("fchmod", "EPERM", TEMP, "first", 0, None),
    ("openat", "ENOSPC", TEMP, "first", 3, r"out\.epub.*No space left"),
    ("openat", "EACCES", TEMP, "first", 3, r"out\.epub.*Permission"),
    ("openat", "EROFS", TEMP, "first", 3, r"out\.epub.*Read-only"),
    ("openat", "EMFILE", TEMP, "first", 3, r"out\.epub.*open files"),
    ("openat", "ENFILE", TEMP, "first", 3, r"out\.epub.*open files"),
    ("openat", "EINTR", TEMP, "first", 0, None),
    ("openat", "EEXIST", TEMP, "first", 0, None),
    ("openat", "EMFILE", POST, "last", 3, r"p1\.md.*open files"),
    ("openat", "EIO", POST, "last", 3, r"p1\.md.*Input/output"),
    ("openat", "EACCES", POST, "last", 0, r"p1\.md.*Permission"),
    ("openat", "ENOENT", POST, "last", 0, r"p1\.md.*No such file"),
    ("openat", "ELOOP", POST, "last", 0, r"p1\.md.*symbolic links"),
    ("openat", "EINTR", POST, "last", 0, None),
    ("read", "EIO", POST, "first", 3, r"p1\.md.*Input/output"),
    ("read", "ESTALE", POST, "first", 3, r"p1\.md.*Stale"),
    ("read", "EINTR", POST, "first", 0, None),
    ("openat", "EMFILE", PICTURE, "first", 3, r"pic1\.png.*open files"),
    ("openat", "EMFILE", PICTURE, "last", 3, r"pic1\.png.*open files"),
    ("openat", "EACCES", PICTURE, "first", 0, r"pic1\.png"),
    ("openat", "EINTR", PICTURE, "first", 0, None),
    ("pread64", "EIO", PICTURE, "first", 3, r"pic1\.png.*Input/output"),
    ("pread64", "EIO", PICTURE, "last", 3, r"pic1\.png.*Input/output"),
    ("pread64", "EINTR", PICTURE, "first", 0, None),
    ("pread64", "EINTR", PICTURE, "last", 0, None),
    ("openat", "EMFILE", SITE, "first", 3, r"extra\.css.*open files"),
    ("read", "EIO", SITE, "first", 3, r"extra\.css.*Input/output"),
    ("read", "EINTR", SITE, "first", 0, None),
    ("getdents64", "EIO", FOLDER, "last", 3, r"blog.*Input/output"),
    ("openat", "EMFILE", FOLDER, "last", 3, r"blog.*open files"),
    ("openat", "EACCES", OUT_FOLDER, "last", 0, None),
    ("fsync", "EIO", ".", "last", 0, None),
]

# Calls of libraries and of the C library: the n-th of all fails.
SWEEPS = [
    ("mmap", "ENOMEM", 12),
    ("brk", "ENOMEM", 4),
    ("mprotect", "ENOMEM", 4),
    ("getrandom", "EAGAIN", 3),
    ("newfstatat", "EIO", 8),
    ("readlink", "EIO", 6),
    ("clone3", "EAGAIN", 2),
]


def strace(box, syscalls, extra=(), arguments=None):
    arguments = arguments or ["-j1", "--cover=none", "--css=extra.css", "blog"]
    prefix = ["strace", "-f", "-y", "-qq", "-o", "trace", "-e", f"trace={syscalls}", *extra]
    # Its search for leaks traces the program, too, which only one can.
    options = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return box.run(*arguments, prefix=prefix, env={"ASAN_OPTIONS": options})


def ordinals(box, syscall, pattern=None, arguments=None):
    """The numbers of the calls in a run without faults: those on PATTERN; without one those from
    the first look at the posts on, for what fails before is the loader's."""
    need("strace")
    box.sample()
    box.write("extra.css", "p { margin: 0 }\n")
    # More than one write takes: then there are several, and seeks.
    box.write("blog/pic0.png", png() + random.Random(1).randbytes(600000))
    result = strace(box, syscall if pattern else f"{syscall},openat,readlink",
                    arguments=arguments)
    if result.status != 0:
        raise Skip("strace is forbidden here" if "ptrace" in result.err
                   else f"a run under strace fails: {result.err[-200:]}")
    box.write("out.epub", b"the old book\n")
    found = []
    numbers = collections.Counter()  # strace counts the calls of each thread for itself
    begun = pattern is not None
    with open(box.path("trace"), encoding="utf-8", errors="replace") as lines:
        for line in lines:
            begun = begun or "blog" in line
            call = re.match(rf"(\d+) +{syscall}\(", line)
            if not call:
                continue
            numbers[call[1]] += 1
            if begun and (pattern is None or re.search(pattern, line)):
                found.append(numbers[call[1]])
    return found


def injected(box, syscall, error, pattern, which, status, message):
    numbers = ordinals(box, syscall, pattern)
    if not numbers:
        raise Fault("the run makes no such call")
    number = {"first": numbers[0], "middle": numbers[len(numbers) // 2],
              "last": numbers[-1]}[which]
    result = strace(box, syscall, ["-e", f"inject={syscall}:error={error}:when={number}"])
    if status == 0:
        has_written(box, result, message)
    else:
        has_failed(box, result, status, message)


def swept(box, syscall, error, points):
    arguments = ["-j2", "--cover=none", "blog"] if syscall == "clone3" else None
    numbers = ordinals(box, syscall, arguments=arguments)
    step = max(1, len(numbers) // points)
    for number in numbers[::step]:
        box.write("out.epub", b"the old book\n")
        # brk() is refused by an older break; an error's number would pass for an address.
        answer = "retval=0" if syscall == "brk" else f"error={error}"
        result = strace(box, syscall, ["-e", f"inject={syscall}:{answer}:when={number}"], arguments)
        try:
            has_either(box, result)
        except Fault as fault:
            raise Fault(f"{syscall} number {number}: {fault}") from None


def names(pattern):
    return {TEMP: "the temporary file", POST: "a post", PICTURE: "a picture", FOLDER: "a folder",
            SITE: "a style sheet", OUT_FOLDER: "the output's folder"}.get(pattern, "the folder")


CASES = [Case(f"{call} of {names(on)} fails with {error}, {which} call", injected, call, error, on,
              which, status, message)
         for call, error, on, which, status, message in ROWS]
CASES += [Case(f"{call} fails with {error} anywhere", swept, call, error, points)
          for call, error, points in SWEEPS]
