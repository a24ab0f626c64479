"""Points become active: they can be spent, they stand, and what is owed is paid first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger import adjusting, reversal
from goodword.ledger.derived import Derived
from goodword.ledger.phases import ACTIVATION
from goodword.ledger.terms import NEVER
from goodword.ledger.wording import About
from goodword.texts import Said

if TYPE_CHECKING:
    from goodword.ledger.book import Book
    from goodword.ledger.lots import Lot


def activate(book: Book, day: int, lot: Lot, phase: int = ACTIVATION) -> None:
    """Let a lot become active.

    Args:
        book: whose.
        day: today.
        lot: one whose day has come.
        phase: where in the day.
    """
    points, earned = lot.pending, lot.earned
    # What is given by hand, or follows from other awards, never waited.
    if not earned:
        lot.pending = 0
    book.move(points, "pending" if earned else "awarded", "active", lot)
    # Who has left by now has less time for what becomes active only afterwards.
    if book.exit is not None:
        lot.expires = lot.last_day(book.exit)
    if book.log is not None:
        _note(book, day, lot, points, phase)
    if lot.standing:
        lot.stands = points
        book.posted[lot.cycle] = book.posted.get(lot.cycle, 0) + points
        book.by_cycle[lot.cycle] = book.by_cycle.get(lot.cycle, 0) + points
        for measure in book.narrow:
            measure.post(lot, points, lot.cycle)
        for ladder in book.ladders:
            ladder.posted(day)
    by_hand = not earned and not isinstance(lot.source, Derived)
    book.activity.append((day, "adjusted" if by_hand else "activated", points))
    if book.arrears and points:
        reversal.repay(book, day, lot, phase)
    # Not before: what has paid a debt is gone and expires no more.
    if lot.active:
        book.expect_expiry(lot)
    if book.milestones is not None:
        book.milestones.posted(day, lot)


def _note(book: Book, day: int, lot: Lot, points: int, phase: int) -> None:
    source = lot.source
    counts = book.terms.cycle(lot.cycle)
    reason: About | Said
    if isinstance(source, Derived):
        kind, reason = source.kind, source.named
    elif hasattr(source, "mission"):
        kind = "available"
        then = f" counts for {counts.name}"
        if day == lot.decided:
            then = f" spendable at once, counts for {counts.name}"
        elif counts != book.terms.cycle(day):
            then += ", in which it was done"
        reason = About(source, then)
    else:
        kind = "adjusted" if lot.standing else "adjusted-spendable"
        code = getattr(source.detail, "reason_code", "")
        reason = adjusting.by_hand("line.given", code, source.by)
    if lot.expires < NEVER:
        until = date.fromordinal(lot.expires)
        if isinstance(reason, About):
            reason = reason.more(f", until {until}")
        else:
            reason = Said("line.until", {"what": reason, "day": until})
    if lot.standing and points:
        book.posts.append((len(book.log or ()), points, lot.cycle))
    book.note(day, phase, kind, points, reason, lot.written)
