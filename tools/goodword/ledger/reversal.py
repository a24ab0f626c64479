"""Points taken back: reversals, arrears and what ends them.

A reversal takes from its own lot, pending first, then active. What is held or spent is written
off (`written_off`), except for a duplicate (taken from other active lots, latest last day first)
and for fraud (owed as arrears). Expired points are never owed. `reversed` counts what was taken or
is owed.
Standing falls by the shares as far as they had posted, whatever has become of the lot.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger import spending
from goodword.ledger.debts import Debt, Taken
from goodword.ledger.lots import spending_order, turn
from goodword.ledger.phases import FORGIVING, RELEASE, REVERSAL
from goodword.ledger.visible import decided_on
from goodword.ledger.wording import WHY, About
from goodword.ledger.written_off import claim_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book
    from goodword.ledger.lots import Lot, Order
    from goodword.model.claim import Claim, Reversal


def expect(book: Book) -> None:
    """Let reversals and their appeals happen on their days."""
    for claim, index in book.records.reversals:
        each = claim.reversals[index]
        # "24" comes behind every hour: one whose hour nobody wrote is the last of its day.
        order = (each.date, each.at or "24", claim.mission, claim.place.path, index)
        book.push(each.date.toordinal(), REVERSAL, _reverse, (claim, index), order)
        appeal = each.appeal
        if appeal and appeal.decision and appeal.decision.outcome == "approved":
            day = max(decided_on(appeal.decision), each.date).toordinal()
            # On a later day it comes before that day's requests, which may use the points; on the
            # same day it must come after what it undoes.
            phase = RELEASE if day > each.date.toordinal() else REVERSAL
            book.push(day, phase, _lift, (claim, index, phase), (*order, 1))


def _awards(book: Book, path: str, day: int) -> list[list[Lot]]:
    """The lots of a record, award by award, what it gave last first.

    Of an award its own is the first, then come those that were released into lots of their own.
    """
    found: dict[Order, list[Lot]] = {}
    for lot in book.lots:
        if lot.source.place.path == path:
            found.setdefault(lot.order, []).append(lot)
    first = min(found, default=None)
    there = (each for order, each in found.items() if order == first or each[0].decided <= day)
    return sorted(there, key=lambda each: each[0].order, reverse=True)


def _reverse(book: Book, day: int, what: tuple[Claim, int]) -> None:
    claim, index = what
    reversal = claim.reversals[index]
    points = dict(reversal.shares).get(book.person, 0)
    place = claim.place.at("reversals", index)
    if reversal.reason_code == "fraud" and points:
        # First, so that what open requests hold is active again and can be taken.
        spending.decline_all(book, day, place)
    awards = _awards(book, claim.place.path, day)
    for lots in awards:
        part = points if lots is awards[-1] else min(points, _left(book, lots))
        points -= part
        taken = take_back(book, day, lots, part, reversal.reason_code, place)
        if taken is None:
            continue
        book.taken.setdefault((claim.place.path, index), []).append(taken)
        if reversal.reason_code in ("duplicate", "fraud"):
            _beyond(book, day, lots, taken, part, reversal)
            # What was taken elsewhere, or is owed, is not lost to us after all.
            owed = taken.debt.points if taken.debt else 0
            taken.written = part - taken.pending - sum(n for _, n in taken.active) - owed
        fall(book, day, taken, part)


def _left(book: Book, lots: list[Lot]) -> int:
    """What an award gave, less what reversals that stand were about."""
    about = (each for found in book.taken.values() for each in found)
    taken = sum(each.points for each in about if each.lot.order == lots[0].order)
    return sum(lot.points for lot in lots) - taken


def take_back(
    book: Book, day: int, lots: list[Lot], points: int, code: str, place: Place
) -> Taken | None:
    """Take points of an award back from its lots, pending ones first; None if it has none."""
    if not lots or points <= 0:
        return None
    taken = Taken(next((lot for lot in lots if lot.restored), lots[0]), place, points)
    words = About(lots[0].source, f" taken back: {WHY.get(code, code)}")
    for lot in lots:
        part = min(points - taken.pending, lot.pending)
        taken.pending += part
        book.move(part, "pending", "reversed", lot)
    if taken.pending:
        book.note(day, REVERSAL, "reversed-pending", -taken.pending, words, place)
    left = points - taken.pending
    for lot in sorted(lots, key=turn):
        left -= _from_active(book, taken, lot, left)
    if left < points - taken.pending:
        amount = points - taken.pending - left
        book.note(day, REVERSAL, "reversed", -amount, words, place)
        book.activity.append((day, "reversed", -amount))
    if left and code not in ("duplicate", "fraud"):
        used = min(left, sum(lot.held + lot.spent + lot.repaid for lot in lots))
        parts = ((used, "held or spent are written off"), (left - used, "had expired"))
        reason = ", ".join(f"{count} {words}" for count, words in parts if count)
        book.note(day, REVERSAL, "written-off", 0, reason, place)
    taken.written = left
    return taken


def _from_active(book: Book, taken: Taken, lot: Lot, points: int) -> int:
    part = min(points, lot.active)
    if part > 0:
        taken.active.append((lot, part))
        book.move(part, "active", "reversed", lot)
    return max(part, 0)


def _beyond(
    book: Book, day: int, own: list[Lot], taken: Taken, points: int, reversal: Reversal
) -> None:
    """What of a duplicate or of fraud was held or spent: taken elsewhere, or owed."""
    left = points - taken.pending - sum(n for _, n in taken.active)
    used = min(left, sum(lot.held + lot.spent + lot.repaid for lot in own))
    if left > used:
        reason = f"{left - used} had expired and are not owed"
        book.note(day, REVERSAL, "written-off", 0, reason, taken.place)
    if used <= 0:
        return
    if reversal.reason_code == "fraud":
        taken.debt = Debt(0, taken.place)
        book.debts.append(taken.debt)
        until = book.terms.forgiven_on(day)
        book.push(until, FORGIVING, _forgive, taken.debt)
        book.move(used, "arrears", "reversed", taken.debt)
        then = f" held or spent, owed until {date.fromordinal(until)}: fraud"
        book.note(day, REVERSAL, "owed", used, About(taken.lot.source, then), taken.place)
        return
    amount = 0
    for lot in reversed(spending_order(book.lots)):
        amount += _from_active(book, taken, lot, used - amount)
    used -= amount
    if amount:
        words = About(taken.lot.source, ", a duplicate, held or spent: taken from other points")
        book.note(day, REVERSAL, "reversed", -amount, words, taken.place)
        book.activity.append((day, "reversed", -amount))
    if used:
        reason = f"{used} held or spent are written off"
        book.note(day, REVERSAL, "written-off", 0, reason, taken.place)


def fall(book: Book, day: int, taken: Taken, points: int) -> None:
    """Standing falls where it stands while that cycle is open, else in the present cycle.

    Args:
        book: whose.
        day: of the reversal.
        taken: what it took.
        points: how many it is about; what was pending never stood.
    """
    lot = taken.lot
    left = min(points - taken.pending, lot.stands) if lot.standing else 0
    elsewhere = lot.moved or {}
    stood = {lot.cycle: lot.stands - sum(elsewhere.values()), **elsewhere}
    for cycle, there in stood.items():
        part = min(left, there)
        if part <= 0:
            continue
        left -= part
        lot.stands -= part
        if cycle != lot.cycle and lot.moved is not None:
            lot.moved[cycle] -= part
        taken.fell.append((cycle, part))
        words = About(lot.source, " taken back: standing falls")
        _post(book, day, -part, (lot, cycle), (words, REVERSAL, taken.place))


def _post(
    book: Book, day: int, points: int, where: tuple[Lot, int], line: tuple[About, int, Place]
) -> int:
    """Let standing of a lot change in a cycle while that is open, else in the present one.

    `line` is what to say of it, in which phase, and where that is written.

    Returns:
        the first day of the cycle in which it changed.
    """
    (lot, cycle), (words, phase, place) = where, line
    found = book.terms.cycle(cycle)
    if not book.terms.open_on(found, day):
        found = book.terms.cycle(day)
    start = found.start.toordinal()
    book.post(points, start, lot, day)
    book.note(day, phase, "standing", points, words.more(f" in {found.name}"), place)
    return start


def repay(book: Book, day: int, lot: Lot, phase: int) -> None:
    """Points that became active pay arrears first, the oldest first.

    Args:
        book: whose.
        day: today.
        lot: what has become active.
        phase: where in the day it has; a milestone comes after what the day began with.
    """
    paid = 0
    while book.debts and lot.active:
        debt = book.debts[0]
        part = min(debt.points, lot.active)
        lot.repaid += part
        debt.repaid.append((lot, part))
        book.move(part, "active", "arrears", lot, debt)
        paid += part
        if not debt.points:
            book.debts.popleft()
    if paid:
        book.activity.append((day, "activated", -paid))
        book.note(
            day,
            phase,
            "repaid",
            -paid,
            About(lot.source, " pays what is owed"),
            lot.written,
        )


def _forgive(book: Book, day: int, debt: Debt) -> None:
    points = debt.points
    if not points:
        return
    book.debts.remove(debt)
    book.move(points, "forgiven", "arrears", debt)
    book.note(day, FORGIVING, "forgiven", points, "what was owed is forgiven", debt.place)


def _lift(book: Book, day: int, what: tuple[Claim, int, int]) -> None:
    """An appeal against a reversal succeeds: all that it did is undone, from this day on."""
    claim, index, phase = what
    # Taken out, so that what it did cannot be undone twice.
    found = book.taken.pop((claim.place.path, index), [])
    for taken in found:
        _undo(book, day, taken, phase)
    if found:
        # What comes back may be what another reversal was to take and found spent.
        claim_back(book, day, phase)


def _undo(book: Book, day: int, taken: Taken, phase: int) -> None:
    """Undo what a reversal did to one award."""
    words = About(taken.lot.source, ": the appeal against taking it back succeeded")
    lot, place = taken.lot, taken.place.at("appeal")
    first = 0
    if taken.pending and lot.available > day:
        book.move(taken.pending, "reversed", "pending", lot)
        book.note(day, phase, "lifted-pending", taken.pending, words, place)
    # It would have matured meanwhile, so it comes back as points that can be spent.
    elif taken.pending:
        taken.active.append((lot, taken.pending))
        first = taken.pending if lot.standing else 0
    amount = sum(points for _, points in taken.active)
    for each, points in taken.active:
        book.give_back(points, "reversed", each, day)
    if amount:
        book.activity.append((day, "released", amount))
        book.note(day, phase, "lifted", amount, words, place)
    if taken.debt is not None:
        _lift_debt(book, day, taken.debt, words, phase)
    line = (words.more(", standing rises"), phase, place)
    _rise(book, day, lot, taken.fell, line)
    if first:
        # It never stood, so it counts as awarded where it stands from now on.
        for cycle in _rise(book, day, lot, [(lot.cycle, first)], line):
            book.posted[cycle] = book.posted.get(cycle, 0) + first


def _rise(
    book: Book, day: int, lot: Lot, stood: Sequence[tuple[int, int]], line: tuple[About, int, Place]
) -> list[int]:
    """Standing comes back where it stood, by cycle, while that is open, else in the present one.

    Returns:
        the first days of the cycles in which it stands now, in the same order.
    """
    found = []
    for cycle, points in stood:
        lot.stands += points
        where = _post(book, day, points, (lot, cycle), line)
        if where != lot.cycle:
            lot.moved = lot.moved or {}
            lot.moved[where] = lot.moved.get(where, 0) + points
        found.append(where)
    for ladder in book.ladders if stood else ():
        ladder.posted(day)
    return found


def _lift_debt(book: Book, day: int, debt: Debt, words: About, phase: int) -> None:
    if debt.points:
        owed = debt.points
        book.debts.remove(debt)
        book.move(owed, "reversed", "arrears", debt)
        book.note(day, phase, "lifted-arrears", -owed, words, debt.place)
    if debt.forgiven:
        forgiven = debt.forgiven
        book.move(forgiven, "reversed", "forgiven", debt)
        book.note(day, phase, "lifted-forgiven", -forgiven, words, debt.place)
    repaid = 0
    for lot, points in debt.repaid:
        lot.repaid -= points
        book.give_back(points, "reversed", lot, day, debt)
        repaid += points
    if repaid:
        book.activity.append((day, "released", repaid))
        book.note(day, phase, "lifted-repaid", repaid, words, debt.place)
