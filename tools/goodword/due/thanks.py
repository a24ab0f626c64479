"""People who did something for others and have heard no thanks since."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, records, silent
from goodword.ledger.naming import reference
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each person the first approved claim that helped somebody and went without thanks."""
    for person, (day, claim) in sorted(_first(snapshot).items()):
        allowed = policies(snapshot, day).thanks_within_days
        helped = shlex.quote(claim.helped or "")
        yield Due(
            "thanks",
            (person,),
            owner(snapshot, person),
            after(day, allowed),
            Said("owed.thanks", {"person": Named("person", person), "what": claim.helped or ""}),
            claim.place.at("helped"),
            f"goodword influencer thank {person} --helped {helped} "
            f"--about {reference(claim.place.path)}",
            department=department(snapshot, person),
        )


def _first(snapshot: Snapshot) -> dict[str, tuple[date, Claim]]:
    """The earliest decision on a claim of each person that no thanks came after."""
    program = snapshot.program
    thanked: dict[str, date] = {}
    found: dict[str, tuple[date, Claim]] = {}
    for claim in program.claims_in_order:
        if claim.helped is None:
            continue
        on = snapshot.claim(claim)
        if on.state != "approved" or on.decided is None:
            continue
        day = on.decided
        for person in claim.people:
            if silent(program.influencers.get(person), snapshot.as_of):
                continue
            if person not in thanked:
                thanked[person] = max(
                    (
                        each.date
                        for each in records(snapshot, person)
                        if each.kind == "thanks" and each.direction == "to-them"
                    ),
                    default=program.settings.first_day,
                )
            if thanked[person] < claim.submitted and day < found.get(person, (day.max,))[0]:
                found[person] = (day, claim)
    return found
