"""Relations out of balance: who is owed a talk in this cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner, records, silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_WORDS = {
    "they-feel-used": "give more than is asked",
    "we-lose-interest": "ask for something they can do",
}


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person whose relation is out of band and with whom nobody spoke in the cycle."""
    program, day = snapshot.program, snapshot.as_of
    for person, relation in snapshot.relation.members.items():
        profile = program.influencers.get(person)
        if not relation.out_of_band or profile is None or silent(profile, day):
            continue
        if profile.stage_on(day) != "member" or not profile.reachable:
            continue
        if any(
            each.kind == "contact" and each.date in snapshot.cycle
            for each in records(snapshot, person)
        ):
            continue
        yield Due(
            "relations",
            (person,),
            owner(snapshot, person),
            snapshot.cycle.last,
            f"talk with {person}: {relation.band}, tilt {relation.tilt} %; {_WORDS[relation.band]}",
            profile.place,
            f"goodword influencer contact {person}",
            since=snapshot.cycle.start,
            department=department(snapshot, person),
        )
