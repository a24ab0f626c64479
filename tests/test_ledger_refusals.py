"""Decisions that come too late or fit no mission, and adjustments that were made void."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.appeals import answer
from goodword.ledger.award import Decided, Verdict
from tests.ledger_program import approved, claim, day, declined, mission, person, program
from tests.test_ledger_award import judge

REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a claim that was decided later": (
        claim("ana", "2026-02-01", decision=approved("2026-02-10")),
        {},
        "already decided, on 2026-02-10",
    ),
    "an appeal that was decided later": (
        claim(
            "ana",
            "2026-02-01",
            decision=declined("2026-02-02"),
            appeal={"date": "2026-02-03", "text": "Look again", "decision": approved("2026-02-10")},
        ),
        {"by": "jon"},
        "the appeal is already decided, on 2026-02-10",
    ),
    "a mission that is not there": (
        claim("ana", "2026-02-01", "talk"),
        {"path": "missions/talk/claims/2026-02-01-ana.yml"},
        'there is no mission "talk"',
    ),
    "another part of a country": (
        {
            **person("ana", region="DE-BY"),
            **mission(eligibility={"regions": ["DE-BE", "AT"]}),
            **claim("ana", "2026-02-01"),
        },
        {},
        '"ana" has region DE-BY, needed is one of DE-BE, AT',
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_a_decision_that_should_have_been_refused(case: str) -> None:
    files, more, message = REFUSED[case]
    assert judge(files, **more) == [message]


@pytest.mark.parametrize(
    ("limits", "shares", "capped"),
    [
        ({}, (("ana", 66), ("ben", 65)), ()),
        ({"per_influencer": 1}, (("ben", 131),), (("ana", "per_influencer"),)),
    ],
)
def test_an_override_of_two_is_refused_or_split_otherwise(
    limits: dict[str, int], shares: tuple[Any, ...], capped: tuple[Any, ...]
) -> None:
    files = {
        **mission(points=[{"from": "2025-01-01", "value": 100, "limits": limits}]),
        **claim("ana", "2026-01-20", decision=approved("2026-01-21", 100)),
        **claim("ana", "2026-02-01", together=["ben"]),
    }
    found = judge(files, points=131, second="jon", reason="It was big", reason_code="override")
    assert isinstance(found, Decided)
    assert (found.points, found.shares, found.capped_by) == (131, shares, capped)


def test_a_companion_whose_profile_is_missing_is_named_twice() -> None:
    """Who is not known is the reference's fault; the claim is judged by the others."""
    files = {
        **person("ana", region="DE"),
        **mission(eligibility={"regions": ["DE"], "since_days": 1}),
        **claim("ana", "2026-02-01", together=["zed"]),
    }
    found = judge(files)
    assert isinstance(found, Decided)
    assert found.shares == (("ana", 50), ("zed", 50))


@pytest.mark.parametrize(("on", "points"), [("2026-02-06", 0), ("2026-02-07", 100)])
def test_a_decision_of_two_holds_before_the_second_agreed(on: str, points: int) -> None:
    decision = approved("2026-02-03", second={"by": "jon", "date": "2026-02-07"})
    files = {**person("ana"), **mission(), **claim("ana", "2026-02-01", decision=decision)}
    assert compute(program(files), day(on)).account("ana").awarded == points


@pytest.mark.parametrize(
    ("by", "second", "words"),
    [
        ("kim", None, []),
        ("kim", "kim", ['the second person is "kim" too']),
        ("kim", "lea", []),
        ("jon", None, ['"jon" took part in the reversal that is appealed']),
        ("kim", "jon", ['"jon" took part in the reversal that is appealed']),
    ],
)
def test_an_appeal_against_a_reversal_is_answered_by_who_may_not(
    by: str, second: str | None, words: list[str]
) -> None:
    taken = {"date": "2026-02-10", "by": "jon", "shares": {"ana": 100}, "reason_code": "duplicate"}
    appeal = {"date": "2026-02-12", "text": "Look again"}
    path = "missions/guide/claims/2026-02-01-ana.yml"
    files = {
        **person("ana"),
        **mission(),
        **claim(
            "ana",
            "2026-02-01",
            decision=approved("2026-02-03"),
            reversals=[{**taken, "appeal": appeal}],
        ),
    }
    staff = [{"id": name, "name": name.title()} for name in ("maya", "jon", "kim", "lea")]
    made = program(files, staff=staff)
    verdict = Verdict(by, day("2026-02-15"), second=second)
    assert [each.message for each in answer(made, made.claims[path], 0, verdict)] == words


def by_hand(on: str, points: int, *, void: str | None = None, **more: Any) -> dict[str, Any]:
    data = {"kind": "adjustment", "points": points, "reason_code": "goodwill", "by": "maya", **more}
    if void:
        data["void"] = {"date": void, "by": "jon", "reason": "Twice by mistake"}
    return {f"influencers/ana/touchpoints/{on}-{abs(points)}.yml": data}


@pytest.mark.parametrize(
    ("files", "on", "spendable", "standing"),
    [
        (by_hand("2026-02-01", 50, void="2026-02-10"), "2026-02-09", 50, 50),
        (by_hand("2026-02-01", 50, void="2026-02-10"), "2026-02-10", 0, 0),
        (by_hand("2026-02-01", 50, void="2026-02-10", standing=False), "2026-02-10", 0, 0),
        (by_hand("2026-02-02", -30, void="2026-02-10"), "2026-02-09", 70, 70),
        (by_hand("2026-02-02", -30, void="2026-02-10"), "2026-02-10", 100, 100),
        (by_hand("2026-02-02", -30, void="2026-02-10", standing=False), "2026-02-09", 70, 100),
        (by_hand("2026-02-02", -30, void="2026-02-10", standing=False), "2026-02-10", 100, 100),
        (by_hand("2026-02-02", -130), "2026-02-10", 100, 100),
        (by_hand("2026-02-02", -130, void="2026-02-05"), "2026-02-10", 100, 100),
    ],
)
def test_an_adjustment_or_its_void_moves_other_points(
    files: dict[str, Any], on: str, spendable: int, standing: int
) -> None:
    given = claim("ana", "2026-01-10", decision=approved("2026-01-11"))
    base = {} if any(each["points"] > 0 for each in files.values()) else given
    found = compute(program({**person("ana"), **mission(), **base, **files}), day(on))
    account = found.account("ana")
    assert (account.spendable, account.standing) == (spendable, standing)
