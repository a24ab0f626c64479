"""Several who decide together: who may review, when it is enough, and what a command writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.peers import progress
from goodword.model import shape
from goodword.reports.agenda import chosen
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, declined, mission, person, program

if TYPE_CHECKING:
    from goodword.model.program import Program

PATH = "missions/guide/claims/2026-02-01-ana.yml"
PEOPLE = ("ana", "ben", "cleo", "dora", "eva")
THREE = {"staff": 1, "members": 3}
ONE = {"total": 1}


def made(
    *reviews: dict[str, Any], reviewers: Any = THREE, profiles: Any = None, **more: Any
) -> Program:
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    files |= {**(profiles or {}), **mission(reviewers=reviewers, **more)}
    files |= claim("ana", "2026-02-01")
    if reviews:
        files[PATH]["reviews"] = [*reviews]
    return program(files)


def review(by: str, outcome: str = "approved", **more: Any) -> dict[str, Any]:
    return {"by": by, "date": "2026-02-02", "outcome": outcome, **more}


def judge(found: Program, by: str, **said: Any) -> Decided | list[str]:
    answer = decide(found, found.claims[PATH], Verdict(by, day("2026-02-03"), **said))
    return answer if isinstance(answer, Decided) else [each.message for each in answer]


def test_who_makes_it_enough_does_not_decide() -> None:
    first = judge(made(), "ben")
    assert isinstance(first, Decided)
    assert (first.review, first.lacking) == (True, 2)
    second = judge(made(review("ben")), "cleo")
    assert isinstance(second, Decided)
    assert (second.review, second.lacking) == (True, 1)
    third = judge(made(review("ben"), review("cleo")), "dora")
    assert isinstance(third, Decided)
    assert (third.by, third.lacking, third.points) == (("ben", "cleo", "dora"), 0, 100)
    assert third.judged is not None
    assert third.judged.reviewers is not None
    assert third.judged.reviewers.members == 3


def test_one_of_staff_who_has_to_wait_for_members() -> None:
    found = judge(made(review("ben")), "maya")
    assert isinstance(found, Decided)
    assert (found.by, found.review, found.lacking) == ("maya", False, 0)


def test_two_of_staff_of_whom_one_is_enough() -> None:
    both = {"staff": 2}
    first = judge(made(reviewers=both), "maya")
    assert isinstance(first, Decided)
    assert (first.review, first.lacking) == (True, 1)
    second = judge(made(review("maya"), reviewers=both), "jon")
    assert isinstance(second, Decided)
    assert (second.by, second.lacking) == (("maya", "jon"), 0)
    signed = judge(made(reviewers=both), "maya", second="jon")
    assert isinstance(signed, Decided)
    assert (signed.by, signed.second, signed.lacking) == ("maya", "jon", 0)
    assert judge(made(reviewers=both), "ben") == ['"ben" is not on staff']


def queue(found: Program, member: str) -> list[tuple[str, str]]:
    dues = chosen(Snapshot(found, day("2026-02-03")), member=member)
    return [(each.who, each.command) for each in dues]


def changed(found: Program, **more: Any) -> Program:
    """The program with its claim said otherwise."""
    return replace(found, claims={PATH: shape.replace(found.claims[PATH], **more)})


def test_a_member_is_not_told_what_waits_for_their_review() -> None:
    """Never their own, one that they share, have reviewed, or of somebody they brought."""
    command = "goodword claim approve guide/2026-02-01-ana --by {}"
    brought = person("ana", referred_by="cleo")
    found = made(review("ben"), profiles=brought)
    assert queue(found, "dora") == [("dora", command.format("dora"))]
    assert [queue(found, each) for each in ("ana", "ben", "cleo")] == [[], [], []]
    shared = changed(made(), with_=("dora",))
    assert [len(queue(shared, each)) for each in ("dora", "eva")] == [0, 1]
    for reviewers in ({"staff": 2}, ["maya"]):
        assert queue(made(reviewers=reviewers), "dora") == []
    refused = {each: isinstance(judge(found, each), list) for each in ("ana", "cleo", "dora")}
    assert refused == {"ana": True, "cleo": True, "dora": False}
    done = changed(made(review("ben")), withdrawn=day("2026-02-02"))
    assert queue(done, "dora") == []
    with pytest.raises(Failure, match="no influencer"):
        queue(found, "dorra")


def test_a_member_waits_for_another_claim_before_they_review() -> None:
    """A review takes no place; the one that decides does, and says which claim comes first."""
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    files |= mission(reviewers={"staff": 1, "members": 2}, points={"value": 100, "limits": ONE})
    first, second = claim("ana", "2026-01-20"), claim("dora", "2026-01-21")
    (path,) = second
    found = Snapshot(program({**files, **first, **second}), day("2026-02-03"))
    for who in ("ben", "cleo"):
        lines = [each for each in chosen(found, member=who) if each.place.path == path]
        assert [each.command for each in lines] == [
            f"goodword claim approve guide/2026-01-21-dora --by {who}"
        ]
        assert "may go to an earlier claim" not in lines[0].why
    verdict = Verdict("ben", day("2026-02-03"))
    answer = decide(found.program, found.program.claims[path], verdict)
    assert isinstance(answer, Decided)
    assert answer.review
    second[path]["reviews"] = [review("ben")]
    found = Snapshot(program({**files, **first, **second}), day("2026-02-03"))
    (line,) = (each for each in chosen(found, member="cleo") if each.place.path == path)
    assert "may go to an earlier claim" in line.why
    assert line.command == "goodword claim approve guide/2026-01-20-ana --by cleo"
    verdict = Verdict("cleo", day("2026-02-03"))
    refused = decide(found.program, found.program.claims[path], verdict)
    assert isinstance(refused, tuple)
    assert "the last place may go to an earlier claim" in refused[0].message


@pytest.mark.parametrize(
    ("reviews", "reviewers", "told"),
    [
        ((), THREE, (0, 3)),
        (("ben",), THREE, (1, 3)),
        (("ben", "cleo"), THREE, (2, 3)),
        ((), {"staff": 2}, (0, 2)),
        ((), {"staff": 2, "members": 3}, (0, 2)),
        ((), {"staff": 1}, None),
        ((), ["maya"], None),
    ],
)
def test_staff_are_not_told_how_many_are_missing(
    reviews: tuple[str, ...], reviewers: Any, told: tuple[int, int] | None
) -> None:
    found = made(*map(review, reviews), reviewers=reviewers)
    assert progress(found, found.claims[PATH], day("2026-02-03")) == told
    (due,) = (x for x in chosen(Snapshot(found, day("2026-02-03"))) if x.what == "claims")
    words = f"; {told[0]} of {told[1]} have said the same" if told else "for guide, which"
    assert words in due.why


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ({}, {"quality": "high"}),
        ({}, {"outcome": "declined", "reason": "Not it"}),
        ({"points": 30, "reason": "Long"}, {"points": 40, "reason": "Longer"}),
    ],
)
def test_reviews_that_say_something_else_and_count(
    said: dict[str, Any], other: dict[str, Any]
) -> None:
    points = {"value": 20, "scale": {"least": 10, "most": 50}}
    kept: dict[str, Any] = {"stated": said["points"]} if "points" in said else {}
    there = made(review("ben", **kept), review("cleo", **kept), points=points)
    found = judge(there, "dora", **other)
    assert isinstance(found, Decided)
    assert found.lacking == 2
    same = judge(there, "dora", **said)
    assert isinstance(same, Decided)
    assert same.lacking == 0


def test_of_two_reviews_of_one_person_both_count() -> None:
    there = made(review("ben"), review("ben", quality="high"), review("cleo"))
    found = judge(there, "dora")
    assert isinstance(found, Decided)
    assert found.lacking == 1
    again = made(review("ben"), review("cleo"))
    assert judge(again, "cleo") == ['"cleo" has said the same already']
    turned = judge(again, "cleo", outcome="declined", reason="Too thin.")
    assert isinstance(turned, Decided)
    assert turned.lacking == 2


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "their own": ("ana", {}, '"ana" cannot decide what is their own'),
    "a relation": (
        "ben",
        person("ana", relations=[{"influencer": "ben", "kind": "partner"}]),
        '"ben" has a declared relation to "ana"',
    ),
    "a relation that the other declared": (
        "ben",
        person("ben", relations=[{"influencer": "ana", "kind": "friend"}]),
        '"ben" has a declared relation to "ana"',
    ),
    "who brought them": (
        "ben",
        person("ana", referred_by="ben"),
        '"ben" brought "ana" to the program',
    ),
    "an employee": (
        "ben",
        person("ben", staff="jon"),
        '"ben" is on staff as "jon"',
    ),
    "who is no member": (
        "ben",
        person("ben", history=[{"date": "2026-01-01", "stage": "invited"}]),
        '"ben" is invited on 2026-02-03, and members review',
    ),
    "who left": (
        "ben",
        person(
            "ben",
            history=[
                {"date": "2025-01-01", "stage": "member"},
                {"date": "2026-02-03", "stage": "left"},
            ],
        ),
        '"ben" is left on 2026-02-03, and members review',
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_who_may_not_review_and_does(case: str) -> None:
    by, profiles, expected = REFUSED[case]
    assert judge(made(profiles=profiles), by) == [expected]


def test_who_reviews_their_own_is_named_once_and_not_once_a_rule() -> None:
    on = Snapshot(made(review("ana"), review("ben")), day("2026-02-10"))
    rules = [BY_NAME[each] for each in ("reviewers", "self-decision")]
    found = [(rule.name, each.message) for rule in rules for each in rule.check(on)]
    assert found == [("self-decision", '"ana" cannot decide what is their own')]


def test_points_of_members_that_no_version_gives() -> None:
    said = {"points": 500, "reason": "More", "reason_code": "override", "second": "jon"}
    assert judge(made(), "ben", **said) == ["500 points are not the 100 that the versions give"]


def test_points_of_members_that_a_limit_cut() -> None:
    said = {"points": 500, "reason": "More", "reason_code": "override", "second": "jon"}
    there = made(points={"value": 20, "limits": {"total": 0}})
    assert judge(there, "ben", **said) == ["500 points are not the 0 that versions and limits give"]


def test_a_member_who_answers_an_appeal() -> None:
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    files |= mission(reviewers=THREE)
    appeal = {"date": "2026-02-03", "text": "Look again"}
    files |= claim("ana", "2026-02-01", decision=declined("2026-02-02"), appeal=appeal)
    assert judge(program(files), "ben") == ['"ben" is not on staff']
    answer = judge(program(files), "jon")
    assert isinstance(answer, Decided)
    assert (answer.by, answer.review) == ("jon", False)


def test_above_the_limit_of_one_person_several_who_need_a_second() -> None:
    two = {"staff": 1, "members": 2}
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    files |= {**mission(reviewers=two), **claim("ana", "2026-02-01", reviews=[review("ben")])}
    limit = [{"from": "2020-01-01", "escalate_above": 50}]
    found = judge(program(files, points=limit), "cleo")
    assert isinstance(found, Decided)
    assert found.by == ("ben", "cleo")
    alone = judge(program(files, points=limit), "maya")
    assert alone == ["100 points are more than 50, so two people decide"]


def test_a_line_of_the_claimant_that_names_who_reviewed() -> None:
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    files |= mission(reviewers=THREE)
    three = ["ben", "cleo", "dora"]
    decision = {"outcome": "approved", "by": three, "date": "2026-02-02", "points": 100}
    reviews = [review(each) for each in three]
    files |= claim("ana", "2026-02-01", reviews=reviews, decision=decision)
    found = program(files)
    lines = Snapshot(found, day("2026-02-10")).ledger.entries("ana")
    assert [each.reason for each in lines if each.kind == "awarded"] == [
        "guide of 2026-02-01, approved by 3 members"
    ]
    assert [*BY_NAME["reviewers"].check(Snapshot(found, day("2026-02-10")))] == []


def test_a_decision_that_kept_how_many_were_asked_and_is_judged_by_a_later_mission() -> None:
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    three = ["ben", "cleo", "dora"]
    kept = {"status": "open", "reviewers": THREE}
    decision = {"outcome": "approved", "by": three, "date": "2026-02-02", "points": 100}
    reviews = [review(each) for each in three]
    for reviewers in ({"members": 5}, ["maya"], []):
        for judged in ({"judged": kept}, {}):
            files |= mission(reviewers=reviewers)
            files |= claim("ana", "2026-02-01", reviews=reviews, decision={**decision, **judged})
            found = BY_NAME["reviewers"].check(Snapshot(program(files), day("2026-02-10")))
            assert bool([*found]) is not bool(judged), (reviewers, judged)


LOW = {"quality": "low"}
OTHERWISE = "another quality, quantity, points or bonuses"


@pytest.mark.parametrize(
    ("reviews", "decision", "found"),
    [
        ([review("ben"), review("cleo")], {}, []),
        ([review("ben", **LOW), review("ben"), review("cleo")], {}, []),
        (
            [review("ben", **LOW), review("cleo")],
            {},
            ["ben is named, but their last review says " + OTHERWISE],
        ),
        (
            [review("ben"), review("ben", "declined", reason="Not it"), review("cleo")],
            {},
            ["ben is named, but their last review says declined"],
        ),
        (
            [review("ben"), review("cleo")],
            {
                "points": 900,
                "reason_code": "override",
                "second": {"by": "maya", "date": "2026-02-03"},
            },
            ["other points than were computed, where several decide together"],
        ),
    ],
    ids=["the same", "put right", "less", "no more", "an override"],
)
def test_who_is_named_has_said_something_else(
    reviews: list[dict[str, Any]], decision: dict[str, Any], found: list[str]
) -> None:
    files = {path: data for each in PEOPLE for path, data in person(each).items()}
    asked = {"staff": 1, "members": 2}
    files |= mission(reviewers=asked)
    said = {"outcome": "approved", "by": ["ben", "cleo"], "date": "2026-02-03", "points": 100}
    judged = {"judged": {"status": "open", "reviewers": asked}}
    files |= claim("ana", "2026-02-01", reviews=reviews, decision={**said, **judged, **decision})
    there = BY_NAME["reviewers"].check(Snapshot(program(files), day("2026-02-10")))
    assert [each.message for each in there] == found


@pytest.mark.parametrize("referral", [{"percent": 10}, None])
def test_who_gets_points_for_it_decides(referral: dict[str, Any] | None) -> None:
    files = person("ana", referred_by="mm") | person("mm", staff="maya") | mission()
    files |= claim("ana", "2026-02-01", decision=approved("2026-02-02"))
    settings = {"referral": referral} if referral else {}
    there = program(files, **settings)
    told = [
        each.message for each in BY_NAME["self-decision"].check(Snapshot(there, day("2026-03-01")))
    ]
    assert told == ['"maya" brought "ana" and gets points for what they do'] * bool(referral)
