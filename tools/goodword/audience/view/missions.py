"""Missions as an audience may have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Words


@dataclass(frozen=True, slots=True)
class PointsChange:
    """An announced version of a mission's points that is not in force yet."""

    from_: date
    announced: date | None
    value: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """The limit of a group that a mission is in: so many points, or claims, of all of it together.

    `each` is influencer or program, `every` the span. `left` is what nobody has of what everybody
    shares, and `until` the last day before it is counted anew; None where each person has it, and
    where it never is.
    """

    id: str
    name: Words
    points: int | None
    claims: int | None
    each: str
    every: str
    left: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LimitsView:
    """How many claims a mission takes of each person, by limit, and how many more it takes in all.

    `left` is None without a limit in all; `groups` what counts together with other missions.
    `most` is what all that everybody shares leaves for a claim, None where nothing limits it.
    """

    each: tuple[tuple[str, int], ...] = ()
    left: int | None = None
    groups: tuple[GroupView, ...] = ()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class EligibilityView:
    """Who may do a mission; empty is everyone. `categories` is empty for all but staff.

    `some` says that a segment decides; which one is staff's.
    """

    tiers: tuple[Words, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[Words, ...] = ()
    nda: bool = False
    since_days: int | None = None
    some: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What evidence a mission asks: `kinds` are link, document, witness, attendance."""

    at_least: int = 1
    kinds: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    reuse: str = "other-missions"


@dataclass(frozen=True, slots=True)
class RatingView:
    """A quality: its name, in the program's words where it has some, and what it gives.

    `value` are its own points; None gives `percent` of the mission's.
    """

    id: str
    name: Words | None
    percent: int
    value: int | None = None


@dataclass(frozen=True, slots=True)
class UnitView:
    """What is counted; at most so many of one claim, None for all."""

    one: Words
    many: Words
    at_most: int | None


@dataclass(frozen=True, slots=True)
class BonusView:
    """What may be added to a claim, and when."""

    points: int
    when: Words


@dataclass(frozen=True, slots=True)
class QuorumView:
    """So many of staff, or so many members, decide together; None where members do not review."""

    staff: int
    members: int | None


@dataclass(frozen=True, slots=True)
class MissionView:
    """A mission that this audience may see (proposed ones are staff's).

    Args:
        instructions: Markdown.
        objective: id of an objective under `pillar`, or None without a strategy.
        conversation: awareness, learning, choosing, using, helping, advocating, or None.
        status: proposed, open, paused or closed, as of the view's day with the window applied.
        opens, closes: first and last day, None where it has none.
        points: value in force on the view's day, None before the first version.
        unit: what is counted; None where a claim is one.
        ratings: what each quality gives, in the order of the file.
        scale: the least and the most points that a reviewer may state, or None.
        bonus: what may be added, and when.
        per: what the key of a claim names, where claims of one key are limited.
        bonus_at_most: what all bonuses come to together at most, where that is less than their sum.
        disclosure: the wording to use, Markdown; empty mapping where none is needed.
        reviewers: names of staff who may decide; empty is everyone on staff.
        quorum: how many decide together, where the mission says so.
        review_days: median calendar days from submitted to decided lately, None where unknown.
    """

    id: str
    title: Words
    summary: Words
    instructions: Words
    status: str
    points: int | None
    objective: str | None = None
    pillar: str | None = None
    conversation: str | None = None
    opens: date | None = None
    closes: date | None = None
    changes: tuple[PointsChange, ...] = ()
    unit: UnitView | None = None
    ratings: tuple[RatingView, ...] = ()
    scale: tuple[int, int] | None = None
    bonus: tuple[BonusView, ...] = ()
    bonus_at_most: int | None = None
    per: Words | None = None
    maturation_days: int = 0
    limits: LimitsView = LimitsView()
    eligibility: EligibilityView = EligibilityView()
    evidence: EvidenceView = EvidenceView()
    public_facing: bool = False
    disclosure: Words | None = None
    effort_hours: int | None = None
    reviewers: tuple[str, ...] = ()
    quorum: QuorumView | None = None
    review_days: int | None = None

    @property
    def gives(self) -> int | None:
        """What a claim can give that is handed in now: the points, or what is left for it.

        Of what takes no claims now they are the points: no claim is handed in.
        """
        most = self.limits.most
        if self.points is None or most is None or self.status != "open":
            return self.points
        return min(self.points, most)
