"""Many items were decided on one day with the same rationale.

A rationale says why this item was decided this way. When one person decided five or more items
on one day with the same words, nobody looked at them.

Mend it by a new decision, with its own reason, where the words do not fit; items that ask for
the same thing are duplicates of one, and are decided as that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.loops.visible import effective
from goodword.model.feedback import Decided
from goodword.nearest import alike
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.snapshot import Snapshot

    _Reason = tuple[date, str, str]

MANY = 5
"""From so many items on it is named."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each such rationale once, at the first item that has it; duplicates are left out."""
    found: dict[_Reason, dict[str, Place]] = {}
    for reason, (item, place) in _rows(snapshot):
        found.setdefault(reason, {}).setdefault(item, place)
    for (day, by, _), items in sorted(found.items()):
        if len(items) >= MANY:
            yield Finding(
                items[min(items)],
                f"{by} decided {len(items)} items on {day} with this same rationale",
                "give each its own reason",
            )


def _rows(snapshot: Snapshot) -> Iterator[tuple[_Reason, tuple[str, Place]]]:
    """Each day, person and rationale of a decision, with its item and place."""
    for item in snapshot.program.feedback.values():
        for entry in effective(item.steps):
            step = entry.step
            if isinstance(step, Decided) and step.outcome != "duplicate":
                place = item.place.at("steps", entry.place, "rationale")
                yield (step.date, step.by, alike(step.rationale)), (item.id, place)


RULE = Rule(
    "same-rationale", check, Severity.WARNING, scope=Scope.PROGRAM, meets=Meets(_rows, counted=True)
)
