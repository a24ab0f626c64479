"""Relations out of balance: who is owed a talk in this cycle."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner, records, silent
from goodword.relation.given import FROM_THEM, FROM_US
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.relation import Relation
    from goodword.snapshot import Snapshot

MOST = 3
"""So many people an owner is asked to talk with at a time, the most out of balance first."""
_VERBS = {"they-feel-used": "thank", "we-lose-interest": "ask"}


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person out of band to whom nothing was given, or of whom nothing asked, in the cycle.

    That something was written down about them does not help; of each owner three are shown.
    """
    program, day = snapshot.program, snapshot.as_of
    shown: Counter[str] = Counter()
    everyone = snapshot.relation.members.items()
    for person, relation in sorted(everyone, key=lambda each: (-abs(each[1].tilt or 0), each[0])):
        profile = program.influencers.get(person)
        if not relation.out_of_band or profile is None or silent(profile, day):
            continue
        if profile.stage_on(day) != "member" or not profile.reachable:
            continue
        who = owner(snapshot, person)
        if shown[who] == MOST or _evened(snapshot, relation):
            continue
        shown[who] += 1
        yield Due(
            "relations",
            (person,),
            who,
            snapshot.cycle.last,
            Said(
                f"owed.relations.{relation.band}",
                {"person": Named("person", person), "tilt": relation.tilt or 0},
            ),
            profile.place,
            f"goodword influencer {_VERBS[relation.band]} {person}",
            since=snapshot.cycle.start,
            department=department(snapshot, person),
        )


def _evened(snapshot: Snapshot, relation: Relation) -> bool:
    """Whether the side that lacks something was given it in the cycle."""
    cycle = snapshot.cycle
    if relation.band == "they-feel-used":
        return any(each.lane in FROM_US and each.date in cycle for each in relation.lines)
    asked = any(
        each.kind == "ask" and each.date in cycle for each in records(snapshot, relation.id)
    )
    return asked or any(each.lane in FROM_THEM and each.date in cycle for each in relation.lines)
