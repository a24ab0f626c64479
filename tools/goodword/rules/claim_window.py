"""A claim's thing was done outside the window of its mission.

A mission counts from `opens` to `closes`, both days included, by the day on which the thing
occurred. Its `status` only says what may be handed in from now on and reaches back to nothing.

Mend the claim's day, decline the claim, or, where the window itself is wrong, mend the mission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.visible import is_declined
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Claims that occurred before `opens` or after `closes` and were not declined."""
    program = snapshot.program
    for claim in program.claims.values():
        mission = program.missions.get(claim.mission)
        if mission is None or mission.open_on(claim.occurred):
            continue
        if claim.withdrawn or is_declined(claim):
            continue
        before = mission.opens is not None and claim.occurred < mission.opens
        bound = f"opens on {mission.opens}" if before else f"closed on {mission.closes}"
        yield Finding(
            claim.place.at("occurred"),
            f"occurred on {claim.occurred}, the mission {bound}",
            f"see {mission.place.path}",
        )


RULE = Rule("claim-window", check, scope=Scope.FILE)
