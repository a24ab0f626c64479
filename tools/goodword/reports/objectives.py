"""Pillars in order, the objectives under them, and each KPI with what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.objectives import lines, sparkline
from goodword.reports.report import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.relation.measures import Basis
    from goodword.relation.objectives import Line

_KPIS = (
    Column("pillar"),
    Column("objective"),
    Column("KPI"),
    Column("kind"),
    Column("unit"),
    Column("better"),
    Column("baseline", "number"),
    Column("target", "number"),
    Column("actual", "number"),
    Column("of"),
    Column("on track"),
    Column("history"),
    Column("source"),
)
_BEHIND = (Column("KPI"), Column("where"))


def shown(value: Decimal | None) -> str | None:
    """A figure without needless zeros; None of None."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def objectives(basis: Basis, cycle: Cycle) -> tuple[Line, ...]:
    """All KPIs in a cycle, in the strategy's order."""
    return tuple(lines(basis, cycle))


def kpi_table(found: Sequence[Line]) -> Table:
    """The KPIs; a pillar and an objective are named on the first of their lines."""
    rows: list[tuple[Any, ...]] = []
    pillar = objective = None
    for each in found:
        rows.append(
            (
                each.objective.pillar if each.objective.pillar != pillar else None,
                each.objective.id if each.objective.id != objective else None,
                each.kpi.name.first,
                each.kpi.kind,
                each.kpi.unit,
                each.kpi.direction,
                _dated(each.kpi.baseline, each.kpi.baseline_date),
                _dated(each.kpi.target, each.kpi.target_by),
                shown(each.actual.value),
                each.actual.cycle,
                each.track,
                sparkline(each.history),
                each.actual.source,
            )
        )
        pillar, objective = each.objective.pillar, each.objective.id
    return Table(_KPIS, tuple(rows), "objectives and their KPIs")


def _dated(value: Decimal | None, day: object) -> str | None:
    if value is None:
        return None
    return f"{shown(value)} ({day})" if day else shown(value)


def records_table(found: Sequence[Line], line: Callable[[Place], int | None]) -> Table:
    """Every record behind each KPI, with its line."""
    rows: list[tuple[Any, ...]] = []
    for each in found:
        for index, where in enumerate(_where(each, line)):
            rows.append((each.kpi.id if index == 0 else None, where))
    return Table(_BEHIND, tuple(rows), "records behind each KPI")


def _where(each: Line, line: Callable[[Place], int | None]) -> list[str]:
    numbers = ((place.path, line(place)) for place in each.actual.places)
    return [f"{path}:{number}" if number else path for path, number in numbers]


def objectives_value(
    program: Program,
    found: Sequence[Line],
    line: Callable[[Place], int | None] | None,
) -> list[dict[str, Any]]:
    """Pillars, objectives and KPIs for JSON; records are there where lines are asked for."""
    strategy = program.strategy
    if strategy is None:
        return []
    return [
        {
            "pillar": pillar,
            "objectives": [
                {
                    "id": objective.id,
                    "goal": objective.goal.first,
                    "department": objective.department,
                    "kpis": [_kpi(each, line) for each in found if each.objective is objective],
                }
                for objective in strategy.objectives
                if objective.pillar == pillar
            ],
        }
        for pillar in strategy.pillars
    ]


def number(value: Decimal | None) -> int | float | None:
    """A figure for JSON: whole ones as integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _kpi(each: Line, line: Callable[[Place], int | None] | None) -> dict[str, Any]:
    kpi, actual = each.kpi, each.actual
    value: dict[str, Any] = {
        "id": kpi.id,
        "name": kpi.name.first,
        "kind": kpi.kind,
        "unit": kpi.unit,
        "direction": kpi.direction,
        "baseline": number(kpi.baseline),
        "baseline_date": kpi.baseline_date.isoformat() if kpi.baseline_date else None,
        "target": number(kpi.target),
        "target_by": kpi.target_by.isoformat() if kpi.target_by else None,
        "actual": number(actual.value),
        "cycle": actual.cycle,
        "on_track": each.track,
        "history": [number(past) for past in each.history],
        "source": actual.source,
    }
    if line is not None:
        value["records"] = _where(each, line)
    return value
