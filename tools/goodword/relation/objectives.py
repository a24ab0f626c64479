"""Objectives and their KPIs in a cycle: actual, whether it is on track, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.model.measures import Compared
from goodword.relation.activity import last_day
from goodword.relation.lift import figure, in_words
from goodword.relation.measures import COMPUTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.strategy import Kpi, Objective
    from goodword.relation.measures import Basis

HISTORY = 8
"""Cycles that a sparkline shows, the one reported last."""
REACHED, ON_TRACK, BEHIND, MISSED = "reached", "on track", "behind", "missed"
NO_FIGURE, NO_TARGET = "no figure", "no target"


@dataclass(frozen=True, slots=True)
class Actual:
    """What a KPI came to.

    Args:
        value: None where there is no figure.
        cycle: of which cycle; a measured one may be of an earlier cycle than asked for.
        day: the day it is of.
        source: where it comes from, in words.
        places: the records behind it.
        lift: the groups that it compares; None for all other figures.
    """

    value: Decimal | None
    cycle: str | None
    day: date | None
    source: str
    places: tuple[Place, ...]
    lift: Compared | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A KPI in a cycle; `history` has its value in the last cycles, None where there is none."""

    objective: Objective
    kpi: Kpi
    actual: Actual
    track: str
    history: tuple[Decimal | None, ...]
    place: Place


def lines(basis: Basis, cycle: Cycle) -> Iterator[Line]:
    """All KPIs, by pillar in the strategy's order, then in the order of the file.

    Args:
        basis: what measures are computed from.
        cycle: one that has begun.
    """
    strategy = basis.program.strategy
    if strategy is None:
        return
    spans = history_of(basis.program, cycle)
    pillars = {name: index for index, name in enumerate(strategy.pillars)}
    ordered = sorted(
        enumerate(strategy.objectives),
        key=lambda each: (pillars.get(each[1].pillar, len(pillars)), each[0]),
    )
    for index, objective in ordered:
        for number, kpi in enumerate(objective.kpis):
            place = strategy.place.at("objectives", index, "kpis", number)
            history = tuple(_value(basis, kpi, each) for each in spans)
            actual = _actual(basis, kpi, cycle)
            yield Line(objective, kpi, actual, track(kpi, actual), history, place)


def history_of(program: Program, cycle: Cycle) -> list[Cycle]:
    """The cycles whose values a KPI's history has, the oldest first."""
    spans = [cycle]
    while len(spans) < HISTORY and spans[0].start > program.settings.first_day:
        spans.insert(0, program.cycles.before(spans[0]))
    return spans


def _value(basis: Basis, kpi: Kpi, cycle: Cycle) -> Decimal | None:
    name = kpi.source.partition(":")[2]
    if name:
        return COMPUTED[name](basis, cycle).value
    entered = basis.program.measures.get(cycle.name)
    values = [
        figure(each)
        for each in (entered.values if entered else ())
        if each.kpi == kpi.id and each.on(cycle) <= basis.as_of
    ]
    return values[-1] if values else None


def _actual(basis: Basis, kpi: Kpi, cycle: Cycle) -> Actual:
    name = kpi.source.partition(":")[2]
    if name:
        found = COMPUTED[name](basis, cycle)
        day = last_day(cycle, basis.as_of)
        return Actual(found.value, cycle.name, day, f"computed: {found.of}", found.places)
    return _measured(basis, kpi, cycle)


def _measured(basis: Basis, kpi: Kpi, cycle: Cycle) -> Actual:
    """The newest value entered for a cycle up to this one."""
    program = basis.program
    spans = {name: program.cycles.named(name) for name in program.measures}
    for name in sorted(
        (name for name, span in spans.items() if span is not None and span.start <= cycle.start),
        key=lambda name: spans[name] or cycle,
        reverse=True,
    ):
        entered, span = program.measures[name], spans[name] or cycle
        for index, each in reversed(tuple(enumerate(entered.values))):
            if each.kpi == kpi.id and each.on(span) <= basis.as_of:
                place = entered.place.at("values", index)
                day = last_day(span, basis.as_of)
                source, compared = each.source or "no source", None
                if isinstance(each.value, Compared):
                    compared, source = each.value, f"{source}; {in_words(each.value)}"
                return Actual(figure(each), name, day, source, (place,), compared)
    return Actual(None, None, None, "not measured yet", ())


def track(kpi: Kpi, actual: Actual) -> str:
    """Whether a KPI is on its way from baseline to target.

    It is where the way made is at least the share of the time gone, on a straight line. Without
    a dated baseline only the target itself can be judged.
    """
    if kpi.target is None:
        return NO_TARGET
    if actual.value is None or actual.day is None:
        return NO_FIGURE
    sign = -1 if kpi.direction == "down" else 1
    if sign * (actual.value - kpi.target) >= 0:
        return REACHED
    if kpi.target_by is not None and actual.day >= kpi.target_by:
        return MISSED
    if kpi.baseline is None or kpi.baseline_date is None or kpi.target_by is None:
        return BEHIND
    whole = (kpi.target_by - kpi.baseline_date).days
    gone = (actual.day - kpi.baseline_date).days
    made = sign * (actual.value - kpi.baseline) * whole
    needed = sign * (kpi.target - kpi.baseline) * gone
    return ON_TRACK if made >= needed else BEHIND


def sparkline(values: tuple[Decimal | None, ...]) -> str:
    """The values as bars of eight heights, from the least to the greatest; a dot for none."""
    known = [each for each in values if each is not None]
    if not known:
        return ""
    least, span = min(known), max(known) - min(known)
    return "".join(
        "\u00b7" if each is None else _BARS[int((each - least) * 7 // span) if span else 3]
        for each in values
    )


_BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
