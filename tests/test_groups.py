"""Limits of groups of missions: figures worked out by hand, and what commands and pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.in_turn import InTurn
from goodword.ledger.limits import Places
from goodword.ledger.terms import Terms
from goodword.ledger.visible import with_decision
from goodword.model.claim import decision as read_decision
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


def _approved(points: int) -> dict[str, Any]:
    return {"outcome": "approved", "by": "maya", "date": "2026-02-10", "points": points}


def _taken(points: int, on: str, who: str = "ana") -> dict[str, Any]:
    shares = {"date": on, "by": "jon", "shares": {who: points}, "reason_code": "fraud"}
    return {"reversals": [shares]}


def test_what_comes_back_is_more_than_those_behind_have_left_of_a_budget() -> None:
    one = mission("guide", points=[{"from": "2026-01-01", "value": 100, "limits": {"total": 1}}])
    cut = {**_approved(0), "computed": 150, "quality": "high", "shares": {}}
    short = {**_approved(30), "computed": 60, "capped_by": {"cleo": "group:answers"}}
    made = world(
        group({"points": 190, "each": "program", "every": "ever"}),
        claims={
            **one,
            **claim("ana", "2026-02-01", decision=_approved(100), **_taken(100, "2026-02-20")),
            **claim("ben", "2026-02-02", decision={**cut, "capped_by": {"ben": "total"}}),
            **claim("cleo", "2026-02-03", "talk", decision=_approved(60)),
            **claim("cleo", "2026-02-04", "talk", decision={**short, "shares": {"cleo": 30}}),
            **claim("ana", "2026-02-21", "talk"),
        },
    )
    found = [*Places(made, Terms(made)).restored()]
    assert [(each.influencer, each.day, each.points) for each in found] == [
        ("ben", day("2026-02-20"), 100)  # of 150, since Cleo has 90 of 190
    ]
    given = judge(made, "missions/talk/claims/2026-02-21-ana.yml")
    assert isinstance(given, Decided)
    assert (given.points, dict(given.capped_by)) == (0, {"ana": "group:answers"})


def test_who_waits_is_not_asked_again_when_an_earlier_claim_takes_less_than_it_might() -> None:
    one = {"from": "2026-01-01", "value": 60, "limits": {"per_influencer": 1}}
    low = {**_approved(30), "computed": 30, "quality": "low", "date": "2026-02-22"}
    cut = {**_approved(0), "computed": 60, "shares": {}, "capped_by": {"ben": "per_influencer"}}
    back = _taken(60, "2026-02-15", "ben")
    made = world(
        group({"from": "2026-02-01", "points": 90, "each": "program", "every": "month"}),
        claims={
            **mission("talk", points=[one]),
            **claim("ben", "2026-01-10", "talk", decision=_approved(60), **back),
            **claim("cleo", "2026-02-01", "talk", decision=low),
            **claim("ben", "2026-02-03", "talk", decision=cut),
        },
    )
    found = [*Places(made, Terms(made)).restored()]
    assert [(each.influencer, each.day, each.points) for each in found] == [
        ("ben", day("2026-02-22"), 60)  # free on the 15th, when Cleo could still have had 90
    ]
