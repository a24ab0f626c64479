"""The alert list of an incident names nobody.

Whoever relies on us hears of a moment of truth from us first. A list that is empty, a topic,
region or category that nobody on the map has, or one of which nobody had been invited yet on the
day it began, or tiers or saved segments that nobody had or was in that day, alerts nobody, and
nobody is missed. Who is named, and had opted out, is named by another rule.

Mend it by naming people, or by a topic, region or category as it stands in their profiles.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.ledger.held_tiers import tiers_held
from goodword.ledger.segments import deciding
from goodword.model.incident import Alert
from goodword.model.segments import INSIDE
from goodword.relation.incidents import alert_list
from goodword.rules.of_nobody import had, named, of_nobody
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.model.incident import Incident
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

_EMPTY = Alert()
_EVENING = timedelta(days=1)
_HINT = "name people by ids, or a segment by topics, regions, categories or tiers"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Empty lists, parts of lists that are of nobody, and lists that reach nobody that day."""
    program = snapshot.program
    if program.broken.lacks("profile"):
        return
    there = had(program)
    for incident in program.incidents.values():
        alert, place = incident.alert, incident.place.at("alert")
        if alert == _EMPTY:
            yield Finding(place, f"nobody is to hear of {incident.id}", _HINT)
            continue
        names = named(program, alert)
        yield from of_nobody(alert, names, there, place, _HINT)
        people = [who for key in names for name in names[key] for who in there[key].get(name, ())]
        if not alert.ids and (why := _unheard(snapshot, incident, people)):
            yield Finding(place, why, _HINT)


def _unheard(snapshot: Snapshot, incident: Incident, people: Sequence[Profile]) -> str | None:
    """Why segments that have people or tiers reach nobody on the day; None where they do.

    Tiers come last, since they want the ledger, and with them saved segments.
    """
    program, began, alert = snapshot.program, incident.first_day, incident.alert
    if any(each.stage_on(began) in INSIDE for each in people):
        return None
    if len(deciding(program, alert.segments)) < len(alert.segments):
        return None  # one that is not there, or may not decide: another rule says so
    if alert.tiers or alert.segments:
        if program.broken or alert_list(program, incident, snapshot.tier_on):
            return None
        what = "had a tier of this list" if not alert.segments else "was in a segment of this list"
        return f"nobody {what} on {began}"
    return f"nobody of this list had been invited by {began}" if people else None


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    """All that can be alerted, and the tiers that are asked for, with those of the evening before.

    A segment asks for the latter.
    """
    program = snapshot.program
    for person in program.influencers.values() if program.incidents else ():
        yield None, person
    for incident in program.incidents.values():
        saved = deciding(program, incident.alert.segments)
        asks = [*incident.alert.tiers, *(tier for each in saved for tier in each.where.tiers)]
        for who in (snapshot.people or program.influencers) if asks else ():
            days = (incident.first_day, incident.first_day - _EVENING)
            has = (tiers_held(asks, who, day, snapshot.tier_on) for day in days)
            yield None, (incident.id, who, *has)


RULE = Rule(
    "alert-list", check, Severity.WARNING, points=True, scope=Scope.PROGRAM, meets=Meets(_rows)
)
