"""A measure is entered for a KPI that is computed, twice for a cycle, or with wrong groups.

A KPI with `source: computed:<name>` is counted from the records whenever it is asked for; what is
entered by hand is not looked at, and the two would only differ. Of two values of one KPI in a
cycle nobody can tell which one is meant. Of a group that a lift compares no more people can have
done something than there are.

Mend it by deleting the value, by `source: measured` at the KPI where people are to measure it, or
by the right numbers of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.measures import Compared
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Values of computed KPIs, the second one of a KPI in a cycle, and groups of too many."""
    strategy = snapshot.program.strategy
    sources = {
        kpi.id: kpi.source
        for objective in (strategy.objectives if strategy else ())
        for kpi in objective.kpis
    }
    for measures in snapshot.program.measures.values():
        seen: dict[str, int] = {}
        for index, each in enumerate(measures.values):
            place = measures.place.at("values", index, "kpi")
            source = sources.get(each.kpi, "measured")
            if source != "measured":
                yield Finding(
                    place,
                    f'KPI "{each.kpi}" is {source}: a value entered by hand is not looked at',
                    "delete it, or write source: measured in program/strategy.yml",
                )
            elif each.kpi in seen:
                yield Finding(
                    place,
                    f'KPI "{each.kpi}" has a value of {measures.cycle} already, '
                    f"as number {seen[each.kpi] + 1} of this list",
                    f"keep the one that is right: goodword cycle correct {measures.cycle} "
                    f"--kpi {each.kpi}",
                )
            seen.setdefault(each.kpi, index)
            if not isinstance(each.value, Compared):
                continue
            for name, group in (("exposed", each.value.exposed), ("control", each.value.control)):
                if group.did > group.people:
                    yield Finding(
                        measures.place.at("values", index, "value", name, "did"),
                        f"{group.did} of {group.people} people are more than all of them",
                        "people is how many are in the group, did how many of them did",
                    )


RULE = Rule("measures", check, scope=Scope.FILE)
