"""The figures of an account, drawn from a person's book: in the end, and at the end of cycles."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.account import NOTHING, Account, Checkpoint, Climb
from goodword.ledger.carrying import last_days
from goodword.ledger.ladder import floor_on
from goodword.ledger.measure_deeds import share

if TYPE_CHECKING:
    from goodword.ledger.account import OpenLot
    from goodword.ledger.book import Book
    from goodword.ledger.ladder import Ladder
    from goodword.ledger.lots import Lot
    from goodword.model.tiers import Tier


def note_checkpoint(book: Book, day: int, cycle: str) -> None:
    """Keep what a person has at the end of a day under a cycle's name."""
    # Of the many lots that a person has had, few are open.
    there = [
        each
        for each in book.lots
        if (each.pending or each.active or each.held) and each.decided <= day
    ]
    found = [
        (each.prefix, tier.id)
        for each in book.ladders
        if each.ranked and (tier := _tier(each, day))
    ]
    if not there and not found and not book.arrears:
        book.checkpoints[cycle] = NOTHING
        return
    pending = held = 0
    parts: list[OpenLot] = []
    repeated = _repeated(book) if there else frozenset()
    for lot in there:
        waits, holds, path = lot.pending, lot.held, lot.source.place.path
        pending += waits
        held += holds
        number = _number(book, lot, day) if path in repeated else 1
        parts.append((path, lot.available, lot.expires, waits, lot.active, holds, number))
    first = next((name for prefix, name in found if not prefix), None)
    others = tuple(f"{prefix}{name}" for prefix, name in found if prefix)
    book.checkpoints[cycle] = Checkpoint(pending, held, book.arrears, first, tuple(parts), others)


def _repeated(book: Book) -> frozenset[str]:
    """The paths that are those of several of a book's lots, which only ever become more."""
    count, known = book.repeated
    if count == len(book.lots):
        return known
    found: frozenset[str] = frozenset()
    if len({lot.source.place.path for lot in book.lots}) < len(book.lots):
        paths = Counter([lot.source.place.path for lot in book.lots])
        found = frozenset(path for path, count in paths.items() if count > 1)
    book.repeated = len(book.lots), found
    return book.repeated[1]


def _number(book: Book, lot: Lot, day: int) -> int:
    """Which of the lots of its path a lot is, of those that were there by a day."""
    path = lot.source.place.path
    before = book.lots[: book.lots.index(lot)]
    return 1 + sum(each.decided <= day and each.source.place.path == path for each in before)


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
    tier, to_stay, to_rise = _first(book, book.last)
    steps = _steps(book.ladders[0]) if book.ladders else ()
    reaching = book.milestones
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
        steps,
        tuple(book.activity),
        tuple(book.by_hand),
        tuple((book.terms.cycle(start).name, n) for start, n in sorted(book.posted.items())),
        book.checkpoints,
        _climbs(book, book.last),
        tuple(reaching.reached) if reaching is not None else (),
        tuple(reaching.ahead(book.last)) if reaching is not None else (),
    )


def _index(ladder: Ladder, on: int) -> int:
    """Where a person stands on a ladder, floors counted; -1 for on none of its tiers."""
    if not ladder.ranked:
        return -1
    tiers, index = ladder.tiers(on), ladder.index
    if ladder.profile.tier_floor:
        index = max(index, floor_on(ladder.profile, tiers, date.fromordinal(on), ladder.prefix))
    return min(index, len(tiers) - 1)


def _tier(ladder: Ladder, on: int) -> Tier | None:
    index = _index(ladder, on)
    return ladder.tiers(on)[index] if index >= 0 else None


def _first(book: Book, on: int) -> tuple[str | None, int | None, int | None]:
    """Tier of the first ladder with floors, and what standing lacks to stay and to rise."""
    if not book.ladders or not book.ladders[0].ranked:
        return None, None, None
    ladder = book.ladders[0]
    tiers, index = ladder.tiers(on), _index(ladder, on)
    standing = ladder.measure.standing(on)
    rise = None
    if index + 1 < len(tiers):
        rise = max(0, tiers[index + 1].points - standing)
    if index < 0:
        return None, None, rise
    kept = share(tiers[index].points, tiers[index].keep_percent)
    return tiers[index].id, max(0, kept - standing), rise


def _climbs(book: Book, on: int) -> tuple[Climb, ...]:
    """Where a person stands on each ladder, in a program that has more than the usual one."""
    if all(each.usual for each in book.ladders):
        return ()
    return tuple(_climb(each, on) for each in book.ladders)


def _climb(ladder: Ladder, on: int) -> Climb:
    tiers, index, measure = ladder.tiers(on), _index(ladder, on), ladder.measure
    tier = tiers[index] if index >= 0 else None
    above = tiers[index + 1] if ladder.ranked and index + 1 < len(tiers) else None
    return Climb(
        ladder.rules.id,
        ladder.prefix,
        tier.id if tier else None,
        measure.standing(on),
        measure.asked(tier, (), on, tier.keep_percent) if tier else (),
        above.id if above else None,
        measure.asked(above, (), on, 100) if above else (),
        _steps(ladder),
    )


def _steps(ladder: Ladder) -> tuple[tuple[date, str | None], ...]:
    return tuple((date.fromordinal(day), name) for day, name in ladder.steps)
