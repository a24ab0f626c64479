"""A region is of no country that there is.

Countries are written by the two letters of ISO 3166-1, which are not always those of the language
or of the end of a web address: Great Britain is GB, Greece GR. Kosovo's XK is in use too. With
other letters nobody is found by their region, and no mission, reward or alert reaches them.

Mend it by the letters that are in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.regions import COUNTRIES, MEANT, country
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each region whose country is not in use."""
    for place, region in _regions(snapshot.program):
        letters = country(region)
        if letters in COUNTRIES:
            continue
        meant = MEANT.get(letters)
        rest = region.removeprefix(letters)
        near = f', did you mean "{meant}{rest}"?' if meant else ""
        yield Finding(
            place,
            f'there is no country "{letters}"{near}',
            "write the two letters of ISO 3166-1, such as GB",
        )


def _regions(program: Program) -> Iterator[tuple[Place, str]]:
    for person in program.influencers.values():
        if person.region is not None:
            yield person.place.at("region"), person.region
    for mission in program.missions.values():
        yield from _each(mission.place.at("eligibility", "regions"), mission.eligibility.regions)
    for reward in program.rewards.values():
        for index, cost in enumerate(reward.cost):
            yield from _each(reward.place.at("cost", index, "regions"), cost.regions)
    for incident in program.incidents.values():
        yield from _each(incident.place.at("alert", "regions"), incident.alert.regions)
    if program.segments is not None:
        for index, each in enumerate(program.segments.segments):
            at = program.segments.place.at("segments", index, "where", "regions")
            yield from _each(at, each.where.regions)
    if program.identification is not None:
        found = program.identification
        yield from _each(found.place.at("regions"), found.regions)


def _each(place: Place, regions: Sequence[str]) -> Iterator[tuple[Place, str]]:
    for index, region in enumerate(regions):
        yield place.at(index), region


RULE = Rule("region", check, scope=Scope.FILE)
