"""More is taken back from somebody of the claim than they were given.

The shares of all reversals of a claim together, less those that an appeal lifted, are at most what
the decision gave each person, with what a free place gave back, and what more of it gave, later.

Mend the shares of the reversal.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from goodword.ledger.visible import award_on, grown_on
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.claim import Claim, Decision
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Reversals beyond the shares of their claim."""
    for claim in snapshot.program.claims.values():
        if claim.reversals:
            yield from _judge(snapshot, claim)


def _judge(snapshot: Snapshot, claim: Claim) -> Iterator[Finding]:
    taken: dict[str, int] = {}
    for index, reversal in enumerate(claim.reversals):
        place = claim.place.at("reversals", index)
        decision = award_on(claim, reversal.date)
        if decision is None:
            continue  # said by decision-days
        lifted = reversal.appeal.decision if reversal.appeal else None
        if lifted is not None and lifted.outcome == "approved":
            continue  # given back
        given = _given(snapshot, claim, decision, reversal.date)
        for who, points in reversal.shares:
            taken[who] = taken.get(who, 0) + points
            if who not in claim.people:
                continue  # said by shares-add-up
            if taken[who] > given.get(who, 0):
                yield Finding(
                    place.at("shares", who),
                    f"{taken[who]} taken back from {who} in all, who was given {given.get(who, 0)}",
                )


def _given(snapshot: Snapshot, claim: Claim, decision: Decision, day: date) -> dict[str, int]:
    """What each person was given of a claim by a day."""
    given = dict(decision.shares)
    for each in snapshot.ledger.places.restored():
        if each.claim is claim and each.day <= day:
            given[each.influencer] = each.points
    more = (each.shares for _, _, each in grown_on(claim, day))
    for who, points in chain.from_iterable(more):
        given[who] = given.get(who, 0) + points
    return given


RULE = Rule("reversed-beyond", check, points=True, scope=Scope.PERSON)
