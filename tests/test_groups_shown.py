"""What is shown of groups of missions: how much of a budget is used, trials, and why it was cut."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.missions import missions
from goodword.audience.own_fits import among
from goodword.audience.sharing import AUDIENCES
from goodword.ledger import compute
from goodword.ledger.limits import Places
from goodword.ledger.replaying import replay, under_rules
from goodword.ledger.spent import spans
from goodword.ledger.terms import Terms
from goodword.reports.effect import effect
from goodword.reports.showing import showing
from goodword.snapshot import Snapshot
from tests.ledger_program import claim, day, mission, program
from tests.test_groups import BOTH, EVERYONE, FIRST, LAST, MONTH, group, world

if TYPE_CHECKING:
    from goodword.model.program import Program


def used(made: Program) -> list[tuple[Any, ...]]:
    assert made.groups is not None
    places = Places(made, Terms(made), LAST)
    found = spans(places, made.groups.groups[0], LAST)
    return [(each.span, each.used, each.open, each.left, each.up) for each in found]


def test_a_budget_is_not_said_to_be_used_up() -> None:
    def approved(on: str, points: int, **more: Any) -> dict[str, Any]:
        decision = {"outcome": "approved", "by": "maya", "date": on, "points": points}
        return {"decision": {**decision, **more}}

    made = world(
        group({**MONTH, "each": "program"}),
        claims={
            **claim("ana", "2026-01-05", **approved("2026-01-07", 100)),
            **claim("ben", "2026-02-01", **approved("2026-02-03", 100)),
            **claim(
                "cleo",
                "2026-02-02",
                **approved(
                    "2026-02-09",
                    50,
                    computed=100,
                    shares={"cleo": 50},
                    capped_by={"cleo": "group:answers"},
                ),
            ),
            **claim("ana", "2026-02-04", "talk"),
        },
    )
    assert used(made) == [
        ("2026-01", 100, 0, 50, None),
        ("2026-02", 150, 90, 0, day("2026-02-09")),
    ]
    snapshot = Snapshot(made, LAST)
    shown = showing(snapshot, "answers").value
    assert shown["used"][1] == {
        "span": "2026-02",
        "most": 150,
        "used": 150,
        "undecided": 90,
        "left": 0,
        "used_up": "2026-02-09",
    }
    assert "150 used" in json.dumps(showing(snapshot, "guide").value)
    page = missions(snapshot, "members")[0]
    assert [(each.id, each.points, each.left) for each in page.limits.groups] == [
        ("answers", 150, 0)
    ]


@pytest.mark.parametrize(
    ("limit", "given", "gives"),
    [
        ({**MONTH, "each": "program"}, 0, [100, 60]),
        ({**MONTH, "each": "program"}, 70, [80, 60]),
        ({**MONTH, "each": "program"}, 150, [0, 0]),
        ({**MONTH, "each": "program", "exempt": ["talk"]}, 150, [0, 60]),
        ({**MONTH, "each": "influencer"}, 150, [100, 60]),
        ({"claims": 1, "each": "program", "every": "month"}, 5, [0, 0]),
        ({"claims": 2, "each": "program", "every": "month"}, 5, [100, 60]),
        ({"points": 150, "each": "program", "every": "day"}, 150, [100, 60]),
    ],
)
def test_a_mission_is_said_to_give_what_its_budget_has_no_more(
    limit: dict[str, Any], given: int, gives: list[int]
) -> None:
    """What a claim can give that is handed in now, by points and by claims; a day has its own."""
    decision = {**_approved(given), "computed": 100, "date": "2026-02-02"}
    made = world(group(limit), claims=claim("ana", "2026-02-01", decision=decision))
    snapshot = Snapshot(made, LAST)
    for audience in AUDIENCES:
        shown = missions(snapshot, audience)
        assert [each.gives for each in shown] == (gives if shown else [])
    assert len(missions(snapshot, "members")) == 2
    fit = among(snapshot, "members").missions
    assert [each.id for each in fit] == [
        name for name, most in zip(("guide", "talk"), gives, strict=True) if most
    ]


def test_a_screen_of_a_mission_says_nothing_of_its_own_limits() -> None:
    limits = {"per_influencer": 2, "total": 5}
    versions = [{"from": "2026-01-01", "value": 100}]
    versions.append({"from": "2026-03-01", "value": 100, "limits": limits})
    made = program({**EVERYONE, **mission("guide", points=versions)})
    facts = showing(Snapshot(made, LAST), "guide").value["facts"]
    assert {key: each for key, each in facts.items() if "from" in key} == {
        "points from 2026-01-01": 100,
        "points from 2026-03-01": 100,
        "limits from 2026-03-01": "limit of 5 in all, limit of 2 for each person",
    }


def test_a_mission_that_has_no_place_is_said_to_give_points() -> None:
    full = mission("guide", points={"value": 100, "limits": {"total": 1}})
    files = {**EVERYONE, **full, **claim("ana", "2026-02-01")}
    for status, gives in (("open", 0), ("closed", 100)):
        files["missions/guide/mission.yml"]["status"] = status
        (shown,) = missions(Snapshot(program(files), LAST), "members")
        assert (shown.points, shown.gives) == (100, gives)


@pytest.mark.parametrize(
    ("every", "until"),
    [
        ("day", "2026-02-28"),
        ("week", "2026-03-01"),
        ("month", "2026-02-28"),
        ("cycle", "2026-03-31"),
        ("year", "2026-12-31"),
        ("ever", None),
    ],
)
def test_a_budget_is_counted_anew_on_another_day_than_is_said(
    every: str, until: str | None
) -> None:
    made = world(group({"points": 150, "each": "program", "every": every}), claims={})
    shown = missions(Snapshot(made, LAST), "members")[0].limits.groups
    assert [each.until for each in shown] == [day(until) if until else None]


def test_a_trial_of_groups_counts_what_came_before_it() -> None:
    made = world(
        group({"points": 1000, "every": "month"}),
        claims={
            **claim("ana", "2026-01-05", decision=_approved(100)),
            **claim("ana", "2026-02-01", decision=_approved(100)),
            **claim("ana", "2026-02-02", decision=_approved(100)),
        },
    )
    tried = world(group({"points": 50, "every": "month"}), claims={})
    tried = replace(made, groups=tried.groups)
    played = replay(under_rules(made, tried, FIRST), FIRST)
    assert (played.claims, played.before, played.after) == (2, 200, 50)
    gone = replace(made, groups=None)
    assert under_rules(made, gone, FIRST).groups is None


def _approved(points: int) -> dict[str, Any]:
    return {"outcome": "approved", "by": "maya", "date": "2026-02-10", "points": points}


def test_an_account_does_not_say_which_limit_cut_it() -> None:
    cut = {**_approved(20), "computed": 100, "capped_by": {"ana": "group:answers"}}
    made = world(
        group({"points": 20, "every": "ever"}),
        claims=claim("ana", "2026-02-01", decision={**cut, "shares": {"ana": 20}}),
    )
    (entry,) = (each for each in compute(made, LAST).entries("ana") if each.kind == "awarded")
    assert entry.reason == (
        "guide of 2026-02-01, approved by maya, 20 of 100: no more was left up to the limit of"
        " answers, 20 points a person"
    )
    assert entry.said is not None
    assert entry.said.key == "line.group_part"
    before = replace(made, claims={})
    (told,) = effect(Snapshot(before, LAST), Snapshot(made, LAST), ["ana"])
    assert told == (
        "+20 points for ana, to spend now, not 100: no more was left up to the limit of answers,"
        " 20 points a person"
    )


def test_a_claim_that_a_limit_cut_is_passed_over_since_it_lengthens_other_points() -> None:
    claims = claim("ana", "2026-02-01", decision=_approved(100))
    claims |= claim("ana", "2026-02-02")
    one = group({"claims": 1, "every": "month"})
    files = {**EVERYONE, **BOTH, "program/groups.yml": {"groups": [one]}, **claims}
    before = program(files, points={"expiry": {"idle_months": 2}})
    cut = {**_approved(0), "date": "2026-02-20", "computed": 100}
    cut["capped_by"] = {"ana": "group:answers"}
    files |= claim("ana", "2026-02-02", decision=cut)
    after = program(files, points={"expiry": {"idle_months": 2}})
    told = effect(Snapshot(before, LAST), Snapshot(after, LAST), ["ana"])
    assert told[0] == (
        "no points for ana: it is beyond the limit of answers, 1 claim a person and month, place 1"
        " in line for one that becomes free"
    )
    assert told[1:] == ("ana: 100 to spend until 20 April 2026",)


def test_more_claims_of_a_month_are_said_to_be_used_than_count() -> None:
    cut = {**_approved(0), "computed": 100, "capped_by": {"ana": "group:answers"}}
    claims = {
        **claim("ana", "2026-02-01", decision=_approved(100)),
        **claim("ana", "2026-02-02", decision=cut),
    }
    made = world(group({"claims": 1, "every": "month"}), claims=claims)
    assert used(made) == [("2026-02", 1, 0, 0, day("2026-02-10"))]


def test_a_claim_does_not_say_how_many_there_were_and_what_waits() -> None:
    files = {
        **EVERYONE,
        **mission(points={"value": 3, "unit": {"one": "answer", "many": "answers"}}),
        **claim("ana", "2026-02-01", quantity=5, decision=_approved(15)),
    }
    (path,) = (each for each in files if "/claims/" in each)
    files[path]["quantity_later"] = [{"date": "2026-02-20", "quantity": 9, "source": "the forum"}]
    facts = showing(Snapshot(program(files), LAST), "guide/2026-02-01-ana").value["facts"]
    assert facts["quantity"] == 5
    assert facts["by 2026-02-20"] == "9 in all, from the forum: not decided yet"
