"""Lift: how much more often people do something who met the program than people who did not."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from goodword.model.measures import Compared

if TYPE_CHECKING:
    from goodword.model.measures import Group, Measure

LEAST = 30
"""People in either group below which nothing is shown: chance would speak louder."""
_SPREAD = Decimal("1.959963984540054")
"""Standard deviations on both sides within which 95 of 100 lie (normal distribution)."""


class Lift(NamedTuple):
    """A difference in percentage points, to one decimal, half up, and the bounds of it.

    Args:
        points: the share of the exposed less that of the others.
        low, high: the interval of 95 %: of both shares after E. B. Wilson (1927), of their
            difference after R. G. Newcombe (1998, method 10).
    """

    points: Decimal
    low: Decimal
    high: Decimal


def lift(counted: Compared) -> Lift | None:
    """The difference between two groups; None where either is too small for one.

    Of a group in which more did than there are nothing can be said either; a rule names it.
    """
    groups = counted.exposed, counted.control
    if any(each.people < LEAST or each.did > each.people for each in groups):
        return None
    with localcontext() as context:
        context.prec = 40
        (p1, low1, high1), (p2, low2, high2) = map(_wilson, groups)
        down = ((p1 - low1) ** 2 + (high2 - p2) ** 2).sqrt()
        up = ((high1 - p1) ** 2 + (p2 - low2) ** 2).sqrt()
        return Lift(*(_percent(each) for each in (p1 - p2, p1 - p2 - down, p1 - p2 + up)))


def _wilson(group: Group) -> tuple[Decimal, Decimal, Decimal]:
    """The share of a group that did, and the bounds of its interval."""
    n, did, square = Decimal(group.people), Decimal(group.did), _SPREAD**2
    share = did / n
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = (share * (1 - share) / n + square / (4 * n * n)).sqrt() * _SPREAD / (1 + square / n)
    return share, max(Decimal(0), middle - half), min(Decimal(1), middle + half)


def _percent(share: Decimal) -> Decimal:
    """A share in percent to one decimal, halves away from zero."""
    return (share * 100).quantize(Decimal("0.1"), "ROUND_HALF_UP")


def figure(measure: Measure) -> Decimal | None:
    """What a KPI came to: as entered, else the points of its lift; None where that is not shown."""
    if not isinstance(measure.value, Compared):
        return measure.value
    found = lift(measure.value)
    return found.points if found else None


def in_words(counted: Compared) -> str:
    """How a lift came about: the groups, and the interval or why there is none."""
    exposed, control = (f"{x.did} of {x.people}" for x in (counted.exposed, counted.control))
    groups = f"{exposed} who met it, {control} who did not"
    found = lift(counted)
    if found is None:
        return f"{groups}: fewer than {LEAST} in a group, so not shown"
    return f"{groups}: {found.points} points, 95 % interval {found.low} to {found.high}"
