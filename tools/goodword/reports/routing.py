"""`goodword routing`: who is nobody's or in the wrong place, and whose they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.routing import routing
from goodword.reports.people import within
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.relation.routing import Route
    from goodword.snapshot import Snapshot


def routing_report(
    snapshot: Snapshot,
    ids: Sequence[str] = (),
    *,
    segment: str | None = None,
    everyone: bool = False,
) -> Report:
    """Proposals for those who need one; for all of them where asked.

    Args:
        snapshot: the program on a day.
        ids: only these influencers, settled or not.
        segment: only people of this one, settled or not.
        everyone: the settled ones too.

    Raises:
        Failure: an id that nobody has, or a segment that is not there.
    """
    program = snapshot.program
    people = within(snapshot, ids, segment)
    routes = routing(program, snapshot.as_of)
    chosen = [
        each
        for each in routes
        if (everyone or not each.settled if people is None else each.id in people)
    ]
    fields: tuple[Field[Route], ...] = (
        Field("id", "id"),
        Field("stage", "stage"),
        Field("category", "category"),
        Field("department", "department"),
        Field("proposed_department", ""),
        Field("", "proposed department", get=lambda each: _new(each, "department")),
        Field("owner", "owner"),
        Field("proposed_owner", ""),
        Field("", "proposed owner", get=lambda each: _new(each, "owner")),
        Field("reasons", "why", cell="; ".join),
        Field("path", "file", get=lambda each: program.influencers[each.id].place.path),
    )
    open_ones = sum(not each.settled for each in routes)
    notes = [f"{len(routes) - open_ones} of {len(routes)} people are somebody's; {open_ones} to do"]
    if open_ones:
        notes.append("set category, department and owner in the file; the category decides first")
    if program.departments is None:
        notes.append("there is no program/departments.yml, so nobody needs a department")
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "people": len(routes),
        "open": open_ones,
        "routes": values(fields, chosen),
    }
    title = f"routing, {snapshot.as_of}"
    return Report(title, (table(fields, chosen),), tuple(notes), value)


def _new(route: Route, what: str) -> str | None:
    """What is proposed, where that is not what stands in the file."""
    proposed: str | None = getattr(route, f"proposed_{what}")
    return proposed if proposed != getattr(route, what) else None
