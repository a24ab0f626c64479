"""What became of terms by year, and who stayed: figures of a program, never of a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import LATEST, add_months
from goodword.loops.figures import tenths
from goodword.relation.terms import terms_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from goodword.model.program import Program
    from goodword.relation.terms import TermOn

ENDS = ("renewed", "paused", "ended", "emeritus", "left")
"""What becomes of terms, in the order in which it is shown."""


class TermCounts(NamedTuple):
    """Terms of a year, or of the people whose first term began in one.

    Args:
        of: the year.
        new: first terms that began.
        renewed, paused, ended, emeritus, left: terms that were over, by what became of them.
        undecided: those that run on beyond their last day.
        untold: those that run on because the person was not told.
    """

    of: int
    new: int
    renewed: int
    paused: int
    ended: int
    emeritus: int
    left: int
    undecided: int
    untold: int


class Stayed(NamedTuple):
    """Of those whose first term began in a year, how many had a term so many years later.

    Args:
        joined: the year.
        years: how many years after their own first day.
        of: of whom that is known by the day.
        stayed: of these, who had one on that day.
        tenths: of a percent, half up.
    """

    joined: int
    years: int
    of: int
    stayed: int
    tenths: int


class Years(NamedTuple):
    """Counts by year, counts by cohort, and who stayed."""

    years: tuple[TermCounts, ...]
    cohorts: tuple[TermCounts, ...]
    stayed: tuple[Stayed, ...]
    untold: int


def term_years(program: Program, as_of: date) -> Years:
    """What became of all terms by a day."""
    people: dict[str, list[TermOn]] = defaultdict(list)
    for each in terms_on(program, as_of):
        if each.term.from_ <= as_of:
            people[each.term.influencer].append(each)
    years: dict[int, Counter[str]] = defaultdict(Counter)
    cohorts: dict[int, Counter[str]] = defaultdict(Counter)
    for terms in people.values():
        joined = terms[0].term.from_.year
        years[joined]["new"] += 1
        cohorts[joined]["new"] += 1
        for each in terms:
            what = {"runs-on": "undecided"}.get(each.state, each.state)
            if each.over is not None or what in {"undecided", "untold"}:
                years[(each.over or each.term.until).year][what] += 1
                cohorts[joined][what] += 1
    return Years(
        _counts(years),
        _counts(cohorts),
        tuple(_stayed(people, as_of)),
        sum(each["untold"] for each in years.values()),
    )


def _counts(found: Mapping[int, Counter[str]]) -> tuple[TermCounts, ...]:
    names = ("new", *ENDS, "undecided", "untold")
    return tuple(TermCounts(year, *(found[year][name] for name in names)) for year in sorted(found))


def _stayed(people: Mapping[str, list[TermOn]], as_of: date) -> Iterable[Stayed]:
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for terms in people.values():
        first = terms[0].term.from_
        years = 1
        while (day := add_months(first, 12 * years)) <= as_of:
            known = counts[first.year, years]
            known[0] += 1
            known[1] += any(_holds(each, day) for each in terms)
            years += 1
    for (joined, years), (of, stayed) in sorted(counts.items()):
        yield Stayed(joined, years, of, stayed, tenths(stayed, of) or 0)


def _holds(on: TermOn, day: date) -> bool:
    return on.term.from_ <= day <= (on.over or LATEST)
