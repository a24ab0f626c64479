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

from goodword.ledger.disclosing import connection
from goodword.ledger.visible import last_decision
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims that show the brand without saying so, and points for what was paid."""
    program = snapshot.program
    public = {mission.id for mission in program.missions.values() if mission.public_facing}
    for claim in program.claims.values():
        if not claim.disclosure and claim.mission not in public:
            continue
        decision = last_decision(claim)
        if decision is None or decision.outcome != "approved":
            continue
        for each in connection(program, claim, decision.points):
            yield Finding(claim.place.at(*each.keys), each.message, each.hint)


RULE = Rule("disclosure-stated", check, scope=Scope.FILE)
