"""A KPI of an objective has neither a target nor a baseline.

A figure says something only beside another: what it was before (`baseline`), or what it is to
become (`target`). With neither, no report can say whether the objective is nearer.

Mend it by adding one of the two; a baseline is what was measured last before the work began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each KPI that nothing can be compared with."""
    strategy = snapshot.program.strategy
    if strategy is None:
        return
    for index, objective in enumerate(strategy.objectives):
        for number, kpi in enumerate(objective.kpis):
            if kpi.target is None and kpi.baseline is None:
                yield Finding(
                    strategy.place.at("objectives", index, "kpis", number, "id"),
                    f'KPI "{kpi.id}" of "{objective.id}" has neither a target nor a baseline',
                    "add baseline: {value, date} or target: {value, by}",
                )


RULE = Rule("kpi-aim", check, Severity.WARNING, scope=Scope.FILE)
