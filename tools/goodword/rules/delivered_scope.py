"""A delivery says what remains, and does not say that it is partial.

Without `scope` a delivery is of all of it: the loop closes once everybody is told, and what
remains is forgotten. Where something is still missing the scope is `partial`, and the loop stays
open until the rest is delivered.

Mend it by adding `scope: partial`, or by deleting `remaining` where nothing is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.visible import effective
from goodword.model.feedback import Delivered
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Deliveries with a rest that are taken for whole; those made void count for nothing."""
    for item in snapshot.program.feedback.values():
        for entry in effective(item.steps):
            step = entry.step
            if isinstance(step, Delivered) and step.remaining and step.scope != "partial":
                yield Finding(
                    item.place.at("steps", entry.place, "remaining"),
                    f"delivered in full on {step.date}, and something remains",
                    "add scope: partial, or delete remaining",
                )


RULE = Rule("delivered-scope", check, scope=Scope.FILE)
