"""A ledger that takes over the accounts of another one says what one computed anew says."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from goodword.ledger import compute
from goodword.ledger.entries import FIGURES
from goodword.model import shape
from tests.later_edits import edited
from tests.plain_worlds import PEOPLE, Maker
from tests.test_ledger_independent import built

if TYPE_CHECKING:
    from goodword.ledger.ledger import Ledger
    from goodword.model.program import Program

MANY = ("influencers", "claims", "redemptions", "touchpoints", "missions", "rewards")
ONE = ("settings", "tiers", "policies")


def shared(old: Program, new: Program) -> Program:
    """The new program, but with the objects of the old one wherever they say the same."""
    rooms: dict[str, Any] = {
        room: {
            key: was if (was := getattr(old, room).get(key)) == now else now
            for key, now in getattr(new, room).items()
        }
        for room in MANY
    }
    rooms |= {
        room: getattr(old if getattr(old, room) == getattr(new, room) else new, room)
        for room in ONE
    }
    return replace(new, **rooms)


def told(ledger: Ledger) -> list[Any]:
    return [
        (who, *(getattr(account, name) for name in FIGURES), account.tier, account.expiring)
        for who in PEOPLE
        for account in [ledger.account(who)]
    ]


def test_an_account_is_taken_over_that_has_changed() -> None:
    taken = changed = 0
    for seed in range(30):
        maker = Maker(seed)
        day = maker.day + timedelta(seed % 3 * 40)
        old = built(maker.world)
        before = compute(old, day)
        for turn in range(3):
            world = deepcopy(maker.world)
            if edited(world, Random(seed * 1000 + turn)) is None:  # noqa: S311 - made up
                continue
            new = shared(old, built(world))
            after, anew = compute(new, day, like=before), compute(new, day)
            assert told(after) == told(anew), (seed, turn)
            changed += told(after) != told(before)
            taken += sum(after.account(who) is before.account(who) for who in PEOPLE)
    assert taken > 50, "hardly an account was taken over"
    assert changed > 15, "hardly an edit changed anything"


def test_an_account_of_another_day_or_program_is_taken_over() -> None:
    maker = Maker(3)
    program, day = built(maker.world), maker.day
    before = compute(program, day)
    assert all(
        compute(program, day, like=before).account(who) is before.account(who) for who in PEOPLE
    )
    others = [
        compute(program, day - timedelta(1), like=before),
        compute(program, day, closing=True, like=before),
        compute(replace(program, tiers=None), day, like=before),
        compute(replace(program, policies=None), day, like=before),
        compute(replace(program, missions={}), day, like=before),
        compute(replace(program, rewards={}), day, like=before),
    ]
    for each in others:
        assert all(each.account(who) is not before.account(who) for who in PEOPLE)


def test_what_a_mission_is_worth_moves_accounts_or_its_terms_do_not() -> None:
    kept = moved = 0
    for seed in range(20):
        maker = Maker(seed)
        old = built(maker.world)
        before = compute(old, maker.day)
        for name, mission in old.missions.items():
            for first, change in (
                (True, {"value": mission.points[0].value * 2}),
                (False, {"limits": {"per_influencer": 1}}),
                (False, {"maturation_days": 400}),
                (False, {"from_": mission.points[0].from_ + timedelta(60)}),
            ):
                points = (shape.replace(mission.points[0], **change), *mission.points[1:])
                other = shape.replace(mission, title={"en": "Another"}, points=points)
                new = replace(old, missions={**old.missions, name: other})
                after, anew = compute(new, maker.day, like=before), compute(new, maker.day)
                assert told(after) == told(anew), (seed, name, change)
                if first:
                    kept += sum(after.account(w) is before.account(w) for w in PEOPLE)
                else:
                    moved += told(after) != told(before)
    assert kept > 50, "hardly an account was taken over"
    assert moved > 15, "hardly a change of terms changed anything"
