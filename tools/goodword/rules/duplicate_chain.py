"""A feedback item is a duplicate of one that leads back to it.

A chain of duplicates must end in an item that is none: that one is worked on, and its outcome
is told to everyone who raised any of them. In a circle nobody would ever be told.

Mend it by deciding one of the items for itself: `planned`, `declined` or whatever becomes of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.visible import effective
from goodword.model.feedback import Decided, Reopened
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.feedback import Feedback
    from goodword.snapshot import Snapshot

_SHOWN = 6
"""So many items of a circle are named."""


def _points_to(item: Feedback) -> tuple[str, int] | None:
    """The item it is a duplicate of in the end, and the place of the step that says so."""
    found: tuple[str, int] | None = None
    for entry in effective(item.steps):
        if isinstance(entry.step, Decided):
            of = entry.step.of if entry.step.outcome == "duplicate" else None
            found = None if of is None else (of, entry.place)
        elif isinstance(entry.step, Reopened):
            found = None
    return found


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each item of a circle of duplicates."""
    items = snapshot.program.feedback
    points = {item: found for item in items if (found := _points_to(items[item])) is not None}
    judged: set[str] = set()
    for item in points:
        path: list[str] = []
        at = item
        while at in points and at not in judged:
            judged.add(at)
            path.append(at)
            at = points[at][0]
        if at not in path:
            continue
        circle = path[path.index(at) :]
        for index, each in enumerate(circle):
            of, place = points[each]
            message = "this item is a duplicate of itself"
            if of != each:
                way = [*circle[index:], *circle[: index + 1]]
                shown = way if len(way) <= _SHOWN else [*way[: _SHOWN - 1], "…", each]
                message = f"a circle of duplicates: {' of '.join(shown)}"
            yield Finding(
                items[each].place.at("steps", place, "of"), message, "decide one of them for itself"
            )


RULE = Rule("duplicate-chain", check, scope=Scope.ITEM)
