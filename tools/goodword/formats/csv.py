"""Tables as CSV (RFC 4180 with LF): one heading line; the first table of a report.

A cell that a spreadsheet would take for a formula begins with an apostrophe, as spreadsheets
themselves write such texts.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from goodword.reports.report import nowhere

if TYPE_CHECKING:
    from goodword.reports.report import Line, Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_WIDE = str.maketrans("＝＋－＠", "=+-@")  # noqa: RUF001 - spreadsheets read the wide signs too


def report(result: Report, *, line: Line = nowhere) -> str:
    """The sheet, else the first table."""
    table = result.sheet or result.tables[0]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.located(line):
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8", "backslashreplace").decode()


def cell(value: object) -> object:
    """A cell as a sheet may have it: never a formula, empty for None."""
    if isinstance(value, str) and value.lstrip(" ").translate(_WIDE).startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
