"""Hours of staff: what a program takes, beside what it gives, and never a currency."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from goodword.relation.activity import completed
from goodword.relation.given import stands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint


class Hours(NamedTuple):
    """What people of one department or category took and gave in a cycle.

    Args:
        of: its id; None for people without one.
        hours: hours of ours, of those touchpoints to them that say so.
        touchpoints: how many of those do.
        missions: missions that they did, each person's by itself.
        changed: feedback of theirs that was delivered in the cycle, each person's by itself.
    """

    of: str | None
    hours: int
    touchpoints: int
    missions: int
    changed: int


class Taken(NamedTuple):
    """Hours by department and by category, each in its order, those without last."""

    departments: tuple[Hours, ...]
    categories: tuple[Hours, ...]
    places: tuple[Place, ...]


def counted_in(program: Program, cycle: Cycle, as_of: date) -> Iterator[tuple[Touchpoint, int]]:
    """Touchpoints to people in a cycle that say how many hours they took, those that stand."""
    for each in program.touchpoints.values():
        if each.hours is None or each.direction != "to-them" or each.date not in cycle:
            continue
        if stands(each, as_of):
            yield each, each.hours


def taken(
    program: Program, cycle: Cycle, as_of: date, changed: Iterator[str] | tuple[str, ...] = ()
) -> Taken:
    """What people took and gave in a cycle.

    Args:
        program: what the files say.
        cycle: one that has begun by the day.
        as_of: the day.
        changed: a person for each item of theirs that was delivered in the cycle.
    """
    found = list(counted_in(program, cycle, as_of))
    ours: Counter[str] = Counter()
    many: Counter[str] = Counter()
    for each, hours in found:
        ours[each.influencer] += hours
        many[each.influencer] += 1
    missions = Counter(who for claim in completed(program, cycle, as_of) for who in claim.people)
    figures = (ours, many, missions, Counter(changed))
    departments = program.departments
    known = [each.id for each in departments.departments] if departments else []
    kinds = [each.id for each in departments.categories] if departments else []
    people = program.influencers
    by_department = {who: program.department_of(each) for who, each in people.items()}
    by_category = {who: each.category for who, each in people.items()}
    return Taken(
        _groups(by_department, known, figures),
        _groups(by_category, kinds, figures),
        tuple(each.place for each, _ in found),
    )


def _groups(
    of: dict[str, str | None], names: list[str], figures: tuple[Counter[str], ...]
) -> tuple[Hours, ...]:
    sums: dict[str | None, list[int]] = {name: [0] * len(figures) for name in (*names, None)}
    for who, name in of.items():
        row = sums.setdefault(name, [0] * len(figures))
        for number, figure in enumerate(figures):
            row[number] += figure[who]
    return tuple(Hours(name, *row) for name, row in sums.items() if any(row))
