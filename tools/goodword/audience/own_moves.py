"""Communities that a person was found to move; what else was found there is about no one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.record import OwnMoved
from goodword.audience.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def own_moves(snapshot: Snapshot, person: str) -> Iterator[OwnMoved]:
    """The assessments up to the day that name a person among the movers, the first one first."""
    program = snapshot.program
    found = [
        (each.date, community.id)
        for community in program.communities.values()
        for each in community.assessments
        if each.date <= snapshot.as_of and person in (each.movers or ())
    ]
    for day, id_ in sorted({*found}):
        yield OwnMoved(id_, shown(program.communities[id_].name, program), day)
