"""What a person's awards are as deeds, which conditions are about: drawn from their book on a day.

A claim that a limit cut gave no award, one that was paid for stands in no figure, and one whose
points were taken back whole is none: none of them is a deed. One that gives no points is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.conditions import Deed
from goodword.ledger.derived import Derived
from goodword.ledger.terms import NEVER
from goodword.ledger.visible import award_on, decided_on, last_decision
from goodword.ledger.worth import is_paid
from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from goodword.ledger.book import Book
    from goodword.ledger.lots import Lot


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
    for lot, award in zip(book.lots, book.records.lots, strict=False):  # parts stand behind them
        if lot.available <= day and (lot.stands or not award[2]):
            deed = deed_of(book, lot)
            if deed is not None and (only is None or deed.mission in only.missions):
                found.append(deed)
                there[lot.cycle] = there.get(lot.cycle, 0) + deed.points
    for available, deed in of_nothing(book):
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


def _derived(book: Book) -> Iterator[Lot]:
    """The lots that follow from other awards."""
    for lot in book.lots:
        if isinstance(lot.source, Derived) and lot.root is None:
            yield lot


def of_nothing(book: Book) -> Iterator[tuple[int, Deed]]:
    """Claims approved for no points, of which no share is stated, and when each is a deed."""
    terms = book.terms
    for claim in book.records.claims:
        decision = award_on(claim, date.fromordinal(book.last))
        if decision is None or is_paid(claim) or _is_cut(claim, book.person):
            continue
        if book.person in dict(decision.shares):
            continue
        decided = decided_on(decision)
        available = decided.toordinal() + terms.maturation(claim.mission, decided)
        done = claim.occurred.toordinal()
        closed = terms.closed.get(terms.cycle(done).start, NEVER + 1)
        in_time = available <= closed and terms.in_time(claim.occurred, claim.submitted)
        yield available, _of(claim, done if in_time else available, 0)


def _is_cut(claim: Claim, person: str) -> bool:
    """Whether a limit cut a share that a decision names all the same, as one of nothing."""
    decision = last_decision(claim)
    return decision is not None and person in dict(decision.capped_by)


def deed_of(book: Book, lot: Lot) -> Deed | None:
    """What a lot that is active is as a deed; None where it is none."""
    source = lot.source
    if not isinstance(source, Claim):
        return Deed(lot.available, lot.stands) if lot.stands else None
    if is_paid(source) or (not lot.points and _is_cut(source, book.person)):
        return None
    done = source.occurred.toordinal()
    counts = done if book.terms.around(done)[1] == lot.cycle else lot.available
    return _of(source, counts, lot.stands)


def _of(claim: Claim, counts: int, points: int) -> Deed:
    helped, path = claim.helped or "", claim.place.path
    return Deed(counts, points, path, claim.mission, claim.occurred.toordinal(), helped)
