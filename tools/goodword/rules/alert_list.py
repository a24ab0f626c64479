"""The alert list of an incident names nobody.

Whoever relies on us hears of a moment of truth from us first. A list that is empty, or a topic,
region or category that nobody on the map has, alerts nobody, and nobody is missed.

Mend it by naming people, or by a topic, region or category as it stands in their profiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.model.regions import COUNTRIES, country
from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_HINT = "name people by ids, or a segment by topics, regions, categories or tiers"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Empty lists, and parts of lists that are of nobody."""
    program = snapshot.program
    if not program.incidents or program.broken.lacks("profile"):
        return
    topics, regions, categories = _had(program)
    for incident in program.incidents.values():
        alert, place = incident.alert, incident.place.at("alert")
        if not (alert.ids or alert.tiers or alert.topics or alert.regions or alert.categories):
            yield Finding(place, f"nobody is to hear of {incident.id}", _HINT)
            continue
        yield from _unknown("topic", alert.topics, topics, place.at("topics"))
        # Of letters that are of no country another rule speaks.
        unused = {each for each in alert.regions if country(each) not in COUNTRIES}
        yield from _unknown("region", alert.regions, regions | unused, place.at("regions"))
        defined = program.departments.categories if program.departments else ()
        known = [name for name in alert.categories if any(name == each.id for each in defined)]
        for name in known:
            if name not in categories:
                at = place.at("categories", alert.categories.index(name))
                yield Finding(at, f'nobody has the category "{name}"', _HINT)


def _had(program: Program) -> tuple[set[str], set[str], set[str]]:
    """Topics, regions (also the country of a part of one) and categories of all profiles."""
    topics: set[str] = set()
    regions: set[str] = set()
    categories: set[str] = set()
    for person in program.influencers.values():
        topics.update(person.topics)
        if person.region:
            regions |= {person.region, person.region[:2]}
        if person.category:
            categories.add(person.category)
    return topics, regions, categories


def _unknown(what: str, names: Sequence[str], had: set[str], place: Place) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name not in had:
            near = did_you_mean(name, sorted(had))
            yield Finding(place.at(index), f'nobody has the {what} "{name}"{near}', _HINT)


RULE = Rule("alert-list", check, Severity.WARNING)
