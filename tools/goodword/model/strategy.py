"""strategy.yml: pillars in order, the marketplace, objectives and their KPIs."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from goodword.model.plain import day_or_none, ids, words

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class Kpi:
    """A measure of an objective: `outcome` (what changed) or `indicator` (what hints at it)."""

    id: str
    name: Words
    kind: str
    unit: str | None
    direction: str
    baseline: Decimal | None
    baseline_date: date | None
    target: Decimal | None
    target_by: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ObjectiveStep:
    """Something to do towards an objective; `by` is the last day included."""

    what: str
    by: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class Objective:
    """What a pillar is to bring, whose it is, and how it is measured."""

    id: str
    pillar: str
    goal: Words
    department: str | None
    steps: tuple[ObjectiveStep, ...]
    elements: tuple[str, ...]
    kpis: tuple[Kpi, ...]


@dataclass(frozen=True, slots=True)
class Marketplace:
    """Where the program looks for influencers, in words."""

    audience: str | None
    segments: tuple[str, ...]
    scope: str | None


@dataclass(frozen=True, slots=True)
class Influence:
    """What "greater than average" means here, in words."""

    greater_than_average: str | None
    multiplier: str | None


@dataclass(frozen=True, slots=True)
class Strategy:
    """The program's strategy: `pillars` first is most important."""

    place: Place = field(compare=False, repr=False)
    pillars: tuple[str, ...]
    marketplace: Marketplace
    influence: Influence
    objectives: tuple[Objective, ...]


def _number(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _kpi(data: Data) -> Kpi:
    baseline, target = data.get("baseline", {}), data.get("target", {})
    return Kpi(
        data["id"],
        words(data["name"]),
        data["kind"],
        data.get("unit"),
        data.get("direction", "up"),
        _number(baseline.get("value")),
        day_or_none(baseline.get("date")),
        _number(target.get("value")),
        day_or_none(target.get("by")),
        data.get("source", "measured"),
    )


def _objective(data: Data) -> Objective:
    return Objective(
        data["id"],
        data["pillar"],
        words(data["goal"]),
        data.get("department"),
        tuple(
            ObjectiveStep(step["what"], day_or_none(step.get("by")), day_or_none(step.get("done")))
            for step in data.get("steps", [])
        ),
        ids(data.get("elements")),
        tuple(_kpi(each) for each in data.get("kpis", [])),
    )


def read(data: Data, place: Place) -> Strategy:
    """The strategy of a document that fits its schema."""
    market, influence = data.get("marketplace", {}), data.get("influence", {})
    return Strategy(
        place,
        ids(data["pillars"]),
        Marketplace(market.get("audience"), ids(market.get("segments")), market.get("scope")),
        Influence(influence.get("greater_than_average"), influence.get("multiplier")),
        tuple(_objective(each) for each in data.get("objectives", [])),
    )
