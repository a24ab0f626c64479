"""Who stands where, what is given by hand and to whom: the day before, the day, the day after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.by_hand import Gesture, adjusted, extended, faults, floor
from goodword.ledger.ladder import floor_on
from goodword.ledger.measure import reached
from goodword.ledger.ranking import between, improved, in_cycle, newcomers, rank
from goodword.model.claim import Second
from goodword.model.profile import TierFloor
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from goodword.model.claim import Claim
    from goodword.model.program import Program

TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2020-01-01",
                "tiers": [
                    {"id": "base", "standing_at_least": 0},
                    {"id": "gold", "standing_at_least": 100},
                ],
            }
        ]
    }
}


def made(decision: dict[str, Any] | None) -> Claim:
    more: dict[str, Any] = {"decision": decision} if decision else {}
    found = program({**mission(), **person("ana"), **claim("ana", "2026-02-01", **more)})
    (only,) = found.claims.values()
    return only


def with_accounts(*files: dict[str, Any]) -> Program:
    found: dict[str, Any] = {**person("ana"), **person("ben"), **person("cleo"), **mission()}
    for each in files:
        found |= each
    return program(found)


def done(who: str, on: str, points: int = 100, **more: Any) -> dict[str, Any]:
    return claim(who, on, decision=approved(on, points), **more)


def test_a_ranking_has_other_people_points_or_days() -> None:
    taken = {"kind": "adjustment", "points": -30, "reason_code": "correction", "by": "maya"}
    found = with_accounts(
        done("ana", "2025-11-10", 40),
        done("ana", "2026-02-10"),
        done("ana", "2026-03-31", 20),
        done("ben", "2026-01-01", 90),
        {"influencers/ben/touchpoints/2026-03-01-taken.yml": taken},
        done("cleo", "2026-02-10", 120),
        {"influencers/dan/profile.yml": {"name": "Dan", "stage": "left", "since": "2025-01-01"}},
        done("dan", "2026-02-10", 500),
        done("ben", "2025-12-31", 70),
    )
    accounts = compute(found, day("2026-06-30")).members
    first = found.cycles.of(day("2026-01-01"))
    totals = in_cycle(accounts.values(), first)
    assert [(each.id, each.points, str(each.reached)) for each in totals] == [
        ("ana", 120, "2026-03-31"),
        ("ben", 60, "2026-01-01"),
        ("cleo", 120, "2026-02-10"),
    ]
    places = rank(totals)
    assert [(each.rank, each.id) for each in places] == [(1, "cleo"), (1, "ana"), (2, "ben")]

    def points(start: str, end: str) -> list[tuple[str, int]]:
        found = between(accounts.values(), day(start), day(end))
        return [(each.id, each.points) for each in found]

    assert points("2026-02-10", "2026-03-31") == [("ana", 120), ("cleo", 120)]
    assert points("2026-02-11", "2026-03-30") == []
    assert points("2025-12-31", "2026-01-01") == [("ben", 160)]
    assert points("2026-01-01", "2026-03-01") == [("ana", 100), ("ben", 60), ("cleo", 120)]
    assert points("2026-01-01", "2026-02-28") == [("ana", 100), ("ben", 90), ("cleo", 120)]
    gains = [(each.id, each.points) for each in improved(accounts, found.cycles, first)]
    assert gains == [("ana", 80)]
    assert [each.id for each in newcomers(accounts, first)] == ["cleo"]


def test_a_tier_by_hand_holds_on_another_day() -> None:
    versions = with_accounts(TIERS).tiers
    assert versions is not None
    ladder = versions.versions[0].tiers
    assert [reached(ladder, n) for n in (-1, 0, 99, 100, 101)] == [-1, 0, 0, 1, 1]
    given = {"from": "2026-02-01", "until": "2026-02-28", "by": "maya", "reason": "x"}
    floors = [{**given, "tier": "gold"}, {**given, "tier": "base", "until": "2026-03-01"}]
    profile = program(person("ana", tier_floor=floors)).influencers["ana"]
    days = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-02")
    assert [floor_on(profile, ladder, day(on)) for on in days] == [-1, 1, 1, 0, -1]
    ever = [{"from": "2026-02-01", "tier": "gold", "by": "maya", "reason": "x"}]
    profile = program(person("ana", tier_floor=ever)).influencers["ana"]
    assert [floor_on(profile, ladder, day(on)) for on in days] == [-1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("worth", "second", "said"),
    [
        (50, None, []),
        (-50, None, []),
        (51, None, ["51 points are more than 50, so two people decide"]),
        (-51, None, ["51 points are more than 50, so two people decide"]),
        (51, ("jon", "2026-02-01"), []),
        (51, ("jon", "2026-01-31"), []),
        (51, ("jon", "2026-02-02"), ["agreed on 2026-02-02, after it was given on 2026-02-01"]),
        (51, ("maya", "2026-02-01"), ['the second person is "maya" too']),
        (51, ("zoe", "2026-02-01"), ['"zoe" is not on staff']),
    ],
)
def test_two_people_are_asked_for_other_points(
    worth: int, second: tuple[str, str] | None, said: list[str]
) -> None:
    whole = program(person("ana"), points={"escalate_above": 50})
    other = Second(second[0], day(second[1])) if second else None
    gesture = Gesture("ana", "maya", day("2026-02-01"), "points", worth, other)
    found = [each.message for each in faults(whole, gesture)]
    assert len(found) == len(said)
    assert all(message.startswith(words) for message, words in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("stage", "taken"),
    [
        ("member", True),
        ("on-leave", True),
        ("emeritus", True),
        ("left", False),
        ("candidate", False),
    ],
)
def test_somebody_is_given_something_in_another_stage(stage: str, taken: bool) -> None:
    whole = program(person("ana", history=[{"date": "2026-01-01", "stage": stage}]))
    gesture = Gesture("ana", "maya", day("2026-01-01"), "points", 1)
    assert [each.field for each in faults(whole, gesture)] == ([] if taken else [""])
    before = [*faults(whole, Gesture("ana", "maya", day("2025-12-31"), "points", 1))]
    assert "is not on the map on 2025-12-31" in before[0].message


def test_what_is_given_says_what_it_may_not() -> None:
    ends = day("2026-12-31")
    for points, code, expires, said in (
        (5, "opening", ends, 0),
        (0, "opening", ends, 0),
        (-5, "opening", ends, 1),
        (5, "goodwill", ends, 1),
        (-5, "goodwill", None, 0),
    ):
        assert len([*adjusted(points, code, expires)]) == said
    given = made(approved("2026-02-10"))
    for on, until, claims, said in (
        ("2026-02-10", "2026-02-11", [given], 0),
        ("2026-02-10", "2026-02-10", [given], 1),
        ("2026-02-09", "2026-02-11", [given], 1),
        ("2026-02-10", "2026-02-11", [made(None)], 1),
    ):
        assert len([*extended("ana", claims, day(on), day(until))]) == said
    assert len([*extended("ben", [given], day("2026-02-10"), day("2026-02-11"))]) == 1
    tier = TierFloor(from_=day("2026-02-10"), tier="gold", by="maya", reason="x")
    assert floor(with_accounts(TIERS), "ana", tier).worth == 100
    assert floor(with_accounts(), "ana", tier).worth == 0
