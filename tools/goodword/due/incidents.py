"""Incidents of which somebody on the alert list has not been told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, clocks, department, owner, silent
from goodword.loops.told import INSIDE, counts
from goodword.model.plain import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.incident import Incident
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person on the alert list of an incident whom nobody told of it."""
    program, today = snapshot.program, snapshot.as_of
    for incident in program.incidents.values():
        began = day(incident.began[:10])
        if began > today:
            continue
        for person in program.influencers.values():
            if not alerted(snapshot, incident, person, began) or _told(snapshot, incident, person):
                continue
            hours = clocks(snapshot, person.id, began).incident_hours
            over = (today - began).days * 24 - hours
            late = f", {over} hours over" if over > 0 else ""
            yield Due(
                "incidents",
                (person.id,),
                owner(snapshot, person.id),
                after(began, hours // 24),
                f"tell {person.id} of the incident within {hours} hours{late}: "
                f"{incident.title.first}",
                incident.place,
                f"goodword feedback tell {incident.id} {person.id} --milestone acknowledged",
                since=began,
                department=department(snapshot, person.id),
            )


def alerted(snapshot: Snapshot, incident: Incident, person: Profile, began: date) -> bool:
    """Whether a person is on the alert list: by name, or inside and in one of its segments."""
    if silent(person, snapshot.as_of):
        return False
    alert = incident.alert
    if person.id in alert.ids:
        return True
    if person.stage_on(began) not in INSIDE:
        return False
    return (
        person.category in alert.categories
        or not set(person.topics).isdisjoint(alert.topics)
        or person.region in alert.regions
        or (bool(alert.tiers) and snapshot.tier_on(person.id, began) in alert.tiers)
    )


def _told(snapshot: Snapshot, incident: Incident, person: Profile) -> bool:
    records = snapshot.answers.get(incident.id, {}).get(person.id, ())
    return any(
        each.date <= snapshot.as_of and (counts(each, person) or each.answer.step == "exempt")
        for each in records
    )
