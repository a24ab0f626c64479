r"""What is wrong with a schema's pattern: every engine must read it alike, and none run long.

A pattern must hold for the whole text in Python, Rust and editors' JavaScript: anchored with `^`
and closed with `$(?!\n)` (Python's `$` also stands before a last line break), without classes
that differ between them, and without a repeated group that repeats something itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

START, END = "^", "$(?!\\n)"
_QUANTIFIER = re.compile(r"[*+?]|\{([0-9]+)(,([0-9]*))?\}")
_ESCAPES = frozenset(".^$*+?()[]{}|\\/-tn")
"""What may stand behind a backslash: signs that stand for themselves, the tab, the line break."""


def faults_of(pattern: str) -> Iterator[str]:
    """What is wrong with a pattern, one sentence each; nothing where it is sound."""
    if not (pattern.startswith(START) and pattern.endswith(END)):
        yield f"the pattern is not anchored, expected {START}…{END}"
        return
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"the pattern is none: {error}"
        return
    body = pattern[len(START) : -len(END)]
    for escaped in re.findall(r"\\(.)", body, re.DOTALL):
        if escaped not in _ESCAPES:
            yield f"the pattern has \\{escaped}, which engines read differently"
    yield from _walk(body)


def _walk(body: str) -> Iterator[str]:
    """What is wrong between the anchors; `groups` says of each open one whether it repeats."""
    groups = [False]
    index = 0
    while index < len(body):
        sign = body[index]
        if sign == "\\":
            index, closed = index + 2, False
        elif sign == "[":
            index, closed = _class_end(body, index), False
        elif sign == "(":
            groups.append(False)
            index += 1
            continue
        elif sign == ")":
            index, closed = index + 1, True
        else:
            if sign == "." or (sign == "|" and len(groups) == 1):
                yield f"the pattern has a bare {sign} between its anchors"
            index, closed = index + 1, False
        inner = groups.pop() if closed else False
        repeats, varies, index = _quantifier(body, index)
        if inner and repeats:
            yield "the pattern repeats a group that repeats something itself"
        groups[-1] = groups[-1] or inner or varies


def _class_end(body: str, index: int) -> int:
    """The index behind a character class that begins at `index`."""
    index += 1
    while body[index] != "]":
        index += 2 if body[index] == "\\" else 1
    return index + 1


def _quantifier(body: str, index: int) -> tuple[bool, bool, int]:
    """Whether what was read may come more than once, whether how often varies, and what follows."""
    found = _QUANTIFIER.match(body, index)
    if found is None:
        return False, False, index
    sign = found.group()
    if sign == "?":
        return False, False, found.end()
    if sign in "*+":
        return True, True, found.end()
    low, comma, high = found.groups()
    most = int(low) if comma is None else int(high or 1_000_000)
    return most > 1, most > 1 and most != int(low), found.end()
