"""What is said to have warned of an incident had not.

A warning is one if it came before: it is dated on the day on which the incident began or earlier,
and feedback warned of it only if somebody had raised it by the day that is stated. Otherwise people
would be thanked for a foresight that nobody had, and the days between warning and incident would
say nothing. For the same reason no item is named twice for one incident.

Mend it by the day on which it was said, by noting it under `heard`, or by deleting what stands
there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.warned import raised_first
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_HINT = "give the day on which it was said, or note it under heard"
_RAISED = "leave the day out: it is the one on which the item was raised"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each warning after the beginning of its incident, before its feedback, or named again."""
    feedback = snapshot.program.feedback
    for incident in snapshot.program.incidents.values():
        named: dict[str, int] = {}
        for number, each in enumerate(incident.warned_by):
            if each.feedback is not None and named.setdefault(each.feedback, number) != number:
                first_named = named[each.feedback] + 1
                words = f"{each.feedback} is named already as number {first_named} of this list"
                yield Finding(
                    incident.place.at("warned_by", number), words, "delete one of the two"
                )
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
                yield Finding(at, f"{item.id} was raised on {first}, not before", _RAISED)


RULE = Rule("forewarned", check, scope=Scope.ITEM)
