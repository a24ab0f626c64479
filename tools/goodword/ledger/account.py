"""A person's account on a day: the figures that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.ladder import floor_on
from goodword.ledger.terms import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book
    from goodword.ledger.lots import Lot
    from goodword.model.redemption import Redemption
    from goodword.model.tiers import Tier


@dataclass(frozen=True, slots=True)
class OpenLot:
    """A lot that still has points: the record it comes from, its days, and where they are."""

    path: str
    available: int
    expires: int
    pending: int
    active: int
    held: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a person had on the last day of a cycle, after its expiries.

    Args:
        pending: awarded by then and not yet available.
        held: in open requests.
        arrears: owed.
        tier: id of the tier, floors counted; None for who has none.
        parts: open lots, each with its number among those of the same award.
    """

    pending: int = 0
    held: int = 0
    arrears: int = 0
    tier: str | None = None
    parts: tuple[tuple[OpenLot, int], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Account:
    """One person's points.

    On every day `awarded` = pending + spendable + held + spent + expired + reversed - arrears
    - forgiven.

    Args:
        id: whose.
        stage: on the day; None before the first one.
        tier: id of the tier; None for those who are neither members nor on leave.
        standing: points that count for tier and leaderboard, all of them.
        window: standing of the current and the previous cycle.
        by_cycle: standing by the name of the cycle it counts for, in the order of time.
        awarded: given by awards and adjustments, less negative adjustments.
        pending: awarded and not yet available.
        spendable: can be spent today.
        held: in open requests.
        spent: in requests fulfilled.
        expired: past their last day.
        reversed: taken back, or owed.
        arrears: owed.
        forgiven: no longer owed.
        to_stay: what the two cycles lack for the present tier; None without one.
        to_rise: what they lack for the next one; None where there is none.
        expiring: spendable points by last day.
        lots: all lots, in the order of awards.
        allocated: what each request took from which lots, by path.
        refused: requests that points or stock do not cover, with the reason, by path.
        declined: requests that a reversal for fraud ended, by path: its day and place.
        overdrawn: negative adjustments beyond what was spendable: that many were, by path.
        tiers: the own tier from each day on, floors left out.
        activity: changes of what is spendable: (day, kind, points).
        by_hand: standing taken by negative adjustments: (day, points).
        posted: standing ever given, by the name of the cycle it counts for.
        checkpoints: what the person had at the end of each closed cycle, by its name.
    """

    id: str
    stage: str | None = None
    tier: str | None = None
    standing: int = 0
    window: int = 0
    by_cycle: tuple[tuple[str, int], ...] = ()
    awarded: int = 0
    pending: int = 0
    spendable: int = 0
    held: int = 0
    spent: int = 0
    expired: int = 0
    reversed: int = 0
    arrears: int = 0
    forgiven: int = 0
    to_stay: int | None = None
    to_rise: int | None = None
    expiring: tuple[tuple[date, int], ...] = ()
    lots: tuple[Lot, ...] = ()
    allocated: Mapping[str, tuple[tuple[Lot, int], ...]] | None = None
    refused: Mapping[str, tuple[Redemption, str]] | None = None
    declined: Mapping[str, tuple[date, Place]] | None = None
    overdrawn: Mapping[str, int] | None = None
    tiers: tuple[tuple[date, str | None], ...] = ()
    activity: tuple[tuple[int, str, int], ...] = ()
    by_hand: tuple[tuple[int, int], ...] = ()
    posted: tuple[tuple[str, int], ...] = ()
    checkpoints: Mapping[str, Checkpoint] | None = None

    def standing_in(self, cycle: str) -> int:
        """Standing that counts for the cycle of that name."""
        return next((points for name, points in self.by_cycle if name == cycle), 0)

    @property
    def empty(self) -> bool:
        """Whether every figure is 0."""
        return not (
            self.awarded
            or self.standing
            or self.pending
            or self.spendable
            or self.held
            or self.spent
            or self.expired
            or self.reversed
            or self.arrears
            or self.forgiven
        )


def settle(book: Book) -> Account:
    """The account that a book came to."""
    awarded = pending = held = spent = expired = 0
    expiring: dict[int, int] = {}
    on_leave = book.stage == "on-leave"
    for lot in book.lots:
        awarded += lot.points - lot.adjusted
        pending += lot.pending
        held += lot.held
        spent += lot.spent
        expired += lot.expired
        if lot.active and lot.expires < NEVER and not on_leave:
            expiring[lot.expires] = expiring.get(lot.expires, 0) + lot.active
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
