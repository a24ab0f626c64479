"""A no was sent by a machine.

Whoever took the trouble to tell us something and hears no should hear it from a person. An
answer with `automated: true` about an item that stood declined that day counts, but is named.

Mend it by writing to the person, and recording that as a further answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.loops.told import target
from goodword.model.feedback import Decided
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.loops.rounds import Milestone
    from goodword.loops.visible import Record
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each automated answer about a decision to decline that no personal one follows."""
    for item, people in snapshot.answered:
        for person, records in people.items():
            if not any(record.answer.automated for record in records):
                continue
            owing = snapshot.milestones[item.id]
            told = [r for r in records if _declines(r, owing)]
            if told and all(record.answer.automated for record in told):
                yield Finding(
                    told[0].touchpoint.place.at("automated"),
                    f"{person} was told of a no by an automated message",
                    "write to them personally",
                )


def _declines(record: Record, owing: Sequence[Milestone]) -> bool:
    spoken = target(record, owing) if record.answer.step == "told" else None
    step = spoken.step if spoken else None
    return isinstance(step, Decided) and step.outcome == "declined"


RULE = Rule("automated-decline", check, Severity.WARNING, scope=Scope.ITEM)
