"""Figures over items: counts of a selection, and cohorts whose denominators never shrink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.loops.clocks import ORDER
from goodword.loops.item import Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from goodword.days import Cycle, Cycles
    from goodword.loops.item import Item

ANSWERED = frozenset({"closed-delivered", "closed-declined", "closed-available"})
"""States that count as closed in the closure rate: everybody was told of an end by us."""


def tenths(part: int, whole: int) -> int | None:
    """A share in tenths of a percent, half up; None of nothing."""
    return None if whole == 0 else (2000 * part + whole) // (2 * whole)


def nearest_rank(values: Sequence[int], percent: int) -> int | None:
    """The percentile by nearest rank: the smallest value that so many percent do not exceed."""
    return _percentile(values, percent) if values else None


def _percentile(values: Sequence[int], percent: int) -> int:
    rank = max(1, -(-percent * len(values) // 100))
    return sorted(values)[rank - 1]


def summary(items: Iterable[Item]) -> Summary:
    """The counts of a selection of items."""
    each = tuple(items)
    closed = sum(item.closed for item in each)
    return Summary(
        items=len(each),
        closed=closed,
        open=len(each) - closed,
        overdue=sum(item.overdue for item in each),
        delivered_not_told=sum(item.delivered_not_told for item in each),
        declined_not_told=sum(item.declined_not_told for item in each),
        untriaged=sum(item.untriaged for item in each),
        closure_tenths=tenths(sum(item.state in ANSWERED for item in each), len(each)),
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """How long a clock took, running ones with their age; business days, by nearest rank.

    `late` counts those that were not met in time, also where they were met later.
    """

    count: int
    median: int
    ninetieth: int
    late: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """The items of a cycle, department, pillar or person, and what became of all of them.

    Args:
        label: name of the cycle, or id.
        counts: as for any selection.
        exempt_tenths: share of items with an exemption in the last round, tenths of a percent.
        reopened_tenths: share of items that were reopened.
        decided: items with a decision, duplicates and needs-info left out.
        delivered: those of them of which something was delivered.
        clocks: by name of the clock, those that any item has.
        oldest_open: the first day on which an item that is open was received.
    """

    label: str
    counts: Summary
    exempt_tenths: int | None
    reopened_tenths: int | None
    decided: int
    delivered: int
    clocks: Mapping[str, Spread]
    oldest_open: date | None

    @property
    def influence_tenths(self) -> int | None:
        """Delivered of decided, in tenths of a percent."""
        return tenths(self.delivered, self.decided)


def spreads(items: Iterable[Item]) -> Mapping[str, Spread]:
    """Median and 90th percentile of each clock over all rounds.

    Clocks that run count with their age, so that never telling anybody does not look best.
    """
    ages: dict[str, list[int]] = {}
    late: dict[str, int] = {}
    for item in items:
        for clock in item.clocks:
            ages.setdefault(clock.clock, []).append(clock.age)
            late[clock.clock] = late.get(clock.clock, 0) + clock.breached
    found: dict[str, Spread] = {}
    for name in ORDER:
        if name in ages:
            mine = ages[name]
            found[name] = Spread(
                len(mine), _percentile(mine, 50), _percentile(mine, 90), late[name]
            )
    return found


def cohort(label: str, items: Sequence[Item]) -> Cohort:
    """The figures of some items."""
    decided = [i for i in items if i.outcome not in {None, "duplicate", "needs-info"}]
    return Cohort(
        label,
        summary(items),
        tenths(sum(any(t.status == "exempt" for t in i.told) for i in items), len(items)),
        tenths(sum(i.round > 1 for i in items), len(items)),
        len(decided),
        sum(i.delivered is not None for i in decided),
        spreads(items),
        min((i.received for i in items if not i.closed), default=None),
    )


def cohorts(items: Iterable[Item], labels: Callable[[Item], Iterable[str]]) -> tuple[Cohort, ...]:
    """Items by label, sorted; one that has several labels counts under each.

    Args:
        items: all of them; every one stays in its cohort whatever becomes of it.
        labels: of an item.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        for label in labels(item):
            groups.setdefault(label, []).append(item)
    return tuple(cohort(label, groups[label]) for label in sorted(groups))


def by_cycle(items: Iterable[Item], cycles: Cycles) -> tuple[Cohort, ...]:
    """Items by the cycle in which they were first received, oldest first."""
    groups: dict[Cycle, list[Item]] = {}
    for item in items:
        groups.setdefault(cycles.of(item.received), []).append(item)
    return tuple(cohort(cycle.name, groups[cycle]) for cycle in sorted(groups))


def days_to_tell(items: Iterable[Item]) -> tuple[int, ...]:
    """Business days from decided or delivered to told for each person, sorted.

    The untold count with their age so far, those too whom nothing may be said yet of a
    decision; exempt ones and what is not public yet do not count.
    """
    return tuple(
        sorted(
            told.age
            for item in items
            for told in item.told
            if told.milestone in {"decided", "delivered"}
            and told.status != "exempt"
            and told.age is not None
        )
    )
