"""Limits of groups of missions: figures worked out by hand, and what commands and pages say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.missions import missions
from goodword.ledger import compute
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.in_turn import InTurn
from goodword.ledger.limits import Places
from goodword.ledger.replaying import replay, under_rules
from goodword.ledger.spent import spans
from goodword.ledger.terms import Terms
from goodword.ledger.visible import with_decision
from goodword.model.claim import decision as read_decision
from goodword.reports.effect import effect
from goodword.reports.showing import showing
from goodword.snapshot import Snapshot
from tests.ledger_program import claim, day, mission, person, program

if TYPE_CHECKING:
    from goodword.ledger.deciders import Refusal
    from goodword.model.program import Program

EVERYONE = {**person("ana"), **person("ben"), **person("cleo")}
BOTH = {**mission("guide", points=100), **mission("talk", points=60)}
FIRST, LAST = day("2026-02-01"), day("2026-02-28")


def group(limits: Any, name: str = "answers", *, of: tuple[str, ...] = ("guide", "talk")) -> Any:
    return {"id": name, "missions": [*of], "limits": limits}


def world(*groups: Any, claims: dict[str, Any]) -> Program:
    return program({**EVERYONE, **BOTH, "program/groups.yml": {"groups": [*groups]}, **claims})


def by(*handed_in: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """Claims by person, mission and day of handing in."""
    found: dict[str, Any] = {}
    for who, name, on in handed_in:
        found |= claim(who, on, name, **more)
    return found


def decided(made: Program, anyway: bool = False) -> dict[str, tuple[Any, Any]]:
    """Shares and what cut them, of all claims decided in order on one day."""
    deciding = InTurn(compute(made, LAST))
    found = {}
    for each in made.claims_in_order:
        given = deciding.decide(each, Verdict("maya", LAST), anyway=anyway)
        assert isinstance(given, Decided), given
        found[each.place.path.split("/", 1)[1]] = (dict(given.shares), dict(given.capped_by))
        deciding.know(with_decision(each, _written(given, each.people), appeal=False))
    return found


def _written(given: Decided, people: tuple[str, ...]) -> Any:
    said = {
        "outcome": "approved",
        "by": "maya",
        "date": LAST.isoformat(),
        "points": given.points,
        "computed": given.computed,
        "shares": dict(given.shares),
        "capped_by": dict(given.capped_by),
    }
    return read_decision(said, people)


MONTH = {"points": 150, "every": "month"}
CASES: dict[str, tuple[list[Any], list[tuple[str, str, str]], list[tuple[Any, Any]]]] = {
    "what is left, then nothing": (
        [group(MONTH)],
        [
            ("ana", "guide", "2026-02-01"),
            ("ana", "guide", "2026-02-02"),
            ("ana", "talk", "2026-02-03"),
        ],
        [
            ({"ana": 100}, {}),
            ({"ana": 50}, {"ana": "group:answers"}),
            ({}, {"ana": "group:answers"}),
        ],
    ),
    "each has all of it": (
        [group(MONTH)],
        [
            ("ana", "guide", "2026-02-01"),
            ("ben", "guide", "2026-02-02"),
            ("ben", "guide", "2026-02-03"),
        ],
        [({"ana": 100}, {}), ({"ben": 100}, {}), ({"ben": 50}, {"ben": "group:answers"})],
    ),
    "a budget is everybody's": (
        [group({**MONTH, "each": "program"})],
        [
            ("ana", "guide", "2026-02-01"),
            ("ben", "guide", "2026-02-02"),
            ("cleo", "talk", "2026-02-03"),
        ],
        [
            ({"ana": 100}, {}),
            ({"ben": 50}, {"ben": "group:answers"}),
            ({}, {"cleo": "group:answers"}),
        ],
    ),
    "a new month begins anew": (
        [group(MONTH)],
        [
            ("ana", "guide", "2026-01-30"),
            ("ana", "guide", "2026-01-31"),
            ("ana", "guide", "2026-02-01"),
        ],
        [({"ana": 100}, {}), ({"ana": 50}, {"ana": "group:answers"}), ({"ana": 100}, {})],
    ),
    "what is exempt neither counts nor is cut": (
        [group({**MONTH, "exempt": ["talk"]})],
        [
            ("ana", "talk", "2026-02-01"),
            ("ana", "guide", "2026-02-02"),
            ("ana", "talk", "2026-02-03"),
        ],
        [({"ana": 60}, {}), ({"ana": 100}, {}), ({"ana": 60}, {})],
    ),
    "claims of all missions": (
        [group({"claims": 2, "every": "cycle"})],
        [
            ("ana", "guide", "2026-01-05"),
            ("ana", "talk", "2026-02-02"),
            ("ana", "guide", "2026-02-03"),
        ],
        [({"ana": 100}, {}), ({"ana": 60}, {}), ({}, {"ana": "group:answers"})],
    ),
    "the tighter of two groups": (
        [group(MONTH), group({"points": 120, "every": "ever"}, "all", of=("guide",))],
        [
            ("ana", "guide", "2026-02-01"),
            ("ana", "guide", "2026-02-02"),
            ("ana", "talk", "2026-02-03"),
        ],
        [
            ({"ana": 100}, {}),
            ({"ana": 20}, {"ana": "group:all"}),
            ({"ana": 30}, {"ana": "group:answers"}),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_group_leaves_other_points_than_those_worked_out_by_hand(case: str) -> None:
    groups, claims, expected = CASES[case]
    assert [*decided(world(*groups, claims=by(*claims))).values()] == expected


def test_several_people_are_not_served_in_the_order_of_the_claim() -> None:
    made = world(
        group({**MONTH, "each": "program"}),
        claims=by(
            ("ana", "guide", "2026-02-01"), ("ana", "guide", "2026-02-02"), **{"with": ["ben"]}
        ),
    )
    found = [*decided(made).values()]
    assert found == [({"ana": 50, "ben": 50}, {}), ({"ana": 50}, {"ben": "group:answers"})]


def judge(made: Program, path: str, **said: Any) -> Decided | tuple[Refusal, ...]:
    return decide(made, made.claims[path], Verdict("maya", LAST, **said))


SECOND = "missions/guide/claims/2026-02-02-ben.yml"


def test_a_later_claim_is_approved_before_an_earlier_one_that_may_take_what_is_left() -> None:
    budget = group({"points": 260, "each": "program", "every": "month"})
    made = world(budget, claims=by(("ana", "guide", "2026-02-01"), ("ben", "guide", "2026-02-02")))
    assert isinstance(judge(made, SECOND), Decided)  # 150 at most before it, and 110 left
    found = judge(made, SECOND, quality="high")
    assert isinstance(found, tuple)
    (refusal,) = found
    assert refusal.message == (
        "what is left may go to an earlier claim that is undecided:"
        " missions/guide/claims/2026-02-01-ana.yml"
    )
    given = decide(made, made.claims[SECOND], Verdict("maya", LAST, quality="high"), anyway=True)
    assert isinstance(given, Decided)
    assert (given.points, given.computed) == (110, 150)


def test_what_a_limit_in_points_cut_comes_back() -> None:
    def approved(points: int, **more: Any) -> dict[str, Any]:
        return {"outcome": "approved", "by": "maya", "date": "2026-02-10", "points": points, **more}

    taken = {"date": "2026-02-20", "by": "jon", "shares": {"ana": 100}, "reason_code": "fraud"}
    cut = approved(50, computed=100, shares={"ben": 50}, capped_by={"ben": "group:answers"})
    none = approved(0, computed=100, shares={}, capped_by={"cleo": "group:answers"})
    made = world(
        group({**MONTH, "each": "program"}),
        claims={
            **claim("ana", "2026-02-01", decision=approved(100), reversals=[taken]),
            **claim("ben", "2026-02-02", decision=cut),
            **claim("cleo", "2026-02-03", decision=none),
            **claim("cleo", "2026-02-21"),
        },
    )
    assert [*Places(made, Terms(made)).restored()] == []
    ledger = compute(made, LAST)
    assert [ledger.account(each).awarded for each in ("ana", "ben", "cleo")] == [100, 50, 0]
    given = judge(made, "missions/guide/claims/2026-02-21-cleo.yml")
    assert isinstance(given, Decided)
    assert given.points == 100  # what was taken back is left to who hands in later


def test_a_place_that_becomes_free_in_one_mission_goes_to_nobody_of_another() -> None:
    def approved(points: int, **more: Any) -> dict[str, Any]:
        return {"outcome": "approved", "by": "maya", "date": "2026-02-10", "points": points, **more}

    taken = {"date": "2026-02-20", "by": "jon", "shares": {"ana": 100}, "reason_code": "fraud"}
    cut = approved(0, computed=60, shares={}, capped_by={"ben": "group:answers"})
    made = world(
        group({"claims": 1, "each": "program", "every": "cycle"}),
        claims={
            **claim("ana", "2026-02-01", decision=approved(100), reversals=[taken]),
            **claim("ben", "2026-02-02", "talk", decision=cut),
        },
    )
    found = [*Places(made, Terms(made)).restored()]
    assert [(each.influencer, each.day, each.points) for each in found] == [
        ("ben", day("2026-02-20"), 60)
    ]


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
