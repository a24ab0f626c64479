"""A mission gave no points on the day something was done for it.

What a mission gives is a list of versions; a claim gets what the version in force on the day it
occurred gives. Before the first version there is none.

Mend it by letting the first version begin earlier, or by the day on which it occurred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.visible import is_declined
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Claims that occurred before the first points version of their mission."""
    program = snapshot.program
    first = {
        mission.id: mission.points[0].from_
        for mission in program.missions.values()
        if mission.points
    }
    for claim in program.claims.values():
        begins = first.get(claim.mission)
        if begins is None or claim.occurred >= begins:
            continue
        if claim.withdrawn is not None or is_declined(claim):
            continue
        mission = program.missions[claim.mission]
        if mission.opens is not None and claim.occurred < mission.opens:
            continue  # said by claim-window
        yield Finding(
            claim.place.at("occurred"),
            f"occurred on {claim.occurred}, but {claim.mission} gives points only from {begins}",
            f"see {mission.place.path}",
        )


RULE = Rule("no-points-version", check, scope=Scope.FILE)
