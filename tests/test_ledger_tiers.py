"""Tiers: at the end of a day, on boundaries, over leaves, and when tiers change."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.changes.fields import told
from goodword.ledger import compute
from tests.ledger_program import approved, claim, day, declined, mission, person, program

LADDER = [
    {"id": "base", "standing_at_least": 0},
    {"id": "silver", "standing_at_least": 100},
    {"id": "gold", "standing_at_least": 300},
]


def tiers(*more: dict[str, Any]) -> dict[str, Any]:
    return {"program/tiers.yml": {"versions": [{"from": "2020-01-01", "tiers": LADDER}, *more]}}


def tier(on: str, *files: dict[str, Any], **profile: Any) -> str | None:
    """Ana's tier on a day; looked at from that day and from a year later."""
    found: dict[str, Any] = {**person("ana", **profile), **mission(), **tiers()}
    for each in files:
        found |= each
    whole = program(found)
    now = compute(whole, day(on)).account("ana").tier
    assert compute(whole, day(on).replace(year=day(on).year + 1)).tier_on("ana", day(on)) == now
    return now


def done(on: str, points: int = 100, **more: Any) -> dict[str, Any]:
    return claim("ana", on, decision=approved(on, points), **more)


def taken(on: str, points: int) -> dict[str, Any]:
    """Points taken by hand, with standing."""
    detail = {"kind": "adjustment", "points": -points, "reason_code": "correction", "by": "maya"}
    return {f"influencers/ana/touchpoints/{on}-taken.yml": {**detail, "standing": True}}


def test_a_tier_of_before_leaving_that_a_new_version_brings_back() -> None:
    history = [
        {"date": "2025-01-01", "stage": "member"},
        {"date": "2026-02-01", "stage": "left"},
        {"date": "2026-09-01", "stage": "member"},
    ]
    changed = tiers({"from": "2026-10-10", "tiers": LADDER})
    files = (done("2026-01-10", 400), changed)
    assert tier("2026-01-31", *files, history=history) == "gold"
    assert tier("2026-02-01", *files, history=history) is None
    assert tier("2026-09-01", *files, history=history) == "base"
    assert tier("2026-10-10", *files, history=history) == "base"


@pytest.mark.parametrize(("on", "expected"), [("2026-03-01", None), ("2026-03-02", "silver")])
def test_a_tier_is_given_before_there_are_any(on: str, expected: str | None) -> None:
    late = {"program/tiers.yml": {"versions": [{"from": "2026-03-02", "tiers": LADDER}]}}
    assert tier(on, done("2026-01-10"), late) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (LADDER, "silver"),
        ([LADDER[0], {"id": "silver", "standing_at_least": 150}], "silver"),
        ([LADDER[0], {"id": "bronze", "standing_at_least": 50}], "bronze"),
        ([{"id": "new", "standing_at_least": 0}], "new"),
        ([*LADDER[:2], {"id": "gold", "standing_at_least": 120}], "gold"),
    ],
)
def test_a_version_of_tiers_that_judges_by_another_tier(
    new: list[dict[str, Any]], expected: str
) -> None:
    changed = tiers({"from": "2026-02-15", "tiers": new})
    assert tier("2026-02-14", done("2026-01-10", 120), changed) == "silver"
    assert tier("2026-02-15", done("2026-01-10", 120), changed) == expected


def test_somebody_who_has_the_points_and_stands_below_on_a_boundary() -> None:
    files = (
        done("2026-01-10"),
        done("2026-05-10", 40),
        taken("2026-05-20", 100),
        done("2026-08-10"),
    )
    assert tier("2026-06-30", *files) == "silver"
    assert tier("2026-07-01", *files) == "base"  # 100 and -60
    assert tier("2026-09-30", *files) == "base"  # -60 and 100
    assert tier("2026-10-01", *files) == "silver"  # 100 and nothing yet
    assert tier("2027-01-01", *files) == "silver"
    assert tier("2027-04-01", *files) == "base"


