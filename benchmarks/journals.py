"""The points of a program as journals of double-entry tools, which add them up on their own.

One transaction for each change of somebody's standing: an award on the day it became available,
an adjustment, a reversal. Their balances are the figures of `goodword points`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.entries import MOVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.ledger import Ledger

FIRST = "1900-01-01"
"""The day on which beancount's accounts open: before any that a file may name."""


class Change(NamedTuple):
    """Points that a person's standing gained or lost on a day, and what for: a mission's id.

    An adjustment has the person's own id there.
    """

    day: date
    what: str
    person: str
    points: int


def changes(ledger: Ledger) -> list[Change]:
    """Every change of anybody's standing, in the order of days."""
    found = (
        Change(entry.date, entry.place.path.split("/")[1], person, points)
        for person in ledger.members
        for entry in ledger.entries(person)
        if (points := MOVES[entry.kind].get("standing", 0) * entry.points)
    )
    return sorted(found)


def plain(found: Iterable[Change]) -> Iterator[str]:
    """A journal that hledger and ledger both read."""
    for each in found:
        yield (
            f"{each.day} {each.what}\n    standing:{each.person}  {each.points} PTS\n    given\n\n"
        )


def beancount(found: Iterable[Change]) -> Iterator[str]:
    """The same for beancount, whose accounts begin with one of its five roots and are opened."""
    found = list(found)
    yield f"{FIRST} open Equity:Given PTS\n"
    for person in sorted({each.person for each in found}):
        yield f"{FIRST} open Assets:Standing:{person.capitalize()} PTS\n"
    for each in found:
        yield (
            f'\n{each.day} * "{each.what}"\n'
            f"  Assets:Standing:{each.person.capitalize()}  {each.points} PTS\n"
            f"  Equity:Given\n"
        )
