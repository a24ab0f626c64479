"""How the relationship goes, for staff: the audit, measures, incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Who, Words


@dataclass(frozen=True, slots=True)
class AuditView:
    """Who the newest perception audit is about, of those who agreed to be named."""

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
