"""Diagnostics for people: place, message and rule, the source line with carets, what to do."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from goodword.formats.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Diagnostic, Mark

_LONGEST = 160
"""Columns of a source line that are shown; a longer one is cut around the mark."""


def diagnostics(found: Sequence[Diagnostic], lines: Callable[[str], list[str]]) -> str:
    """All diagnostics, a blank line between them.

    Args:
        found: the diagnostics, in the order to show.
        lines: the lines of a file, by its path.
    """
    return "\n".join(one(each, lines) for each in found)


def one(each: Diagnostic, lines: Callable[[str], list[str]]) -> str:
    """One diagnostic: `path:line:column: severity: message [rule]`, source, hint."""
    path = harmless(each.path)
    where = f"{path}:{each.mark.line}:{each.mark.column}" if each.mark else path
    parts = [f"{where}: {each.severity}: {harmless(each.message)} [{each.rule}]\n"]
    if each.mark and not _is_of_the_whole(each):
        text = lines(each.path)
        if 0 < each.mark.line <= len(text):
            parts.append(_excerpt(text[each.mark.line - 1], each.mark))
    if each.hint:
        parts.append(f"  = {harmless(each.hint)}\n")
    return "".join(parts)


def _is_of_the_whole(each: Diagnostic) -> bool:
    """Whether the file as a whole is meant: no word of it would be the right one to underline."""
    mark = each.mark
    if mark is None or each.rule == "yaml":
        return False
    return (mark.line, mark.column) == (mark.end_line, mark.end_column)


def _excerpt(line: str, mark: Mark) -> str:
    start = mark.column - 1
    end = mark.end_column - 1 if mark.end_line == mark.line else len(line.rstrip())
    first = max(0, start - _LONGEST // 2) if len(line) > _LONGEST else 0
    shown = line[first : first + _LONGEST]
    before = harmless(shown[: start - first].replace("\t", " "))
    within = harmless(shown[start - first : max(end, start + 1) - first].replace("\t", " "))
    after = harmless(shown[max(end, start + 1) - first :].replace("\t", " "))
    number = str(mark.line)
    cut = "…" if first else ""
    gutter = " " * len(number)
    return (
        f"  {number} | {cut}{before}{within}{after}\n"
        f"  {gutter} | {' ' * (len(cut) + _width(before))}{'^' * max(1, _width(within))}\n"
    )


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
