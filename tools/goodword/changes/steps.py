"""From one program to the other in steps: each rule that changed, then the records.

What a step does to points is what that rule did: the programs between the two differ in nothing
else. The steps of all rules and of the records add up to the whole difference.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Place
    from goodword.model.program import Program

APART = 3
"""So many missions or rewards are looked at one by one; of more all are one step."""
_ALONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("settings", ("cycle", "points", "referral", "started")),
    ("tiers", ("versions", "ladders")),
    ("milestones", ("milestones",)),
    ("policies", ("versions",)),
)
"""Rooms of the program with the fields that points depend on."""
_MANY = (("missions", ("points", "opens", "closes")), ("rewards", ("cost", "stock")))


class Step(NamedTuple):
    """A step.

    Args:
        places: the files of the rules that changed; empty for the records.
        before: the program before it.
        after: the program after it.
    """

    places: tuple[Place, ...]
    before: Snapshot
    after: Snapshot


def steps(
    before: Snapshot, after: Snapshot, through: Callable[[Program], Program] | None = None
) -> tuple[Step, ...]:
    """The steps that points go through, rules first.

    Args:
        before: the program as it was.
        after: the program as it is, on the same day.
        through: what comes of a program between the two, where its rules are tried on what was
            decided.
    """
    found: list[Step] = []
    last = before
    programs = tuple(_programs(before.program, after.program))
    for number, (places, ruled) in enumerate(programs, 1):
        program = through(ruled) if through else ruled
        # With all rules as they are, everyone of whom no record changed has the same account.
        like = after if number == len(programs) else last
        here = after if program == after.program else Snapshot(program, after.as_of, like=like)
        found.append(Step(places, last, here))
        last = here
    found.append(Step((), last, after))
    return tuple(found)


def _programs(old: Program, new: Program) -> Iterator[tuple[tuple[Place, ...], Program]]:
    """The old program with the rules of the new one, one after the other."""
    program = old
    for room, names in _ALONE:
        was, now = getattr(old, room), getattr(new, room)
        if _matters(was, now, names):
            # A file that could not be read on one side says nothing of what changed.
            apart = room != "settings"
            if apart and (old.broken.lacks(room) or new.broken.lacks(room)):
                continue
            program = _with(program, {room: now})
            yield ((now or was).place,), program
    for room, names in _MANY:
        was, now = getattr(old, room), getattr(new, room)
        kind = room[:-1]
        changed = [
            each
            for each in sorted(was.keys() & now.keys())
            if _matters(was[each], now[each], names)
        ]
        changed += [
            each for each in sorted(was.keys() - now.keys()) if not new.broken.holds(kind, each)
        ]
        for part in [[each] for each in changed] if len(changed) <= APART else [changed]:
            rooms = dict(getattr(program, room))
            for each in part:
                rooms.pop(each)
                if each in now:
                    rooms[each] = now[each]
            program = _with(program, {room: dict(sorted(rooms.items()))})
            yield tuple((now.get(each) or was[each]).place for each in part), program


def _matters(was: Any, now: Any, names: tuple[str, ...]) -> bool:
    if was is now:
        return False
    if was is None or now is None:
        return True
    return any(getattr(was, name) != getattr(now, name) for name in names)


def _with(program: Program, rooms: dict[str, Any]) -> Program:
    return replace(program, **rooms)
