"""Shares that a limit cut and that wait for a free place, and the days on which one may come."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.ledger.visible import award_on, cut_of, decided_on, order_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.ledger.visible import Order
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


class Missed:
    """What limits have cut of claims, and when places of theirs may have become free.

    Args:
        claims: of missions that depend on each other, in order.
        as_of: what is dated later is not known.
        final: whether what a limit cut of a claim submitted on a day never comes back.
    """

    def __init__(
        self, claims: Sequence[Claim], as_of: date, final: Callable[[str, date], bool]
    ) -> None:
        self.claims = claims
        some = [*filter(_is_more_than_approved, claims)]
        self.waits = waiting(some, as_of, final)
        self.days = {*free_days(some, as_of)}
        self._as_of = as_of
        self._final = final

    def apart(self) -> Missed:
        """The same, to be moved on while this stays as it is."""
        found = Missed((), self._as_of, self._final)
        found.claims, found.waits, found.days = self.claims, [*self.waits], {*self.days}
        return found

    def move(self, claims: Sequence[Claim], claim: Claim) -> None:
        """Take in that one of the claims, which was not appealed, was decided.

        Args:
            claims: all of them, as they are now.
            claim: that one.
        """
        self.claims = claims
        self.days.update(free_days((claim,), self._as_of))
        for each in waiting((claim,), self._as_of, self._final):
            self.waits.insert(bisect_right(self.waits, self._order(each), key=self._order), each)

    def _order(self, each: Waiting) -> Order:
        return order_on(each.claim, self._as_of)


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
        if not _was_cut(claim):
            continue
        decision = award_on(claim, as_of)
        if decision is not None and decision.capped_by and decision.computed:
            cut, limits = cut_of(decision), dict(decision.capped_by)
            found += [
                Waiting(claim, person, limits[person], decided_on(decision))
                for person in claim.people
                if person in cut and not final(limits[person], claim.submitted)
            ]
    return found


def _is_more_than_approved(claim: Claim) -> bool:
    """Whether anything became of a claim but that it was handed in and approved: of few it did."""
    decision = claim.decision
    if decision is not None and (decision.capped_by or decision.outcome == "declined"):
        return True
    return claim.appeal is not None or claim.withdrawn is not None or bool(claim.reversals)


def _was_cut(claim: Claim) -> bool:
    """Whether any decision of a claim was cut, on whatever day: hardly any is."""
    decision, appeal = claim.decision, claim.appeal
    if decision is not None and decision.capped_by:
        return True
    return appeal is not None and appeal.decision is not None and bool(appeal.decision.capped_by)


def free_days(claims: Sequence[Claim], as_of: date) -> list[date]:
    """The days on which a place of a mission may become free.

    Also those of approvals that a limit cut: the claim held a place until then.
    """
    days: set[date] = set()
    for claim in claims:  # asked for each line and each decision made in turn: most say nothing
        if claim.withdrawn is not None:
            days.add(claim.withdrawn)
        decision, appeal = claim.decision, claim.appeal
        if decision is not None and (decision.capped_by or decision.outcome == "declined"):
            days.add(decided_on(decision))
        answer = appeal.decision if appeal is not None else None
        if answer is not None and (answer.capped_by or answer.outcome == "declined"):
            days.add(decided_on(answer))
        if claim.reversals:
            days.update(each.date for each in claim.reversals)
    return sorted(day for day in days if day <= as_of)


def decided_days(claims: Sequence[Claim], as_of: date) -> list[date]:
    """The days on which claims were decided."""
    answers = (each.appeal.decision for each in claims if each.appeal is not None)
    decisions = (*(each.decision for each in claims), *answers)
    days = {decided_on(each) for each in decisions if each is not None}
    return sorted(day for day in days if day <= as_of)
