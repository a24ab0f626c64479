"""Somebody was told of a step before it was taken.

An answer with `step: told` or `exempt` speaks of a milestone in a round: what was received
(`acknowledged`), `decided`, `delivered` or `reopened`, or a `question`, which is a decision for
`needs-info`. The item's file must have that step on the answer's day or before; otherwise the
answer pays nothing, and somebody may have been told what nobody had decided. A heartbeat speaks
of no step. Nor was anybody tried in vain (`attempted`) before the item came in: two such attempts
would let somebody be left untold.

Mend the answer's `round`, `milestone` or day where it was entered wrongly, or add the step that
is missing in the item with the day on which it was really taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.rounds import milestones
from goodword.loops.told import target
from goodword.loops.visible import Entry
from goodword.model.feedback import Decided
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.loops.rounds import Milestone
    from goodword.loops.visible import Record
    from goodword.model.feedback import Feedback
    from goodword.snapshot import Snapshot

_TAKEN = {
    "acknowledged": "received",
    "question": "decided needs-info",
}
"""The step of a milestone where it has another name."""


def _with_void(item: Feedback) -> tuple[Entry, ...]:
    """All steps, those made void later too: whoever was told of them was told rightly."""
    entries = (Entry((step.date, index), step) for index, step in enumerate(item.steps))
    return tuple(sorted(entries, key=lambda entry: entry.position))


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each answer that is dated before the step it speaks of."""
    for item, people in snapshot.answered:
        counted = snapshot.milestones[item.id]
        for records in people.values():
            for record in records:
                yield from _judge(item, record, counted)


def _judge(source: Feedback, record: Record, counted: Sequence[Milestone]) -> Iterator[Finding]:
    name, number = record.answer.milestone, record.answer.round
    if record.answer.step == "attempted":
        began = min(step.date for step in source.steps)
        if record.date < began:
            message = f"attempted on {record.date}, but {source.id} was received on {began}"
            place = record.touchpoint.place.at("date")
            yield Finding(place, message, f"see program/feedback/{source.id}.yml")
        return
    if record.answer.step not in {"told", "exempt"} or name in {None, "heartbeat"}:
        return
    if target(record, counted) is not None:
        return
    item, every = source.id, milestones(_with_void(source))
    if target(record, every) is not None:
        return
    taken = _TAKEN.get(str(name), str(name))
    rounds = max((each.round for each in every), default=1)
    place = record.touchpoint.place
    verb = "told" if record.answer.step == "told" else "exempt"
    later = [each.date for each in every if each.round == number and _speaks(str(name), each)]
    if number > rounds:
        message = f"{verb} in round {number}, but {item} has {rounds}"
        yield Finding(place.at("round"), message, "a round begins with reopened")
    elif later:
        message = f"{verb} on {record.date}, but {item} was {taken} on {min(later)}"
        yield Finding(place.at("date"), message, f"see program/feedback/{item}.yml")
    else:
        message = f"{verb} of {name}, but {item} was not {taken} in round {number}"
        yield Finding(place.at("milestone"), message, f"see program/feedback/{item}.yml")


def _speaks(name: str, milestone: Milestone) -> bool:
    if name == "question":
        step = milestone.step
        return isinstance(step, Decided) and step.outcome == "needs-info"
    return milestone.name == name


RULE = Rule("told-before-step", check, scope=Scope.ITEM)
