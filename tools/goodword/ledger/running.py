"""Running a book: all that happens to a person's points, day by day in the order within a day.

Activations and what they repay, then the milestones that are reached; releases and returns;
redemptions in order; reversals and negative adjustments; fulfilments; forgiving; expiry last, so
that what expires today can be spent today.
"""

from __future__ import annotations

from heapq import heappop
from typing import TYPE_CHECKING

from goodword.ledger import adjusting, carrying, idle, ladders, leaving, reversal, spending
from goodword.ledger.activating import activate
from goodword.ledger.membership import RANKED
from goodword.ledger.milestones import Reaching
from goodword.ledger.phases import ACTIVATION, CLOSING, EXPIRY, STAGE
from goodword.ledger.settling import note_checkpoint
from goodword.ledger.wording import source_of
from goodword.texts import Said

if TYPE_CHECKING:
    from goodword.ledger.book import Book
    from goodword.ledger.ladder import Ladder
    from goodword.ledger.lots import Lot
    from goodword.model.profile import StageEntry


def run(book: Book) -> Book:
    """Do everything up to the last day."""
    ladders.begin(book)
    heap = book.begin()
    _expect_the_rest(book)
    if book.profile is not None and book.terms.program.milestones is not None:
        book.milestones = Reaching(book, book.terms.program.milestones)
        book.milestones.begin()
    while heap:
        day, phase, _, _, act, what = heappop(heap)
        # These two are nearly all there is, and are told by their phase: they carry no function.
        if phase == ACTIVATION:
            activate(book, day, what)
        elif phase == EXPIRY:
            _expire(book, day, what)
        elif act is not None:
            act(book, day, what)
    return book


def _expect_the_rest(book: Book) -> None:
    """Stages, tiers, closings and records, each on its day."""
    records = book.records
    if book.profile is not None:
        for entry in book.profile.history:
            book.push(entry.date.toordinal(), STAGE, _enter_stage, entry)
    for ladder in book.ladders:
        for version in ladder.rules.versions:
            book.push(version.from_.toordinal(), STAGE, _new_tiers, ladder, (1,))
    ladders.expect(book)
    for day, cycle in book.closings:
        book.push(day, CLOSING, note_checkpoint, cycle)
    if records.redemptions:
        spending.expect(book)
    if records.reversals:
        reversal.expect(book)
    if records.adjustments or records.voided:
        adjusting.expect(book)
    if records.extensions:
        leaving.expect_extensions(book)
    idle.expect(book)
    carrying.expect(book)


def _expire(book: Book, day: int, lot: Lot) -> None:
    points = lot.active
    # A last day that was moved has an event of its own; time stands still on leave.
    if lot.expires != day or not points or book.stage == "on-leave":
        if points and lot.varying is not None and lot.expires > day:
            book.expect_expiry(lot)  # an approved claim has moved it
        return
    book.move(points, "active", "expired", lot)
    lot.note_expired(day, points)
    book.activity.append((day, "expired", -points))
    if book.log is not None:
        left = lot.expires < lot.own
        reason = Said(leaving.WORDS[left], {"source": source_of(lot.source)})
        book.note(day, EXPIRY, "expired", -points, reason, lot.written)


def _new_tiers(_: Book, day: int, ladder: Ladder) -> None:
    ladder.changed(day)


def _enter_stage(book: Book, day: int, entry: StageEntry) -> None:
    before, book.stage = book.stage, entry.stage
    for ladder in book.ladders:
        if entry.stage in RANKED and not ladder.ranked:
            ladder.enter(day)
        elif entry.stage not in RANKED and ladder.ranked:
            ladder.leave(day)
    if book.milestones is not None:
        book.milestones.entered(day)
    leaving.stage_changed(book, day, before, entry)
