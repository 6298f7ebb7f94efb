# SPDX-License-Identifier: MIT
"""Limits of the machine, full disks, standard streams, signals, several builders at once."""
import os
import random
import resource
import signal
import subprocess
import time

from kit import (Case, Fault, OLD, Skip, as_nobody, has_either, has_failed, has_written, mode_of,
                 need, need_root, open_book, png, text_of, IS_SANITIZED)

QUIET = ["-j1", "-q", "--cover=none", "blog"]
MB = 1 << 20


def limited(box, limits, status=None, message=None, arguments=None):
    if IS_SANITIZED and any(what == resource.RLIMIT_AS for what, _ in limits):
        raise Skip("the sanitizer needs more memory")
    box.sample()
    result = box.run(*(arguments or QUIET), limits=limits)
    if status == 0:
        has_written(box, result)
    elif status:
        has_failed(box, result, status, message)
    else:
        has_either(box, result, message)


def few_descriptors(box):
    """--check takes no more workers than it has descriptors for."""
    box.sample()
    has_written(box, box.run(*QUIET))
    result = box.run("--check", "-j8", *["out.epub"] * 12, limits=[(NOFILE, 8)], output=False)
    if result.status or result.err.count(": 0 errors") != 12:
        raise Fault(text_of(result))


def on_full_disk(box, size, status, message):
    need_root()
    need("mount", "umount")
    box.sample()
    os.mkdir(box.path("disk"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs",
                              box.path("disk")], capture_output=True, check=False)
    if mounted.returncode:
        raise Skip("no tmpfs can be mounted")
    try:
        box.output = box.path("disk/out.epub")
        box.write("disk/out.epub", OLD)
        result = box.run(*QUIET, output="disk/out.epub")
        if status:
            has_failed(box, result, status, message)
        else:
            has_written(box, result)
        left = set(os.listdir(box.path("disk"))) - {"out.epub"}
        if left:
            raise Fault(f"left behind: {left}")
    finally:
        subprocess.run(["umount", "-l", box.path("disk")], check=False)


# Streams.

def to_stream(box, how, statuses):
    """Standard output, or error, is what HOW says; the book never holds log text."""
    box.sample()
    box.write("blog/bad.md", "---\ntitle: [open\ndate: 20/1/2\n---\n\ntext\n")
    arguments = ["-j1", "--cover=none", "blog"]
    result = how(box, arguments)
    if result.status not in statuses:
        raise Fault(f"expected status {statuses}: {text_of(result)}")
    if box.left_over():
        raise Fault(f"left behind: {box.left_over()}")
    if result.status == 0 and not box.is_old():
        open_book(box.output)


def full_stderr(box, arguments):
    with open("/dev/full", "wb") as full:
        return box.run(*arguments, stderr=full)


def closed(number):
    def how(box, arguments):
        return box.run(*arguments, before=lambda: os.close(number))
    return how


def all_closed(box, arguments):
    def close():
        for number in range(3):
            os.close(number)
    return box.run(*arguments, before=close)


def book_to_full(box, arguments):
    with open("/dev/full", "wb") as full:
        return box.run(*arguments, output="-", stdout=full)


def book_to_closed(box, arguments):
    return box.run(*arguments, output="-", before=lambda: os.close(1))


def list_to_full(box, arguments):
    with open("/dev/full", "wb") as full:
        return box.run("--list", *arguments[2:], output=False, stdout=full)


def help_to_full(box, _):
    with open("/dev/full", "wb") as full:
        return box.run("--help", output=False, stdout=full)


def broken_pipe(box):
    """The reader goes away after 100 bytes."""
    box.sample()
    box.write("blog/pic0.png", png(700, 700, os.urandom(3)) + os.urandom(300000))
    child = box.start(*QUIET, output="-")
    child.stdout.read(100)
    child.stdout.close()
    child.stderr.read()
    child.wait(60)
    if child.returncode not in (3, -signal.SIGPIPE):
        raise Fault(f"status {child.returncode}")
    left = [n for n in os.listdir(os.environ.get("TMPDIR", "/tmp")) if n.startswith(".stdout.")]
    if left:
        raise Fault(f"left behind: {left}")


