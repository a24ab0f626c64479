"""`goodword points` and `goodword leaderboard`: what they list, count and refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure, Spot
from goodword.formats import csv
from goodword.reports.leaderboard import leaderboard_report
from goodword.reports.points import points_report
from goodword.reports.report import plain
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from goodword.reports.report import Report

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
FILES: dict[str, Any] = {
    **TIERS,
    **person("ana"),
    **person("ben"),
    **person("cleo", stage="candidate"),
    **person("dan", history=[{"date": "2025-01-01", "stage": "emeritus"}]),
    **person("eve"),
    **mission(),
    **claim("ana", "2026-01-05", decision=approved("2026-01-06")),
    **claim("ana", "2026-04-05", decision=approved("2026-04-06")),
    **claim("ben", "2026-04-02", decision=approved("2026-04-03")),
    **claim("dan", "2026-04-07", decision=approved("2026-04-08", 50, quality="low")),
    "influencers/ana/redemptions/2026-04-10-mug.yml": {"points": 60},
}


def snapshot(on: str = "2026-05-01", **settings: Any) -> Snapshot:
    return Snapshot(program(FILES, **settings), day(on))


def member(report: Report, who: str) -> dict[str, Any]:
    return next(each for each in report.value["members"] if each["id"] == who)


def test_figures_that_the_design_names_otherwise() -> None:
    report = points_report(snapshot())
    assert list(report.value) == ["as_of", "cycle", "members"]
    assert (report.value["as_of"], report.value["cycle"]) == ("2026-05-01", "2026-Q2")
    assert member(report, "ana") == {
        "id": "ana",
        "tier": "gold",
        "standing": 200,
        "standing_cycle": 100,
        "standing_window": 200,
        "awarded": 200,
        "pending": 0,
        "spendable": 140,
        "held": 60,
        "spent": 0,
        "expired": 0,
        "reversed": 0,
        "arrears": 0,
        "forgiven": 0,
        "to_stay": 0,
        "to_rise": None,
        "expiring": [
            {"date": "2026-06-30", "points": 40},
            {"date": "2026-09-30", "points": 100},
        ],
    }


def test_people_who_are_listed_without_a_figure_or_left_out_with_one() -> None:
    listed = [each["id"] for each in points_report(snapshot()).value["members"]]
    assert listed == ["ana", "ben", "dan", "eve"]
    assert member(points_report(snapshot()), "dan")["tier"] is None
    asked = points_report(snapshot(), ["cleo", "ana", "ana"]).value["members"]
    assert [each["id"] for each in asked] == ["ana", "cleo"]


def test_a_cycle_other_than_the_one_asked_for() -> None:
    report = points_report(snapshot(), cycle="2026-Q1")
    found = member(report, "ana")
    assert (report.value["cycle"], found["standing_cycle"], found["standing_window"]) == (
        "2026-Q1",
        100,
        200,
    )


@pytest.mark.parametrize(
    ("ids", "cycle", "message"),
    [
        (["anna"], None, 'there is no influencer "anna", did you mean "ana"?'),
        ([], "2026-H1", '"2026-H1" is no cycle of this program'),
    ],
)
def test_a_name_that_nobody_has(ids: list[str], cycle: str | None, message: str) -> None:
    with pytest.raises(Failure) as caught:
        points_report(snapshot(), ids, cycle)
    assert caught.value.message == message


def test_lines_without_the_place_that_made_them() -> None:
    report = points_report(snapshot(), ["ben"], explain=True)
    assert plain(member(report, "ben")["entries"], lambda place: Spot(place.path, 7)) == [
        {
            "date": "2025-01-01",
            "kind": "tier",
            "points": 0,
            "balance": 0,
            "reason": "tier base: it needs 0 in two cycles, there are 0",
            "path": "program/tiers.yml",
            "line": 7,
        },
        {
            "date": "2026-04-03",
            "kind": "awarded",
            "points": 100,
            "balance": 0,
            "reason": "guide of 2026-04-02, approved by maya",
            "path": "missions/guide/claims/2026-04-02-ben.yml",
            "line": 7,
        },
        {
            "date": "2026-04-03",
            "kind": "available",
            "points": 100,
            "balance": 100,
            "reason": "guide of 2026-04-02 spendable at once, counts for 2026-Q2, until 2026-09-30",
            "path": "missions/guide/claims/2026-04-02-ben.yml",
            "line": 7,
        },
    ]


def test_a_sheet_that_lacks_a_figure() -> None:
    head, first, *_ = csv.report(points_report(snapshot())).splitlines()
    assert head == (
        "id,tier,standing,standing_cycle,standing_window,awarded,pending,spendable,held,spent,"
        "expired,reversed,arrears,forgiven,to_stay,to_rise"
    )
    assert first == "ana,gold,200,100,200,200,0,140,60,0,0,0,0,0,0,"


def places(report: Report, which: str = "places") -> list[tuple[int, str, int]]:
    return [(each["rank"], each["id"], each["points"]) for each in report.value[which]]


def test_ranks_with_gaps_or_ties_by_name_alone() -> None:
    report = leaderboard_report(snapshot())
    assert places(report) == [(1, "ben", 100), (1, "ana", 100), (2, "dan", 50)]


def test_a_newcomer_who_is_none_and_a_gain_from_nothing() -> None:
    report = leaderboard_report(snapshot())
    assert places(report, "newcomers") == [(1, "ben", 100), (2, "dan", 50)]
    assert places(report, "improved") == []


def test_somebody_hidden_who_leaves_a_gap() -> None:
    report = leaderboard_report(
        snapshot(), shown={p: snapshot().ledger.account(p) for p in ("ana", "dan")}
    )
    assert places(report) == [(1, "ana", 100), (2, "dan", 50)]


def test_days_that_leave_out_the_first_or_the_last() -> None:
    shot = snapshot()
    assert places(leaderboard_report(shot, days=(day("2026-04-02"), day("2026-04-05")))) == [
        (1, "ben", 100),
        (1, "ana", 100),
    ]
    assert places(leaderboard_report(shot, days=(day("2026-04-03"), day("2026-04-06")))) == [
        (1, "ana", 100)
    ]


@pytest.mark.parametrize("stage", ["left", "declined", "opted-out", "deceased"])
def test_somebody_who_is_gone_leads(stage: str) -> None:
    history = [{"date": "2025-01-01", "stage": "member"}, {"date": "2026-04-20", "stage": stage}]
    files = {**FILES, **person("ben", history=history)}
    for on, first in (("2026-04-19", "ben"), ("2026-05-01", "ana")):
        shot = Snapshot(program(files), day(on))
        for report in (
            leaderboard_report(shot),
            leaderboard_report(shot, days=(day("2026-04-01"), day("2026-04-30"))),
        ):
            assert places(report)[0] == (1, first, 100), on
        newest = places(leaderboard_report(shot), "newcomers")
        assert ("ben" in [who for _, who, _ in newest]) == (first == "ben"), on


def test_points_that_count_before_they_are_posted() -> None:
    shot = snapshot("2026-04-08", points={"maturation_days": 5})
    assert places(leaderboard_report(shot)) == [(1, "ben", 100)]
    assert places(leaderboard_report(shot, days=(day("2026-04-01"), day("2026-04-30")))) == [
        (1, "ben", 100)
    ]


def test_days_in_the_wrong_order() -> None:
    with pytest.raises(Failure, match="is before the first"):
        leaderboard_report(snapshot(), days=(day("2026-04-03"), day("2026-04-02")))
    with pytest.raises(Failure, match="a cycle and a stretch of days"):
        leaderboard_report(snapshot(), "2026-Q1", (day("2026-04-03"), day("2026-04-04")))
