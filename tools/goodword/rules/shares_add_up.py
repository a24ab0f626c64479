"""The shares of a decision do not add up, or are for somebody whose claim it is not.

`shares` says who got how much of `points`; each person is one of the claim's people, nobody
whom a limit left without has a share, and the sum is `points`. Only a limit of a group in points
may leave somebody a part of their share. Only where there is one person may `shares` be left out.
Whom a reversal or `capped_by` names is one of the claim's people too.

Mend the shares, or let `goodword claim approve` write them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.visible import cut_of
from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim, Decision
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Decisions whose shares are not those of their points and people."""
    for claim in snapshot.program.claims.values():
        if claim.decision is not None and not _plain(claim, claim.decision):
            yield from _judge(claim, claim.decision, claim.place.at("decision"))
        if claim.appeal is not None and claim.appeal.decision is not None:
            place = claim.place.at("appeal", "decision")
            yield from _judge(claim, claim.appeal.decision, place)
        for index, later in enumerate(claim.quantity_later):
            if later.decision is not None:
                named = (*later.decision.shares, *later.decision.capped_by)
                place = claim.place.at("quantity_later", index, "decision", "shares")
                yield from _strangers(claim, [who for who, _ in named], place)
        for index, each in enumerate(claim.reversals):
            names = [who for who, _ in each.shares]
            yield from _strangers(claim, names, claim.place.at("reversals", index, "shares"))


def _plain(claim: Claim, decision: Decision) -> bool:
    """Whether all points are the one person's share, as nearly always."""
    return decision.shares == ((claim.influencer, decision.points),) and not decision.capped_by


def _judge(claim: Claim, decision: Decision, place: Place) -> Iterator[Finding]:
    people = claim.people
    strangers = [who for who, _ in decision.shares if who not in people]
    yield from _strangers(claim, strangers, place.at("shares"))
    yield from _strangers(claim, [who for who, _ in decision.capped_by], place.at("capped_by"))
    for who, _ in decision.capped_by:
        if who in people and dict(decision.shares).get(who) and who in cut_of(decision):
            yield Finding(place.at("shares", who), f"{who} has a share although a limit cut it")
    total = sum(points for _, points in decision.shares)
    if total != decision.points and not strangers:
        yield Finding(
            place.at("shares") if decision.shares else place.at("points"),
            f"shares add up to {total}, but points is {decision.points}",
            "" if decision.shares else "say who gets how much in shares",
        )


def _strangers(claim: Claim, names: Iterable[str], place: Place) -> Iterator[Finding]:
    """Keys that are none of the claim's people."""
    people = claim.people
    for who in names:
        if who not in people:
            yield Finding(
                place.at(who),
                f"{who} is not one of the claim's people{did_you_mean(who, people)}",
                f"they are {', '.join(people)}",
            )


RULE = Rule("shares-add-up", check, scope=Scope.FILE)
