"""People without a department, and people whose owner has left the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, present
from goodword.relation.routing import routing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.relation.routing import Route
    from goodword.snapshot import Snapshot

CANDIDATE_DAYS = 14
"""Days that a candidate may be without a department."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person who is nobody's."""
    program = snapshot.program
    for route in routing(program, snapshot.as_of):
        named = program.staff.get(route.owner)
        if named is not None and named.until is not None and named.until < snapshot.as_of:
            to = f" --to {route.proposed_owner}" if route.proposed_owner else ""
            proposed = f", {route.proposed_owner} is proposed" if to else ""
            place = program.influencers[route.id].place.at("owner")
            yield Due(
                "routing",
                (route.id,),
                present(snapshot, [route.proposed_owner]),
                named.until,
                f"give {route.id} an owner: {named.id} left the staff after {named.until}"
                f"{proposed}",
                place,
                f"goodword influencer owner {route.id}{to}",
                department=route.department,
            )
        if program.departments is not None and route.department is None:
            yield _department(snapshot, route)


def _department(snapshot: Snapshot, route: Route) -> Due:
    person = snapshot.program.influencers[route.id]
    allowed = CANDIDATE_DAYS if route.stage == "candidate" else 0
    return Due(
        "routing",
        (route.id,),
        present(snapshot, [route.owner]),
        after(max(person.entered_on(snapshot.as_of), snapshot.program.settings.first_day), allowed),
        f"find {route.id} a category and with it a department",
        person.place.at("category"),
        f"goodword influencer route {route.id}",
    )
