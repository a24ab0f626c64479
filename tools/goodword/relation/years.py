"""A person's relation by the year, its longest silence, and what each joining year still brings.

Counts of lanes, never money, and never one figure of a person.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from goodword.relation.account import WINDOW
from goodword.relation.evenness import spoken
from goodword.relation.given import FROM_THEM, FROM_US

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.relation.account import Relations
    from goodword.relation.evenness import Word
    from goodword.relation.given import Given

SIDES = (*FROM_THEM, *FROM_US)
"""Lanes of both sides; what is owed is of the day and of no year."""


class Year(NamedTuple):
    """What was given in a calendar year, by lane: hours for missions, else how many."""

    of: int
    lanes: Mapping[str, int]


class Contacts(NamedTuple):
    """Times in a cycle that people spoke: from us, and from them."""

    cycle: str
    us: int
    them: int


class Silence(NamedTuple):
    """The longest time without a word from us: so many days between two days.

    Args:
        days: how many.
        after: the day of the last word before it.
        until: the day on which it ended, or the one asked about.
        ended: whether it has.
    """

    days: int
    after: date
    until: date
    ended: bool


class Years(NamedTuple):
    """A relation over its years.

    Args:
        years: every calendar year since the first in which anything was given.
        contacts: every cycle since the first in which people spoke.
        silence: the longest one; None where we never spoke.
        coming: the next twelve months, if they are as the last twenty-four: half of these, half
            up; None where it is not so old.
    """

    years: tuple[Year, ...]
    contacts: tuple[Contacts, ...]
    silence: Silence | None
    coming: Mapping[str, int] | None


class Joined(NamedTuple):
    """What those who joined in a year give and get today, over twelve months.

    Args:
        year: in which they first became members.
        joined: how many did.
        members: how many of them are members or on leave.
        giving: how many of them gave anything.
        them, us: both sides of their relations, added up, as `goodword relation` weighs them.
    """

    year: int
    joined: int
    members: int
    giving: int
    them: int
    us: int


def years(relations: Relations, person: str) -> Years:
    """The relation of a person by year, up to the day."""
    as_of = relations.as_of
    given = [each for each in relations.ever(person).lines if each.lane in SIDES]
    counts: dict[int, Counter[str]] = {}
    for each in given:
        counts.setdefault(each.date.year, Counter())[each.lane] += each.count
    known = range(min(counts), as_of.year + 1) if counts else ()
    found = tuple(
        Year(of, {lane: counts.get(of, Counter())[lane] for lane in SIDES}) for of in known
    )
    touched = [*spoken(relations.program, person, as_of)]
    return Years(
        found,
        tuple(_contacts(relations, touched)),
        _silence(touched, as_of),
        _coming(given, relations.since(2 * WINDOW)),
    )


def _contacts(relations: Relations, touched: list[Word]) -> Iterator[Contacts]:
    cycles = relations.program.cycles
    by = Counter((cycles.of(each.date).name, each.direction) for each in touched)
    cycle = cycles.of(min(each.date for each in touched)) if touched else None
    while cycle is not None and cycle.start <= relations.as_of:
        name = cycle.name
        yield Contacts(name, by[name, "to-them"], by[name, "from-them"])
        cycle = cycles.after(cycle)


def _silence(touched: list[Word], as_of: date) -> Silence | None:
    days = sorted({each.date for each in touched if each.direction == "to-them"})
    if not days:
        return None
    spans = [Silence((b - a).days, a, b, ended=True) for a, b in pairwise(days)]
    spans.append(Silence((as_of - days[-1]).days, days[-1], as_of, ended=False))
    return max(spans, key=lambda each: each.days)


def _coming(given: list[Given], since: date) -> Mapping[str, int] | None:
    if not given or min(each.date for each in given) > since:
        return None
    of_two: Counter[str] = Counter()
    for each in given:
        if each.date > since:
            of_two[each.lane] += each.count
    return {lane: (of_two[lane] + 1) // 2 for lane in SIDES}


def joined(relations: Relations, ids: Iterable[str]) -> tuple[Joined, ...]:
    """What each joining year of these people still gives and gets, the first one first."""
    program, as_of = relations.program, relations.as_of
    people: dict[int, list[Profile]] = {}
    for each in map(program.influencers.__getitem__, ids):
        day = next((entry.date for entry in each.history if entry.stage == "member"), None)
        if day is not None and day <= as_of:
            people.setdefault(day.year, []).append(each)
    found = []
    for year, profiles in sorted(people.items()):
        now = [relations.of(each.id, WINDOW) for each in profiles]
        found.append(
            Joined(
                year,
                len(profiles),
                sum(each.stage_on(as_of) in {"member", "on-leave"} for each in profiles),
                sum(each.them > 0 for each in now),
                sum(each.them for each in now),
                sum(each.us for each in now),
            )
        )
    return tuple(found)
