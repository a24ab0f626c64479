"""What a condition is about does not fit what it measures.

A condition of a tier or a milestone has one measure. `of` narrows `claims` to those of a mission or
a group; nothing else has one. `in_tier_days` counts the days in one tier, which `tier` names;
without it there is nothing to count, and no other measure has one.

Mend it by naming the tier, or by leaving out what the measure does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.diagnostics import Place
    from goodword.model.conditions import Condition
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each condition with a key too many or too few."""
    for place, conditions in _lists(snapshot.program):
        for index, each in enumerate(conditions):
            here, measure = place.at(index), each.measure
            if each.of is not None and measure != "claims":
                yield Finding(
                    here.at("of"),
                    f"of stands beside {measure}, it is for claims alone",
                    "leave of out, or ask for claims",
                )
            if each.tier is not None and measure != "in_tier_days":
                yield Finding(
                    here.at("tier"),
                    f"tier stands beside {measure}, it is for in_tier_days alone",
                    "leave tier out, or ask for in_tier_days",
                )
            if each.tier is None and measure == "in_tier_days":
                yield Finding(here, "in_tier_days of no tier", "add the tier, such as tier: gold")


def _lists(program: Program) -> Iterator[tuple[Place, Iterable[Condition]]]:
    """Where conditions stand."""
    for number, ladder in enumerate(program.tiers.every if program.tiers else ()):
        for index, version in enumerate(ladder.versions):
            for at, tier in enumerate(version.tiers):
                if program.tiers is not None:
                    place = program.tiers.place_of(number).at("versions", index, "tiers", at)
                    yield place.at("all"), tier.all
    if program.milestones is not None:
        place = program.milestones.place.at("milestones")
        for index, each in enumerate(program.milestones.milestones):
            yield place.at(index, "all"), each.all


RULE = Rule("conditions", check, scope=Scope.FILE)
