"""Who stands how high: totals of a cycle or of the days between two, dense ranks, and gains.

Only posted points count, less what was reversed since; totals of 0 or less are left out, and so
is who has left, opted out or died: a ranking is of those who take part, emeriti among them. A
cycle takes the cycle an award counts for, a stretch of days the day on which it occurred.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodword.days import Cycle, Cycles
    from goodword.ledger.account import Account
    from goodword.ledger.lots import Lot


NOT_RANKED = frozenset({"left", "declined", "opted-out", "deceased"})
"""Stages of people who stand in no ranking, whatever they have earned."""


@dataclass(frozen=True, slots=True)
class Total:
    """A person's points in a ranking, and the day on which the last of them was posted."""

    id: str
    points: int
    reached: date


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking; equal points share a rank and leave no gap after them."""

    rank: int
    id: str
    points: int
    reached: date


def occurred(lot: Lot) -> date:
    """The day on which what a lot is for occurred; the day of an adjustment."""
    source = lot.source
    return source.occurred if isinstance(source, Claim) else source.date


def _ranked(accounts: Iterable[Account]) -> Iterable[Account]:
    return (account for account in accounts if account.stage not in NOT_RANKED)


def in_cycle(accounts: Iterable[Account], cycle: Cycle) -> tuple[Total, ...]:
    """What counts for a cycle, of those with more than 0."""
    start = cycle.start.toordinal()
    totals = []
    for account in _ranked(accounts):
        points = account.standing_in(cycle.name)
        if points > 0:
            days = [lot.available for lot in account.lots if lot.cycle == start and lot.stands]
            totals.append(Total(account.id, points, _last(days, cycle.start)))
    return tuple(totals)


def between(accounts: Iterable[Account], first: date, last: date) -> tuple[Total, ...]:
    """What occurred from a day to a day, both included, of those with more than 0."""
    totals = []
    for account in _ranked(accounts):
        lots = [lot for lot in account.lots if lot.stands and first <= occurred(lot) <= last]
        points = sum(lot.stands for lot in lots)
        points -= sum(n for day, n in account.by_hand if first <= date.fromordinal(day) <= last)
        if points > 0:
            totals.append(Total(account.id, points, _last([lot.available for lot in lots], first)))
    return tuple(totals)


def _last(days: Iterable[int], otherwise: date) -> date:
    newest = max(days, default=0)
    return date.fromordinal(newest) if newest else otherwise


def rank(totals: Iterable[Total]) -> tuple[Place, ...]:
    """Dense ranks: more points first, then who reached them earlier, then id."""
    places: list[Place] = []
    for total in sorted(totals, key=lambda each: (-each.points, each.reached, each.id)):
        above = places[-1] if places else None
        number = above.rank + (above.points != total.points) if above else 1
        places.append(Place(number, total.id, total.points, total.reached))
    return tuple(places)


def standings(accounts: Mapping[str, Account], cycle: Cycle) -> tuple[Place, ...]:
    """Who stands where in a cycle among these accounts: of everyone for staff, else of those shown.

    Every rank that is told of somebody comes from here.
    """
    return rank(in_cycle(accounts.values(), cycle))


def improved(accounts: Mapping[str, Account], cycles: Cycles, cycle: Cycle) -> tuple[Total, ...]:
    """Gain over the cycle before, of those with points in both."""
    before = {each.id: each.points for each in in_cycle(accounts.values(), cycles.before(cycle))}
    return tuple(
        Total(each.id, each.points - before[each.id], each.reached)
        for each in in_cycle(accounts.values(), cycle)
        if each.points > before.get(each.id, each.points)
    )


def newcomers(accounts: Mapping[str, Account], cycle: Cycle) -> tuple[Total, ...]:
    """Those whose first award counts for the cycle."""
    start = cycle.start.toordinal()
    new = {
        account.id
        for account in accounts.values()
        if min((lot.cycle for lot in account.lots if lot.points), default=0) == start
    }
    return tuple(each for each in in_cycle(accounts.values(), cycle) if each.id in new)
