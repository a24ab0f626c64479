"""Units, qualities of a mission's own, scales and bonuses: figures worked out by hand."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from goodword.ledger.award import Decided, Verdict, decide
from tests.ledger_program import claim, day, mission, person, program

PATH = "missions/guide/claims/2026-02-01-ana.yml"
EVERYONE = {**person("ana"), **person("ben"), **person("cleo")}
ANSWERS = {"value": 3, "unit": {"one": "answer", "many": "answers", "at_most": 20}}
SIZES = {"value": 10, "quality": {"micro": {"value": 5}, "small": {"value": 20}, "large": 80}}
TALK = {"value": 10, "scale": {"least": 10, "most": 50}}
REVIEW = {
    "value": 10,
    "bonus": [
        {"id": "long-review", "points": 10, "when": "More than 200 characters"},
        {"id": "pics", "points": 5, "when": "With a pics"},
        {"id": "first", "points": 20, "when": "The first of a place"},
    ],
    "bonus_at_most": 25,
}


def judge(rules: Any, claimed: int = 1, **said: Any) -> Decided | list[str]:
    files = {**EVERYONE, **mission(points=rules), **claim("ana", "2026-02-01")}
    if claimed != 1:
        files[PATH]["quantity"] = claimed
    made = program(files)
    found = decide(made, made.claims[PATH], Verdict("maya", day("2026-02-03"), **said))
    return found if isinstance(found, Decided) else [each.message for each in found]


GIVEN: dict[str, tuple[Any, int, dict[str, Any], int]] = {
    "one where none is said": (ANSWERS, 1, {}, 3),
    "eight answers": (ANSWERS, 8, {}, 24),
    "more than count": (ANSWERS, 21, {}, 60),
    "five of high quality, rounded down once": (ANSWERS, 5, {"quality": "high"}, 22),
    "seven of low quality, rounded down once": (ANSWERS, 7, {"quality": "low"}, 10),
    "fewer than claimed": (ANSWERS, 8, {"quantity": 6, "reason": "two are one"}, 18),
    "none of those claimed": (ANSWERS, 8, {"quantity": 0, "reason": "none is new"}, 0),
    "the first quality where none is normal": (SIZES, 1, {}, 5),
    "a value of its own": (SIZES, 1, {"quality": "small"}, 20),
    "a percent among values": (SIZES, 1, {"quality": "large"}, 8),
    "stated within the scale": (TALK, 1, {"points": 35, "reason": "four sessions"}, 35),
    "the ends of the scale": (TALK, 1, {"points": 50, "reason": "keynote"}, 50),
    "nothing stated": (TALK, 1, {}, 10),
    "a bonus": (REVIEW, 1, {"bonus": ("long-review",)}, 20),
    "bonuses up to what they may come to": (REVIEW, 1, {"bonus": ("long-review", "first")}, 35),
    "a bonus beside low quality": (REVIEW, 1, {"bonus": ("pics",), "quality": "low"}, 10),
}


@pytest.mark.parametrize("case", GIVEN)
def test_points_that_are_not_those_worked_out_by_hand(case: str) -> None:
    points, quantity, said, expected = GIVEN[case]
    found = judge(points, quantity, **said)
    assert isinstance(found, Decided), found
    assert (found.points, found.computed) == (expected, expected)
    assert found.reason_code is None


REFUSED: dict[str, tuple[Any, int, dict[str, Any], str]] = {
    "a quality of another mission": (
        SIZES,
        1,
        {"quality": "smal"},
        'the version has no quality "smal", did you mean "small"?',
    ),
    "a quantity where nothing is counted": (
        SIZES,
        1,
        {"quantity": 2, "reason": "two"},
        "the version has no unit, so nothing is counted",
    ),
    "another quantity without a reason": (
        ANSWERS,
        8,
        {"quantity": 6},
        "quantity 6 is not the 8 of the claim",
    ),
    "points within the scale without a reason": (TALK, 1, {"points": 35}, "35 points are stated"),
    "points beyond the scale without a second person": (
        TALK,
        1,
        {"points": 51, "reason": "splendid", "reason_code": "override"},
        "51 points are not the 10 that the versions give",
    ),
    "a bonus of another mission": (
        REVIEW,
        1,
        {"bonus": ("clip",)},
        'the version has no bonus "clip", expected one of first, long-review, pics',
    ),
    "a bonus twice": (REVIEW, 1, {"bonus": ("pics", "pics")}, 'bonus "pics" is given twice'),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_let_through(case: str) -> None:
    points, quantity, said, expected = REFUSED[case]
    assert judge(points, quantity, **said) == [expected]


def test_an_override_beyond_the_scale_that_is_called_stated() -> None:
    found = judge(TALK, points=60, reason="splendid", reason_code="override", second="jon")
    assert isinstance(found, Decided), found
    assert (found.points, found.computed, found.stated) == (60, 10, None)
    assert found.reason_code == "override"


def slow(points: dict[str, Any], quantity: int, said: dict[str, Any]) -> int:
    """What the design says in words: value, times how many, times quality, then bonuses."""
    extra = 0
    for bonus in points.get("bonus", []):
        if bonus["id"] in said["bonus"]:
            extra += bonus["points"]
    if "bonus_at_most" in points and extra > points["bonus_at_most"]:
        extra = points["bonus_at_most"]
    if said["points"] is not None:
        return int(said["points"]) + extra
    many = 1
    if "unit" in points:
        many = quantity if said["quantity"] is None else said["quantity"]
        while "at_most" in points["unit"] and many > points["unit"]["at_most"]:
            many -= 1
    names = points.get("quality", {})
    usual = {"low": 50, "normal": 100, "high": 150}
    given = names.get(said["quality"], usual[said["quality"]] if not names else None)
    if given is None:
        given = next(iter(names.values()))
    if isinstance(given, dict):
        return int(given["value"]) * many + extra
    return sum(int(points["value"]) for _ in range(many)) * int(given) // 100 + extra


@pytest.mark.parametrize("seed", range(8))
def test_points_that_differ_from_a_slow_reading_of_the_rules(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - made-up rules
    for _ in range(25):
        points: dict[str, Any] = {"value": random.randint(0, 40)}
        if random.random() < 0.5:
            points["unit"] = {"one": "answer", "many": "answers"}
            if random.random() < 0.5:
                points["unit"]["at_most"] = random.randint(1, 9)
        names = ["low", "normal", "high"]
        if random.random() < 0.5:
            names = random.sample(["micro", "small", "large", "huge"], random.randint(1, 4))
            points["quality"] = {
                each: random.choice((random.randint(0, 300), {"value": random.randint(0, 90)}))
                for each in names
            }
        if random.random() < 0.4:
            points["scale"] = {"least": 2, "most": random.randint(2, 60)}
        if random.random() < 0.5:
            points["bonus"] = [
                {"id": each, "points": random.randint(0, 30), "when": "It is so"}
                for each in ("one", "two", "three")
            ]
            if random.random() < 0.5:
                points["bonus_at_most"] = random.randint(0, 40)
        quantity = random.randint(1, 15) if "unit" in points else 1
        said: dict[str, Any] = {
            "quality": random.choice(names),
            "quantity": random.choice((None, random.randint(0, 15))) if "unit" in points else None,
            "points": points["scale"]["most"] if "scale" in points and seed % 2 else None,
            "bonus": tuple(each["id"] for each in points.get("bonus", []) if random.random() < 0.5),
        }
        found = judge(points, quantity, **said, reason="Because it is so")
        assert isinstance(found, Decided), found
        assert found.computed == slow(points, quantity, said), (points, quantity, said)
