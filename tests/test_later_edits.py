"""Made-up programs with closed cycles: what is blamed is what was edited, and on the same line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.later_edits import blamed, closed, found
from tests.plain_worlds import Maker
from tests.test_milestones_independent import Making

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Golden

FOUND = """\
100:1,11,15 101:14,18 104:4,8 105:5 109:7 110:17 111:1 112:10,18 118:6,13,16 120:10 122:1
123:0,2 126:11 135:12,13 140:2,13,16 147:9 148:5 149:10,11 151:0 159:1 167:12 178:12 182:3 184:0
193:1 196:15 204:15 221:18 226:10,17 239:7,9,11 240:12 241:7 243:7 244:13 245:13,18 250:17
253:18 257:17 260:7 263:7 279:6 301:7 335:4 340:0 354:0 361:4 367:6 410:7 412:3
"""
"""Seeds and turns in which what was edited is found; in others nothing is, or a neighbour."""


UNTOLD = """\
3003:1,2,5,8 3009:3 3011:7 3013:4,7 3018:7 3033:2,7 3043:1 3084:1,4 3130:0,5 3162:5,9
"""
"""In these the statement alone does not tell what was edited: a neighbour would be blamed."""


def pairs(text: str) -> Iterator[tuple[int, int]]:
    for each in text.split():
        seed, _, turns = each.partition(":")
        yield from ((int(seed), int(turn)) for turn in turns.split(","))


def test_something_else_is_blamed_for_an_edit(golden: Golden) -> None:
    lines = []
    for seed, turn in pairs(FOUND):
        edit, blamed = found(seed, turn)
        assert edit is not None
        assert blamed, edit
        lines.append(f"{edit.path} {'/'.join(map(str, edit.keys)) or 'is gone'}")
        for cause in blamed:
            gone = cause.message == f"names {edit.path}, which is not there"
            assert gone or cause.place.path == edit.path, edit
            where = "/".join(map(str, (cause.place.path, *cause.place.pointer)))
            lines.append(f"  {where}: {cause.message}")
    golden("worlds/edits.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(("seed", "turn"), list(pairs(UNTOLD)))
def test_a_neighbour_is_blamed_where_it_cannot_be_told(seed: int, turn: int) -> None:
    edit, blamed = found(seed, turn)
    assert edit is not None
    assert blamed == []


# In the first four an appeal lifts, after the closing, what was taken back while it was pending.
@pytest.mark.parametrize("seed", [43, 131, 290, 343, *range(500, 520)])
def test_a_closed_cycle_differs_although_nothing_was_edited(seed: int) -> None:
    maker, texts = closed(Maker(seed))
    assert blamed(maker, maker.world, texts) == []


@pytest.mark.parametrize("seed", range(520, 532))
def test_a_closed_cycle_with_milestones_differs_although_nothing_was_edited(seed: int) -> None:
    maker, texts = closed(Making(seed))
    assert blamed(maker, maker.world, texts) == []
