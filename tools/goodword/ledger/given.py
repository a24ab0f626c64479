"""What the claims of a line were given by a day, and what those that are undecided may yet be.

Like places (`held`), sums are kept in blocks of claims that stand side by side: of each block by
the days on which they changed, so that a claim far down a line is not as dear as the line is long.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.visible import (
    UNDECIDED,
    award_on,
    decided_on,
    order_of,
    order_on,
    reversals_on,
    state_on,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from goodword.ledger.visible import Order
    from goodword.model.claim import Claim

SIZE = 64
"""Claims of a block."""


class Sum(NamedTuple):
    """Points of claims on a day.

    Args:
        given: what they were given and have.
        open: the most that those which are undecided may be given.
    """

    given: int
    open: int


class _Block(NamedTuple):
    """What claims that stand side by side come to, from each day on on which that changes."""

    days: list[date]
    given: list[int]
    open: list[int]


class Given:
    """The points of a line.

    Args:
        line: its claims, in the order of submitting, those with an appeal anywhere.
        person: whose shares count; empty for everybody's.
        most: the most that a claim may be given, of these shares.
    """

    def __init__(self, line: Sequence[Claim], person: str, most: Callable[[Claim], int]) -> None:
        self._person = person
        self._most = most
        self._steady = [each for each in line if each.appeal is None]
        self._moving = [each for each in line if each.appeal is not None]
        self._blocks = [
            self._block(self._steady[start : start + SIZE])
            for start in range(0, len(self._steady), SIZE)
        ]
        self._at = {each.place.path: at for at, each in enumerate(self._steady)}

    def moved_on(self, claim: Claim) -> Given:
        """The same once a claim that stands in the line has been decided."""
        path = claim.place.path
        at = self._at.get(path)
        if at is None or claim.appeal is not None:
            line = [*self._steady, *self._moving]
            line = [claim if each.place.path == path else each for each in line]
            return Given(line, self._person, self._most)
        found = Given((), self._person, self._most)
        found._moving, found._at = self._moving, self._at
        found._steady, found._blocks = list(self._steady), list(self._blocks)
        found._steady[at] = claim
        start = at - at % SIZE
        found._blocks[at // SIZE] = found._block(found._steady[start : start + SIZE])
        return found

    def before(self, claim: Claim | None, known: date, begun: date) -> Sum:
        """The points of the claims that stand before one.

        Args:
            claim: that one; None for all claims in line.
            known: what claims became after this day is not known.
            begun: what was handed in after `known` and until this day is undecided.
        """
        own = None if claim is None else order_on(claim, known)
        place = len(self._steady) if own is None else bisect_left(self._steady, own, key=order_of)
        there = min(place, bisect_right(self._steady, known, key=_submitted))
        late = min(place, bisect_right(self._steady, begun, key=_submitted))
        given = unsure = 0
        for block in self._blocks[: there // SIZE]:
            until = bisect_right(block.days, known)
            given += block.given[until]
            unsure += block.open[until]
        singly = [*self._steady[there - there % SIZE : there], *self._steady[there:late]]
        singly += [each for each in self._moving if own is None or order_on(each, known) < own]
        for each in singly:
            found = self._on(each, known, begun)
            given += found.given
            unsure += found.open
        mine = None if claim is None or own is None else self._own(claim, own, known, place)
        if mine is not None:
            found = self._on(mine, known, begun)
            given, unsure = given - found.given, unsure - found.open
        return Sum(given, unsure)

    def undecided(self, claim: Claim, known: date, begun: date) -> Iterator[Claim]:
        """The claims before one that are undecided and may be given something."""
        own, path = order_on(claim, known), claim.place.path
        for each in (*self._steady, *self._moving):
            before = order_on(each, known) < own and each.place.path != path
            if before and self._on(each, known, begun).open:
                yield each

    def _own(self, claim: Claim, own: Order, known: date, place: int) -> Claim | None:
        """What stands before a claim under its own name: an appeal moves it behind that."""
        path = claim.place.path
        at = self._at.get(path)
        if at is not None:
            return self._steady[at] if at < place else None
        moved = (each for each in self._moving if each.place.path == path)
        return next((each for each in moved if order_on(each, known) < own), None)

    def _on(self, claim: Claim, known: date, begun: date) -> Sum:
        if known < claim.submitted <= begun:
            return Sum(0, self._most(claim))
        if state_on(claim, known) in UNDECIDED:
            return Sum(0, self._most(claim))
        return Sum(given_on(claim, known, self._person), 0)

    def _block(self, claims: Sequence[Claim]) -> _Block:
        given: Counter[date] = Counter()
        unsure: Counter[date] = Counter()
        for claim in claims:
            last = Sum(0, 0)
            for day in _days(claim):
                now = self._on(claim, day, day)
                given[day] += now.given - last.given
                unsure[day] += now.open - last.open
                last = now
        days = sorted(given)
        return _Block(
            days,
            list(accumulate((given[day] for day in days), initial=0)),
            list(accumulate((unsure[day] for day in days), initial=0)),
        )


def given_on(claim: Claim, day: date, person: str = "") -> int:
    """Points of a claim that its decision gave by a day, less what was taken back.

    Args:
        claim: approved or not.
        day: what is dated later is not known.
        person: whose share; empty for everybody's.
    """
    decision = award_on(claim, day) if claim.submitted <= day else None
    if decision is None:
        return 0
    points = sum(n for who, n in decision.shares if person in ("", who))
    if claim.reversals:
        taken = (share for each in reversals_on(claim, day) for share in each.shares)
        points -= sum(n for who, n in taken if person in ("", who))
    return points


def _days(claim: Claim) -> list[date]:
    """The days on which it may be that a claim becomes something else."""
    days = {claim.submitted}
    days.update([claim.withdrawn] if claim.withdrawn is not None else [])
    days.update([decided_on(claim.decision)] if claim.decision is not None else [])
    for each in claim.reversals:
        days.add(each.date)
        answer = each.appeal.decision if each.appeal is not None else None
        days.update([decided_on(answer)] if answer is not None else [])
    return sorted(day for day in days if day >= claim.submitted)


def _submitted(claim: Claim) -> date:
    return claim.submitted
