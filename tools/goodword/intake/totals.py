"""Published totals that an import is to reproduce: each person's points, with the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.intake.leaderboard import handle_id

if TYPE_CHECKING:
    from goodword.intake.export import Export, Problems
    from goodword.intake.import_map import ImportMap

_POINTS = re.compile(r"-?[0-9]{1,9}")
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


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


def read_totals(export: Export, names: ImportMap, problems: Problems) -> Totals:
    """The totals of an export with the columns person and points.

    The columns from and to_inclusive, where there are any, give the window; they say the same in
    every row.

    Args:
        export: its rows.
        names: the map, for the ids of handles.
        problems: where to put what is wrong.
    """
    for heading in ("person", "points"):
        if heading not in export.headings:
            problems.add(1, f'there is no column "{heading}", expected person and points')
    totals: dict[str, Total] = {}
    if problems.found:
        return Totals(totals)
    for row in export.rows:
        person = handle_id(row.cells["person"], names)
        points = row.cells["points"]
        if not _POINTS.fullmatch(points):
            problems.add(row.line, f'"{points[:80]}" is no whole number of points')
        elif person in totals:
            line = totals[person].line
            problems.add(row.line, f"{person} stands twice, first on line {line}")
        else:
            totals[person] = Total(person, int(points), row.line)
    return Totals(totals, _window(export, problems))


def _window(export: Export, problems: Problems) -> tuple[date, date] | None:
    """The one window that all rows name, or None where they name none."""
    if not {"from", "to_inclusive"} <= set(export.headings):
        return None
    found: tuple[str, str] | None = None
    window: tuple[date, date] | None = None
    for row in export.rows:
        named = (row.cells["from"], row.cells["to_inclusive"])
        if named == found:
            continue
        if found is not None:
            problems.add(row.line, "another window than in the rows before")
            return None
        found, window = named, _span(*named)
        if window is None:
            problems.add(row.line, f'"{named[0][:20]}" to "{named[1][:20]}" is no span of days')
    return window


def _span(start: str, end: str) -> tuple[date, date] | None:
    try:
        if _DAY.fullmatch(start) and _DAY.fullmatch(end):
            return date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        pass
    return None
