"""The ladders of a person's book, in the order of the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.ladder import Ladder
from goodword.ledger.measure import TwoCycles
from goodword.ledger.measure_deeds import OverDeeds
from goodword.ledger.nothing import of_nothing

if TYPE_CHECKING:
    from goodword.ledger.book import Book
    from goodword.ledger.measure import Measure
    from goodword.model import tiers


def begin(book: Book) -> None:
    """Give a book its ladders; none for who has no profile, or in a program without tiers."""
    profile = book.profile
    if profile is None:
        return

    def in_tier(name: str, first: int, last: int) -> int:
        return days_in(book, name, first, last)

    found: list[Ladder] = []
    narrow: list[OverDeeds] = []
    for before, rules in book.terms.ladders:
        measure: Measure
        if rules.plain:
            measure = TwoCycles(book.terms, book.by_cycle)
        else:
            measure = deeds = OverDeeds(book, rules, in_tier)
            narrow += [deeds] if deeds.only is not None else []
        claims = book.records.claims
        found.append(Ladder(book.terms, profile, (before, rules), measure, claims, book.wake))
    waiting = [each for each in found if asks_for_days(each.rules)]
    for each in found if waiting else ():
        each.heard = waiting
    book.ladders, book.narrow = tuple(found), tuple(narrow)


def expect(book: Book) -> None:
    """Let ladders be judged on days on which nothing is posted, and a tier may be reached.

    What gave no points becomes a deed, and tiers may ask for claims, days or people. Where they ask
    for days in a tier, one may be given by hand, or be another one by a new version.
    """
    for each in (ladder for ladder in book.ladders if asks_for_days(ladder.rules)):
        for day in _beginnings(book):
            each.look(day.toordinal())
    asking = [each for each in book.ladders if _asks(each.rules)]
    if not asking:
        return
    last = date.fromordinal(book.last)
    for available, _ in of_nothing(book.terms, book.person, book.records.claims, last):
        for each in asking:
            each.look(available)


def _beginnings(book: Book) -> set[date]:
    """When tiers given by hand and versions of ladders begin."""
    floors = book.profile.tier_floor if book.profile is not None else ()
    every = (version for _, rules in book.terms.ladders for version in rules.versions)
    return {each.from_ for each in floors} | {each.from_ for each in every}


def _asks(rules: tiers.Ladder) -> bool:
    return any(tier.all for version in rules.versions for tier in version.tiers)


def asks_for_days(rules: tiers.Ladder) -> bool:
    """Whether a tier of a ladder asks for days in one."""
    every = (tier for version in rules.versions for tier in version.tiers)
    return any(each.in_tier_days is not None for tier in every for each in tier.all)


def days_in(book: Book, name: str, first: int, last: int) -> int:
    """On how many days of a span a person had a tier, or a higher one of its ladder.

    Args:
        book: the person's.
        name: of the tier as other files name it: `tier`, or `ladder/tier`.
        first: the first day.
        last: the last day, included; over by then.
    """
    before, slash, tier = name.rpartition("/")
    there = (each for each in book.ladders if each.prefix == before + slash)
    ladder = next(there, None)
    return ladder.days_in(tier, first, last) if ladder is not None else 0