def book_to_pipe(box):
    box.sample()
    result = box.run("-j1", "--cover=none", "blog", output="-")
    box.write("out.epub", result.out)
    has_written(box, result)


# Signals.

def killed(box, number, runs):
    """Killed at RUNS moments: the old or the new book, whole; a temporary only after KILL."""
    box.sample()
    for i in range(40):
        box.post(f"more{i}.md", "word " * 2000)
    begun = time.monotonic()
    has_written(box, box.run(*QUIET))
    whole = time.monotonic() - begun
    chance = random.Random(number)
    for _ in range(runs):
        box.write("out.epub", OLD)
        child = box.start(*QUIET)
        time.sleep(chance.random() * whole)
        child.send_signal(number)
        child.communicate(timeout=60)
        if not box.is_old():
            open_book(box.output)
        left = box.left_over()
        if left and number != signal.SIGKILL:
            raise Fault(f"left behind: {left}")
        for name in left:
            os.unlink(box.path(name))
        if child.returncode not in (-number, 0):
            raise Fault(f"status {child.returncode} after signal {number}")


def ignored_signal(box):
    """Under nohup a hang-up does not end it."""
    box.sample()
    child = box.start(*QUIET, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    child.send_signal(signal.SIGHUP)
    child.communicate(timeout=60)
    if child.returncode != 0:
        raise Fault(f"status {child.returncode}")
    open_book(box.output)


def eight_builders(box):
    box.sample()
    children = [box.start(*QUIET) for _ in range(8)]
    for child in children:
        _, err = child.communicate(timeout=120)
        if child.returncode:
            raise Fault(f"status {child.returncode}\n{err.decode()}")
    open_book(box.output)
    if box.left_over():
        raise Fault(f"left behind: {box.left_over()}")


# Memory.

def memcheck(box, arguments):
    """No error of memory and none lost, in the program and the children that it forks."""
    need("valgrind")
    if IS_SANITIZED:
        raise Skip("valgrind and the sanitizers exclude each other")
    blog = os.path.join(os.environ["M2E_SRC"], "samples/blog")
    prefix = ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full",
              "--errors-for-leak-kinds=definite", "--log-file=valgrind.%p"]
    has_written(box, box.run("-q", *arguments, blog, prefix=prefix, seconds=600))
    for name in os.listdir(box.folder):
        if name.startswith("valgrind.") and os.path.getsize(box.path(name)):
            with open(box.path(name), encoding="utf-8", errors="replace") as log:
                raise Fault(log.read()[:2000])


# The target.

def keeps_mode(box, mode):
    box.sample()
    os.chmod(box.output, mode)
    has_written(box, box.run(*QUIET))
    if mode_of(box.output) != mode:
        raise Fault(f"mode {mode_of(box.output):o}, it was {mode:o}")


def honours_umask(box, mask):
    box.sample()
    os.unlink(box.output)
    has_written(box, box.run(*QUIET, before=lambda: os.umask(mask)))
    if mode_of(box.output) != 0o666 & ~mask:
        raise Fault(f"mode {mode_of(box.output):o} under umask {mask:o}")


def follows_link(box):
    box.sample()
    os.mkdir(box.path("real"))
    box.write("real/book.epub", OLD)
    os.unlink(box.output)
    os.symlink("real/book.epub", box.output)
    has_written(box, box.run(*QUIET), path=box.path("real/book.epub"))
    if not os.path.islink(box.output):
        raise Fault("the link was replaced")


def dangling_link(box):
    box.sample()
    os.unlink(box.output)
    os.symlink("new.epub", box.output)
    has_written(box, box.run(*QUIET), path=box.path("new.epub"))


def link_loop(box):
    box.sample()
    os.unlink(box.output)
    os.symlink("other", box.output)
    os.symlink("out.epub", box.path("other"))
    result = box.run(*QUIET)
    if result.status != 3 or "out.epub" not in result.err:
        raise Fault(text_of(result))


def bad_target(box, name, message):
    box.sample()
    os.mkdir(box.path("folder"))
    result = box.run(*QUIET, output=name)
    has_failed(box, result, 3, message)


