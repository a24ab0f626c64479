"""Mutated files for the strict reader: `python -m tests.fuzz_documents --count 1000000`.

The same seed gives the same inputs. Each is judged by `fault`, which knows what must hold for
any bytes; an input with a fault is printed so that it can become a fixture.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import yaml

from goodword.source import characters
from goodword.source.documents import LIMIT, lines, locate, read_document, reader
from goodword.source.documents.remarks import remarks
from goodword.source.schemas.visible import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Diagnostic
    from goodword.source.documents import Value

SEEDS = (
    b"""\
# yaml-language-server: $schema=../../../schemas/claim.schema.json
evidence:
  - kind: link
    url: https://example.org/posts/42?x=1&y=2
    title: "How to \\"do\\" it: a gui\\u0064e"
decision:
  outcome: approved
  date: 2026-08-09
  points: 100
""",
    """\
name: Ána Lópes 😀
languages: [pt, en]
reach:
  - {channel: blog, measure: readers, value: 1200, date: 2026-01-02}
bio: |
  Writes about *tests*.

  Lives in Lisbon.
links: []
empty:
'it''s': >-
  folded
  text
""".encode(),
    b"values:\n  - kpi: nps\n    value: 41.5\n    date: 2026-06-30\n  - ? a\n    : -0.25\n",
    b"a: {b: [1, {c: d}, 'e'], \"f\": ~}\ng: [[], {}, [[[x]]]]\n",
    """\
# yaml-language-server: $schema=../../schemas/feedback.schema.json
title: The dock – 2 of them – can't be bought alone, #1 wish
refs: ["2026-01-02-dock", x-2]
steps:
  - step: received
    date: "2026-01-02"
    from: [ana, true]
  - kind: 'told'

    say:
      members: "We looked: exploring"
      public: Zoë, no
    points: 120
    share: 41.5
    parts:
      - https://example.org/a#b
      - 7
      - null
""".encode(),
    b"a:\n  - b:\n      c: 1\n    d: 2\n  - e\nf: 3\n# g\nh:\n  i: 4\n  j:\n    k: l\n",
)
TOKENS = (
    *(c.encode() for c in "[]{},:?-&*!|>'\"%@`#\\ \n\t\r\0\x07\x85\u2028\u202e\ufeff\ud7ff😀"),
    *(b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\xfe\xff"),
    *(b"- ", b": ", b"? ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n", b"&a ", b"*a ", b"!!int "),
    *(b"\\x00", b"\\u202e", b"\\ud800", b"\\U0010ffff", b'"\\', b"''", b'""', b"|2\n", b">+\n"),
    *(b"007", b"0x1F", b"0o7", b"1.0", b"1e9999", b".nan", b"-.inf", b"9" * 40, b"1_000", b"~"),
    *(b"[" * 40, b"- " * 40, b"{a: " * 20, b"a: 1\n" * 3, b" " * 70, b"yes", b"null", b"12:30"),
)
KEYS = re.compile(rb"[a-z]+")


def mutations(count: int, seed: int = 1) -> Iterator[bytes]:
    """So many inputs, made from `SEEDS` by a few changes each."""
    chance = random.Random(seed)  # noqa: S311 - the same inputs each time
    pick, number = chance.choice, chance.randrange
    for _ in range(count):
        data = bytearray(pick(SEEDS))
        for _ in range(pick((1, 1, 1, 2, 3, 8))):
            at = number(len(data) + 1)
            what = number(6)
            if what == 0:
                data[at:at] = pick(TOKENS)
            elif what == 1:
                token = pick(TOKENS)
                data[at : at + len(token)] = token
            elif what == 2:
                del data[at : at + number(12)]
            elif what == 3:
                data[at : at + 1] = bytes((number(256),))
            elif what == 4:
                to = number(len(data) + 1)
                data[to:to] = data[at : at + number(40)]
            else:
                rows = data.split(b"\n")
                rows.insert(number(len(rows)), pick(rows))
                data = bytearray(b"\n".join(rows))
        yield bytes(data)


def fault(data: bytes) -> str:
    """What the reader does wrong with an input; empty where all is well."""
    value, diagnostics = read_document(data, "f.yml")
    if (value is None) != bool(diagnostics):
        return "a value and diagnostics, or neither"
    cleaned = characters.clean(data, "f.yml").data
    text = data.decode("utf-8", "replace") if cleaned is None else cleaned.decode()
    for each in diagnostics:
        if words := _misplaced(each, text.split("\n"), large=len(data) > LIMIT):
            return f"{words}: {each}"
    if diagnostics:
        return ""
    try:
        texts = yaml.CBaseLoader(cleaned or b"").get_single_data()
    except yaml.YAMLError as error:
        return f"taken, and PyYAML says: {error}"
    return (
        _difference(value, texts)
        or _places(data, value)
        or _two_ways(cleaned or b"")
        or _at_a_glance(data, value)
    )


def _at_a_glance(data: bytes, value: Value) -> str:
    """What would still have to be said of a document that is taken line by line from its bytes."""
    quick = lines.quick(data)
    if quick is None:
        return ""
    if repr(quick) != repr(value):
        return f"at a glance {quick}: {value}"
    if trimmed(quick, b"\\") != quick:
        return f"at a glance {quick}, and its texts are not as they are seen"
    return "at a glance, and a comment cuts off a text" if remarks(data, "f.yml") else ""


def _two_ways(cleaned: bytes) -> str:
    """Where a document that is read line by line is another than that of libyaml's events."""
    quick = lines.read(cleaned.decode())
    if quick is None:
        return ""
    long, error = reader._parse(cleaned, [], shorten=False)
    return "" if repr(quick) == repr(long) and error is None else f"line by line {quick}: {long}"


