"""The steps of a feedback item are out of order.

Steps count by date, then by place in the list; those named by a `void` step count for nothing.

* `received` comes first, and once; more people are `joined`.
* `triaged` comes before `decided`; where the program has departments the newest one names one.
* `delivering` and `delivered` come after a decision for `planned` or `exploring`.
* Nothing is delivered after it was delivered in full, until it is `reopened`.
* `reopened` comes after `delivered`, or after a decision for `declined`, `already-available` or
  `duplicate`; before it can come again there is a new decision or delivery.
* Only somebody who raised the item by then can have `withdrawn`.
* `void` names a step before it in the list.

Everything else may stand anywhere, and a new decision may replace an older one at any time.

Mend it by adding the step that is missing, or by a `void` step for one that was entered wrongly;
steps are never edited, since whoever was told stands on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.order import violations
from goodword.loops.visible import effective
from goodword.model.feedback import Triaged, VoidStep, Withdrawn
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.feedback import Feedback
    from goodword.snapshot import Snapshot


_BLAMED: dict[type, str] = {VoidStep: "of", Withdrawn: "from"}
"""The key of a step that is out of order, where it is not its name."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each step that stands where it may not."""
    for item in snapshot.program.feedback.values():
        for place, message, hint in violations(item.steps):
            at = item.place.at("steps")
            if place is not None:
                step = item.steps[place]
                at = at.at(place, _BLAMED.get(type(step), "step"))
            yield Finding(at, message, hint)
        if snapshot.program.departments is not None:
            yield from _nobodys(item)


def _nobodys(item: Feedback) -> Iterator[Finding]:
    """The newest triage, where it names no department."""
    triages = [entry for entry in effective(item.steps) if isinstance(entry.step, Triaged)]
    if triages and getattr(triages[-1].step, "department", None) is None:
        yield Finding(
            item.place.at("steps", triages[-1].place, "step"),
            "triaged without a department",
            "name one of program/departments.yml, or triage it again with one",
        )


RULE = Rule("feedback-order", check, scope=Scope.FILE)
