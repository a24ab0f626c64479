"""Hours of ours that people took in a cycle, beside what they gave: by department and category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.hours import taken
from goodword.reports.report import Field, table, values

if TYPE_CHECKING:
    from goodword.days import Cycle
    from goodword.relation.hours import Hours
    from goodword.relation.measures import Basis
    from goodword.reports.report import Table


def _fields(of: str) -> tuple[Field[Hours], ...]:
    return (
        Field(of, of, get=lambda each: each.of, cell=lambda name: name or "none"),
        Field("hours", "hours of ours", "number"),
        Field("touchpoints", "touchpoints with hours", "number"),
        Field("missions", "missions done", "number"),
        Field("changed", "feedback delivered", "number"),
    )


def hours_part(basis: Basis, cycle: Cycle) -> tuple[list[Table], dict[str, Any]]:
    """Tables and JSON; nothing where nobody counted hours in the cycle."""
    items = basis.relations.loops.items.values()
    changed = tuple(
        person
        for item in items
        if item.delivered is not None and item.delivered in cycle
        for person in item.originators
    )
    found = taken(basis.program, cycle, basis.as_of, changed)
    if not found.places:
        return [], {}
    departments, categories = _fields("department"), _fields("category")
    title = f"hours of ours in {cycle.name}, of touchpoints that say so"
    return [
        table(departments, found.departments, title),
        table(categories, found.categories, f"{title}, by category"),
    ], {
        "hours": {
            "departments": values(departments, found.departments),
            "categories": values(categories, found.categories),
        }
    }
