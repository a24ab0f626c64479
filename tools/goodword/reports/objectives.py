"""Pillars in order, the objectives under them, and each KPI with what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.objectives import lines, sparkline
from goodword.reports.report import Field, Table, headings, table, values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from goodword.days import Cycle
    from goodword.model.program import Program
    from goodword.relation.measures import Basis
    from goodword.relation.objectives import Line


def shown(value: Decimal | None) -> str | None:
    """A figure without needless zeros; None of None."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal | None) -> int | float | None:
    """A figure for JSON: whole ones as integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _dated(value: Decimal | None, day: object) -> str | None:
    return f"{shown(value)} ({day})" if value is not None and day else shown(value)


_KPI: tuple[Field[Line], ...] = (
    Field("id", "", get=lambda each: each.kpi.id),
    Field("name", "KPI", get=lambda each: each.kpi.name.first),
    Field("kind", "kind", get=lambda each: each.kpi.kind),
    Field("unit", "unit", get=lambda each: each.kpi.unit.first if each.kpi.unit else None),
    Field("direction", "better", get=lambda each: each.kpi.direction),
    Field("baseline", "", get=lambda each: number(each.kpi.baseline)),
    Field("baseline_date", "", get=lambda each: each.kpi.baseline_date),
    Field("", "baseline", "number", lambda each: _dated(each.kpi.baseline, each.kpi.baseline_date)),
    Field("target", "", get=lambda each: number(each.kpi.target)),
    Field("target_by", "", get=lambda each: each.kpi.target_by),
    Field("", "target", "number", lambda each: _dated(each.kpi.target, each.kpi.target_by)),
    Field("actual", "", get=lambda each: number(each.actual.value)),
    Field("", "actual", "number", lambda each: shown(each.actual.value)),
    Field("cycle", "of", get=lambda each: each.actual.cycle),
    Field("on_track", "on track", get=lambda each: each.track),
    Field("history", "", get=lambda each: [number(past) for past in each.history]),
    Field("", "history", get=lambda each: sparkline(each.history)),
    Field("source", "source", get=lambda each: each.actual.source),
)
_RECORDS: Field[Line] = Field("records", "", get=lambda each: each.actual.places)
_AIM: tuple[Field[Line], ...] = (
    Field("", "pillar", get=lambda each: each.objective.pillar),
    Field("", "objective", get=lambda each: each.objective.id),
)
_BEHIND: tuple[Field[Any], ...] = (Field("", "KPI"), Field("", "where"))


def objectives(basis: Basis, cycle: Cycle) -> tuple[Line, ...]:
    """All KPIs in a cycle, in the strategy's order."""
    return tuple(lines(basis, cycle))


def kpi_table(found: Sequence[Line]) -> Table:
    """The KPIs; a pillar and an objective are named on the first of their lines."""
    made = table((*_AIM, *_KPI), found, "objectives and their KPIs")
    above: tuple[Any, Any] = (None, None)
    rows = []
    for row in made.rows:
        head = tuple(new if new != old else None for new, old in zip(row, above, strict=False))
        rows.append((*head, *row[2:]))
        above = row[0], row[1]
    return Table(made.columns, tuple(rows), made.title)


def records_table(found: Sequence[Line]) -> Table:
    """Every record behind each KPI, with its line."""
    rows = tuple(
        (each.kpi.id if index == 0 else None, place)
        for each in found
        for index, place in enumerate(each.actual.places)
    )
    return Table(headings(_BEHIND), rows, "records behind each KPI")


def objectives_value(
    program: Program, found: Sequence[Line], *, explain: bool
) -> list[dict[str, Any]]:
    """Pillars, objectives and KPIs for JSON; the records behind each where asked for."""
    strategy = program.strategy
    if strategy is None:
        return []
    fields = (*_KPI, _RECORDS) if explain else _KPI
    return [
        {
            "pillar": pillar,
            "objectives": [
                {
                    "id": objective.id,
                    "goal": objective.goal.first,
                    "department": objective.department,
                    "elements": list(objective.elements),
                    "kpis": values(fields, [x for x in found if x.objective is objective]),
                }
                for objective in strategy.objectives
                if objective.pillar == pillar
            ],
        }
        for pillar in strategy.pillars
    ]
