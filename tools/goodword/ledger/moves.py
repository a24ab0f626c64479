"""Moves: from where to where each point goes, lot by lot, as a double-entry ledger has it.

An entry says which figures change; a move says out of which lot's place and into which. They are
made only when they are asked for, from a book that is kept a second time with its lines.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.ledger.explaining import awards
from goodword.ledger.lots import Lot
from goodword.ledger.wording import in_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book, Line
    from goodword.ledger.debts import Debt

PLACES = (
    "pending",
    "active",
    "held",
    "spent",
    "expired",
    "reversed",
    "awarded",
    "arrears",
    "forgiven",
)
"""Where points can be; `awarded`, `arrears` and `forgiven` are where they come from."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Points that are told apart from others: a lot, a part of one, or what one reversal left owed.

    Args:
        path: the record that they come from.
        since: the day on which they arose.
        part: 1 for a record's own lot, then what was released with a later last day.
        owed: which reversal of the record, from 0; None for points that were given.
    """

    path: str
    since: dt.date
    part: int = 1
    owed: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Points that went from one place to another.

    Args:
        points: how many, more than 0.
        from_: one of `PLACES`.
        to: one of `PLACES`.
        parcel: in which they were.
        into: in which they are then; the same one but for what is released to last longer, what
            pays a debt, and what is given back of one that was paid.
    """

    points: int
    from_: str
    to: str
    parcel: Parcel
    into: Parcel


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing that happened to a person's points, whole: what left a place arrived in another.

    Args:
        date: the day.
        phase: where in the day; see `goodword.ledger.phases`.
        kind: as the entry's.
        reason: why, in words, as the entry's.
        place: the record that caused it.
        moves: what went where.
        standing: by first day of the cycle, what standing rose by there (less than 0: it fell).
    """

    date: dt.date
    phase: int
    kind: str
    reason: str
    place: Place
    moves: tuple[Move, ...]
    standing: tuple[tuple[dt.date, int], ...] = ()


def movements(book: Book, log: list[Line]) -> tuple[Movement, ...]:
    """Everything that happened in a book that was kept with its lines, in order.

    Args:
        book: after its run.
        log: the lines it wrote.
    """
    parcels = _parcels(book)
    moves: dict[int, list[Move]] = {}
    for number, points, from_, to, lot, into in book.steps:
        parts = (parcels[id(lot)], parcels[id(into)])
        moves.setdefault(number, []).append(Move(points, from_, to, *parts))
    standing: dict[int, list[tuple[dt.date, int]]] = {}
    for number, points, cycle in book.posts:
        standing.setdefault(number, []).append((dt.date.fromordinal(cycle), points))
    made = list(_awarded(book, parcels))
    for number, (day, phase, kind, _, _, reason, place) in enumerate(log):
        if number in moves or number in standing:
            parts_of, posts = moves.get(number, ()), standing.get(number, ())
            when = dt.date.fromordinal(day)
            words = in_english(reason)
            made.append(Movement(when, phase, kind, words, place, tuple(parts_of), tuple(posts)))
    return tuple(sorted(made, key=lambda each: (each.date, each.phase)))


def _awarded(book: Book, parcels: dict[int, Parcel]) -> Iterator[Movement]:
    for lot, (day, phase, kind, points, _, reason, place) in awards(book):
        if points:
            parcel = parcels[id(lot)]
            move = Move(points, "awarded", "pending", parcel, parcel)
            when, words = dt.date.fromordinal(day), in_english(reason)
            yield Movement(when, phase, kind, words, place, (move,))


def _parcels(book: Book) -> dict[int, Parcel]:
    """A name for each lot and debt that the book has, by identity."""
    named: dict[int, Parcel] = {}
    counts: dict[str, int] = {}
    for lot in book.lots:
        path = lot.source.place.path
        counts[path] = counts.get(path, 0) + 1
        named[id(lot)] = Parcel(path, dt.date.fromordinal(lot.decided), counts[path])
    for number, _, _, _, *both in book.steps:
        for each in both:
            if not isinstance(each, Lot) and id(each) not in named:
                named[id(each)] = _owed(each, book, number)
    return named


def _owed(debt: Debt, book: Book, number: int) -> Parcel:
    """What a reversal left owed; its first step is the day on which it arose."""
    day = (book.log or [])[number][0]
    return Parcel(debt.place.path, dt.date.fromordinal(day), owed=int(debt.place.pointer[-1]))
