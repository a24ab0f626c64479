"""The alert list of an incident names nobody.

Whoever relies on us hears of a moment of truth from us first. A list that is empty, a topic,
region or category that nobody on the map has, or segments of which nobody had been invited yet on
the day it began, or tiers that nobody had that day, alerts nobody, and nobody is missed. Who is
named, and had opted out, is named by another rule.

Mend it by naming people, or by a topic, region or category as it stands in their profiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.model.regions import COUNTRIES, country
from goodword.nearest import did_you_mean
from goodword.relation.incidents import INSIDE, alert_list
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.model.incident import Alert, Incident
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_ONE = {"topics": "topic", "regions": "region", "categories": "category"}
_HINT = "name people by ids, or a segment by topics, regions, categories or tiers"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Empty lists, parts of lists that are of nobody, and lists that reach nobody that day."""
    program = snapshot.program
    if program.broken.lacks("profile"):
        return
    had = _had(program)
    defined = program.departments.categories if program.departments else ()
    categories = {each.id for each in defined}
    for incident in program.incidents.values():
        alert, place = incident.alert, incident.place.at("alert")
        named = {
            "topics": alert.topics,
            "regions": tuple(each for each in alert.regions if country(each) in COUNTRIES),
            "categories": tuple(each for each in alert.categories if each in categories),
        }
        if not (alert.ids or alert.tiers or alert.topics or alert.regions or alert.categories):
            yield Finding(place, f"nobody is to hear of {incident.id}", _HINT)
            continue
        people: list[Profile] = []
        for key, names in named.items():
            for name in names:
                people += had[key].get(name, ())
                if name not in had[key]:
                    yield _of_nobody(key, name, had[key], place.at(key, _index(alert, key, name)))
        if not alert.ids and (why := _unheard(snapshot, incident, people)):
            yield Finding(place, why, _HINT)


def _unheard(snapshot: Snapshot, incident: Incident, people: Sequence[Profile]) -> str | None:
    """Why segments that have people or tiers reach nobody on the day; None where they do.

    Tiers come last, since they want the ledger.
    """
    program, began, tiers = snapshot.program, incident.first_day, incident.alert.tiers
    if any(each.stage_on(began) in INSIDE for each in people):
        return None
    if tiers:
        if program.broken or alert_list(program, incident, snapshot.tier_on):
            return None
        return f"nobody had a tier of this list on {began}"
    return f"nobody of this list had been invited by {began}" if people else None


def _had(program: Program) -> dict[str, dict[str, list[Profile]]]:
    """Who has which topic, region (also the country of a part of one) and category."""
    found: dict[str, dict[str, list[Profile]]] = {"topics": {}, "regions": {}, "categories": {}}
    for person in program.influencers.values():
        for topic in person.topics:
            found["topics"].setdefault(topic, []).append(person)
        for region in {person.region, person.region[:2]} if person.region else ():
            found["regions"].setdefault(region, []).append(person)
        if person.category:
            found["categories"].setdefault(person.category, []).append(person)
    return found


def _index(alert: Alert, key: str, name: str) -> int:
    names: Sequence[str] = getattr(alert, key)
    return names.index(name)


def _of_nobody(key: str, name: str, had: Collection[str], place: Place) -> Finding:
    near = did_you_mean(name, sorted(had))
    return Finding(place, f'nobody has the {_ONE[key]} "{name}"{near}', _HINT)


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    """All that can be alerted, and the tiers that are asked for."""
    program = snapshot.program
    for person in program.influencers.values() if program.incidents else ():
        yield None, person
    for incident in program.incidents.values():
        for who in (snapshot.people or program.influencers) if incident.alert.tiers else ():
            yield None, (incident.id, who, snapshot.tier_on(who, incident.first_day))


RULE = Rule("alert-list", check, Severity.WARNING, scope=Scope.PROGRAM, meets=Meets(_rows))
