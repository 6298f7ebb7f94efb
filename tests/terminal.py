#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program with a terminal as its standard error.

usage: terminal.py [--slow] [NAME=VALUE]... PROGRAM [ARGUMENT]...

What is written to the terminal goes to the file `screen.raw`, the lines that are left on it to
`screen`. With --slow the program is stopped most of the time, so that it takes longer than its work
does, on any machine.
"""
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time

PAUSES = 40  # time stopped for each unit of time running
PAUSE = 0.1  # seconds at most: what runs late on a busy machine need not be made up for
STEP = re.compile(rb"\r|\n|\x1b\[K|\x1b\[[0-9;]*m|[^\r\n\x1b]+|\x1b")


def lines_left(raw):
    """What stands on the terminal at the end, after returns and wipes."""
    lines, line, at = [], b"", 0
    for piece in STEP.findall(raw):
        if piece == b"\r":
            at = 0
        elif piece == b"\n":
            lines.append(line)
            line, at = b"", 0
        elif piece == b"\x1b[K":
            line = line[:at]
        elif not piece.startswith(b"\x1b"):
            line = line[:at] + piece + line[at + len(piece):]
            at += len(piece)
    return lines + ([line] if line else [])


def slow_down(child):
    while child.poll() is None:
        started = time.monotonic()
        time.sleep(0.002)
        child.send_signal(signal.SIGSTOP)
        time.sleep(min(PAUSE, PAUSES * (time.monotonic() - started)))
        child.send_signal(signal.SIGCONT)


def main(words):
    is_slow = words[0] == "--slow"
    words = words[is_slow:]
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    env["TERM"] = "xterm"
    while "=" in words[0]:
        name, value = words.pop(0).split("=", 1)
        env[name] = value
    master, slave = pty.openpty()
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=slave, env=env)
    os.close(slave)
    if is_slow:
        threading.Thread(target=slow_down, args=(child,), daemon=True).start()
    raw = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        raw += piece
    with open("screen.raw", "wb") as f:
        f.write(raw)
    with open("screen", "wb") as f:
        f.writelines(line + b"\n" for line in lines_left(raw))
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
