"""`goodword routing`: who is nobody's or in the wrong place, and whose they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.routing import routing
from goodword.reports.relation import known_people
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.snapshot import Snapshot

_COLUMNS = (
    Column("id"),
    Column("stage"),
    Column("category"),
    Column("department"),
    Column("proposed department"),
    Column("owner"),
    Column("proposed owner"),
    Column("why"),
    Column("file"),
)


def routing_report(
    snapshot: Snapshot, ids: Sequence[str] = (), *, everyone: bool = False
) -> Report:
    """Proposals for those who need one; for all of them where asked.

    Args:
        snapshot: the program on a day.
        ids: only these influencers, settled or not.
        everyone: the settled ones too.

    Raises:
        Failure: an id that nobody has.
    """
    program = snapshot.program
    people = known_people(snapshot, ids)
    routes = routing(program, snapshot.as_of)
    chosen = [
        each for each in routes if (each.id in people if people else everyone or not each.settled)
    ]
    rows = tuple(
        (
            each.id,
            each.stage,
            each.category,
            each.department,
            each.proposed_department if each.proposed_department != each.department else None,
            each.owner,
            each.proposed_owner if each.proposed_owner != each.owner else None,
            "; ".join(each.reasons),
            program.influencers[each.id].place.path,
        )
        for each in chosen
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
        "routes": [
            {
                "id": each.id,
                "stage": each.stage,
                "category": each.category,
                "department": each.department,
                "proposed_department": each.proposed_department,
                "owner": each.owner,
                "proposed_owner": each.proposed_owner,
                "reasons": list(each.reasons),
                "path": program.influencers[each.id].place.path,
            }
            for each in chosen
        ],
    }
    title = f"routing, {snapshot.as_of}"
    return Report(title, (Table(_COLUMNS, rows),), tuple(notes), value)
