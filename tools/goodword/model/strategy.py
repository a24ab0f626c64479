"""strategy.yml: pillars in order, the marketplace, objectives and their KPIs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class Kpi(Part, frozen=True, kw_only=True):
    """A measure of an objective: `outcome` (what changed) or `indicator` (what hints at it)."""

    id: str
    name: Words
    kind: str
    unit: Words | None = None
    direction: str = "up"
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None
    target_by: date | None = None
    source: str = "measured"
    because_of: str | None = None


class ObjectiveStep(Part, frozen=True, kw_only=True):
    """Something to do towards an objective; `by` is the last day included."""

    what: str
    by: date | None = None
    done: date | None = None


class Objective(Part, frozen=True, kw_only=True):
    """What a pillar is to bring, whose it is, and how it is measured."""

    id: str
    pillar: str
    goal: Words
    department: str | None = None
    steps: tuple[ObjectiveStep, ...] = ()
    elements: tuple[str, ...] = ()
    kpis: tuple[Kpi, ...] = ()


class Marketplace(Part, frozen=True, kw_only=True):
    """Where the program looks for influencers, in words."""

    audience: str | None = None
    segments: tuple[str, ...] = ()
    scope: str | None = None


class Influence(Part, frozen=True, kw_only=True):
    """What "greater than average" means here, in words."""

    greater_than_average: str | None = None
    multiplier: str | None = None


class Strategy(Model, frozen=True, kw_only=True):
    """The program's strategy: `pillars` first is most important."""

    pillars: tuple[str, ...]
    marketplace: Marketplace = Marketplace()
    influence: Influence = Influence()
    objectives: tuple[Objective, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Where a measure began and is to come to are mappings in the file."""
        return {
            "objectives": [
                {**each, "kpis": [*map(_kpi, each.get("kpis", ()))]}
                for each in data.get("objectives", ())
            ]
        }


def _kpi(data: Data) -> Data:
    baseline, target = data.get("baseline", {}), data.get("target", {})
    return {
        **data,
        "baseline": baseline.get("value"),
        "baseline_date": baseline.get("date"),
        "target": target.get("value"),
        "target_by": target.get("by"),
    }
