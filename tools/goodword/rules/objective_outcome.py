"""An objective has no outcome KPI, or stands under a pillar that the strategy does not have.

Reach shows that something may happen; an outcome shows that it did. Each objective therefore
has at least one KPI of kind `outcome`, and stands under one of the pillars that the strategy
chose.

Mend it by adding a KPI of kind outcome, or by choosing a pillar of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Objectives without an outcome, and with a foreign pillar."""
    strategy = snapshot.program.strategy
    if strategy is None:
        return
    for index, each in enumerate(strategy.objectives):
        place = strategy.place.at("objectives", index)
        if all(kpi.kind != "outcome" for kpi in each.kpis):
            yield Finding(
                place.at("id"),
                f'objective "{each.id}" has no KPI of kind outcome',
                "add one: what will have changed when it is reached, with a target",
            )
        if each.pillar not in strategy.pillars:
            near = did_you_mean(each.pillar, strategy.pillars)
            chosen = ", ".join(strategy.pillars)
            yield Finding(
                place.at("pillar"), f'"{each.pillar}" is none of the pillars {chosen}{near}'
            )


RULE = Rule("objective-outcome", check, scope=Scope.FILE)
