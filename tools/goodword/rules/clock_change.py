"""A minute is written that the clock skipped or showed twice, without saying which is meant.

Moments of incidents, events and signals, and the minute of telling somebody of an incident, are
those of the program's zone. When its clock is put forward an hour is missing, and when it is put
back one comes twice; hours counted from such a minute would be an hour wrong.

Mend it by adding the offset from UTC that held: `2026-10-25T02:30+02:00`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from goodword.model.touchpoint import Answer
from goodword.relation.moments import changed
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each minute of this sort."""
    zone = snapshot.program.zone
    for text, place in _moments(snapshot.program):
        what = changed(text, zone)
        if what is not None:
            times = "is skipped" if what == "skipped" else "comes twice"
            yield Finding(
                place,
                f"{text} {times} in {zone.key}, expected an offset",
                f"write the one that is meant, such as {text}{_offset(text, snapshot.program)}",
            )


def _offset(text: str, program: Program) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=program.zone).isoformat()[-6:]


def _moments(program: Program) -> Iterator[tuple[str, Place]]:
    for incident in program.incidents.values():
        yield incident.began, incident.place.at("began")
        if incident.ended:
            yield incident.ended, incident.place.at("ended")
        for index, heard in enumerate(incident.heard):
            yield heard.date, incident.place.at("heard", index, "date")
    for event in program.events.values():
        yield event.starts, event.place.at("starts")
        if event.ends:
            yield event.ends, event.place.at("ends")
    for signal in program.signals.values():
        yield signal.date, signal.place.at("date")
    for each in program.touchpoints.values():
        if isinstance(each.detail, Answer) and each.detail.moment is not None:
            yield each.detail.moment, each.place.at("date")


RULE = Rule("clock-change", check, scope=Scope.FILE)
