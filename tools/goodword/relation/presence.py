"""Communities ranked by whom of ours they are moved by, and how far we are where it is important.

They are ranked by the share of our top people who move them, and never by their size. Our top
people are those of ours who are in a tier that has to be earned, by standing of more than 0, of the
ladder in force; without a ladder they are all of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.figures import tenths
from goodword.relation.communities import OURS
from goodword.relation.few import few

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from goodword.model.community import Assessment
    from goodword.model.program import Program
    from goodword.relation.communities import Standing

IMPORTANT = 4
"""Relevance from which on a community is important."""
ABSENT = "none"
"""What an assessment says of us where we are not there."""


def top_people(
    program: Program, as_of: date, tier_on: Callable[[str, date], str | None]
) -> frozenset[str]:
    """Our top people on a day: ours in a tier that has to be earned, or all of ours without any.

    Args:
        program: what the files say.
        as_of: the day.
        tier_on: the tier of a person on a day.
    """
    ours = [each.id for each in program.influencers.values() if each.stage_on(as_of) in OURS]
    tiers = program.tiers.first.tiers_on(as_of) if program.tiers else ()
    if not tiers:
        return frozenset(ours)
    earned = {each.id for each in tiers if each.asks}
    return frozenset(each for each in ours if tier_on(each, as_of) in earned)


class Rank(NamedTuple):
    """A community among the others.

    Args:
        standing: what it is on the day.
        top: those of our top people who move it, sorted.
        of: how many top people we have.
    """

    standing: Standing
    top: tuple[str, ...]
    of: int

    @property
    def share_tenths(self) -> int | None:
        """The share of our top people who move it, in tenths of a percent; None without any."""
        return tenths(len(self.top), self.of)

    @property
    def topics(self) -> tuple[str, ...]:
        """What people talk about there, as the assessment says, else as the community does."""
        made = self.assessment
        said = made.topics if made else None
        return self.standing.community.topics if said is None else said

    @property
    def assessment(self) -> Assessment | None:
        """The one that counts."""
        return self.standing.assessment


def ranked(found: Iterable[Standing], top: frozenset[str]) -> tuple[Rank, ...]:
    """Communities by how many of our top people move them, then of ours at all, then by id."""
    ranks = [Rank(each, tuple(x for x in each.movers if x in top), len(top)) for each in found]
    return tuple(
        sorted(
            ranks,
            key=lambda each: (
                -len(each.top),
                -len(each.standing.movers),
                each.standing.community.id,
            ),
        )
    )


class Presence(NamedTuple):
    """How far what is important and where we are lie apart, over communities that were assessed.

    Args:
        assessed: how many were.
        important: ids of those whose relevance is `IMPORTANT` or more, in the order given.
        absent: of these the ones where we are not.
    """

    assessed: int
    important: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Whether there are enough of them for a share, as of people who answer an audit."""
        return not few(self.assessed)

    @property
    def important_tenths(self) -> int | None:
        """The share that is important, in tenths of a percent."""
        return tenths(len(self.important), self.assessed)

    @property
    def there_tenths(self) -> int | None:
        """The share that is important and where we are."""
        return tenths(len(self.important) - len(self.absent), self.assessed)

    @property
    def gap_tenths(self) -> int | None:
        """What lies between both, in tenths of a percentage point."""
        return tenths(len(self.absent), self.assessed)


def presence(found: Iterable[Standing]) -> Presence:
    """Where it is important to be, and where we are not; those nobody assessed are left out."""
    assessed = [(x.community.id, x.assessment) for x in found if x.assessment is not None]
    important = [(id_, each) for id_, each in assessed if each.relevance >= IMPORTANT]
    return Presence(
        len(assessed),
        tuple(id_ for id_, _ in important),
        tuple(id_ for id_, each in important if each.we == ABSENT),
    )
