"""What one audience may have of a program on a day: the only thing that page makers take.

A View is made by the gate and by nothing else. It is an allow-list: a field that the audience
may not have is not in it (None, or an empty tuple), so that no page can show it by mistake.
The types are the gate's own; no model object lies inside. Every sequence stands in the order
in which it is shown, unless its line here says otherwise.

`Words` are texts of the program: language tag -> text, the program's first language first.
A page takes the reader's language, else the first, and marks it with `lang`. Those marked
"Markdown" are rendered and sanitised; all others are plain text.

Figures that count people are `int | None`: None is shown as "fewer than five". Counts of
items, missions and claims are plain integers. Days are `datetime.date`; spans are half-open
unless named `last`, `closes` or `until`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """An outward link: `url` is http(s), judged by the rules; `title` empty shows the address."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as this audience may name them: by id alone where `name` is None.

    `page` tells whether the View's `people` holds this person, so that a link leads somewhere.
    """

    id: str
    name: str | None = None
    page: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """Ways to hand something in; the first that is set is offered (form, issues, mail)."""

    mail: str | None = None
    form: str | None = None
    issues: str | None = None


@dataclass(frozen=True, slots=True)
class Colours:
    """Six-digit hex colours, such as `#0b6e4f`."""

    primary: str
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class ProgramView:
    """The program itself.

    Args:
        purpose: Markdown; empty mapping where there is none.
        languages: tags, the default first.
        url: address at which the portal is published, or None.
        logo: path of the image in the repository, or None.
    """

    name: str
    brand: str | None
    purpose: Words
    languages: tuple[str, ...]
    intake: Intake = Intake()
    url: str | None = None
    colours: Colours | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class CycleView:
    """The current cycle: half-open `[start, end)`."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective under its pillar."""

    id: str
    goal: Words


@dataclass(frozen=True, slots=True)
class PillarView:
    """One of reach, engagement, adoption, loyalty, efficacy, quality; the most important first."""

    id: str
    objectives: tuple[ObjectiveView, ...] = ()


@dataclass(frozen=True, slots=True)
class PointsChange:
    """An announced version of a mission's points that is not in force yet."""

    from_: date
    announced: date | None
    value: int


@dataclass(frozen=True, slots=True)
class LimitsView:
    """How many claims a mission takes, None without limit; `left` is of `total` on that day."""

    total: int | None = None
    per_influencer: int | None = None
    per_influencer_per_cycle: int | None = None
    claims_per_week: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class EligibilityView:
    """Who may do a mission; empty is everyone. `categories` is empty for all but staff."""

    tiers: tuple[Words, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[Words, ...] = ()
    nda: bool = False
    since_days: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What evidence a mission asks: `kinds` are link, document, witness, attendance."""

    at_least: int = 1
    kinds: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    reuse: str = "other-missions"


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
        quality: percent for low, normal, high.
        disclosure: the wording to use, Markdown; empty mapping where none is needed.
        reviewers: names of staff who may decide; empty is everyone on staff.
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
    quality: tuple[int, int, int] = (50, 100, 150)
    maturation_days: int = 0
    limits: LimitsView = LimitsView()
    eligibility: EligibilityView = EligibilityView()
    evidence: EvidenceView = EvidenceView()
    public_facing: bool = False
    disclosure: Words | None = None
    effort_hours: int | None = None
    reviewers: tuple[str, ...] = ()
    review_days: int | None = None


@dataclass(frozen=True, slots=True)
class ItemStep:
    """A step of an item that this audience may know: the step's name and its day."""

    step: str
    date: date


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock that runs for an open item: running, due-soon, overdue, abandoned or paused.

    `days` is the number of business days it is over, 0 otherwise.
    """

    clock: str
    status: str
    due: date | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class ItemView:
    """A feedback item whose confidentiality this audience may have.

    Args:
        state: as `goodword loops` gives it (closed-delivered, open-planned, …).
        group: what the list sorts by: delivered, declined, available or open.
        say: what this audience may be told of the newest outcome, Markdown; None where nothing
            has been said yet.
        decided, delivered: day of the newest such step, None before it.
        link: of already-available or delivered.
        scope: full or partial for delivered, else None; `remaining` what is still to come.
        steps: by date; without owner, severity and rationale.
        originators: empty for all but staff.
        people: how many raised it; None is fewer than five.
    """

    id: str
    title: Words
    state: str
    group: str
    received: date
    area: str | None = None
    pillar: str | None = None
    department: Words | None = None
    say: Words | None = None
    decided: date | None = None
    delivered: date | None = None
    link: str | None = None
    where: str | None = None
    scope: str | None = None
    remaining: Words | None = None
    revisit: date | None = None
    clock: ClockView | None = None
    steps: tuple[ItemStep, ...] = ()
    people: int | None = None
    originators: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class LoopRate:
    """Items received and of these closed, for one cycle (`label` under key "") or department."""

    label: Words
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class LoopsView:
    """Closure by cycle of the first received (oldest first), and by department (by name)."""

    received: int = 0
    closed: int = 0
    cycles: tuple[LoopRate, ...] = ()
    departments: tuple[LoopRate, ...] = ()


@dataclass(frozen=True, slots=True)
class TierView:
    """A tier; `standing_at_least` over the current and the previous cycle together."""

    id: str
    name: Words
    standing_at_least: int
    entitlements: tuple[Words, ...] = ()


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


@dataclass(frozen=True, slots=True)
class PointsPolicy:
    """A points version: `expiry` is never, end-of-cycle, end-of-next-cycle or months."""

    from_: date
    announced: date | None = None
    maturation_days: int = 0
    expiry: str = "end-of-next-cycle"
    expiry_months: int | None = None
    expiry_round_up: str = "none"
    claim_grace_days: int = 14
    claim_max_age_cycles: int = 1
    restore_grace_days: int = 30
    escalate_above: int | None = None
    notice_days: int = 30


@dataclass(frozen=True, slots=True)
class TiersVersion:
    """Tiers from a day on, lowest first."""

    from_: date
    announced: date | None
    tiers: tuple[TierView, ...]


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
        cycle_every: quarter, half-year or year; `cycle_starts_month` 1 to 12.
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
    clocks: Mapping[str, int] | None = None
    exit_window_days: int | None = None
    disclosure_duty: Words | None = None
    disclosure_text: Words | None = None
    consent: ConsentText | None = None
    staff: tuple[str, ...] = ()
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Released figures. `members` None is fewer than five; `review_days` None is unknown."""

    members: int | None = None
    review_days: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Everything one audience may have on a day.

    Args:
        audience: public, members, nda or staff.
        as_of: day of the figures; permissions are those of the day of building.
        pillars: in forced order; empty without a strategy.
        missions: by status (open first), then id. items: newest step first.
        people: by shown name, then id: only those who have a page for this audience.
    """

    audience: str
    as_of: date
    program: ProgramView
    cycle: CycleView
    how: HowView
    pillars: tuple[PillarView, ...] = ()
    missions: tuple[MissionView, ...] = ()
    items: tuple[ItemView, ...] = ()
    loops: LoopsView = LoopsView()
    people: tuple[PersonView, ...] = ()
    leaderboard: LeaderboardView = LeaderboardView()
    figures: FiguresView = FiguresView()
