"""Adjustments that take: negative ones, and those that are made void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.phases import REVERSAL
from goodword.ledger.reversal import fall, take_back
from goodword.ledger.written_off import claim_back
from goodword.model.touchpoint import Adjustment
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from goodword.ledger.book import Book
    from goodword.model.touchpoint import Touchpoint


def expect(book: Book) -> None:
    """Let negative and void adjustments happen on their days."""
    for touchpoint in book.records.adjustments:
        place = (touchpoint.date, _at(touchpoint), touchpoint.name, touchpoint.place.path, 0)
        book.push(touchpoint.date.toordinal(), REVERSAL, _adjust, touchpoint, place)
    for touchpoint in book.records.voided:
        if touchpoint.void is not None:
            day = max(touchpoint.void.date, touchpoint.date).toordinal()
            place = (touchpoint.date, _at(touchpoint), touchpoint.name, touchpoint.place.path, 1)
            book.push(day, REVERSAL, _void, touchpoint, place)


def _at(touchpoint: Touchpoint) -> str:
    """When on its day; without a time at the day's end."""
    detail = touchpoint.detail
    return (detail.at if isinstance(detail, Adjustment) else None) or "24"


def by_hand(key: str, code: str | None, staff: str | None) -> Said:
    """Why points were given or taken by hand, and by whom."""
    why = Named("me.by_hand", code or "")
    return Said(key, {"code": why, "staff": Named("staff", staff or "")})


def _adjust(book: Book, day: int, touchpoint: Touchpoint) -> None:
    """A negative adjustment takes active points in spending order, all of it or nothing."""
    detail = touchpoint.detail
    if not isinstance(detail, Adjustment):
        return
    points = -detail.points
    if points > book.balance:
        book.refused_adjustments[touchpoint.place.path] = book.balance
        reason = f"{points} to be taken by hand, {book.balance} were spendable"
        book.note(day, REVERSAL, "refused", 0, reason, touchpoint.place)
        return
    parts = book.deducted[touchpoint.place.path] = book.choose(points)
    for lot, part in parts:
        lot.adjusted += part
        book.move(part, "active", "awarded", lot, lot.root)
    book.activity.append((day, "adjusted", -points))
    kind = "adjusted" if detail.standing else "adjusted-spendable"
    taken = by_hand("line.taken", detail.reason_code, touchpoint.by)
    if detail.standing:
        book.post(-points, book.terms.cycle(day).start.toordinal(), None, day)
        book.by_hand.append((day, points))
    book.note(day, REVERSAL, kind, -points, taken, touchpoint.place)


def _void(book: Book, day: int, touchpoint: Touchpoint) -> None:
    """An adjustment made void: points given are taken back, what was spent is written off."""
    detail = touchpoint.detail
    if not isinstance(detail, Adjustment):
        return
    path = touchpoint.place.path
    if detail.points < 0:
        _undo(book, day, touchpoint, standing=detail.standing)
        return
    lots = [lot for lot in book.lots if lot.source.place.path == path]
    taken = take_back(book, day, lots, detail.points, "void", touchpoint.place.at("void"))
    if taken is not None:
        book.taken[path, 0] = [taken]
        fall(book, day, taken, detail.points)


def _undo(book: Book, day: int, touchpoint: Touchpoint, *, standing: bool) -> None:
    """A negative adjustment made void: what it took goes back to the same lots."""
    parts = book.deducted.pop(touchpoint.place.path, [])
    points = sum(part for _, part in parts)
    if not points:
        return
    for lot, part in parts:
        lot.adjusted -= part
        book.give_back(part, "awarded", lot, day, lot.root)
    book.activity.append((day, "adjusted", points))
    kind = "adjusted" if standing else "adjusted-spendable"
    place = touchpoint.place.at("void")
    if standing:
        book.post(points, book.terms.cycle(day).start.toordinal(), None, day)
        book.by_hand.append((day, -points))
    book.note(day, REVERSAL, kind, points, "given back: the record was made void", place)
    claim_back(book, day, REVERSAL)
    for ladder in book.ladders if standing else ():
        ladder.posted(day)
