"""Something that the brand does was done by an influencer.

An influencer is told what became of their feedback by a person of the brand, who can answer for
it; the same holds for an attempt to reach them and for an exemption. Steps of a feedback item that
the brand takes (acknowledged, triaged, decided, delivering, delivered, reopened, void) are taken
by staff. A reply or a verdict is the person's own, or recorded by staff, never another
influencer's. Who is both, an employee, is named by their staff id.

Mend `by`: the staff id of who did it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.feedback import Joined, Received, Withdrawn
from goodword.model.touchpoint import Answer
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_THEIRS = (Received, Joined, Withdrawn)
"""Steps that people take themselves."""
_TOLD = {"told": "told by", "attempted": "attempted by", "exempt": "exempt by"}


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each answer and each step whose `by` is no member of staff."""
    program = snapshot.program
    if program.broken.lacks("program"):
        return
    for touchpoint in program.touchpoints.values():
        answer, by = touchpoint.detail, touchpoint.by
        if not isinstance(answer, Answer) or not _stranger(program, by):
            continue
        if answer.step in _TOLD or by != touchpoint.influencer:
            verb, whose = _TOLD.get(answer.step), ""
            if verb is None:
                verb, whose = f"{answer.step} by", f"{touchpoint.influencer} or "
            message = f"{verb} {by}, who is an influencer, expected {whose}somebody on staff"
            yield Finding(touchpoint.place.at("by"), message, _hint(program, by))
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            if not isinstance(step, _THEIRS) and _stranger(program, step.by):
                yield Finding(
                    item.place.at("steps", index, "by"),
                    f"{step.step} by {step.by}, who is an influencer, expected somebody on staff",
                    _hint(program, step.by),
                )


def _stranger(program: Program, by: str | None) -> bool:
    return by in program.everybody and by not in program.staff


def _hint(program: Program, by: str | None) -> str:
    person = program.influencers.get(by or "")
    staff = person.staff if person else None
    return f"write their staff id: {staff}" if staff else "name who did it by their staff id"


RULE = Rule("by-staff", check, scope=Scope.FILE)
