"""Reports as tables for a terminal: columns in line, numbers to the right, no colour."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from goodword.formats.plain import harmless
from goodword.reports.report import nowhere

if TYPE_CHECKING:
    from rich.table import Table

    from goodword.reports.report import Line, Report
    from goodword.reports.report import Table as ReportTable

WIDTH = 100
"""Columns, where the terminal states no other."""
WHOLE = 1 << 20
"""Columns where no window folds a table: in a pipe each cell is whole, and can be looked for."""


def report(result: Report, width: int = WIDTH, *, line: Line = nowhere) -> str:
    """Title, tables and notes as text."""
    # Commands that show no table are asked for far more often, and rich takes a while to import.
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
    console.print(Text(harmless(result.title)))
    for table in result.tables:
        console.print()
        if table.title:
            console.print(Text(harmless(table.title)))
        console.print(_laid_out(table, line))
    if result.notes:
        console.print()
    for note in result.sentences(line):
        console.print(Text(harmless(note)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _laid_out(table: ReportTable, line: Line) -> Table:
    from rich import box  # noqa: PLC0415 - slow, as above
    from rich.table import Table  # noqa: PLC0415 - slow
    from rich.text import Text  # noqa: PLC0415 - slow

    laid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in table.columns:
        right = column.type == "number"
        laid.add_column(
            Text(column.name),
            justify="right" if right else "left",
            overflow="fold",
            min_width=len(column.name),
            no_wrap=column.type != "text",
        )
    for row in table.located(line):
        laid.add_row(*(Text("" if each is None else harmless(str(each))) for each in row))
    return laid
