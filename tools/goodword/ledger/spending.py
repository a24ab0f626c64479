"""Redemptions: points held when requested, then spent, or given back to the same lots."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.phases import FULFILMENT, RELEASE, REQUEST, REVERSAL
from goodword.ledger.written_off import claim_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book
    from goodword.model.redemption import Redemption, Returned, Signed

ENDS = ("declined", "cancelled", "out_of_stock", "out_of_funds")
"""What ends a request and gives its points back."""


def ended(redemption: Redemption) -> tuple[str, Signed] | None:
    """How and when a request ended without being fulfilled: the earliest of its endings."""
    endings = [(name, end) for name in ENDS if (end := getattr(redemption, name)) is not None]
    return min(endings, key=lambda each: each[1].date, default=None)


def same_day(redemption: Redemption) -> bool:
    """Whether it was ended on the day it was requested, and so holds nothing."""
    end = ended(redemption)
    return end is not None and end[1].date <= redemption.requested


def expect(book: Book) -> None:
    """Let requests and what becomes of them happen on their days."""
    for each in book.records.redemptions:
        if same_day(each):
            continue
        book.push(each.requested.toordinal(), _phase(book, each), _request, each, each.order)


def _phase(book: Book, redemption: Redemption) -> int:
    """When in its day a request comes: before reversals, but after a fraud of an earlier time.

    What was taken back in the morning is not there to be asked for in the afternoon.
    """
    for claim, index in book.records.reversals:
        reversal = claim.reversals[index]
        mine = dict(reversal.shares).get(book.person, 0)
        fraud = mine and reversal.reason_code == "fraud"
        same = reversal.date == redemption.requested
        if fraud and same and (reversal.at or "24") < (redemption.at or "24"):
            return REVERSAL
    return REQUEST


def _request(book: Book, day: int, redemption: Redemption) -> None:
    path = redemption.place.path
    name = redemption.reward
    if path in book.denied:
        _refuse(book, day, redemption, book.denied[path])
        return
    if redemption.points > book.balance:
        _refuse(book, day, redemption, f"{book.balance} were spendable")
        return
    parts = book.choose(redemption.points)
    for lot, points in parts:
        book.move(points, "active", "held", lot)
    book.holds[path] = parts
    book.allocated[path] = tuple(parts)
    book.activity.append((day, "redeemed", -redemption.points))
    quantity = "" if redemption.quantity == 1 else f"{redemption.quantity} of "
    reason = f"asked for {quantity}{name}: held until it is given or ended"
    phase = _phase(book, redemption)
    book.note(day, phase, "requested", -redemption.points, reason, redemption.place)
    _expect_end(book, day, redemption)


def _expect_end(book: Book, day: int, redemption: Redemption) -> None:
    order = redemption.order
    end = ended(redemption)
    if end is not None:
        book.push(max(end[1].date.toordinal(), day), RELEASE, _release, (redemption, end[0]), order)
    if redemption.fulfilled is not None:
        fulfilled = max(redemption.fulfilled.date.toordinal(), day)
        book.push(fulfilled, FULFILMENT, _fulfil, redemption, order)
        back = redemption.returned
        if back is not None:
            # What came back on the day it was given can only follow the giving.
            late = back.date.toordinal() <= fulfilled
            phase = FULFILMENT if late else RELEASE
            came = max(back.date.toordinal(), fulfilled)
            book.push(came, phase, _return, (redemption, back, phase), order)


def _refuse(book: Book, day: int, redemption: Redemption, why: str) -> None:
    book.refused[redemption.place.path] = (redemption, why)
    reason = f"{redemption.reward} for {redemption.points} points not covered: {why}"
    book.note(day, _phase(book, redemption), "refused", 0, reason, redemption.place)


def decline_all(book: Book, day: int, place: Place) -> None:
    """Give back what open requests hold: before points are taken back for fraud."""
    open_requests = {each.place.path: each for each in book.records.redemptions}
    for path in sorted(book.holds, key=lambda each: open_requests[each].order):
        _release(book, day, (open_requests[path], "declined because of fraud"), REVERSAL)
        book.declined[path] = (date.fromordinal(day), place)


def _release(book: Book, day: int, what: tuple[Redemption, str], phase: int = RELEASE) -> None:
    redemption, how = what
    parts = book.holds.pop(redemption.place.path, None)
    if parts is None:
        return
    for lot, points in parts:
        book.give_back(points, "held", lot, day)
    book.activity.append((day, "released", redemption.points))
    reason = f"{redemption.reward} {how.replace('_', ' ')}: points given back"
    where = redemption.place.at(how) if how in ENDS else redemption.place
    book.note(day, phase, "released", redemption.points, reason, where)
    claim_back(book, day, phase)


def _fulfil(book: Book, day: int, redemption: Redemption) -> None:
    parts = book.holds.pop(redemption.place.path, None)
    if parts is None:
        return
    for lot, points in parts:
        book.move(points, "held", "spent", lot)
    book.spent[redemption.place.path] = parts
    reason = f"{redemption.reward} given: what was held for it is spent"
    where = redemption.place.at("fulfilled")
    book.note(day, FULFILMENT, "fulfilled", -redemption.points, reason, where)


def _return(book: Book, day: int, what: tuple[Redemption, Returned, int]) -> None:
    redemption, back, phase = what
    parts = book.spent.pop(redemption.place.path, None)
    if parts is None:
        return
    for lot, points in parts:
        book.give_back(points, "spent", lot, day)
    book.activity.append((day, "released", redemption.points))
    stock = ", back in stock" if back.restocked else ""
    reason = f"{redemption.reward} came back{stock}: points given back"
    where = redemption.place.at("returned")
    book.note(day, phase, "returned", redemption.points, reason, where)
    claim_back(book, day, phase)


def taken_spans(redemption: Redemption, last: int) -> Iterator[tuple[int, int, int]]:
    """When a request takes how much of the stock: (first day, day it is back, quantity)."""
    if same_day(redemption):
        return
    start, end = redemption.requested.toordinal(), last + 1
    ending = ended(redemption)
    if ending is not None and redemption.fulfilled is None:
        end = min(end, ending[1].date.toordinal())
    elif redemption.returned is not None and redemption.returned.restocked:
        end = min(end, redemption.returned.date.toordinal())
    yield (start, end, redemption.quantity)