def test_somebody_who_has_the_points_and_falls_when_a_slow_review_ends() -> None:
    # 100 are too few for gold in July, and the fall waits until August; by then there may be more.
    late = claim("ana", "2026-06-21", decision=declined("2026-08-20"))
    waits = (done("2026-01-10", 300), taken("2026-04-10", 200), late, done("2026-07-05", 500))
    assert tier("2026-08-20", *waits) == "gold"
    fell = (done("2026-01-10", 300), taken("2026-04-10", 200), late)
    assert tier("2026-07-01", *fell) == "gold"
    assert tier("2026-08-19", *fell) == "gold"
    assert tier("2026-08-20", *fell) == "silver"


def test_a_reversal_of_the_day_that_comes_too_late_for_the_judging() -> None:
    reversal = {"date": "2026-02-10", "by": "jon", "shares": {"ana": 100}, "reason_code": "fraud"}
    taken_back = claim("ana", "2026-02-10", decision=approved("2026-02-10"), reversals=[reversal])
    assert tier("2026-02-10", taken_back) == "base"
    # A day later it lowers no tier before the boundary.
    later = claim(
        "ana",
        "2026-02-09",
        decision=approved("2026-02-09"),
        reversals=[reversal],
    )
    assert tier("2026-03-31", later) == "silver"
    assert tier("2026-04-01", later) == "base"


def test_a_leave_over_all_cycles_as_a_member_that_is_judged_as_nothing() -> None:
    history = [
        {"date": "2025-12-20", "stage": "candidate"},
        {"date": "2026-02-01", "stage": "member"},
        {"date": "2026-03-20", "stage": "on-leave"},
        {"date": "2026-08-20", "stage": "member"},
    ]
    files = (done("2026-02-10", 120),)
    for on in ("2026-07-01", "2026-10-01", "2026-12-31"):
        assert tier(on, *files, history=history) == "silver"
    # The first cycle without leave is judged alone.
    assert tier("2027-01-01", *files, history=history) == "base"


def test_a_leave_whose_cycle_is_counted_beside_the_only_one_without() -> None:
    history = [
        {"date": "2026-01-01", "stage": "member"},
        {"date": "2026-03-20", "stage": "on-leave"},
        {"date": "2026-05-20", "stage": "member"},
    ]
    files = (done("2026-02-10", 120), done("2026-08-10", 20))
    assert tier("2026-09-30", *files, history=history) == "silver"
    assert tier("2026-10-01", *files, history=history) == "base"


def test_a_version_of_tiers_from_a_boundary_on_that_judges_nobody_there() -> None:
    asks = [{"id": "base", "standing_at_least": 30}, *LADDER[1:]]
    changed = tiers({"from": "2026-07-01", "tiers": asks})
    assert tier("2026-06-30", changed) == "base"
    assert tier("2026-07-01", changed) is None
    assert tier("2026-07-01", done("2026-05-01", 30), changed) == "base"


def test_a_fall_on_a_boundary_of_a_leave() -> None:
    """Who is on leave on the day is not judged, whatever the tiers ask from that day on."""
    history = [
        {"date": "2026-01-01", "stage": "member"},
        {"date": "2026-08-20", "stage": "on-leave"},
        {"date": "2026-11-01", "stage": "member"},
    ]
    asks = [LADDER[0], {"id": "silver", "standing_at_least": 200}, LADDER[2]]
    files = (done("2026-04-10", 120), tiers({"from": "2026-10-01", "tiers": asks}))
    for on in ("2026-09-30", "2026-10-01", "2026-12-31"):
        assert tier(on, *files, history=history) == "silver"
    assert tier("2027-01-01", *files, history=history) == "base"
    assert tier("2026-10-01", *files, history=history[:1]) == "base"


def test_a_change_leaves_out_that_a_tier_asks_for_nothing() -> None:
    found = program(tiers()).tiers
    assert found is not None
    assert told(found.first.versions[0]) == (
        "tiers name base, standing_at_least 0, name silver, standing_at_least 100, "
        "name gold, standing_at_least 300"
    )