def write_protected(box):
    prefix = as_nobody(box)
    box.sample()
    os.chmod(box.output, 0o444)
    result = box.run(*QUIET, prefix=prefix)
    has_failed(box, result, 3, r"out\.epub.*Permission")


def protected_folder(box):
    prefix = as_nobody(box)
    box.sample()
    os.chmod(box.folder, 0o755)
    os.chmod(box.output, 0o666)
    result = box.run(*QUIET, prefix=prefix)
    has_failed(box, result, 3, r"out\.epub.*Permission")


AS, FSIZE, NOFILE, STACK, NPROC = (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE,
                                   resource.RLIMIT_STACK, resource.RLIMIT_NPROC)

CASES = [
    Case(f"files may have {size} bytes", limited, [(FSIZE, size)], 3, r"out\.epub.*too large")
    for size in (0, 1, 100, 4096)]
CASES += [
    Case(f"{n} file descriptors", limited, [(NOFILE, n)], *rest)
    for n, *rest in ((4, None), (5, None), (6, None), (8, 0), (16, 0))]
CASES += [
    Case("8 file descriptors for many books", few_descriptors),
    Case("256 kB of stack", limited, [(STACK, 256 << 10)], 0),
    Case("256 kB of stack, four workers", limited, [(STACK, 256 << 10)], 0, None,
         ["-j4", "-q", "--cover=none", "blog"]),
    Case("200 MB of memory", limited, [(AS, 200 * MB)], 0),
    Case("200 MB of memory, a drawn cover", limited, [(AS, 200 * MB)], None, None,
         ["-j1", "-q", "blog"]),
    Case("100 MB of memory", limited, [(AS, 100 * MB)]),
    Case("no more processes", limited, [(NPROC, 1)], 0, None, ["-j4", "-q", "--cover=none", "blog"]),
]
CASES += [
    Case("valgrind on the sample", memcheck, ["--cover=none"]),
]
CASES += [Case(f"a disk of {size}", on_full_disk, size, *rest) for size, *rest in (
    ("4k", 3, r"out\.epub.*No space left"), ("8k", 3, r"out\.epub.*No space left"),
    ("1m", 0, None))]
CASES += [Case(name, to_stream, how, statuses) for name, how, statuses in (
    ("standard error is full", full_stderr, (0, 3)),
    ("standard input is closed", closed(0), (0,)),
    ("standard output is closed", closed(1), (0,)),
    ("standard error is closed", closed(2), (0, 3)),
    ("all standard streams are closed", all_closed, (0, 3)),
    ("a book to a full standard output", book_to_full, (3,)),
    ("a book to a closed standard output", book_to_closed, (3,)),
    ("a list to a full standard output", list_to_full, (3,)),
    ("help to a full standard output", help_to_full, (3,)))]
CASES += [
    Case("a book to a pipe that breaks", broken_pipe),
    Case("a book to a pipe", book_to_pipe),
    Case("killed at any moment", killed, signal.SIGKILL, 12),
    Case("terminated at any moment", killed, signal.SIGTERM, 12),
    Case("interrupted at any moment", killed, signal.SIGINT, 12),
    Case("hung up at any moment", killed, signal.SIGHUP, 12),
    Case("hung up under nohup", ignored_signal),
    Case("eight builders onto one output", eight_builders),
    Case("the output is a link", follows_link),
    Case("the output is a link to nothing", dangling_link),
    Case("the output is a loop of links", link_loop),
    Case("the output is a folder", bad_target, "folder", r"folder.*[Dd]irectory"),
    Case("the output's folder is missing", bad_target, "missing/out.epub", r"missing.*No such file"),
    Case("the output's folder is a file", bad_target, "out.epub/book.epub", r"Not a directory"),
    Case("the output's name is too long", bad_target, "x" * 300 + ".epub", r"too long"),
    Case("the output is write-protected", write_protected),
    Case("the output's folder is write-protected", protected_folder),
]
CASES += [Case(f"the output has mode {mode:o}", keeps_mode, mode)
          for mode in (0o600, 0o640, 0o644, 0o664)]
CASES += [Case(f"a new output under umask {mask:03o}", honours_umask, mask)
          for mask in (0o000, 0o022, 0o027, 0o077)]
