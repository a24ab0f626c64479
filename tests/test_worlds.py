"""Programs made up at random, and all that is computed of them, as goldens.

The second models say whether figures are right; here stands what they do not have: sentences,
reasons, days of tiers, lines of statements, clocks.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from goodword.ledger import compute
from goodword.ledger.statement import statement
from goodword.loops import compute as loops_on
from goodword.loops.sentences import explain
from tests import loop_worlds
from tests.ledger_story import explanation
from tests.plain_worlds import PEOPLE, Maker
from tests.test_ledger_independent import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.ledger import Ledger
    from goodword.loops import Item, Loops
    from goodword.model.program import Program
    from tests.conftest import Golden

POINTS = range(100, 108)
FEEDBACK = range(100, 116)


def account(ledger: Ledger, person: str) -> Iterator[str]:
    yield explanation(ledger, person)
    for day, tier in ledger.account(person).tiers:
        yield f"  {day} tier {tier}, shown {ledger.tier_on(person, day)}"
    for lot in ledger.account(person).lots:
        yield f"  {lot}"


@pytest.mark.parametrize("seed", POINTS)
def test_a_made_up_account_that_reads_otherwise(seed: int, golden: Golden) -> None:
    maker = Maker(seed)
    program = built(maker.world)
    ledger = compute(program, maker.day + timedelta(35))
    lines = [line for person in PEOPLE for line in account(ledger, person)]
    for start, closed in maker.world.closed.items():
        lines.append(statement(ledger, program.cycles.of(start), closed, "maya"))
    golden(f"worlds/points-{seed}.txt", "\n".join(lines) + "\n")


def item_on(item: Item, loops: Loops, program: Program) -> Iterator[str]:
    yield f"{item.id} on {loops.as_of}"
    yield from (f"  {sentence}" for sentence in explain(item, loops, program))
    for each in item.told:
        day = f" {each.date}" if each.date else ""
        reason = f" as {each.reason}" if each.reason else ""
        yield f"  {each.to} {each.milestone} {each.status}{day}{reason}, due {each.due}, {each.age}"
    for clock in item.clocks:
        whose = f" of {clock.person}" if clock.person else ""
        yield (
            f"  {clock.clock}{whose} {clock.words} {clock.start}..{clock.due}, stopped"
            f" {clock.stopped}, {clock.days} {clock.age} {clock.over}, round {clock.round}"
        )
    pressing = item.pressing.clock if item.pressing else "nothing"
    yield f"  {pressing} presses; newest step {'/'.join(map(str, item.place.pointer))}"


def days_of(program: Program) -> tuple[date, date]:
    days = [step.date for each in program.feedback.values() for step in each.steps]
    return max(days), max(days) + timedelta(50)


@pytest.mark.parametrize("seed", FEEDBACK)
def test_made_up_feedback_that_reads_otherwise(seed: int, golden: Golden) -> None:
    program = loop_worlds.program_of(loop_worlds.drawn(Random(seed)))  # noqa: S311 - made up
    lines = []
    for day in days_of(program):
        found = loops_on(program, day)
        lines += [line for item in found.items.values() for line in item_on(item, found, program)]
        lines.append(f"{found.summary}")
    golden(f"worlds/feedback-{seed}.txt", "\n".join(lines) + "\n")
