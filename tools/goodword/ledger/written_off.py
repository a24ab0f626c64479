"""What a reversal could not take: written off for good, so that it never becomes spendable.

Points that were held, spent or expired when their claim was taken back are written off: nobody is
asked for them. Where they come back all the same (a request is cancelled, a reward returned, a
deduction made void, an extension revives them) they are taken on that day, at once. The design
says of a release that it goes back to the same lots, and of a reversal that it takes from its own
lot; so what comes back into a lot that is taken back is the reversal's, as it would have been had
it lain there on its day. Standing fell by it on the day of the reversal.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from goodword.ledger.lots import turn
from goodword.ledger.wording import About

if TYPE_CHECKING:
    from goodword.ledger.book import Book


def claim_back(book: Book, day: int, phase: int) -> None:
    """Take what came back of points that were written off.

    Args:
        book: whose.
        day: ordinal of the day on which they came back.
        phase: where in the day.
    """
    for taken in chain.from_iterable(book.taken.values()):
        if not taken.written:
            continue
        source, order, amount = taken.lot.source, taken.lot.order, 0
        own = (lot for lot in book.lots if lot.source is source and lot.order == order)
        for lot in sorted(own, key=turn):
            part = min(taken.written, lot.active)
            if part:
                taken.written -= part
                taken.active.append((lot, part))
                book.move(part, "active", "reversed", lot)
                amount += part
        if amount:
            book.activity.append((day, "reversed", -amount))
            then = ", written off when it was taken back: came back, and is taken"
            reason = About(source, then)
            book.note(day, phase, "reversed", -amount, reason, taken.place)
