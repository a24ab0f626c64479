"""What came of missions: the people whom claims reached, for the hours that they took.

Counts are those that somebody entered with a source; nothing is estimated, and nothing is added up
across categories, since each kind of influencer has a measure of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from goodword.relation.activity import completed
from goodword.relation.given import hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.claim import Claim, Result
    from goodword.model.program import Program


class CameOf(NamedTuple):
    """What came of the missions that people of one category did in a cycle.

    Args:
        category: its id; None for people without one.
        claims: claims that somebody of it has a part in, approved, by the day they occurred.
        counted: those of them of which anything was counted.
        hours: hours that all of them took their people of the category.
        people: people reached, by what they did, in the order of the schema.
        places: the results.
    """

    category: str | None
    claims: int
    counted: int
    hours: int
    people: Mapping[str, int]
    places: tuple[Place, ...]

    @property
    def reached(self) -> int:
        """People reached, whatever they did."""
        return sum(self.people.values())

    @property
    def per_hour(self) -> int | None:
        """Tenths of people for each hour, half up: the multiplier.

        None where nobody counted, which is not the same as nobody, and without an hour.
        """
        if not self.hours or not self.counted:
            return None
        return (20 * self.reached + self.hours) // (2 * self.hours)


def results_on(claim: Claim, as_of: date) -> Iterator[tuple[int, Result]]:
    """The results that a day knows of, each with its place in the list."""
    return ((at, each) for at, each in enumerate(claim.results) if each.date <= as_of)


def came_of(
    program: Program, cycle: Cycle, as_of: date, kinds: tuple[str, ...]
) -> tuple[CameOf, ...]:
    """What came of what was done in a cycle, by category in their order; those without come last.

    A claim of people of several categories stands in each of these: what came of it came of all.

    Args:
        program: what the files say.
        cycle: one that has begun by the day.
        as_of: the day; results of later days are left out.
        kinds: of results, in the order in which they are shown.
    """
    categories = program.departments.categories if program.departments else ()
    by: dict[str | None, list[Claim]] = {each.id: [] for each in categories}
    by[None] = []
    for claim in completed(program, cycle, as_of):
        for category in {_category(program, person) for person in claim.people}:
            by.setdefault(category, []).append(claim)
    return tuple(_sum(program, name, claims, as_of, kinds) for name, claims in by.items() if claims)


def _category(program: Program, person: str) -> str | None:
    found = program.influencers.get(person)
    return found.category if found else None


def _sum(
    program: Program,
    category: str | None,
    claims: list[Claim],
    as_of: date,
    kinds: tuple[str, ...],
) -> CameOf:
    people: Counter[str] = Counter()
    places: list[Place] = []
    took = counted = 0
    for claim in claims:
        mine = [each for each in claim.people if _category(program, each) == category]
        took += hours(program, claim) * len(mine)
        found = tuple(results_on(claim, as_of))
        counted += bool(found)
        for at, each in found:
            people[each.kind] += each.count
            places.append(claim.place.at("results", at))
    ordered = {kind: people[kind] for kind in kinds if people[kind]}
    return CameOf(category, len(claims), counted, took, ordered, tuple(places))
