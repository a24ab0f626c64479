"""What one audience may have of a program on a day: the only thing that page makers take.

A View is made by the gate and by nothing else. It is an allow-list: a field that the audience
may not have is not in it (None, or an empty tuple), so that no page can show it by mistake.
The types are the gate's own; no model object lies inside. Every sequence stands in the order
in which it is shown, unless its line here says otherwise.

`Words` are texts of the program: language tag -> text, the program's first language first.
A page takes the reader's language, else the first, and marks it with `lang`. Those marked
"Markdown" are rendered and sanitised; all others are plain text.

Figures that count people are `int | None`, and outside staff are of at least so many; None is
not shown. Counts of items, missions and claims are plain integers. Days are `datetime.date`;
spans are half-open unless named `last`, `closes` or `until`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.audience.view.frame import (
    Colours,
    CycleView,
    FiguresView,
    Intake,
    Link,
    ObjectiveView,
    PillarView,
    ProgramView,
    SoughtView,
    Who,
    Words,
)
from goodword.audience.view.how import (
    ConsentText,
    HowView,
    LadderView,
    MilestoneView,
    PointsPolicy,
    TiersVersion,
    TierView,
)
from goodword.audience.view.items import (
    ClockView,
    ItemStep,
    ItemView,
    LoopRate,
    LoopsView,
)
from goodword.audience.view.meetings import CommunityView, EventView, NewsView
from goodword.audience.view.missions import (
    BonusView,
    EligibilityView,
    EvidenceView,
    GroupView,
    LimitsView,
    MissionView,
    PointsChange,
    QuorumView,
    RatingView,
    UnitView,
)
from goodword.audience.view.people import (
    Account,
    ClaimView,
    LeaderboardPlace,
    LeaderboardView,
    PersonView,
    StaffNotes,
    ThanksView,
)
from goodword.audience.view.rewards import PriceChange, RewardView
from goodword.audience.view.staff import StaffView

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Account",
    "BonusView",
    "ClaimView",
    "ClockView",
    "Colours",
    "CommunityView",
    "ConsentText",
    "CycleView",
    "EligibilityView",
    "EventView",
    "EvidenceView",
    "FiguresView",
    "GroupView",
    "HowView",
    "Intake",
    "ItemStep",
    "ItemView",
    "LadderView",
    "LeaderboardPlace",
    "LeaderboardView",
    "LimitsView",
    "Link",
    "LoopRate",
    "LoopsView",
    "MilestoneView",
    "MissionView",
    "NewsView",
    "ObjectiveView",
    "PersonView",
    "PillarView",
    "PointsChange",
    "PointsPolicy",
    "PriceChange",
    "ProgramView",
    "QuorumView",
    "RatingView",
    "RewardView",
    "SoughtView",
    "StaffNotes",
    "StaffView",
    "ThanksView",
    "TierView",
    "TiersVersion",
    "UnitView",
    "View",
    "Who",
    "Words",
]


@dataclass(frozen=True, slots=True)
class View:
    """Everything one audience may have on a day.

    Args:
        audience: public, members, nda or staff.
        as_of: day of the figures; permissions are those of the day of building.
        pillars: in forced order; empty without a strategy.
        sought: None for the public, and where the strategy says nothing of it.
        missions: by status (open first), then id. items: newest step first.
        people: by shown name, then id: only those who have a page for this audience.
        rewards: by price, then id. events: by day, the first one first. communities: by name.
        news: the newest first. staff: None for every other audience.
    """

    audience: str
    as_of: date
    program: ProgramView
    cycle: CycleView
    how: HowView
    pillars: tuple[PillarView, ...] = ()
    sought: SoughtView | None = None
    missions: tuple[MissionView, ...] = ()
    items: tuple[ItemView, ...] = ()
    loops: LoopsView = field(default_factory=LoopsView)
    people: tuple[PersonView, ...] = ()
    leaderboard: LeaderboardView = field(default_factory=LeaderboardView)
    rewards: tuple[RewardView, ...] = ()
    events: tuple[EventView, ...] = ()
    communities: tuple[CommunityView, ...] = ()
    news: tuple[NewsView, ...] = ()
    figures: FiguresView = field(default_factory=FiguresView)
    staff: StaffView | None = None
