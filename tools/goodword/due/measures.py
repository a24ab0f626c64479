"""Measures of the last cycle that nobody has entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.due.due import Due, after, lead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

WITHIN = 14
"""Days after a cycle in which its measures are entered."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each department one line: its measured KPIs without a value for the last cycle."""
    program = snapshot.program
    if program.strategy is None:
        return
    cycle = program.cycles.before(snapshot.cycle)
    if cycle.end <= program.settings.first_day:
        return
    entered = program.measures.get(cycle.name)
    there = {each.kpi for each in entered.values} if entered else set()
    place = Place(f"program/measures/{cycle.name}.yml", ("values",))
    missing: dict[tuple[str, str | None], list[tuple[str, str]]] = {}
    for objective in program.strategy.objectives:
        for kpi in objective.kpis:
            ended = kpi.target_by is not None and kpi.target_by < cycle.start
            if kpi.source != "measured" or kpi.id in there or ended:
                continue
            key = lead(snapshot, objective.department), objective.department
            missing.setdefault(key, []).append((kpi.id, objective.id))
    for (who, department), found in missing.items():
        objectives = dict.fromkeys(objective for _, objective in found)
        measures = "the measure" if len(found) == 1 else "the measures"
        yield Due(
            "measures",
            (),
            who,
            after(cycle.last, WITHIN),
            f"enter {' and '.join(kpi for kpi, _ in found)} of {cycle.name}, {measures} of "
            f"{' and '.join(objectives)}",
            place,
            since=cycle.end,
            department=department,
        )
