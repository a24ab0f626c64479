"""Published totals that an import is to reproduce: each person's points, with the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from goodword.intake import forms
from goodword.intake.history.handles import handle_id
from goodword.intake.history.points import points_in

if TYPE_CHECKING:
    from datetime import date

    from goodword.intake.export import Export, Problems
    from goodword.intake.import_map import ImportMap

_UNTIL = {"to_inclusive": 0, "until_before": 1}


@dataclass(frozen=True, slots=True)
class Total:
    """What a person is said to have, and the line that says so."""

    person: str
    points: int
    line: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Published totals by id; `window` are their first and last day, both included."""

    by_person: dict[str, Total]
    window: tuple[date, date] | None = None


def read_totals(export: Export, names: ImportMap | None, problems: Problems) -> Totals:
    """The totals of an export with the columns person and points.

    The columns from and to_inclusive (or until_before, the first day that no longer counts), where
    there are any, give the window; they say the same in every row.

    Args:
        export: its rows.
        names: the map, for the ids of handles and the form of numbers; None where there is none.
        problems: where to put what is wrong.
    """
    for heading in ("person", "points"):
        if heading not in export.headings:
            problems.add(1, f'there is no column "{heading}", expected person and points')
    totals: dict[str, Total] = {}
    if problems.count:
        return Totals(totals)
    decimal = names.decimal if names else None
    for row in export.rows:
        person = handle_id(row.cells["person"], names)
        cell = row.cells["points"]
        points = points_in(cell, decimal, row.line, problems, "points", negative=True)
        if points is None:
            continue
        if person in totals:
            line = totals[person].line
            problems.add(row.line, f"{person} stands twice, first on line {line}")
        else:
            totals[person] = Total(person, points, row.line)
    return Totals(totals, _window(export, names.dates if names else None, problems))


def _window(export: Export, dates: str | None, problems: Problems) -> tuple[date, date] | None:
    """The one window that all rows name, or None where they name none."""
    last = next((each for each in _UNTIL if each in export.headings), None)
    if last is None or "from" not in export.headings:
        return None
    found: tuple[str, str] | None = None
    window: tuple[date, date] | None = None
    for row in export.rows:
        named = (row.cells["from"], row.cells[last])
        if named == found:
            continue
        if found is not None:
            problems.add(row.line, "another window than in the rows before")
            return None
        found, window = named, _span(*named, dates, _UNTIL[last])
        if window is None:
            problems.add(row.line, f'"{named[0][:20]}" to "{named[1][:20]}" is no span of days')
    return window


def _span(start: str, end: str, dates: str | None, less: int) -> tuple[date, date] | None:
    first, last = forms.moment(start, UTC, dates), forms.moment(end, UTC, dates)
    if first is None or last is None or first[1] or last[1]:
        return None
    included = last[0] - timedelta(days=less)
    return (first[0], included) if first[0] <= included else None
