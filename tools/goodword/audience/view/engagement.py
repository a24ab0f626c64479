"""How the relationship goes, for staff: the balance, the market, the audit, measures, incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Who, Words


@dataclass(frozen=True, slots=True)
class RelationView:
    """What one person gave and got over twelve months.

    Args:
        them, us: what each side's lanes add up to; no points of the program, and never money.
        tilt: whole percent from -100 (all from them) to 100 (all from us); None of nothing.
        band: they-feel-used, balanced, we-lose-interest or quiet.
        lanes: name and count of each lane that is not empty.
    """

    who: Who
    department: Words | None
    them: int
    us: int
    tilt: int | None
    band: str
    lanes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TogetherView:
    """The relations of a department's people; `label` is None for those of none."""

    label: Words | None
    people: int
    them: int
    us: int
    tilt: int | None
    bands: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RelationsView:
    """Relations, those furthest out of balance first, and by department."""

    people: tuple[RelationView, ...] = ()
    departments: tuple[TogetherView, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A person on the market map: the score ranks people to talk to, and is never a goal.

    Args:
        place, score_tenths: None outside the marketplace.
        terms: name and percentile rank of each term.
        contact: member, in contact or unknown.
    """

    who: Who
    stage: str
    place: int | None
    score_tenths: int | None
    terms: tuple[tuple[str, int], ...]
    contact: str
    stance: str
    reachable: bool
    department: Words | None


@dataclass(frozen=True, slots=True)
class MarketView:
    """Everyone on the map, the best placed first, and how the `top` of them stand to us."""

    people: tuple[CandidateView, ...] = ()
    top: int = 0
    contact: tuple[tuple[str, int], ...] = ()
    usual: int = 0


@dataclass(frozen=True, slots=True)
class GapView:
    """What the brand says against what influencers say, among those who answered.

    Counts are None below five answers, and so are gaps (tenths of a percentage point).
    `label` is None for the whole brand.
    """

    label: Words | None
    answered: int
    claimed: int | None
    works: int | None
    gap_tenths: int | None
    told_gap_tenths: int | None
    over_claimed: int | None


@dataclass(frozen=True, slots=True)
class AuditView:
    """The newest perception audit; named are only people who agreed to be.

    Args:
        asked: of how many people departments gave a view.
        over_claimed, without_contact: those of them who may be named.
    """

    cycle: str
    asked: int
    whole: GapView
    departments: tuple[GapView, ...] = ()
    over_claimed: tuple[Who, ...] = ()
    without_contact: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class KpiView:
    """A measure of an objective.

    Args:
        kind: outcome or indicator.
        baseline, target, newest: numbers as they are written, None where there are none.
        computed: whether it comes from the records; else somebody measured it.
        newest_cycle: the cycle that the newest value is of.
        track: reached, on track, behind, missed, no figure or no target.
        values: cycle and value, oldest first; cycles without a value are left out.
    """

    objective: str
    goal: Words
    pillar: str
    id: str
    name: Words
    kind: str
    unit: str | None
    baseline: str | None
    target: str | None
    target_by: date | None
    computed: bool
    newest: str | None
    newest_cycle: str | None
    track: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WordView:
    """Who of an incident's alert list was told: told, exempt, due or overdue, and how soon.

    `hours` to the first word; of the untold those gone so far, None of the exempt.
    """

    who: Who
    status: str
    hours: int | None
    due: date


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident: who had to hear of it, and how many hours passed until they did."""

    id: str
    title: Words
    kind: str
    severity: str
    began: str
    ended: str | None
    allowed: int
    median_hours: int | None
    words: tuple[WordView, ...]
    items: tuple[str, ...]
