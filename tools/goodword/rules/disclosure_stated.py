"""A claim that shows the brand to others states no connection to it.

Points are themselves a connection: whoever speaks in public of a brand that rewards them for
it says so. A claim of a mission with `public_facing: true` therefore states at least
`program`. What was paid for gives no points: a claim with `connection: paid` may be approved
for 0 points only, since earned and paid are never mixed. A claim that an appeal was granted
for counts as approved.

Mend it by asking the claimant to add the disclosure where the thing was published, and by
recording it: `disclosure: [{connection: program, where: …}]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.visible import last_decision
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims that show the brand without saying so, and points for what was paid."""
    program = snapshot.program
    public = {mission.id for mission in program.missions.values() if mission.public_facing}
    for claim in program.claims.values():
        decision = last_decision(claim)
        approved = decision is not None and decision.outcome == "approved"
        if not claim.disclosure:
            if approved and claim.mission in public:
                yield Finding(
                    claim.place,
                    "no disclosure, although the mission shows the brand to others",
                    "state at least disclosure: [{connection: program}]",
                )
            continue
        for index, each in enumerate(claim.disclosure):
            if each.connection == "paid" and decision and decision.points:
                yield Finding(
                    claim.place.at("disclosure", index, "connection"),
                    f"{decision.points} points for something that was paid for",
                    "what is paid gives no points",
                )


RULE = Rule("disclosure-stated", check)
