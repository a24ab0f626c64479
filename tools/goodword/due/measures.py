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
    """Each measured KPI without a value for the cycle that ended last."""
    program = snapshot.program
    if program.strategy is None:
        return
    cycle = program.cycles.before(snapshot.cycle)
    if cycle.end <= program.settings.first_day:
        return
    entered = program.measures.get(cycle.name)
    there = {each.kpi for each in entered.values} if entered else set()
    place = Place(f"program/measures/{cycle.name}.yml", ("values",))
    for objective in program.strategy.objectives:
        for kpi in objective.kpis:
            ended = kpi.target_by is not None and kpi.target_by < cycle.start
            if kpi.source != "measured" or kpi.id in there or ended:
                continue
            yield Due(
                "measures",
                (),
                lead(snapshot, objective.department),
                after(cycle.last, WITHIN),
                f"enter {kpi.id} of {cycle.name}, the measure of {objective.id}",
                place,
                since=cycle.end,
                department=objective.department,
            )
