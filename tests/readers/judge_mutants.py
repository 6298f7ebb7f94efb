#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How far --check agrees with EPUBCheck on whether a book has an error.

    judge_mutants.py [-n COUNT] [-s SEED] [-d DIR] [-v] [BOOK.epub…]

Takes COUNT mutants (300), chosen by SEED: half of them of the books that check_mutants.py makes and
its table of faults, half of the BOOKs, by default one that the program makes of samples/blog. Both
judge them; printed are the agreement, false alarms (EPUBCheck finds no error), what was missed, both
by message, and the processor times. -v names every book they disagree on; -d keeps the books. Ends with 1
when they agree on less than 95 % or a good book is said to be bad.

$M2E_EPUBCHECK is EPUBCheck's jar, $M2E_BUILD where mdbook2epub is; a JDK must be there.
"""
import argparse
import collections
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import check_mutants as mutants  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(os.environ["M2E_BUILD"], "mdbook2epub")
AGREEMENT = 0.95
XML = (".xml", ".opf", ".xhtml", ".svg", ".ncx", ".smil")


def sample_book(folder):
    path = os.path.join(folder, "sample.epub")
    blog = os.path.join(HERE, "../../samples/blog")
    subprocess.run([PROGRAM, "-q", "--cover=none", blog, "-o", path], check=True)
    return path


def files_of(book):
    with zipfile.ZipFile(book) as z:
        return {n: z.read(n) for n in z.namelist() if n != "mimetype" and not n.endswith("/")}


def swap(text, chance):
    """Two pieces between tags change places, so that elements cross or stand elsewhere."""
    tags = [m.span() for m in re.finditer(r"<[^<>]+>", text)][2:]
    if len(tags) < 2:
        return text
    a, b = sorted(chance.sample(tags, 2))
    return text[:a[0]] + text[b[0]:b[1]] + text[a[1]:b[0]] + text[a[0]:a[1]] + text[b[1]:]


def damage(data, chance):
    """A few bytes of any file go, come, or change."""
    data = bytearray(data or b"x")
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data))
        data[at:at + chance.randrange(3)] = chance.choice(
            [b"", b"<", b"&", b'"', b"\0", b"\xff", b"]]>", b"<!--", b"</p>", b"{", b"}", b"#", b"%zz"])
        data = data or bytearray(b"x")
    return bytes(data)


def encode(text, chance):
    coding = chance.choice(["utf-16", "latin-1", "utf-8-sig"])
    declared = chance.choice(["utf-8", coding.replace("-sig", "")])
    return re.sub(r'encoding="[^"]*"', f'encoding="{declared}"', text, count=1).encode(coding, "replace")


def mutant_of(files, chance):
    """One file of FILES, changed in one place: what was done, and the files."""
    names = sorted(files)
    kind = chance.randrange(10)
    if kind == 0:
        name = chance.choice(names)
        return f"{name}: damaged", {**files, name: damage(files[name], chance)}
    if kind == 1:
        name, other = chance.sample(names, 2)
        less = {n: d for n, d in files.items() if n != name}
        if chance.randrange(2):
            return f"without {name}", less
        return f"{name} holds {other}", {**files, name: files[other]}
    # chapters are many; the package and the contents count as much as all of them
    chosen = [n for n in names if n.endswith(XML)]
    rare = [n for n in chosen if n.endswith((".opf", ".ncx", "nav.xhtml"))]
    name = chance.choice(rare if chance.randrange(2) and rare else chosen)
    text = files[name].decode()
    if kind == 2:
        return f"{name}: swapped", {**files, name: swap(text, chance)}
    if kind == 3 and chance.randrange(2):
        return f"{name}: encoding", {**files, name: encode(text, chance)}
    what, text = chance.choice([m for m in mutants.xml_mutants(text) if m[1] != text])
    return f"{name}: {what}", {**files, name: text}


def make(folder, count, chance, books):
    """Rows of check_mutants' list; the first ones are the good books."""
    rows = []

    def add(area, what, files):
        path = os.path.join(folder, f"{len(rows):05}.epub")
        mutants.write_zip(files, path)
        rows.append((area, path, what))

    ours = [files_of(book) for book in books]
    made = {edition: {n: d if isinstance(d, bytes) else d.encode() for n, d in files.items()}
            for edition, files in (("", mutants.base_book()), ("-2", mutants.EPUB2))}
    for files in [*ours, *made.values()]:
        add("good", "as it is", files)
    faults = chance.sample(list(mutants.faults()), min(count // 4, 2000))
    for area, edits in faults:
        files = mutants.EPUB2 if area.endswith("-2") else mutants.base_book()
        add("fault", area + ": " + "; ".join(f"{n}: {a!r} -> {b!r}" for n, a, b in edits),
            mutants.apply(files, edits))
    for i in range(count // 4):
        what, files = mutant_of(list(made.values())[i % 2], chance)
        add("made", what, files)
    while len(rows) < count:
        what, files = mutant_of(chance.choice(ours), chance)
        add("book", what, files)
    return rows


def epubcheck(rows, folder):
    listing = os.path.join(folder, "paths")
    with open(listing, "w", encoding="utf-8") as out:
        out.writelines(path + "\n" for _, path, _ in rows)
    done = subprocess.run(["java", "-cp", os.environ["M2E_EPUBCHECK"], os.path.join(HERE, "Verdicts.java"),
                           listing], stdout=subprocess.PIPE, check=True)
    found = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        part = line.split("\t")
        if len(part) >= 4:
            found[part[0]] = part[1] == "bad", part[2].split(), part[3]
    return found


def check(rows, _):
    paths = [path for _, path, _ in rows]
    found = {path: (False, [], "") for path in paths}
    done = subprocess.run([PROGRAM, "--check", "--diagnostics=json", *paths], stderr=subprocess.PIPE,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"--check ended with {done.returncode}: {done.stderr[-500:]}")
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        if not line.startswith("{"):
            continue
        message = json.loads(line)
        path = message["file"][:message["file"].index(".epub") + 5]
        if message["severity"] in ("error", "fatal"):
            _, ids, first = found[path]
            found[path] = True, ids + [message["name"]], first or (
                f"{message['file'][len(path) + 1:]}:{message['line']}: {message['message']}")
    return found


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(function, rows, folder):
    """The result, and the processor time that it took: what else runs does not matter."""
    begun = processor_time()
    return function(rows, folder), processor_time() - begun


def report(rows, theirs, ours, verbose):
    agreed, alarms, by_id = collections.Counter(), 0, collections.Counter()
    total = collections.Counter(area for area, _, _ in rows)
    for area, path, what in rows:
        expected, got = theirs[path], ours[path]
        if expected[0] == got[0]:
            agreed[area] += 1
            continue
        alarms += got[0]
        side = "false alarm" if got[0] else "missed"
        by_id[side, " ".join(sorted(set((got if got[0] else expected)[1])))] += 1
        if verbose:
            print(f"{side}: {path}: {what[:300]}\n    {(got if got[0] else expected)[2][:300]}")
    for (side, ids), n in by_id.most_common():
        print(f"{side:12} {n:4}  {ids}")
    for area in total:
        print(f"{area:6} {agreed[area]:5} of {total[area]:5}")
    n, whole = sum(agreed.values()), len(rows)
    bad = sum(theirs[path][0] for _, path, _ in rows)
    print(f"agreed on {n} of {whole} books, {100 * n / whole:.1f} %; {bad} are bad to EPUBCheck; "
          f"{alarms} false alarms, {whole - n - alarms} missed")
    return n >= AGREEMENT * whole and agreed["good"] == total["good"]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("-n", type=int, default=300)
    options.add_argument("-s", type=int, default=1)
    options.add_argument("-d")
    options.add_argument("-v", action="store_true")
    options.add_argument("books", nargs="*")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="m2e-mutants.") as folder:
        folder = options.d or folder
        os.makedirs(folder, exist_ok=True)
        rows = make(folder, options.n, random.Random(options.s), options.books or [sample_book(folder)])
        ours, quick = timed(check, rows, folder)
        theirs, slow = timed(epubcheck, rows, folder)
        good = report(rows, theirs, ours, options.v)
        print(f"--check took {quick:.2f} s, EPUBCheck in one process {slow:.2f} s, "
              f"{slow / quick:.0f} times as much")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
