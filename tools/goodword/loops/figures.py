"""Figures over items: counts of a selection, and cohorts whose denominators never shrink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.item import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodword.loops.item import Item

ANSWERED = frozenset({"closed-delivered", "closed-declined", "closed-available"})
"""States that count as closed in the closure rate: everybody was told of an end by us."""


def tenths(part: int, whole: int) -> int | None:
    """A share in tenths of a percent, half up; None of nothing."""
    return None if whole == 0 else (2000 * part + whole) // (2 * whole)


def nearest_rank(values: Sequence[int], percent: int) -> int | None:
    """The percentile by nearest rank: the smallest value that so many percent do not exceed."""
    if not values:
        return None
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
