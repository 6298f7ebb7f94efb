# SPDX-License-Identifier: MIT
"""Allocations that fail, one after the other, of the program and of its libraries.

A run ends with status 3 and a message; it may end with status 0 where a library can do without.
There is no drawn cover but in one case: Pango and fontconfig crash without memory. All the same
nothing is lost then.
"""
import os

from kit import Case, Fault, OLD, has_written, png, text_of

BATCH = 40


def small(box):
    box.write("blog/p.md", "---\ntitle: Thé 茶\ntags: [a, É]\ndate: 2024-01-02\n---\n\n# Hé\n\ntext *em* "
              "[l](#h) `c` $x^2$ ![p](p.png)\n\n|a|b|\n|-|-|\n|c|d|\n\n```c\nint x;\n```\n\n"
              "<b>raw</b>[^1]\n\n[^1]: note\n")
    box.write("blog/p.png", png())


def run(box, library, cover="none", **env):
    box.write("out.epub", OLD)
    return box.run("-j1", "-q", f"--cover={cover}", "blog", env=dict(env, LD_PRELOAD=library))


def count(box, library, cover="none"):
    small(box)
    result = run(box, library, cover, M2E_FAULT_COUNT=box.path("count"))
    if result.status:
        raise Fault(text_of(result))
    with open(box.path("count"), encoding="ascii") as file:
        return int(file.read())


def one(box, library, at, only):
    result = run(box, library, M2E_FAULT_AT=str(at), **({"M2E_FAULT_ONLY": "1"} if only else {}))
    if box.left_over():
        raise Fault(f"allocation {at}: left behind {box.left_over()}")
    if result.status == 0:
        has_written(box, result)
    elif not box.is_old():
        raise Fault(f"allocation {at}: the old book is gone; {text_of(result)}")
    elif result.status == 3 and not result.err.strip():
        raise Fault(f"allocation {at}: no message")
    elif result.status != 3:
        raise Fault(f"allocation {at}: {text_of(result)}")


def batch(box, library, part, parts, only):
    """Every PARTS-th allocation, from PART on."""
    total = count(box, library)
    step = 1 if os.environ.get("M2E_FULL") else max(1, total // (BATCH * parts))
    for at in range(1 + part * step, total + 1, parts * step):
        one(box, library, at, only)


def drawn(box, library, points):
    """However the run ends, the old book or the new one is there, whole."""
    total = count(box, library, "auto")
    for at in range(1, total + 1, max(1, total // points)):
        result = run(box, library, "auto", M2E_FAULT_AT=str(at))
        if result.status == 0:
            has_written(box, result)
        elif not box.is_old():
            raise Fault(f"allocation {at}: the old book is gone; {text_of(result)}")
        elif result.status > 0 and result.status != 3:
            raise Fault(f"allocation {at}: {text_of(result)}")
        for name in box.left_over():
            os.unlink(box.path(name))


def cases(library):
    swept = [Case(f"allocations fail {'once' if only else 'from then on'}, part {part + 1}", batch,
                  library, part, 5, only)
             for only in (False, True) for part in range(5)]
    return swept + [Case("allocations fail under a drawn cover", drawn, library, 30)]
