"""The tables as CSV, a file each: UTF-8, a heading line, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from goodword.exports.tables import tables
from goodword.exports.tables.about import about
from goodword.formats.csv import cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.exports.tables.table import Value
    from goodword.snapshot import Snapshot


def sheets(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Every table: the name of its file and its bytes.

    Days are `YYYY-MM-DD`, what is true `true`; what is not there is empty.
    """
    for table in (about(), *tables()):
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([each.name for each in table.columns])
        writer.writerows([_cell(each) for each in row] for row in table.make(snapshot))
        yield f"{table.name}.csv", out.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Value) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value)
