"""Clocks of feedback items: to acknowledge, triage, decide, tell, and a word in each cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, silent
from goodword.loops.sentences import nexts, owner_of
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.loops.item import Item
    from goodword.loops.sentences import Next
    from goodword.snapshot import Snapshot

TEMPLATE = "answer"
"""The message that tells one person."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """What the loops of the day ask of the brand; what has no clock and blocks nothing is none."""
    loops, program = snapshot.loops, snapshot.program
    for item in loops.items.values():
        for each in nexts(item, loops, program):
            if not each.command.startswith("goodword feedback") or _can_wait(item, each):
                continue
            yield Due(
                "items",
                each.to or _heard(snapshot, item),
                each.who or owner_of(item, program, snapshot.as_of),
                each.by or snapshot.as_of,
                Said("owed.items", {"what": each.said, "item": _title(item)}),
                item.place,
                each.command,
                department=item.department,
                template=TEMPLATE if each.tells else None,
                about=f"{item.id}/{item.round}/{each.tells}" if each.tells else "",
                begun=each.begun,
            )


def _title(item: Item) -> Named:
    return Named("feedback", item.id, item.title)


def _heard(snapshot: Snapshot, item: Item) -> tuple[str, ...]:
    """Who waits for the item: those who raised it, less whom we say nothing to any more."""
    people = snapshot.program.influencers
    return tuple(
        each
        for each in item.originators
        if each not in people or not silent(people[each], snapshot.as_of)
    )


def _can_wait(item: Item, each: Next) -> bool:
    """Whether nothing presses: work has no clock, and a question told waits for its answer."""
    verb = each.command.split()[2]
    if verb == "deliver":
        return each.by is None
    paused = any(clock.clock == "decide" and clock.status == "paused" for clock in item.clocks)
    return verb == "decide" and item.phase == "needs-info" and paused
