#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How far the highlighter and Pygments agree, per language.

    highlight_pygments.py DUMP FOLDER... [--show LANGUAGE] [--files] [--min PERCENT]

DUMP is the program built from tests/unit/highlight_dump.c. Code blocks come from the Markdown
files in each FOLDER; with --files, from the files NAME/* and NAME.ext instead (NAME a language).
Each byte that is no white space is compared as comment, string, number, keyword or other.

Where Pygments has a wider word than ours, either answer agrees:
  String.Doc          string or comment (documentation comments)
  Comment.Preproc     our preprocessor, attribute or comment
  Keyword.Type        our type or keyword
  Operator.Word       keyword or other (and, or, not, in)
  Generic.*           anything of ours that is not one of the four
  Number.Attribute    keyword or number (the words of Handlebars' blocks)
  Error, Other        not counted
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

from pygments.lexer import bygroups
from pygments.lexers import get_lexer_by_name
from pygments.lexers.css import CssLexer
from pygments.token import (Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text,
                            Token)
from pygments.util import ClassNotFound

FENCE = re.compile(r"^( {0,12})(`{3,}|~{3,})[ \t]*([^\n`]*)\n(.*?)^ *\2[`~]*[ \t]*$", re.M | re.S)
SHORTCODE = re.compile(r"\{%\s*highlight\s+(\S+).*?%\}\n(.*?)\{%\s*endhighlight\s*%\}", re.S)
# Names of ours for which Pygments has the lexer under another name.
SAME = {
    "jsx": "javascript", "jsonc": "json", "json5": "javascript", "golang": "go", "svg": "xml",
    "h": "c", "node": "javascript", "mts": "typescript", "patch": "diff", "conf": "ini",
    "gitconfig": "ini", "dotenv": "properties", "sqlite": "sql", "pgsql": "postgresql", "gql": "graphql",
    "jsonld": "json", "yml": "yaml", "Dockerfile": "docker", "proto": "protobuf", "r": "r", "systemd": "ini",
    "c++": "cpp", "v": "vlang", "tsx": "typescript",
}


class Css(CssLexer):
    """Pygments takes what stands in any at-rule for selectors, so the descriptors and integers of
    @counter-style are names of elements to it. Those of these at-rules are declarations (CSS
    Syntax 3, 9.2), which it reads well where it knows them for such. Its lists of properties and
    values lack the words of CSS Counter Styles 3."""
    tokens = {**CssLexer.tokens, "basics": [
        (r"(@)(counter-style|font-face|font-palette-values|page|position-try|property|view-transition)"
         r"\b([^{};]*)(\{)", bygroups(Punctuation, Keyword, Text, Punctuation), "content"),
        *CssLexer.tokens["basics"]], "content": [
        (r"(additive-symbols|fallback|negative|pad|prefix|range|speak-as|suffix|symbols|system)(\s*)(:)",
         bygroups(Keyword, Text, Punctuation), "value-start"),
        *CssLexer.tokens["content"]], "value-start": [
        (r"(additive|alphabetic|cyclic|numeric|symbolic)(?=\s*;)", Keyword.Constant),
        *CssLexer.tokens["value-start"]]}


def classify(token):
    """The letters of ours that agree with a token of Pygments; None: not counted."""
    if token in Error or token in Token.Other:
        return None
    if token in Number.Attribute:
        return "kn"
    if token in Comment.Preproc or token in Comment.PreprocFile or token in Comment.Hashbang:
        return "cpaOTHER"
    if token in Comment:
        return "c"
    if token in String.Doc:
        return "sec"
    if token in String or token in Token.Literal.Date:
        return "se"
    if token in Number:
        return "n"
    if token in Keyword.Type:
        return "kt"
    if token in Keyword:
        return "k"
    if token in Operator.Word:
        return "k" + "OTHER"
    return "OTHER"


OTHERS = set(".tfagphidro")


def agrees(wanted, letter):
    return letter in wanted or ("OTHER" in wanted and letter in OTHERS)


def blocks_of_markdown(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix not in (".md", ".mdx", ".markdown"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        for indent, _, info, code in FENCE.findall(text):
            name = re.split(r"[\s{,:=]", info.strip(), maxsplit=1)[0]
            if indent:
                code = re.sub(r"^ {0,%d}" % len(indent), "", code, flags=re.M)
            if name:
                yield name, code
        for name, code in SHORTCODE.findall(text):
            yield name, code


def blocks_of_files(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            name = path.stem if path.parent == pathlib.Path(folder) else path.parent.name
            yield name, path.read_text(encoding="utf-8", errors="replace")


def lexer_for(name, code):
    if name.lower() in ("sh", "bash", "shell", "zsh") and code.lstrip().startswith("$ "):
        name = "console"
    if name.lower() == "css":
        return Css(stripnl=False, ensurenl=False)
    for alias in (SAME.get(name), name.lower()):
        if not alias:
            continue
        if alias == "php" and "<?" not in code:
            return get_lexer_by_name("php", startinline=True, stripnl=False, ensurenl=False)
        try:
            return get_lexer_by_name(alias, stripnl=False, ensurenl=False)
        except ClassNotFound:
            continue
    return None


def dump(program, blocks):
    data = b"".join(b"%s %d\n%s" % (n.encode(), len(c.encode()), c.encode()) for n, c in blocks)
    done = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split("\n")


def compare(lexer, code, letters, tally, wrong):
    """Adds the block's characters to TALLY (counted, agreed) and the disagreements to WRONG."""
    at = 0
    for _, token, value in lexer.get_tokens_unprocessed(code):
        wanted = classify(token)
        for char in value:
            n = len(char.encode())
            letter = letters[at]
            at += n
            if char.isspace() or wanted is None:
                continue
            tally[0] += 1
            if agrees(wanted, letter):
                tally[1] += 1
            else:
                wrong[(str(token)[6:], letter, value.strip()[:40])] += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--min", type=float, default=0)
    options = parser.parse_args()
    read = blocks_of_files if options.files else blocks_of_markdown
    blocks = [b for folder in options.folders for b in read(folder) if re.fullmatch(r"[\w.+#-]+", b[0])]
    answers = dump(options.dump, blocks)
    tallies = collections.defaultdict(lambda: [0, 0, 0])
    wrongs = collections.defaultdict(collections.Counter)
    unknown = collections.Counter()
    for (name, code), letters in zip(blocks, answers):
        lexer = lexer_for(name, code)
        if letters == "?" or not lexer:
            unknown[name + ("" if letters != "?" else " (ours too)")] += 1
            continue
        tallies[name.lower()][2] += 1
        compare(lexer, code, letters, tallies[name.lower()], wrongs[name.lower()])
    low = 0
    print(f"{'language':16}{'blocks':>8}{'characters':>12}{'agree':>9}")
    for name, (count, same, number) in sorted(tallies.items(), key=lambda t: t[1][1] / max(t[1][0], 1)):
        percent = 100 * same / max(count, 1)
        low += percent < options.min
        print(f"{name:16}{number:8}{count:12}{percent:8.2f}%")
    total = [sum(t[i] for t in tallies.values()) for i in (0, 1, 2)]
    print(f"{'all':16}{total[2]:8}{total[0]:12}{100 * total[1] / max(total[0], 1):8.2f}%")
    if unknown:
        print("no oracle:", ", ".join(f"{n} {c}" for n, c in unknown.most_common()))
    for name in options.show.split(","):
        for (token, letter, value), count in wrongs[name].most_common(40):
            print(f"{count:6} {token:28} {letter} {value!r}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