def _misplaced(diagnostic: Diagnostic, text: list[str], *, large: bool) -> str:
    """What is wrong with a diagnostic; of a file that is too large it names no line."""
    mark = diagnostic.mark
    if mark is None:
        return "" if large else "no mark"
    if not 1 <= mark.line <= mark.end_line <= len(text):
        return "a mark outside the text"
    if not 1 <= mark.column <= len(text[mark.line - 1]) + 1:
        return "a mark outside its line"
    if (mark.end_line, mark.end_column) < (mark.line, mark.column):
        return "a mark that ends before it begins"
    if characters.REFUSED.search(diagnostic.message + diagnostic.hint):
        return "a message with control characters"
    return ""


def _difference(value: Value, texts: object) -> str:
    """Where the value differs from the texts that PyYAML's own composer finds."""
    stack: list[tuple[object, object]] = [(value, texts)]
    while stack:
        ours, theirs = stack.pop()
        if isinstance(ours, dict) and isinstance(theirs, dict):
            if list(ours) != list(theirs):
                return f"other keys: {ours} {theirs}"
            stack.extend(zip(ours.values(), theirs.values(), strict=True))
        elif isinstance(ours, list) and isinstance(theirs, list):
            if len(ours) != len(theirs):
                return f"other items: {ours} {theirs}"
            stack.extend(zip(ours, theirs, strict=True))
        elif not isinstance(theirs, str) or not _says(ours, theirs):
            return f"{ours!r} for {theirs!r}"
    return ""


def _says(value: object, text: str) -> bool:
    if isinstance(value, str):
        return value == text and not characters.REFUSED.search(text)
    if isinstance(value, bool):
        return str(value).lower() == text.lower()
    if isinstance(value, int):
        return int(text) == value and len(text.lstrip("+-")) <= 18
    if isinstance(value, Decimal):
        return Decimal(text) == value
    return value is None and text.lower() in {"", "~", "null"}


def _places(data: bytes, value: Value) -> str:
    """Every key of the value is found in the text, and its mark covers it."""
    text = data.decode().split("\n")
    stack: list[tuple[tuple[str | int, ...], Value]] = [((), value)]
    while stack:
        pointer, part = stack.pop()
        if isinstance(part, list):
            stack.extend(((*pointer, index), each) for index, each in enumerate(part))
        elif isinstance(part, dict):
            for key, each in part.items():
                mark = locate(data, (*pointer, key), key=True)
                if mark is None:
                    return f"{key!r} is not found"
                shown = text[mark.line - 1][mark.column - 1 : mark.end_column - 1]
                if mark.line == mark.end_line and KEYS.fullmatch(key.encode()) and key not in shown:
                    return f"{key!r} is found at {shown!r}"
                stack.append(((*pointer, key), each))
    return ""


def main(arguments: list[str]) -> int:
    """Judge as many inputs as are asked for; 1 where one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    faults = 0
    for number, data in enumerate(mutations(options.count, options.seed), 1):
        if words := fault(data):
            faults += 1
            sys.stdout.write(f"{data!r}\n  {words}\n")
        if not number % 100_000:
            sys.stdout.write(f"{number} inputs, {faults} faults\n")
            sys.stdout.flush()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
