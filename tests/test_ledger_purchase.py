"""Asking for a reward: its price, and each reason for which it cannot be had."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.purchase import Price, price
from tests.ledger_program import approved, claim, day, mission, person, program

MUG = "program/rewards/mug.yml"
TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2025-01-01",
                "tiers": [
                    {"id": "base", "standing_at_least": 0},
                    {"id": "gold", "standing_at_least": 150},
                ],
            }
        ]
    }
}


def reward(**more: Any) -> dict[str, Any]:
    return {MUG: {"name": "Mug", "kind": "merchandise", "cost": 40, **more}}


def asked(on: str, who: str = "ana", **more: Any) -> dict[str, Any]:
    return {f"influencers/{who}/redemptions/{on}-mug.yml": {"points": 40, **more}}


def ask(
    files: dict[str, Any], quantity: int = 1, on: str = "2026-03-01", which: str = "mug"
) -> Price | list[str]:
    everything = {
        **TIERS,
        **person("ana"),
        **person("ben"),
        **mission(),
        **claim("ana", "2026-02-01", decision=approved("2026-02-01")),
        **claim("ben", "2026-02-02", decision=approved("2026-02-02")),
        **reward(),
        **files,
    }
    found = price(compute(program(everything), day(on)), "ana", which, quantity)
    return found if isinstance(found, Price) else [each.message for each in found]


def test_a_price_of_another_day_or_of_one_alone() -> None:
    cost = [{"from": "2026-01-01", "points": 30}, {"from": "2026-03-02", "points": 50}]
    assert ask(reward(cost=cost), 2) == Price(60, None)
    assert ask(reward(cost=cost), 2, "2026-03-02") == Price(100, None)


def test_what_was_judged_that_is_not_kept() -> None:
    found = ask(reward(cost={"points": 40, "tiers": ["base"]}))
    assert isinstance(found, Price)
    assert found.judged is not None
    assert (found.judged.tier, found.judged.tiers) == ("base", ("base",))


def signed(on: str, **more: Any) -> dict[str, Any]:
    return {"date": on, "by": "maya", **more}


ONE = {"stock": [{"date": "2026-01-01", "quantity": 1}]}
ONCE = {"cost": {"points": 40, "per_influencer": {"limit": 1, "every": "cycle"}}}
YEARLY = {"cost": {"points": 40, "per_influencer": {"limit": 1, "every": "year"}}}
EVER = {"cost": {"points": 40, "per_influencer": {"limit": 1}}}

AGAINST: dict[str, tuple[dict[str, Any], list[str]]] = {
    "too few points": (
        reward(cost=101),
        ['"ana" has 100 points to spend, 101 are needed'],
    ),
    "before its window": (
        reward(redeemable={"from": "2026-03-02"}),
        ["mug can be redeemed from 2026-03-02, not on 2026-03-01"],
    ),
    "after its window": (
        reward(redeemable={"from": "2026-02-01", "to": "2026-02-28"}),
        ["mug can be redeemed from 2026-02-01 to 2026-02-28, not on 2026-03-01"],
    ),
    "no price yet": (
        reward(cost=[{"from": "2026-04-01", "points": 5}]),
        ["mug has no price on 2026-03-01, its first is of 2026-04-01"],
    ),
    "too low a tier": (
        reward(cost={"points": 40, "tiers": ["gold"]}),
        ['"ana" has tier base, needed is gold'],
    ),
    "another region": (
        {**person("ana", region="PT"), **reward(cost={"points": 40, "regions": ["DE"]})},
        ['"ana" is in PT, needed is DE'],
    ),
    "no agreement": (
        reward(cost={"points": 40, "nda": True}),
        ['"ana" has no agreement (NDA) in force on 2026-03-01'],
    ),
    "opted out": (
        person(
            "ana",
            history=[
                {"date": "2025-01-01", "stage": "member"},
                {"date": "2026-02-20", "stage": "opted-out"},
            ],
        ),
        ['"ana" is opted-out on 2026-03-01'],
    ),
    "none left": (
        {**reward(**ONE), **asked("2026-02-10", "ben")},
        ["0 of mug are left, not 1"],
    ),
    "had in this cycle": (
        {**reward(**ONCE), **asked("2026-02-10")},
        ['"ana" has had 1 of mug, 1 each cycle'],
    ),
    "a refused one that counts": (
        {**reward(**EVER), **asked("2025-12-10")},
        [],
    ),
}


@pytest.mark.parametrize("case", sorted(AGAINST))
def test_a_reward_given_against_its_terms(case: str) -> None:
    files, messages = AGAINST[case]
    found = ask(files)
    assert found == (messages or Price(40, None))


@pytest.mark.parametrize(
    ("files", "given"),
    [
        ({**reward(**ONE), **asked("2026-02-10", "ben", declined=signed("2026-03-01"))}, True),
        ({**reward(**ONE), **asked("2026-02-10", "ben", declined=signed("2026-03-02"))}, False),
        (
            {
                **reward(**ONE),
                **asked(
                    "2026-02-10",
                    "ben",
                    fulfilled=signed("2026-02-11"),
                    returned=signed("2026-02-20", restocked=True),
                ),
            },
            True,
        ),
        (
            {
                **reward(**ONE),
                **asked(
                    "2026-02-10",
                    "ben",
                    fulfilled=signed("2026-02-11"),
                    returned=signed("2026-02-20"),
                ),
            },
            False,
        ),
        ({**reward(**ONCE), **asked("2026-02-10", cancelled=signed("2026-02-12"))}, True),
        ({**reward(**YEARLY), **asked("2026-02-10")}, False),
        ({**reward(**ONCE), **asked("2026-02-10", cancelled=signed("2026-02-10"))}, True),
    ],
)
def test_what_is_given_back_that_stays_taken(files: dict[str, Any], given: bool) -> None:
    assert isinstance(ask(files), Price) is given


def test_a_name_that_nothing_has() -> None:
    assert ask({}, which="cup") == ['there is no reward "cup"']
