"""Shares that a limit cut and that wait for a free place, and the days on which one may come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.ledger.visible import award_on, cut_of, decided_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Restored:
    """Points that a limit had cut and that a free place gives back."""

    claim: Claim
    influencer: str
    day: date
    limit: str
    points: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A share that a limit cut on the day of the decision."""

    claim: Claim
    influencer: str
    limit: str
    decided: date


def waiting(
    claims: Sequence[Claim], as_of: date, final: Callable[[str, date], bool]
) -> list[Waiting]:
    """The shares that limits cut by a day and that may come back, in the order of the claims.

    Args:
        claims: of missions that depend on each other, in order.
        as_of: what is dated later is not known.
        final: whether what a limit cut of a claim submitted on a day never comes back.
    """
    found = []
    for claim in claims:
        decision = award_on(claim, as_of)
        if decision is not None and decision.capped_by and decision.computed:
            cut, limits = cut_of(decision), dict(decision.capped_by)
            found += [
                Waiting(claim, person, limits[person], decided_on(decision))
                for person in claim.people
                if person in cut and not final(limits[person], claim.submitted)
            ]
    return found


def free_days(claims: Sequence[Claim], as_of: date) -> list[date]:
    """The days on which a place of a mission may become free.

    Also those of approvals that a limit cut: the claim held a place until then.
    """
    days = set()
    for claim in claims:
        if claim.withdrawn is not None:
            days.add(claim.withdrawn)
        answer = claim.appeal.decision if claim.appeal else None
        for decision in (claim.decision, answer):
            if decision is not None and (decision.outcome == "declined" or decision.capped_by):
                days.add(decided_on(decision))
        days.update(each.date for each in claim.reversals)
    return sorted(day for day in days if day <= as_of)


def decided_days(claims: Sequence[Claim], as_of: date) -> list[date]:
    """The days on which claims were decided."""
    answers = (each.appeal.decision for each in claims if each.appeal is not None)
    decisions = (*(each.decision for each in claims), *answers)
    days = {decided_on(each) for each in decisions if each is not None}
    return sorted(day for day in days if day <= as_of)
