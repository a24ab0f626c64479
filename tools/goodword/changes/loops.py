"""Loops that were opened, told, closed or reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.item import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.loops.item import Item
    from goodword.snapshot import Snapshot


class LoopChange(NamedTuple):
    """What became of an item.

    Args:
        id: of the item.
        title: in the language it was first written in.
        what: `opened`, `closed`, `reopened`, `told`, `moved` (another state), `gone`.
        before: its state; None where it was not there.
        after: its state; None where it is gone.
        told: who has been told since.
        untold: how many people are owed a word now.
        place: the newest step.
    """

    id: str
    title: str
    what: str
    before: str | None
    after: str | None
    told: tuple[str, ...]
    untold: int
    place: Place


def loops(before: Snapshot, after: Snapshot) -> Iterator[LoopChange]:
    """The items that are not as they were, by id.

    Args:
        before: the program as it was.
        after: the program as it is, on the same day.
    """
    old, new = before.loops.items, after.loops.items
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if was == now:
            continue
        if now is None:
            if was is not None and not after.program.broken.holds("feedback", name):
                yield LoopChange(name, was.title, "gone", was.state, None, (), 0, was.place)
        elif was is None and before.program.broken.holds("feedback", name):
            continue
        else:
            change = _change(was, now)
            if change is not None:
                yield change


def _change(was: Item | None, now: Item) -> LoopChange | None:
    told = tuple(sorted(_told(now) - (_told(was) if was else set())))
    who = tuple(dict.fromkeys(person for person, *_ in told))
    if was is None:
        what = "opened"
    elif was.closed != now.closed:
        what = "closed" if now.closed else "reopened"
    elif was.round < now.round:
        what = "reopened"
    elif was.state != now.state:
        what = "moved"
    elif who:
        what = "told"
    elif (was.owner, was.department, was.originators) != (
        now.owner,
        now.department,
        now.originators,
    ):
        what = "changed"
    else:
        return None
    untold = len({each.to for each in now.told if each.status in UNTOLD})
    before = was.state if was else None
    return LoopChange(now.id, now.title, what, before, now.state, who, untold, now.place)


def _told(item: Item) -> set[tuple[str, int, str, int]]:
    return {
        (each.to, item.round, each.milestone, each.step)
        for each in item.told
        if each.status == "told"
    }
