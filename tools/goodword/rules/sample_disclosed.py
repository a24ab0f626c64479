"""A claim does not name the gift or sample that its author was given on the same topic.

Somebody who praises what they were given says so. A gift or sample of the last twelve months and
on a topic of the mission is named in the claim's disclosure by the touchpoint's name (`of`). It
holds for missions that show the brand to others. A mission without topics has those of the other
missions of its objective; where these have none either, every sample is named that the author
held on the day of the claim.

Mend it by adding `disclosure: [{connection: sample, of: [<name>]}]`, or by giving the
touchpoint the topics it is really about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.disclosing import given, topics
from goodword.ledger.visible import last_decision
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims about a topic of which the author holds an unnamed gift or sample."""
    program = snapshot.program
    about = {each.id: topics(program, each) for each in program.missions.values()}
    for claim in program.claims.values():
        if about.get(claim.mission) is None:
            continue
        decision = last_decision(claim)
        if decision is None or decision.outcome != "approved":
            continue
        for each in given(program, claim, about[claim.mission]):
            yield Finding(claim.place.at(*each.keys), each.message, each.hint)


RULE = Rule("sample-disclosed", check, scope=Scope.PERSON)
