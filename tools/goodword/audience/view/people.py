"""People and the leaderboard, as an audience may have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Link, Who, Words


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim that this audience may have; outside staff only approved ones.

    `points` is this person's share. `mission_page` tells whether the View holds the mission.
    """

    mission: str
    title: Words
    occurred: date
    points: int
    state: str = "approved"
    mission_page: bool = True
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ThanksView:
    """A thanks that may be shown: what for, `helped`, in plain text."""

    date: date
    helped: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class StaffNotes:
    """What only staff have of a person."""

    stage: str
    since: date | None = None
    owner: str | None = None
    department: Words | None = None
    category: Words | None = None
    stance: str | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """An account that the person agreed to show; `url` None where the channel has no address."""

    channel: str
    handle: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person who has a page for this audience.

    Args:
        name: None shows the person by id only.
        stage: member (on leave too) or emeritus; for staff the stage itself.
        bio: Markdown.
        region: ISO 3166 code of the country (`DE`, or `DE-BE` for staff).
        languages: BCP 47 tags.
        tier: id of one of the View's tiers.
        others: tiers of all other ladders as files name them, each behind the id of its ladder.
        standing, standing_cycle: all of it, and that of the current cycle.
        rank: place in this cycle among those shown.
        claims: newest first; thanks likewise.
    """

    id: str
    name: str | None
    stage: str = "member"
    pronouns: str | None = None
    bio: Words | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    accounts: tuple[Account, ...] = ()
    tier: str | None = None
    standing: int | None = None
    standing_cycle: int | None = None
    rank: int | None = None
    claims: tuple[ClaimView, ...] = ()
    thanks: tuple[ThanksView, ...] = ()
    staff: StaffNotes | None = None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeaderboardPlace:
    """A line of the leaderboard: dense rank among those shown, and points (or points gained)."""

    rank: int
    who: Who
    points: int
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class LeaderboardView:
    """Places of this cycle, most improved against the cycle before, and newcomers."""

    cycle: tuple[LeaderboardPlace, ...] = ()
    improved: tuple[LeaderboardPlace, ...] = ()
    newcomers: tuple[LeaderboardPlace, ...] = ()
