"""An indicator is tied to something that is no outcome, or an outcome is tied to another.

`because_of` says which result an indicator hints at: reach, readings or days only mean something
beside what changed. So only an indicator has one, and it names a KPI of kind `outcome`.

Mend it by the id of the outcome, or by leaving it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each `because_of` of an outcome, and each that names an indicator."""
    strategy = snapshot.program.strategy
    objectives = strategy.objectives if strategy else ()
    kinds = {kpi.id: kpi.kind for objective in objectives for kpi in objective.kpis}
    for index, objective in enumerate(objectives):
        for number, kpi in enumerate(objective.kpis):
            if strategy is None or kpi.because_of is None:
                continue
            place = strategy.place.at("objectives", index, "kpis", number, "because_of")
            if kpi.kind == "outcome":
                words = f'KPI "{kpi.id}" is an outcome itself, and hints at no other'
                yield Finding(place, words, "leave it out, or make it an indicator")
            elif kinds.get(kpi.because_of) == "indicator":
                words = f'KPI "{kpi.because_of}" is an indicator, and no outcome'
                yield Finding(place, words, "name the outcome that it hints at")


RULE = Rule("because-of", check, scope=Scope.FILE)
