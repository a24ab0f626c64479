"""What is carried over the end of a cycle: above `carry_at_most` points expire, earliest first.

On the last day of each cycle, after what ends on that day, the points that can be spent are
counted. A limit counts the points of all lots that were decided under it or under a lower one;
lots without a limit are in no count. What is pending or held is not counted and does not expire.
A cycle's end takes nothing that became available less than thirty days before, that came back
less than `restore_grace_days` before, or that an extension promised for longer; nor anything of
somebody on leave. What it may not take counts all the same, so that older points go for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.lots import turn
from goodword.ledger.phases import EXPIRY, JUDGING
from goodword.ledger.terms import NEVER
from goodword.ledger.varying import first_end
from goodword.ledger.wording import source_of
from goodword.texts import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book
    from goodword.ledger.lots import Lot
    from goodword.ledger.terms import Terms

    Part = tuple[Lot, int]
    """Points of a lot."""

FIRST = (-1,)
"""Before tiers are judged, after everything that expires by itself."""


def expect(book: Book) -> None:
    """Let each cycle's end take what is not carried over."""
    carries = book.terms.carries
    days = [lot.available for lot in book.lots if _most(lot) is not None] if carries else []
    if not days:
        return
    day = book.terms.around(min(days))[2] - 1
    while day <= book.through:
        book.push(day, JUDGING, _end, None, FIRST)
        day = book.terms.around(day + 1)[2] - 1


def _most(lot: Lot) -> int | None:
    return lot.varying.most if lot.varying is not None else None


def _end(book: Book, day: int, _: None) -> None:
    if book.stage == "on-leave":
        return
    total = 0
    parts = ((lot, lot.active) for lot in book.lots if lot.active)
    for lot, points in _beyond(parts, day):
        book.move(points, "active", "expired", lot)
        lot.note_expired(day, points)
        total += points
        if book.log is not None:
            values = {"source": source_of(lot.source)}
            reason = Said("line.not_carried", values, _most(lot) or 0)
            place = limit_of(book.terms, lot) or lot.source.place
            book.note(day, EXPIRY, "expired", -points, reason, place)
    if total:
        book.activity.append((day, "expired", -total))


def _beyond(parts: Iterable[Part], day: int) -> list[Part]:
    """What a cycle's end takes of the points that can be spent then."""
    left = sorted(
        ((lot, points) for lot, points in parts if _most(lot) is not None),
        key=lambda each: turn(each[0]),
    )
    taken: dict[int, int] = {}
    for most in sorted({_most(lot) or 0 for lot, _ in left}):
        under = [(n, lot, p) for n, (lot, p) in enumerate(left) if (_most(lot) or 0) <= most]
        over = sum(points - taken.get(number, 0) for number, _, points in under) - most
        for number, lot, points in under:
            if over > 0 and lot.varying is not None and lot.varying.spared <= day:
                part = min(over, points - taken.get(number, 0))
                over -= part
                if part:
                    taken[number] = taken.get(number, 0) + part
    return [(left[number][0], points) for number, points in sorted(taken.items())]


def limit_of(terms: Terms, lot: Lot) -> Place | None:
    """Where the limit of a lot is written; a part of another lot has that one's."""
    settings = terms.program.settings
    policy = terms.policy(date.fromordinal((lot.root or lot).decided))
    if policy not in settings.points or policy.ends.carry_at_most is None:
        return None
    index = settings.points.index(policy)
    return settings.place.at("points", index, "expiry", "carry_at_most")


def last_days(lots: Sequence[Lot], terms: Terms, on: int) -> Iterator[tuple[Lot, int, int]]:
    """What can be spent on a day and will end, as things stand then: lot, last day, points.

    Args:
        lots: of a person who is not on leave.
        terms: of the program.
        on: the day, as ordinal.
    """
    there = [lot for lot in lots if lot.active]
    taken: dict[int, int] = {}
    if terms.carries:
        # At a later end nothing is above the limit that was not at one of these: it takes from
        # all that it may take, and what it may not take yet has an end of its own among them.
        ends = {
            first_end(terms, lot.varying, on)
            for lot in there
            if lot.varying is not None and lot.varying.most is not None
        }
        for day in sorted(ends):
            rest = [(lot, lot.active - taken.get(id(lot), 0)) for lot in there if lot.expires > day]
            for lot, points in _beyond(rest, day):
                taken[id(lot)] = taken.get(id(lot), 0) + points
                yield lot, day, points
    for lot in there:
        points = lot.active - taken.get(id(lot), 0)
        if points and lot.expires < NEVER:
            yield lot, lot.expires, points
