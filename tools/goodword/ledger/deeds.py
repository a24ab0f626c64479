"""What a person's awards are as deeds, which conditions are about: drawn from their book on a day.

A claim that a limit cut gave no award, one that was paid for stands in no figure, and one whose
points were taken back whole is none: none of them is a deed. One that gives no points is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.conditions import Deed
from goodword.ledger.derived import Derived
from goodword.ledger.nothing import deed as deed_from
from goodword.ledger.nothing import is_cut, of_nothing
from goodword.ledger.worth import is_paid
from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from goodword.ledger.book import Book
    from goodword.ledger.lots import Award, Lot


class Only(NamedTuple):
    """Missions whose claims alone count, and by first day of a cycle the standing they gave."""

    missions: Collection[str]
    by_cycle: Mapping[int, int]


def deeds_of(book: Book, day: int, only: Only | None = None, *, derived: bool = True) -> list[Deed]:
    """The deeds of a person, whose points come to their standing in each cycle.

    What rose or fell in another cycle than that of its award (points taken back once a cycle was
    closed, say) stands on that cycle's first day, and is no claim's.

    Args:
        book: theirs.
        day: which it is there.
        only: what alone counts; None for everything.
        derived: with points that follow from other awards, such as those of milestones.
    """
    found: list[Deed] = []
    there: dict[int, int] = {}
    for lot, award in _own(book):
        if lot.available <= day and (lot.stands or not award[2]):
            deed = deed_of(book, lot)
            if deed is not None and (only is None or deed.mission in only.missions):
                found.append(deed)
                there[lot.cycle] = there.get(lot.cycle, 0) + deed.points
    for available, deed in of_nothing(
        book.terms, book.person, book.records.claims, date.fromordinal(book.last)
    ):
        if available <= day and (only is None or deed.mission in only.missions):
            found.append(deed)
    for lot in _derived(book) if only is None else ():
        there[lot.cycle] = there.get(lot.cycle, 0) + lot.stands
        found += [Deed(lot.available, lot.stands)] * derived
    for when, points in book.by_hand if only is None else ():
        found.append(Deed(when, -points))
        start = book.terms.around(when)[1]
        there[start] = there.get(start, 0) - points
    by_cycle = book.by_cycle if only is None else only.by_cycle
    for start in sorted(by_cycle.keys() | there.keys()):
        rest = by_cycle.get(start, 0) - there.get(start, 0)
        if rest:
            found.append(Deed(start, rest))
    return found


def _own(book: Book) -> Iterator[tuple[Lot, Award]]:
    """The lots of claims and of what was given by hand, each with its award."""
    for lot, award in zip(book.lots, book.records.lots, strict=False):  # parts stand behind them
        if not isinstance(award[0], Derived):
            yield lot, award


def _derived(book: Book) -> Iterator[Lot]:
    """The lots that follow from other awards."""
    for lot in book.lots:
        if isinstance(lot.source, Derived) and lot.root is None:
            yield lot


def deed_of(book: Book, lot: Lot) -> Deed | None:
    """What a lot that is active is as a deed; None where it is none."""
    source = lot.source
    if not isinstance(source, Claim):
        return Deed(lot.available, lot.stands) if lot.stands else None
    if is_paid(source) or (not lot.points and is_cut(source, book.person)):
        return None
    done = source.occurred.toordinal()
    counts = done if book.terms.around(done)[1] == lot.cycle else lot.available
    return deed_from(source, counts, lot.stands)
