"""Members who are to be asked what they would like, once in so many days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, silent
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.snapshot import Snapshot

NEW = 30
"""Calendar days within which a member is asked for the first time."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each member so many days after they said so last; who never did, soon after they joined.

    Where a program begins to ask, it has as many days for those who joined before.
    """
    program, day = snapshot.program, snapshot.as_of
    every = policies(snapshot, day).relation.ask_wants_days
    if every is None or program.settings.mode != "closed":
        return  # in an open program they would be read by others: there is no place for them
    begun = _begun(snapshot)
    for person in program.influencers.values():
        if person.stage_on(day) != "member" or not person.reachable or silent(person, day):
            continue
        said = person.wants_on(day)
        joined = max(person.entered_on(day), program.settings.first_day, begun)
        values = {"person": Named("person", person.id)}
        yield Due(
            "wants",
            (person.id,),
            owner(snapshot, person.id),
            after(said[0].from_, every) if said else after(joined, NEW),
            Said("owed.wants.again", {**values, "day": said[0].from_})
            if said
            else Said("owed.wants", values),
            person.place.at("wants") if said else person.place,
            f"goodword influencer wants {person.id} --what …",
            department=department(snapshot, person.id),
        )


def _begun(snapshot: Snapshot) -> date:
    """The first day of the policies that have asked ever since."""
    begun = snapshot.as_of
    for each in reversed(snapshot.program.policy_versions):
        if each.from_ > snapshot.as_of:
            continue
        if each.relation.ask_wants_days is None:
            break
        begun = each.from_
    return begun
