"""Rows of large tables in which a text may stand, found without parting all others."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows_with(text: str, wanted: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a table in which a text may stand, with their numbers: the others are not parted.

    Args:
        text: the table as CSV.
        wanted: what is looked for, without the end of a line.
    """
    if '"' in text:
        yield from _quoted(text, wanted)
        return
    # Without quotes each line is a row, and few of very many have the text.
    number, start = 1, 0
    while (at := text.find(wanted, start)) >= 0:
        number += text.count("\n", start, at)
        start, end = text.rfind("\n", start, at) + 1 or start, text.find("\n", at) + 1 or len(text)
        yield number, next(csv.reader((text[start:end],)))
        number, start = number + 1, end


def _quoted(text: str, wanted: str) -> Iterator[tuple[int, list[str]]]:
    """The same of a table in which a row may take several lines."""
    lines = iter(io.StringIO(text))
    for number, line in enumerate(lines, start=1):
        if wanted in line or '"' in line:
            # In quotes a row may go on with the next lines.
            yield number, next(csv.reader(chain((line,), lines)))
