"""Milestones as members may have them: what they take and give, and how far somebody has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view.how import MilestoneView, OwnMilestone
from goodword.audience.words import shown
from goodword.days import in_force
from goodword.ledger.conditions import words
from goodword.texts import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger.conditions import Measured
    from goodword.model.milestones import Milestone
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def in_force_on(snapshot: Snapshot) -> Iterator[MilestoneView]:
    """The milestones that can be reached on the day."""
    for own in _own(snapshot):
        now = in_force(own, snapshot.as_of)
        if now is not None and now.gives:
            yield _view(now, snapshot.program)


def announced(snapshot: Snapshot) -> Iterator[MilestoneView]:
    """Versions that were announced and do not hold yet."""
    for own in _own(snapshot):
        for each in own:
            told = each.announced is not None and each.announced <= snapshot.as_of
            if told and each.from_ > snapshot.as_of:
                yield _view(each, snapshot.program)


def _own(snapshot: Snapshot) -> Iterator[tuple[Milestone, ...]]:
    stated = snapshot.program.milestones
    yield from stated.by_id().values() if stated is not None else ()


def _view(each: Milestone, program: Program) -> MilestoneView:
    return MilestoneView(
        each.id,
        shown(each.name, program),
        each.from_,
        each.every,
        tuple(words(one, one.least) for one in each.all),
        each.points,
        each.badge,
    )


def reached(snapshot: Snapshot, person: str) -> Iterator[OwnMilestone]:
    """The milestones that a person has reached, in order."""
    for milestone, period, day in snapshot.ledger.account(person).milestones:
        name = shown(milestone.name, snapshot.program)
        yield OwnMilestone(milestone.id, name, period, day, milestone.points, milestone.badge)


def ahead(snapshot: Snapshot, person: str) -> Iterator[OwnMilestone]:
    """The milestones that a person can reach now, and how far they have come."""
    for milestone, period, found in snapshot.ledger.account(person).ahead:
        name = shown(milestone.name, snapshot.program)
        conditions = tuple(map(_so_far, found))
        yield OwnMilestone(
            milestone.id, name, period, None, milestone.points, milestone.badge, conditions
        )


def _so_far(found: Measured) -> Said:
    needed = words(found.condition, found.needed)
    if not found.short:
        return needed
    return Said("condition.so_far", {"what": needed, "there": max(0, found.there)})
