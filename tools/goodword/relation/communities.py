"""Communities by who moves them: our people there, what we do there, and where nobody of us is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import add_months, in_force
from goodword.relation.assessments import movers_on, newest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goodword.model.community import Assessment, Community, Stance
    from goodword.model.program import Program

OURS = frozenset({"member", "on-leave"})
"""Stages of those who are our people."""
EVERY = 12
"""Months after which an assessment is old."""


class Standing(NamedTuple):
    """A community on a day.

    Args:
        community: as the file has it.
        stance: in force on the day; None before the first one.
        movers: those who move it among our people, sorted.
        members: our other people there, sorted.
        others: people on the map who are there and not ours, sorted.
        reviewed: the day it was last looked at, up to the day; to assess it is to look at it.
        due: whether it was not reviewed in the day's cycle; one that is ignored need not be.
        assessment: the newest up to the day; None before the first one.
    """

    community: Community
    stance: Stance | None
    movers: tuple[str, ...]
    members: tuple[str, ...]
    others: tuple[str, ...]
    reviewed: date | None
    due: bool
    assessment: Assessment | None = None

    @property
    def left_alone(self) -> bool:
        """Whether we decided to leave it alone."""
        return self.stance is not None and self.stance.stance == "ignore"

    @property
    def assess_by(self) -> date | None:
        """The last day on which it is to be assessed anew; None where nothing asks for it."""
        if self.assessment is None or self.left_alone:
            return None
        return add_months(self.assessment.date, EVERY)

    @property
    def near(self) -> bool:
        """Whether anybody of ours is there."""
        return bool(self.movers or self.members)


def communities(program: Program, as_of: date) -> tuple[Standing, ...]:
    """All communities as of a day, by size, the largest first, then id."""
    found = [_standing(program, each, as_of) for each in program.communities.values()]
    return tuple(sorted(found, key=lambda s: (-(s.community.size or 0), s.community.id)))


def members_of(program: Program, community: Community, as_of: date) -> tuple[str, ...]:
    """Everyone on the map who is there on a day: as the community or as their profile says."""
    stated = (p.id for p in program.influencers.values() if community.id in p.communities)
    there = {*community.movers, *movers_on(community, as_of), *community.members, *stated}
    return tuple(sorted(there & set(program.influencers)))


def _standing(program: Program, community: Community, as_of: date) -> Standing:
    there = members_of(program, community, as_of)
    ours = {each for each in there if program.influencers[each].stage_on(as_of) in OURS}
    moving = set(movers_on(community, as_of))
    stance = in_force(community.stance, as_of)
    assessment = newest(community, as_of)
    looked = [community.reviewed, assessment.date if assessment else None]
    reviewed = max((each for each in looked if each and each <= as_of), default=None)
    found = Standing(
        community,
        stance,
        tuple(sorted(ours & moving)),
        tuple(sorted(ours - moving)),
        tuple(each for each in there if each not in ours),
        reviewed,
        reviewed is None or reviewed < program.cycles.of(as_of).start,
        assessment,
    )
    return found._replace(due=found.due and not found.left_alone)


def unreached(found: Iterable[Standing]) -> tuple[str, ...]:
    """Ids of communities where nobody of ours is, in the order given."""
    return tuple(each.community.id for each in found if not each.near)
