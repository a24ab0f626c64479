"""Whose each influencer is: the department and owner that their category leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.told import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.model.program import Program


FREE = frozenset({"candidate", "declined", "opted-out", "left", "deceased"})
"""Stages in which nobody needs a category."""


def without_category(program: Program) -> Iterator[Profile]:
    """Who was invited or has joined, and has no category: they need one once there are any."""
    for person in program.influencers.values():
        if person.stage not in FREE and person.category is None:
            yield person


class Route(NamedTuple):
    """Where a person is and where they should be.

    Args:
        id: influencer.
        stage: on the day.
        category: None where it is not set.
        department: as it is now, their own or that of their category.
        proposed_department: that of their category, or the present one where there is none.
        owner: as stated, else the first of staff, as everywhere.
        proposed_owner: somebody on staff that day; None where nobody can be proposed.
        reasons: what is wrong with the present ones; empty where all is well.
    """

    id: str
    stage: str
    category: str | None
    department: str | None
    proposed_department: str | None
    owner: str
    proposed_owner: str | None
    reasons: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether there is nothing to change."""
        return not self.reasons


def routing(program: Program, as_of: date) -> tuple[Route, ...]:
    """Everyone on the map that day who should be somebody's, by id."""
    return tuple(
        _route(program, person, stage, as_of)
        for person in program.influencers.values()
        if (stage := person.stage_on(as_of)) is not None and stage not in GONE
    )


def _route(program: Program, person: Profile, stage: str, as_of: date) -> Route:
    departments = program.departments
    category = departments.category(person.category) if departments else None
    now = program.department_of(person)
    proposed = category.department if category else now
    named = program.owner_of(person)
    owner = program.staff.get(named)
    proposal: str | None = named
    if owner is None or not owner.on(as_of):
        proposal = _somebody(program, proposed, as_of)
    reasons = (*_misrouted(program, person, now), *_unowned(program, person, as_of))
    return Route(person.id, stage, person.category, now, proposed, named, proposal, reasons)


def whom_to_ask(program: Program, person: Profile, as_of: date) -> str | None:
    """The staff id of their owner while on staff, else of somebody who is; None for nobody."""
    owner = program.staff.get(program.owner_of(person))
    if owner is not None and owner.on(as_of):
        return owner.id
    return _somebody(program, program.department_of(person), as_of)


def _misrouted(program: Program, person: Profile, now: str | None) -> Iterator[str]:
    """What is wrong with a person's category and department; nothing where there are none."""
    departments = program.departments
    if departments is None:
        return
    category = departments.category(person.category)
    if person.category is None:
        yield "no category"
    elif category is None:
        yield f"category {person.category} is not in the list"
    if now is None:
        yield "no department"
    elif departments.department(now) is None:
        yield f"department {now} is not in the list"
    elif category is not None and now != category.department:
        yield f"{person.category} goes to {category.department}, not to {now}"


def _unowned(program: Program, person: Profile, as_of: date) -> Iterator[str]:
    """What is wrong with a person's owner; where nobody is named it is the first of staff."""
    named = program.owner_of(person)
    owner = program.staff.get(named)
    if owner is None:
        yield f"owner {named} is not on staff"
    elif owner.until is not None and owner.until < as_of:
        yield f"owner {named} left on {owner.until}"
    elif not owner.on(as_of):
        yield f"owner {named} starts on {owner.from_}"


def _somebody(program: Program, department: str | None, as_of: date) -> str | None:
    """The department's lead, else the first of its staff, else the first of all, on that day."""
    here = [each for each in program.settings.staff if each.on(as_of)]
    found = program.departments.department(department) if program.departments else None
    lead = program.staff.get(found.lead) if found and found.lead else None
    if lead is not None and lead.on(as_of):
        return lead.id
    own = [each for each in here if department is not None and each.department == department]
    return next((each.id for each in (*own, *here)), None)
