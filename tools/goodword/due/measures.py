"""Measures of cycles that are over and that nobody has entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import EARLIEST
from goodword.diagnostics import Place
from goodword.due.due import Due, after, lead
from goodword.texts.said import Named, Row, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.days import Cycle
    from goodword.model.strategy import Kpi, Strategy
    from goodword.snapshot import Snapshot

WITHIN = 14
"""Days after a cycle in which its measures are entered."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each cycle that is over and each department one line: its KPIs without a value.

    A KPI is measured from its baseline on, one without from the first cycle that it has a value
    for, else from the program's first day on, until its target's day; what was never entered
    stays owed, also where a later cycle has its value.
    """
    program = snapshot.program
    if program.strategy is None:
        return
    cycle = program.cycles.before(snapshot.cycle)
    while cycle.end > program.settings.first_day > EARLIEST:
        yield from _of(snapshot, program.strategy, cycle)
        cycle = program.cycles.before(cycle)


def _of(snapshot: Snapshot, strategy: Strategy, cycle: Cycle) -> Iterator[Due]:
    place = Place(f"program/measures/{cycle.name}.yml", ("values",))
    missing: dict[tuple[str, str | None], list[tuple[str, str]]] = {}
    for objective in strategy.objectives:
        for kpi in objective.kpis:
            if kpi.source == "measured" and _lacks(snapshot, kpi, cycle):
                key = lead(snapshot, objective.department), objective.department
                missing.setdefault(key, []).append((kpi.id, objective.id))
    for (who, department), found in missing.items():
        objectives = dict.fromkeys(objective for _, objective in found)
        only = f" --kpi {found[0][0]}" if len(found) == 1 else ""
        yield Due(
            "measures",
            (),
            who,
            after(cycle.last, WITHIN),
            Said(
                "owed.measures",
                {
                    "measures": Row(tuple(Named("kpi", kpi) for kpi, _ in found)),
                    "cycle": Named("cycle", cycle.name),
                    "objectives": Row(tuple(Named("objective", each) for each in objectives)),
                },
                len(found),
            ),
            place,
            f"goodword cycle measure {cycle.name}{only}",
            since=cycle.end,
            department=department,
        )


def _lacks(snapshot: Snapshot, kpi: Kpi, cycle: Cycle) -> bool:
    """Whether a KPI should have a value for a cycle, and has none on the day."""
    program = snapshot.program
    entered = {
        span.start
        for each in program.measures.values()
        if (span := program.cycles.named(each.cycle)) is not None
        and any(v.kpi == kpi.id and v.on(span) <= snapshot.as_of for v in each.values)
    }
    # What it was on the day of the baseline is known: that is the first figure.
    began = () if kpi.baseline_date is None else (after(kpi.baseline_date, 1),)
    first = min((*entered, *began), default=program.settings.first_day)
    ended = kpi.target_by is not None and kpi.target_by < cycle.start
    return cycle.end > first and cycle.start not in entered and not ended
