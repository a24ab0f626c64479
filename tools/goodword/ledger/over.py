"""Over which days a ladder looks at what somebody has done: cycles, months, or everything.

Days are ordinals; a span names its first and its last day, both included. What counts for a cycle
has its day in it: the day of doing, or the one on which it was posted where that is another cycle.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.days import EARLIEST, add_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.ledger.membership import Leaves
    from goodword.ledger.terms import Terms
    from goodword.model.tiers import Over

    Span = tuple[int, int]

BEGIN = EARLIEST.toordinal()
"""The first day that any file may name."""


def now(terms: Terms, over: Over, day: int) -> Span:
    """The days that count on a day: to their end, for a cycle's standing may still be posted.

    Args:
        terms: whose cycles count.
        over: how far back.
        day: the day.
    """
    if over.months is not None:
        return add_months(date.fromordinal(day), -over.months).toordinal() + 1, day
    if over.cycles is None:
        return BEGIN, day
    _, start, end = terms.around(day)
    for _ in range(over.cycles - 1):
        start = terms.around(start)[0]
    return start, end - 1


def ended(terms: Terms, over: Over, boundary: int, leaves: Leaves) -> Sequence[Span]:
    """The days that have just ended on the first day of a cycle, without those of a leave.

    Cycles that a leave touches are passed over, and with months the days of a leave.

    Args:
        terms: whose cycles count.
        over: how far back.
        boundary: the first day of a cycle.
        leaves: of the person.

    Returns:
        The spans, the newest first; none where no cycle as a member was without leave.
    """
    if over.months is not None:
        return (_months_before(boundary - 1, over.months, leaves),)
    if over.cycles is None:
        return ((BEGIN, boundary - 1),)
    return tuple(_cycles_before(terms, over.cycles, boundary, leaves))


def _months_before(last: int, months: int, leaves: Leaves) -> Span:
    """So many months that end on a day; days on leave make them begin as much earlier."""
    whole = add_months(date.fromordinal(last), -months).toordinal() + 1
    first = whole
    while (earlier := whole - leaves.days(first, last)) < first:
        first = max(earlier, BEGIN)
        if first == BEGIN:
            break
    return first, last


def _cycles_before(terms: Terms, many: int, boundary: int, leaves: Leaves) -> Iterator[Span]:
    """The last cycles that no leave touches; of who was ever on leave only those as a member."""
    end, found = boundary, 0
    while found < many and (not leaves.spans or end > leaves.first):
        start = terms.around(end - 1)[1]
        if not leaves.touch(start, end - 1):
            found += 1
            yield start, end - 1
        end = start
