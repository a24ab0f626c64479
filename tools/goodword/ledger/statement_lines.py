"""A statement taken apart into its lines, to compare what it states with what the files give.

A statement may have been edited by hand: what is no number counts as 0.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.statement import INFLUENCER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Place

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Lines:
    """A statement: figures by person, lot and redemption lines by (person, record)."""

    people: dict[str, dict[str, str]]
    lots: dict[tuple[str, str], Rows]
    redemptions: dict[tuple[str, str], Rows]

    def named_of(self, person: str) -> set[str]:
        """The paths of the records that the lines of a person name."""
        rows = [row for each in self.redemptions.values() for row in each if row[1] == person]
        names = [name for who, name in (*self.lots, *self.redemptions) if who == person]
        return {f"{name}.yml" for name in (*names, *(row[3] for row in rows))}


def taken_apart(text: str) -> Lines:
    """The lines of a statement, without its first one and the headings."""
    found = Lines({}, {}, {})
    for _, row in _rows(text):
        if row[0] == "influencer" and len(row) == len(INFLUENCER):
            found.people[row[1]] = dict(zip(INFLUENCER, row, strict=True))
        elif row[0] == "lot" and len(row) == 9:
            found.lots.setdefault((row[1], row[2]), []).append(row)
        elif row[0] == "redemption" and len(row) == 6:
            found.redemptions.setdefault((row[1], row[2]), []).append(row)
    return found


def named_in(text: str) -> dict[str, int]:
    """The paths of the records that a statement names, each with its first line from 1."""
    found: dict[str, int] = {}
    for number, row in _rows(text):
        for column in {"lot": (2,), "redemption": (2, 3)}.get(row[0], ()):
            if column < len(row):
                found.setdefault(f"{row[column]}.yml", number)
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        try:
            row = next(csv.reader(io.StringIO(line), strict=True), [])
        except csv.Error:
            continue
        if len(row) > 2 and row[1] != "id":
            yield number, row


def record(place: Place) -> str:
    """A record as statements name it: its path without the ending."""
    return place.path.removesuffix(".yml")


def whole(cell: str) -> int:
    """The number in a cell."""
    digits = cell.removeprefix("-")
    return int(cell) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else 0


def day_of(cell: str) -> date | None:
    """The day in a cell, None where it is none."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def lot_points(rows: Sequence[list[str]]) -> int:
    """Points of lot lines, wherever they are."""
    return sum(whole(cell) for row in rows for cell in row[6:9])


def redemption_points(rows: Sequence[list[str]]) -> int:
    """Points of redemption lines."""
    return sum(whole(row[5]) for row in rows)
