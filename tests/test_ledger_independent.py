"""The ledger says what a second model, written from the design alone, says of random programs."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.ledger_program import program
from tests.plain_limits import Limits
from tests.plain_points import Points, points_of
from tests.plain_worlds import CLOSE, FREEING, PEOPLE, Maker

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger import Account
    from goodword.ledger.ledger import Ledger
    from goodword.model.program import Program
    from tests.plain_model import World

PROGRAMS = int(os.environ.get("GOODWORD_SECOND_MODEL", "64"))
"""How many programs are compared; each on several days."""
KEYS = ("per_influencer_per_cycle", "claims_per_week", "per")
RATES = ("total", "claims_per_week", "per_month", "per_day")
FIGURES = (
    *("awarded", "pending", "spendable", "held", "spent", "expired", "reversed", "arrears"),
    *("forgiven", "standing", "window", "tier"),
)


def built(world: World) -> Program:
    """The same documents as the code reads them."""
    found = program(world.files, **world.settings)
    statements = {}
    for start, day in world.closed.items():
        name = found.cycles.of(start).name
        statements[name] = f"statement,{name},{day},maya,1,,\n".encode()
    return replace(found, statements=statements)


def told(ledger: Ledger, account: Account) -> dict[str, Any]:
    """What the code says of a person."""
    starts = {}
    for name, points in account.by_cycle:
        cycle = ledger.program.cycles.named(name)
        assert cycle is not None
        if points:
            starts[cycle.start] = points
    return {
        **{name: getattr(account, name) for name in FIGURES},
        "by_cycle": starts,
        "expiring": dict(account.expiring),
    }


def days_of(maker: Maker) -> list[date]:
    """Some days of a world, the last one, and days long after it."""
    days = maker.days
    some = {days[len(days) // 3], days[len(days) * 2 // 3], days[-1]}
    return sorted(some | {days[-1] + timedelta(days=n) for n in (35, 420)})


def differences(seed: int, **more: Any) -> list[str]:
    """Where the two models differ, of a world that is made so."""
    maker = Maker(seed, **more)
    code, found = built(maker.world), []
    for day in days_of(maker):
        ledger = compute(code, day)
        limits = Limits(maker.world, day)
        back = {(b.path, b.who, b.day, b.limit, b.points) for b in limits.back}
        restored = {
            (each.claim.place.path, each.influencer, each.day, each.limit, each.points)
            for each in ledger.places.restored()
        }
        if back != restored:
            found.append(f"{seed} {day}: {sorted(restored ^ back)}")
            continue
        for who in PEOPLE:
            plain = points_of(maker.world, who, day, limits, Points).figures()
            said = told(ledger, ledger.account(who))
            found += [
                f"{seed} {day} {who} {name}: {said[name]}, second model {plain[name]}"
                for name in plain
                if said[name] != plain[name]
            ]
    frozen = BY_NAME["frozen-points"].check(Snapshot(code, maker.day))
    found += [f"{seed} {each.place.path} {each.message}" for each in frozen]
    return found


@pytest.mark.parametrize("part", range(8))
def test_points_that_a_second_model_counts_otherwise(part: int) -> None:
    for seed in range(part, PROGRAMS, 8):
        assert differences(seed) == []


@pytest.mark.parametrize("part", range(2))
def test_points_of_monthly_cycles_that_a_second_model_counts_otherwise(part: int) -> None:
    for seed in range(1000 + part, 1000 + PROGRAMS // 4, 2):
        assert differences(seed, every="month") == []


@pytest.mark.parametrize("part", range(2))
def test_rates_by_day_and_month_that_a_second_model_counts_otherwise(part: int) -> None:
    for seed in range(2000 + part, 2000 + PROGRAMS // 2, 2):
        assert differences(seed, limits=RATES, waits=CLOSE) == []


@pytest.mark.parametrize("part", range(2))
def test_uneven_shares_that_a_second_model_counts_otherwise(part: int) -> None:
    for seed in range(4000 + part, 4000 + PROGRAMS // 2, 2):
        assert differences(seed, uneven=True) == []


@pytest.mark.parametrize("part", range(2))
def test_keys_that_a_second_model_counts_otherwise(part: int) -> None:
    for seed in range(3000 + part, 3000 + PROGRAMS // 2, 2):
        assert differences(seed, limits=KEYS, waits=CLOSE) == []


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("what", [("claims",), ("points",), ("claims", "points")], ids="+".join)
def test_groups_that_a_second_model_counts_otherwise(what: tuple[str, ...], part: int) -> None:
    for seed in range(4000 + part, 4000 + PROGRAMS // 4, 2):
        assert differences(seed, groups=what) == []
        assert differences(seed, groups=what, waits=CLOSE) == []


def test_places_that_groups_leave_less_of_and_that_a_second_model_counts_otherwise() -> None:
    limits = ("per_influencer", "per_influencer_per_cycle")
    for seed in range(6000, 6000 + PROGRAMS // 8):
        more: dict[str, Any] = {"groups": ("points",), "limits": limits, "acts": FREEING}
        assert differences(seed, steps=45, **more) == []
