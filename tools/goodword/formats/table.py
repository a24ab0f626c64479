"""Reports as tables for a terminal: columns in line, numbers to the right, no colour."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

from goodword.formats.plain import harmless
from goodword.reports.report import nowhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.table import Table

    from goodword.reports.report import Column, Line, Report

WIDTH = 100
"""Columns, where the terminal states no other."""
WHOLE = 1 << 20
"""Columns where no window folds a table: in a pipe each cell is whole, and can be looked for."""
_BETWEEN = "   "
"""Stands between two columns."""
_SINGLE = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193]*")
"""Texts of which every character takes one column; of others rich knows how many they take."""


class _Sheet(NamedTuple):
    """A table as texts: its title, its columns, and a row of cells each."""

    title: str
    columns: tuple[Column, ...]
    rows: list[list[str]]


def report(result: Report, width: int = WIDTH, *, line: Line = nowhere) -> str:
    """Title, tables and notes as text."""
    sheets = [
        _Sheet(
            harmless(table.title),
            table.columns,
            [
                ["" if each is None else harmless(str(each)) for each in row]
                for row in table.located(line)
            ],
        )
        for table in result.tables
    ]
    title, notes = harmless(result.title), [*map(harmless, result.sentences(line))]
    # What is folded is left to rich, which takes a while to import and longer for long tables.
    lines = _unfolded(title, sheets, notes, width)
    text = _folded(title, sheets, notes, width) if lines is None else "\n".join(lines)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _unfolded(title: str, sheets: list[_Sheet], notes: list[str], width: int) -> list[str] | None:
    """The lines, where all of them fit and none has a tab; else None."""
    lines = [title]
    for sheet in sheets:
        if not sheet.columns:
            return None
        lines += ["", sheet.title] if sheet.title else [""]
        lines += _aligned(sheet)
    lines += ["", *notes] if notes else []
    # A character takes two columns at most.
    fits = all(2 * len(each) <= width or _width(each) <= width for each in lines)
    return lines if fits and not any("\t" in each for each in lines) else None


def _aligned(sheet: _Sheet) -> Iterator[str]:
    """The heading, a line under it, and the rows."""
    heads = [column.name for column in sheet.columns]
    columns = zip(heads, *sheet.rows, strict=True)
    laid = [
        _padded(texts, right=column.type == "number")
        for texts, column in zip(columns, sheet.columns, strict=True)
    ]
    rows = map(_BETWEEN.join, zip(*laid, strict=True))
    yield next(rows)
    yield "─" * (sum(_width(each[0]) for each in laid) + len(_BETWEEN) * (len(laid) - 1))
    yield from rows


def _padded(texts: Sequence[str], *, right: bool) -> list[str]:
    """The texts of a column, all as wide as the widest; at the right none ends in a blank."""
    widest = max(map(_width, texts))
    ends = [each.rstrip() for each in texts] if right else texts
    blanks = (" " * (widest - _width(each)) for each in ends)
    both = zip(ends, blanks, strict=True)
    return [blank + text if right else text + blank for text, blank in both]


def _width(text: str) -> int:
    """How many columns a text takes."""
    if (text.isascii() and text.isprintable()) or _SINGLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - slow, and most texts are plain

    return cell_len(text)


def _folded(title: str, sheets: list[_Sheet], notes: list[str], width: int) -> str:
    from rich.console import Console  # noqa: PLC0415 - slow
    from rich.text import Text  # noqa: PLC0415 - slow

    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    console.print(Text(title))
    for sheet in sheets:
        console.print()
        if sheet.title:
            console.print(Text(sheet.title))
        console.print(_laid_out(sheet))
    if notes:
        console.print()
    for note in notes:
        console.print(Text(note))
    return out.getvalue()


def _laid_out(sheet: _Sheet) -> Table:
    from rich import box  # noqa: PLC0415 - slow, as above
    from rich.table import Table  # noqa: PLC0415 - slow
    from rich.text import Text  # noqa: PLC0415 - slow

    laid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in sheet.columns:
        right = column.type == "number"
        laid.add_column(
            Text(column.name),
            justify="right" if right else "left",
            overflow="fold",
            min_width=len(column.name),
            no_wrap=column.type != "text",
        )
    for row in sheet.rows:
        laid.add_row(*map(Text, row))
    return laid
