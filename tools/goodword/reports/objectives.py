"""Pillars in order, the objectives under them, and each KPI with what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.lift import LEAST, lift
from goodword.relation.objectives import lines, sparkline
from goodword.reports.report import Field, Table, Unshown, headings, table, values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from goodword.days import Cycle
    from goodword.model.measures import Compared, Group
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
_BECAUSE: tuple[Field[Line], ...] = (Field("because_of", "", get=lambda each: each.kpi.because_of),)
"""Where an indicator names the outcome that it hints at."""
_LIFT: tuple[Field[Line], ...] = (Field("lift", "", get=lambda each: _lift(each.actual.lift)),)
"""Where a measure compares two groups."""
_COMPARED: tuple[Field[tuple[Line, Compared]], ...] = (
    Field("", "KPI", get=lambda each: each[0].kpi.id),
    Field("", "met it", get=lambda each: _of(each[1].exposed)),
    Field("", "did not", get=lambda each: _of(each[1].control)),
    Field("", "points", "number", lambda each: _points(each[1], 0)),
    Field("", "least", "number", lambda each: _points(each[1], 1)),
    Field("", "most", "number", lambda each: _points(each[1], 2)),
)
_RECORDS: Field[Line] = Field("records", "", get=lambda each: each.actual.places)
_AIM: tuple[Field[Line], ...] = (
    Field("", "pillar", get=lambda each: each.objective.pillar),
    Field("", "objective", get=lambda each: each.objective.id),
)
_BEHIND: tuple[Field[Any], ...] = (Field("", "KPI"), Field("", "where"))


def _of(group: Group) -> str:
    return f"{group.did} of {group.people}"


def _points(compared: Compared, which: int) -> Any:
    found = lift(compared)
    return shown(found[which]) if found else Unshown(f"under {LEAST}")


def _lift(compared: Compared | None) -> dict[str, Any] | None:
    """Both groups, and the interval where there are enough people in both."""
    if compared is None:
        return None
    found = lift(compared)
    groups = {
        name: {"people": each.people, "did": each.did}
        for name, each in (("exposed", compared.exposed), ("control", compared.control))
    }
    interval = {"points": found.points, "low": found.low, "high": found.high} if found else {}
    return {**groups, **{name: number(each) for name, each in interval.items()}}


def lift_tables(found: Sequence[Line]) -> list[Table]:
    """What the measures came to that compare two groups; no table where none does."""
    compared = [(each, each.actual.lift) for each in found if each.actual.lift is not None]
    title = "lifts in percentage points, with the interval of 95 %"
    return [table(_COMPARED, compared, title)] if compared else []


def _fields(found: Sequence[Line]) -> tuple[Field[Line], ...]:
    """What is said of KPIs; of outcomes hinted at and of groups only where there are any."""
    hints = any(each.kpi.because_of for each in found)
    groups = any(each.actual.lift for each in found)
    return (*_KPI, *(_BECAUSE if hints else ()), *(_LIFT if groups else ()))


def objectives(basis: Basis, cycle: Cycle) -> tuple[Line, ...]:
    """All KPIs in a cycle, in the strategy's order."""
    return tuple(lines(basis, cycle))


def kpi_table(found: Sequence[Line]) -> Table:
    """The KPIs; a pillar and an objective are named on the first of their lines."""
    made = table((*_AIM, *_fields(found)), found, "objectives and their KPIs")
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
    fields = (*_fields(found), *((_RECORDS,) if explain else ()))
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
