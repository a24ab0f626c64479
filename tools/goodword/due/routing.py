"""People without a department, and people whose owner has left the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, present
from goodword.relation.routing import routing
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.relation.routing import Route
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot

CANDIDATE_DAYS = 14
"""Days that a candidate may be without a department."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person who is nobody's."""
    program = snapshot.program
    for route in routing(program, snapshot.as_of):
        named = program.staff.get(route.owner)
        if named is not None and named.until is not None and named.until < snapshot.as_of:
            to = f" --to {route.proposed_owner}" if route.proposed_owner else ""
            said = Said(
                "owed.routing.owner",
                {
                    "person": Named("person", route.id),
                    "staff": Named("staff", named.id),
                    "day": named.until,
                },
            )
            if route.proposed_owner:
                proposed: dict[str, Slot] = {
                    "what": said,
                    "staff": Named("staff", route.proposed_owner),
                }
                said = Said("owed.routing.proposed", proposed)
            place = program.influencers[route.id].place.at("owner")
            yield Due(
                "routing",
                (route.id,),
                present(snapshot, [route.proposed_owner]),
                named.until,
                said,
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
        Said("owed.routing", {"person": Named("person", route.id)}),
        person.place.at("category"),
        f"goodword influencer route {route.id}",
    )
