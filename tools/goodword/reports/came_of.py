"""People reached by what was done, by category: counted, with the hours that it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.came_of import came_of
from goodword.reports.report import Field
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.days import Cycle
    from goodword.model.program import Program
    from goodword.relation.came_of import CameOf

REACHED: tuple[Field[CameOf], ...] = (
    Field("category", "category", cell=lambda name: name or "without one"),
    Field("claims", "missions done", "number"),
    Field("counted", "of which counted", "number"),
    Field("hours", "hours", "number"),
    Field("people", "", get=lambda each: dict(each.people)),
    Field("", "what they did", get=lambda each: _kinds(each.people)),
    Field("reached", "people", "number"),
    Field("per_hour", "people an hour", "tenths"),
)


def reached(program: Program, cycle: Cycle, as_of: date) -> tuple[CameOf, ...]:
    """What came of the missions done in a cycle; nothing where nobody counted anything."""
    kinds = tuple(key("claim", "results", ("kind",))["enum"])
    rows = came_of(program, cycle, as_of, kinds)
    return rows if any(each.counted for each in rows) else ()


def _kinds(people: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in people.items())
