"""The figures of an account, drawn from a person's book: in the end, and at the end of cycles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.account import Account, Checkpoint, OpenLot
from goodword.ledger.carrying import last_days
from goodword.ledger.ladder import floor_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.ledger.book import Book
    from goodword.model.tiers import Tier


def note_checkpoint(book: Book, day: int, cycle: str) -> None:
    """Keep what a person has at the end of a day under a cycle's name."""
    pending = held = 0
    counts: dict[str, int] = {}
    parts = []
    for lot in book.lots:
        if lot.decided > day:
            continue
        pending += lot.pending
        held += lot.held
        path = lot.source.place.path
        counts[path] = counts.get(path, 0) + 1
        if lot.pending or lot.active or lot.held:
            each = OpenLot(path, lot.available, lot.expires, lot.pending, lot.active, lot.held)
            parts.append((each, counts[path]))
    tier, _, _ = _tier(book, 0, day)
    book.checkpoints[cycle] = Checkpoint(pending, held, book.arrears, tier, tuple(parts))


def settle(book: Book) -> Account:
    """The account that a book came to."""
    awarded = pending = held = spent = expired = 0
    expiring: dict[int, int] = {}
    for lot in book.lots:
        awarded += lot.points - lot.adjusted
        pending += lot.pending
        held += lot.held
        spent += lot.spent
        expired += lot.expired
    if book.stage != "on-leave":
        for _, day, points in last_days(book.lots, book.terms, book.last):
            expiring[day] = expiring.get(day, 0) + points
    by_cycle = book.by_cycle
    before, start, _ = book.terms.around(book.last)
    window = by_cycle.get(start, 0) + by_cycle.get(before, 0)
    tier, to_stay, to_rise = _tier(book, window, book.last)
    steps = book.ladder.steps if book.ladder is not None else ()
    return Account(
        book.person,
        book.stage,
        tier,
        sum(by_cycle.values()),
        window,
        tuple((book.terms.cycle(start).name, by_cycle[start]) for start in sorted(by_cycle)),
        awarded,
        pending,
        book.balance,
        held,
        spent,
        expired,
        book.reversed,
        book.arrears,
        book.forgiven,
        to_stay,
        to_rise,
        tuple((date.fromordinal(day), expiring[day]) for day in sorted(expiring)),
        tuple(book.lots),
        book.allocated,
        book.refused,
        book.declined,
        book.refused_adjustments,
        tuple((date.fromordinal(day), name) for day, name in steps),
        tuple(book.activity),
        tuple(book.by_hand),
        tuple((book.terms.cycle(start).name, n) for start, n in sorted(book.posted.items())),
        book.checkpoints,
    )


def _tier(book: Book, window: int, on: int) -> tuple[str | None, int | None, int | None]:
    """Tier with floors, and what lacks to stay and to rise."""
    ladder = book.ladder
    if ladder is None or not ladder.ranked or book.profile is None:
        return None, None, None
    tiers: Sequence[Tier] = ladder.tiers(on)
    day = date.fromordinal(on)
    index = min(max(ladder.index, floor_on(book.profile, tiers, day)), len(tiers) - 1)
    rise = None
    if index + 1 < len(tiers):
        rise = max(0, tiers[index + 1].standing_at_least - window)
    if index < 0:
        return None, None, rise
    return tiers[index].id, max(0, tiers[index].standing_at_least - window), rise
