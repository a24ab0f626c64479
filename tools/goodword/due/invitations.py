"""Invitations to the program that nobody has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, records, silent
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

WITHIN = 14
"""Days in which an invitation is answered, and after which one asks again."""
_ASKS = frozenset({"contact", "ask", "message", "introduction"})
"""Kinds of records with which one asks again."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person who is invited still; a word with them puts it off."""
    day = snapshot.as_of
    for person in snapshot.program.influencers.values():
        if person.stage_on(day) != "invited" or not person.reachable or silent(person, day):
            continue
        invited = person.entered_on(day)
        asked = max(
            (
                each.date
                for each in records(snapshot, person.id)
                if each.kind in _ASKS and each.date > invited
            ),
            default=invited,
        )
        yield Due(
            "invitations",
            (person.id,),
            owner(snapshot, person.id),
            after(asked, WITHIN),
            Said("owed.invitations", {"person": Named("person", person.id), "day": invited}),
            person.place.at("history"),
            f"goodword influencer contact {person.id}",
            department=department(snapshot, person.id),
        )
