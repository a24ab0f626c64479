"""Edits of made-up programs after cycles of theirs were closed: one record, one change each."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Place
from goodword.ledger import compute
from goodword.ledger.statement import Statements
from goodword.ledger.tracing import causes
from tests.plain_worlds import Maker
from tests.test_ledger_independent import built

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger.tracing import Cause
    from tests.plain_model import World

GONE = ("decision", "reversals", "appeal", "cancelled", "declined", "fulfilled", "returned", "void")
"""Blocks that may be taken out of a record."""
SHIFTS = (-40, -9, -1, 1, 9, 40)
"""By how many days a day is moved."""


class Edit(NamedTuple):
    """One change: in which file, and at which keys; no keys where the file is new or gone."""

    path: str
    keys: tuple[int | str, ...]


def edited(world: World, random: Random) -> Edit | None:
    """Change one thing in a record of a world; None where the one drawn has nothing to change."""
    path = random.choice(sorted(p for p in world.files if p not in _LASTING))
    if random.random() < 0.1:
        del world.files[path]
        return Edit(path, ())
    data = world.files[path]
    spots = list(_spots(data, ()))
    if not spots:
        return None
    keys = random.choice(spots)
    within: Any = data
    for key in keys[:-1]:
        within = within[key]
    last = keys[-1]
    value = within[last]
    if last in GONE:
        del within[last]
    elif isinstance(value, int):
        within[last] = max(1, abs(value) + random.choice((-7, 5))) * (-1 if value < 0 else 1)
    else:
        moved = date.fromisoformat(value) + timedelta(random.choice(SHIFTS))
        within[last] = moved.isoformat()
    return Edit(path, keys)


_LASTING = frozenset(
    ("program/policies.yml", "program/rewards/mug.yml", "program/rewards/book.yml")
)


def _spots(data: Any, keys: tuple[int | str, ...]) -> Iterator[tuple[int | str, ...]]:
    """Where a number or a day stands, or a block that may go."""
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in rows:
        here = (*keys, key)
        if key in GONE:
            yield here
        if isinstance(value, dict | list):
            yield from _spots(value, here)
        elif key in {"capped_by", "computed", "quantity", "exit_window_days"}:
            continue
        elif (isinstance(value, int) and not isinstance(value, bool)) or key in _DAYS:
            yield here


_DAYS = frozenset(("date", "until", "submitted"))


def closed(maker: Maker) -> tuple[Maker, dict[str, bytes]]:
    """A made-up program and the statements of its closed cycles, as they were written."""
    program = built(maker.world)
    texts: dict[str, bytes] = {}
    for start in sorted(maker.world.closed):
        day = maker.world.closed[start]
        cycle = program.cycles.of(start)
        texts[cycle.name] = Statements(compute(program, day)).text(cycle, day, "maya").encode()
        known = {**program.statements, **texts}
        program = replace(program, statements=known)  # the next one names its digest
    return maker, texts


def blamed(maker: Maker, world: World, texts: dict[str, bytes]) -> list[Cause]:
    """What is found to have moved figures of the first closed cycle that differs."""
    program = built(world)
    program = replace(program, statements={**program.statements, **texts})
    ledger = compute(program, maker.day + timedelta(30))
    for start in sorted(world.closed):
        cycle = program.cycles.of(start)
        stated = texts[cycle.name].decode()
        anew = Statements(ledger).text(cycle, world.closed[start], "maya")
        if anew != stated:
            place = Place(f"program/statements/{cycle.name}.csv", (1,))
            return list(causes(ledger, cycle, stated, anew, place))
    return []


def found(seed: int, turn: int) -> tuple[Edit | None, list[Cause]]:
    """The edit drawn for a turn, and what is blamed for it."""
    maker, texts = closed(Maker(seed))
    world = deepcopy(maker.world)
    edit = edited(world, Random(seed * 1000 + turn))  # noqa: S311 - made up
    return edit, blamed(maker, world, texts) if edit else []
