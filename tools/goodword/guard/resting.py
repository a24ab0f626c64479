"""What points rest on beside decisions: what conditions and missions count, and referrals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change
    from goodword.model.conditions import Condition
    from goodword.model.program import Program


def conditions(program: Program, through: date = date.max) -> Iterator[Condition]:
    """All conditions of tiers and milestones, of versions that have begun by a day."""
    for ladder in program.tiers.every if program.tiers else ():
        for version in ladder.versions:
            if version.from_ <= through:
                for tier in version.tiers:
                    yield from tier.all
    for milestone in program.milestones.milestones if program.milestones else ():
        if milestone.from_ <= through:
            yield from milestone.all


def measured(change: Change, measure: str) -> bool:
    """Whether a condition of base or of head, of whatever day, has a measure."""
    return any(
        each.measure == measure
        for revision in (change.base, change.head)
        for each in conditions(revision.program)
    )


def days_count(change: Change) -> bool:
    """Whether a condition, or what a mission asks of people, counts days as a member."""
    missions = (
        mission
        for revision in (change.base, change.head)
        for mission in revision.program.missions.values()
    )
    return measured(change, "since_days") or any(
        each.eligibility.since_days is not None for each in missions
    )


def refers(change: Change) -> bool:
    """Whether base or head gives anything for bringing somebody."""
    return any(each.program.settings.referral for each in (change.base, change.head))


def members_review(program: Program) -> bool:
    """Whether members decide on claims of any mission."""
    return any(
        each.quorum is not None and each.quorum.members for each in program.missions.values()
    )
