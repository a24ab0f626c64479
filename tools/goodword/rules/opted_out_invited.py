"""Somebody who had opted out or died before is on the list of an event or an incident.

Who has opted out is not invited, and the dead are not; nor is anybody of them named in the alert
list of an incident. Who opted out after they were invited is
better taken off the list than reminded.

Mend it by taking the person off the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.diagnostics import Severity
from goodword.loops.told import SILENT
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each name among the invited, the hosts, those attending and those to be alerted."""
    program = snapshot.program
    for event in program.events.values():
        for key in ("invited", "hosts", "attended"):
            names = getattr(event, key)
            yield from _gone(program, names, event.first_day, event.place.at(key), "the event")
    for incident in program.incidents.values():
        began, place = incident.first_day, incident.place.at("alert", "ids")
        yield from _gone(program, incident.alert.ids, began, place, "the incident")


def _gone(
    program: Program, names: Sequence[str], on: date, place: Place, what: str
) -> Iterator[Finding]:
    for index, name in enumerate(names):
        person = program.influencers.get(name)
        entry = in_force(person.history, on) if person else None
        if entry is not None and entry.stage in SILENT and entry.date < on:
            yield Finding(
                place.at(index),
                f"{name} is {entry.stage} since {entry.date}, before {what} on {on}",
                f"leave {name} out",
            )


RULE = Rule("opted-out-invited", check, Severity.WARNING, scope=Scope.FILE)
