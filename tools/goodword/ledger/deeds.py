"""What a person's awards are as deeds, which conditions are about: drawn from their book on a day.

A claim that a limit cut gave no award, one that was paid for stands in no figure, and one whose
points were taken back whole is none: none of them is a deed. One that gives no points is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.conditions import Deed, Facts
from goodword.ledger.eligibility import joined
from goodword.ledger.worth import is_paid
from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from goodword.ledger.book import Book
    from goodword.ledger.lots import Award, Lot


def facts_of(
    book: Book,
    day: int,
    in_tier: Callable[[str, int, int], int],
    groups: Mapping[str, Collection[str]],
) -> Facts:
    """What conditions may ask about the person of a book.

    Args:
        book: run up to the day.
        day: which it is there.
        in_tier: how many days of a span (first and last one, included) they had a tier.
        groups: missions by the id of their group.
    """
    since = joined(book.profile, date.fromordinal(day)) if book.profile is not None else None
    member = since.toordinal() if since is not None else None
    return Facts(deeds_of(book, day), member, in_tier, groups)


def deeds_of(book: Book, day: int) -> list[Deed]:
    """The deeds of a person, whose points come to their standing in each cycle.

    What rose or fell in another cycle than that of its award (points taken back once a cycle was
    closed, say) stands on that cycle's first day, and is no claim's.
    """
    found: list[Deed] = []
    there: dict[int, int] = {}
    for lot, award in zip(book.lots, book.records.lots, strict=False):  # parts stand behind them
        if lot.available <= day and (lot.stands or not award[2]):
            deed = _deed(book, lot, award)
            if deed is not None:
                found.append(deed)
                there[lot.cycle] = there.get(lot.cycle, 0) + deed.points
    for when, points in book.by_hand:
        found.append(Deed(when, -points))
        start = book.terms.around(when)[1]
        there[start] = there.get(start, 0) - points
    for start in sorted(book.by_cycle.keys() | there.keys()):
        rest = book.by_cycle.get(start, 0) - there.get(start, 0)
        if rest:
            found.append(Deed(start, rest))
    return found


def _deed(book: Book, lot: Lot, award: Award) -> Deed | None:
    source = award[0]
    if not isinstance(source, Claim):
        return Deed(lot.available, lot.stands) if lot.stands else None
    if is_paid(source):
        return None
    done = source.occurred.toordinal()
    counts = done if book.terms.around(done)[1] == lot.cycle else lot.available
    helped = source.helped or ""
    return Deed(counts, lot.stands, source.place.path, source.mission, done, helped)
