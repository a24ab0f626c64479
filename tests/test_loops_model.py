"""The engine beside the slow model: who is owed what by when, and every clock, on any day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from goodword.loops import compute
from tests.loop_brute_clocks import Reading
from tests.loop_worlds import START, drawn, program_of

if TYPE_CHECKING:
    from datetime import date

    from goodword.loops import Clock
    from tests.loop_brute_items import Whole

STEP = {
    "acknowledged": "received",
    "decided": "decided",
    "delivered": "delivered",
    "reopened": "reopened",
}


def reading(clock: Clock) -> Reading:
    status, stopped = clock.status, clock.stopped
    return Reading(
        clock.clock, clock.round, status, clock.start, clock.due, stopped, clock.days, clock.age
    )


def differences(timed: Whole, on: date) -> list[str]:
    """What engine and model say of a day that is not the same."""
    found: list[str] = []
    engine = compute(program_of(timed), on).items
    for name in timed.world.items:
        if name not in engine:
            continue
        item = engine[name]
        said = {
            (told.to, STEP[told.milestone], told.step): (told.status, told.due)
            for told in item.told
        }
        model = timed.told(name, on)
        for key in sorted(said.keys() | model.keys()):
            here, there = said.get(key), model.get(key)
            # The day of a debt that is paid does not matter any more.
            paid = here is not None and there is not None and here[0] in {"told", "exempt"}
            if here != there and not (paid and here and there and here[0] == there[0]):
                found.append(f"{name} {key}: {here}, the model {there}")
        own = [each for each in timed.item_clocks(name, on) if each is not None]
        expected = Counter([*timed.people_clocks(name, on), *own])
        clocks = Counter(reading(each) for each in item.clocks if each.clock != "heartbeat")
        found += [f"{name} too much: {each}" for each in clocks - expected]
        found += [f"{name} missing: {each}" for each in expected - clocks]
        beats = {due: list(people) for due, people in item.unheard}
        if beats != timed.unheard(name, on):
            found.append(f"{name} unheard: {beats}, the model {timed.unheard(name, on)}")
    return found


@pytest.mark.parametrize("part", range(6))
def test_the_engine_says_otherwise_than_the_model(part: int) -> None:
    for number in range(part * 20, part * 20 + 20):
        random = Random(number)  # noqa: S311 - the same worlds in every run
        timed = drawn(random)
        on = START + timedelta(random.randint(0, 260))
        assert differences(timed, on) == [], f"world {number} on {on}"
