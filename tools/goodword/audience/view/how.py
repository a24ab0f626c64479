"""The rules in force: points, tiers, clocks, consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.audience.view.frame import Words
    from goodword.texts import Said


@dataclass(frozen=True, slots=True)
class TierView:
    """A tier; `standing_at_least` over what its ladder looks at.

    `asks` says all that it asks for, where that is more than standing; `keep_percent` the share of
    its numbers at which it is kept, where that is not all of them.
    """

    id: str
    name: Words
    standing_at_least: int
    entitlements: tuple[Words, ...] = ()
    asks: tuple[Said, ...] = ()
    keep_percent: int | None = None


@dataclass(frozen=True, slots=True)
class PointsPolicy:
    """A points version: `expiry` is never, end-of-cycle, end-of-next-cycle, months or idle."""

    from_: date
    announced: date | None
    maturation_days: int
    expiry: str
    expiry_months: int | None
    expiry_round_up: str
    claim_grace_days: int
    claim_max_age_cycles: int
    restore_grace_days: int
    escalate_above: int | None
    notice_days: int
    expiry_plus_days: int | None = None
    carry_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class TiersVersion:
    """Tiers from a day on, lowest first."""

    from_: date
    announced: date | None
    tiers: tuple[TierView, ...]


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone from a day on: how often it can be reached, what it takes and what it gives."""

    id: str
    name: Words
    from_: date
    every: str
    conditions: tuple[Said, ...]
    points: int
    badge: bool


@dataclass(frozen=True, slots=True)
class LadderView:
    """A ladder: over what it looks, what alone counts, when people move, and its tiers.

    What counts are `missions`, those about `topics`, and those of `counts`, the groups; all are
    empty where everything does. `next` is what is announced.
    """

    id: str
    name: Words
    over: Said
    counts: tuple[Words, ...]
    missions: tuple[str, ...]
    topics: tuple[str, ...]
    moves: str
    tiers: tuple[TierView, ...]
    next: tuple[TiersVersion, ...]


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The consent document in force: Markdown."""

    version: str
    from_: date
    text: Words


@dataclass(frozen=True, slots=True)
class HowView:
    """What is in force on the view's day, from the YAML, never retyped.

    Args:
        points: in force; `points_next` what is announced.
        tiers: in force, lowest first; empty without tiers.yml; `tiers_next` what is announced.
        ladders: all of them; empty where there is one that looks at the standing of two cycles.
        cycle_every: quarter, half-year or year; `cycle_starts_month` 1 to 12.
        milestones: those that can be reached; `milestones_next` what is announced.
        clocks: name (review, appeal, acknowledge …) -> days, in the order shown.
        disclosure_duty, disclosure_text: Markdown.
        staff: names of those who run the program today.
    """

    points: PointsPolicy
    cycle_every: str = "quarter"
    cycle_starts_month: int = 1
    points_next: tuple[PointsPolicy, ...] = ()
    tiers: tuple[TierView, ...] = ()
    tiers_next: tuple[TiersVersion, ...] = ()
    milestones: tuple[MilestoneView, ...] = ()
    milestones_next: tuple[MilestoneView, ...] = ()
    ladders: tuple[LadderView, ...] = ()
    clocks: Mapping[str, int] | None = None
    exit_window_days: int | None = None
    disclosure_duty: Words | None = None
    disclosure_text: Words | None = None
    consent: ConsentText | None = None
    staff: tuple[str, ...] = ()
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class OwnMilestone:
    """A milestone that a person reached on a day, or can reach.

    Args:
        period: for which, such as `2026-Q1`; empty where it is once and for all.
        day: on which it was reached; None where it still can be.
        conditions: what it takes and how much of that there is, of one that can be reached.
    """

    id: str
    name: Words
    period: str
    day: date | None
    points: int
    badge: bool
    conditions: tuple[Said, ...] = ()


def with_ladder(tier: Words, ladder: Words) -> Words:
    """The name of a tier with that of its ladder: `Gold (Experts)`."""
    other = next(iter(ladder.values()))
    return {language: f"{text} ({ladder.get(language, other)})" for language, text in tier.items()}
