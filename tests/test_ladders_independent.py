"""Ladders say what a second model, written from the design alone, says of random programs."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from goodword.ledger import compute
from tests.plain_ladders import climbs_of
from tests.plain_limits import Limits
from tests.plain_model import DAY, RANKED
from tests.plain_worlds import MISSIONS, PEOPLE, Maker
from tests.test_ledger_independent import built

PROGRAMS = int(os.environ.get("GOODWORD_SECOND_MODEL", "64")) // 4
"""How many programs are compared; each ladder of each person on every day."""
ONCE = (53, 73, 76, 100, 166)
"""In which the two once differed; 520 where cycles are months."""
OVER = ({"cycles": 1}, {"cycles": 2}, {"cycles": 4}, {"months": 1}, {"months": 5}, "ever")
MOVES = ("at-once-and-by-one", "at-once-and-by-one", "at-boundary", "never-down")
HELPED = ("Rui", "rui ", "Mia", "the club")


class LadderMaker(Maker):
    """Programs with several ladders of whatever kind."""

    def __init__(self, seed: int, **more: Any) -> None:
        super().__init__(seed, **more)
        # Beside versions, by which the simpler model says what can be spent: no ladder changes it.
        self.world.files["program/tiers.yml"]["ladders"] = self.ladders

    def _begin(self) -> Any:
        self.other = Random(self.random.randint(0, 10**6))  # noqa: S311 - made-up programs
        world = super()._begin()
        ladders = [self._ladder(name) for name in ("members", "experts", "hosts")]
        self.ladders = ladders[: self.other.choice((1, 2, 3))]
        return world

    def _ladder(self, name: str) -> dict[str, Any]:
        pick = self.other.choice
        found: dict[str, Any] = {"id": name, "moves": pick(MOVES), "over": pick(OVER)}
        if pick((0, 0, 1)):
            found["counts"] = {"missions": [pick(MISSIONS)]}
        ids = ("low", "mid", "high", "top")[: pick((2, 3, 4))]
        versions = []
        for number in range(pick((1, 1, 2))):
            least, tiers = 0, []
            for each in ids[number * pick((0, 1)) :]:
                least += pick((0, 60, 100, 180))
                asked = self._asks(least)
                if "counts" in found and pick((0, 1)):
                    # What is not counted must not be a deed either.
                    few = [{"claims": pick((1, 2, 4))}, {"days": pick((1, 2, 4))}]
                    asked = {"all": few[: pick((1, 2))]}
                tiers.append({"id": each, **asked})
            began = self.day + 200 * DAY
            versions.append({"from": began.isoformat() if number else "2020-01-01", "tiers": tiers})
        return {**found, "versions": versions}

    def _asks(self, least: int) -> dict[str, Any]:
        pick = self.other.choice
        asked: dict[str, Any] = {}
        if pick((0, 1, 1)):
            asked["standing_at_least"] = least
        if "standing_at_least" not in asked or pick((0, 1)):
            asked["all"] = [self._condition() for _ in range(pick((1, 1, 2)))]
        if pick((0, 0, 1)):
            asked["keep_percent"] = pick((50, 67, 90))
        return asked

    def _condition(self) -> dict[str, Any]:
        pick = self.other.choice
        measure = pick(("points", "claims", "claims", "missions", "people_helped", "days"))
        measure = pick((measure, measure, "since_days", "in_tier_days"))
        most = {"points": (50, 120, 300), "since_days": (20, 90, 300), "in_tier_days": (9, 40, 95)}
        found: dict[str, Any] = {measure: pick(most.get(measure, (1, 2, 3)))}
        if measure == "in_tier_days":
            found["tier"] = pick(("low", "mid", "high"))
        if measure == "claims" and pick((0, 1)):
            found["of"] = pick(MISSIONS)
        return found

    def _submit(self) -> None:
        before = set(self.world.files)
        super()._submit()
        for path in self.world.files.keys() - before:
            if self.other.random() < 0.6:
                self.world.files[path]["helped"] = self.other.choice(HELPED)

    def _stage(self) -> None:
        """A tier by hand is given on whatever ladder."""
        number = self.other.randrange(len(self.ladders))
        ladder, stated = self.ladders[number], self.world.files["program/tiers.yml"]
        self.world.files["program/tiers.yml"] = {"versions": ladder["versions"]}
        super()._stage()
        self.world.files["program/tiers.yml"] = stated
        for who in PEOPLE:
            for each in self.world.files[f"influencers/{who}/profile.yml"].get("tier_floor", ()):
                if number and each["from"] == self._today and "/" not in each["tier"]:
                    each["tier"] = f"{ladder['id']}/{each['tier']}"


def differences(seed: int, **more: Any) -> tuple[list[str], int]:
    """Where the two models differ on a program that is made so, and how often they were asked."""
    maker = LadderMaker(seed, **more)
    files = {**maker.world.files, "program/tiers.yml": {"ladders": maker.ladders}}
    code, last = built(replace(maker.world, files=files)), maker.days[-1] + 200 * DAY
    found, asked = [], 0
    ledger, limits = compute(code, last), Limits(maker.world, last)
    for who in PEOPLE:
        climbs = climbs_of(maker.world, who, last, limits)
        for prefix, climb in climbs.ladders.items():
            for day, had in climb.had.items():
                said = ledger.tier_on(who, day, prefix.removesuffix("/"))
                expected = f"{prefix}{had}" if had is not None else None
                asked += 1
                if said != expected:
                    found.append(f"{seed} {day} {who} {prefix}: {said}, not {expected}")
            found += _figures(ledger, climb, prefix, who, last)
    return found, asked


def _figures(ledger: Any, climb: Any, prefix: str, who: str, last: Any) -> list[str]:
    """What the last day says of standing, and of what the next tier asks for."""
    account = ledger.account(who)
    mine = next((each for each in account.ladders if each.prefix == prefix), None)
    if mine is None or ledger.program.influencers[who].stage_on(last) not in RANKED:
        return []
    spans, tiers = climb.now(last), climb.tiers(last)
    said = [(mine.standing, climb.standing(spans, last))]
    if mine.rises_to is not None:
        above = next(each for each in tiers if each["id"] == mine.rises_to)
        said.append((_asked(mine.to_rise), _needed(climb, above, spans, last)))
    if mine.tier is not None:
        own = next(each for each in tiers if each["id"] == mine.tier)
        percent = own.get("keep_percent", 100)
        said.append((_asked(mine.to_stay), _needed(climb, own, spans, last, percent)))
    return [f"{who} {prefix}: {one}, not {other}" for one, other in said if one != other]


def _asked(measured: Any) -> list[tuple[str, int, int]]:
    return [(each.condition.measure, each.there, each.needed) for each in measured]


def _needed(
    climb: Any, tier: dict[str, Any], spans: Any, day: Any, percent: int = 100
) -> list[tuple[str, int, int]]:
    found = []
    least = tier.get("standing_at_least")
    for each in [*([{"points": least}] if least else []), *tier.get("all", ())]:
        (measure,) = each.keys() - {"of", "tier"}
        found.append((measure, climb.there(each, spans, day), -(-each[measure] * percent // 100)))
    return found


@pytest.mark.parametrize("seed", sorted({*range(PROGRAMS), *ONCE}))
def test_a_tier_differs_between_the_two_models(seed: int) -> None:
    found, asked = differences(seed)
    assert found == []
    assert asked > 300


@pytest.mark.parametrize("seed", sorted({*range(500, 500 + PROGRAMS // 4), 520}))
def test_a_tier_differs_where_cycles_are_months(seed: int) -> None:
    found, _ = differences(seed, every="month")
    assert found == []
