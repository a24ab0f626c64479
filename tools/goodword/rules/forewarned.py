"""What is said to have warned of an incident had not.

A warning is one if it came before: it is dated on the day on which the incident began or earlier,
and feedback warned of it only if somebody had raised it by the day that is stated. Otherwise people
would be thanked for a foresight that nobody had, and the days between warning and incident would
say nothing.

Mend it by the day on which it was said, or by noting it under `heard`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.warned import raised_first
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_HINT = "give the day on which it was said, or note it under heard"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each warning after the beginning of its incident, or before its feedback."""
    feedback = snapshot.program.feedback
    for incident in snapshot.program.incidents.values():
        for number, each in enumerate(incident.warned_by):
            item = feedback.get(each.feedback or "")
            first = raised_first(item) if item else None
            day = each.date or first
            if day is None:
                continue
            at = incident.place.at("warned_by", number, *(("date",) if each.date else ()))
            if day > incident.first_day:
                words = f"it began on {incident.first_day}, before this warning of {day}"
                yield Finding(at, words, _HINT)
            elif item is not None and first is not None and day < first:
                yield Finding(at, f"{item.id} was raised on {first}, not before", _HINT)


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    """What incidents say of feedback, and when that was first raised."""
    feedback = snapshot.program.feedback
    for incident in snapshot.program.incidents.values():
        for each in incident.warned_by:
            if each.feedback is not None:
                item = feedback.get(each.feedback)
                first = raised_first(item) if item else None
                yield each.feedback, (incident.id, incident.first_day, each.date, first)


RULE = Rule("forewarned", check, scope=Scope.PROGRAM, meets=Meets(_rows))
