"""Deciding a claim: what the decision says, and each reason for which it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.terms import Terms
from goodword.ledger.worth import recompute, split
from goodword.model.claim import Judged
from tests.ledger_program import approved, claim, day, declined, mission, person, program

CLAIM = "missions/guide/claims/2026-02-01-ana.yml"
EVERYONE = {**person("ana"), **person("ben"), **person("cleo")}
TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2025-01-01",
                "tiers": [
                    {"id": "base", "standing_at_least": 0},
                    {"id": "gold", "standing_at_least": 100},
                ],
            }
        ]
    }
}


def judge(
    files: dict[str, Any],
    by: str = "maya",
    on: str = "2026-02-03",
    path: str = CLAIM,
    settings: dict[str, Any] | None = None,
    anyway: bool = False,
    **more: Any,
) -> Decided | list[str]:
    made = program({**EVERYONE, **mission(), **files}, **(settings or {}))
    found = decide(made, made.claims[path], Verdict(by, day(on), **more), anyway=anyway)
    return found if isinstance(found, Decided) else [each.message for each in found]


def test_an_approval_that_gives_other_points_or_days() -> None:
    found = judge(claim("ana", "2026-02-01"), settings={"points": {"maturation_days": 7}})
    assert isinstance(found, Decided)
    assert (found.points, found.computed, found.shares) == (100, 100, (("ana", 100),))
    assert (found.version, found.available) == (day("1900-01-01"), day("2026-02-10"))
    assert found.judged == Judged(status="open"), "what it asked for then, nothing, must be kept"
    assert (found.capped_by, found.quality) == ((), "normal")


@pytest.mark.parametrize(("quality", "points"), [("low", 16), ("normal", 33), ("high", 49)])
def test_a_quality_rounded_up(quality: str, points: int) -> None:
    found = judge({**mission(points=33), **claim("ana", "2026-02-01")}, quality=quality)
    assert isinstance(found, Decided)
    assert found.points == points


@pytest.mark.parametrize(
    ("points", "shares"),
    [
        (100, (("ana", 34), ("cleo", 33), ("ben", 33))),
        (2, (("ana", 1), ("cleo", 1), ("ben", 0))),
        (0, (("ana", 0), ("cleo", 0), ("ben", 0))),
    ],
)
def test_what_is_left_over_that_goes_to_the_wrong_ones(
    points: int, shares: tuple[tuple[str, int], ...]
) -> None:
    assert split(points, ("ana", "cleo", "ben")) == shares


def test_a_share_of_somebody_at_their_limit_that_goes_to_others() -> None:
    files = {
        **mission(points={"value": 100, "limits": {"per_influencer": 1}}),
        **claim("ben", "2026-01-05", decision=approved("2026-01-06")),
        **claim("ana", "2026-02-01", together=["ben", "cleo"]),
    }
    found = judge(files)
    assert isinstance(found, Decided)
    assert found.shares == (("ana", 34), ("cleo", 33))
    assert (found.points, found.computed) == (67, 100)
    assert found.capped_by == (("ben", "per_influencer"),)


REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "somebody who is not on staff": (
        claim("ana", "2026-02-01"),
        {"by": "zoe"},
        '"zoe" is not on staff',
    ),
    "somebody who has left the staff": (
        claim("ana", "2026-02-01"),
        {
            "settings": {
                "staff": [{"id": "maya", "name": "Maya", "until": "2026-02-02"}],
            }
        },
        '"maya" is not on staff on 2026-02-03',
    ),
    "their own claim under the id of staff": (
        {**person("ana", staff="maya"), **claim("ana", "2026-02-01")},
        {},
        '"maya" is "ana" and cannot decide what is their own',
    ),
    "a relation of one who did it too": (
        {
            **person("ben", relations=[{"staff": "maya", "kind": "partner"}]),
            **claim("ana", "2026-02-01", together=["ben"]),
        },
        {},
        '"maya" has a declared relation to "ben"',
    ),
    "a witness": (
        claim("ana", "2026-02-01", evidence=[{"kind": "witness", "witness": "maya"}]),
        {},
        '"maya" is a witness of the claim',
    ),
    "no reviewer of the mission": (
        {**mission(reviewers=["jon"]), **claim("ana", "2026-02-01")},
        {},
        '"maya" is no reviewer of guide',
    ),
    "the first person as the second": (
        claim("ana", "2026-02-01"),
        {"second": "maya"},
        'the second person is "maya" too',
    ),
    "a day before it was submitted": (
        claim("ana", "2026-02-01"),
        {"on": "2026-01-31"},
        "2026-01-31 is before the claim was submitted, 2026-02-01",
    ),
    "a claim that was withdrawn": (
        claim("ana", "2026-02-01", withdrawn={"date": "2026-02-02"}),
        {},
        "the claim was withdrawn on 2026-02-02",
    ),
    "a claim that was approved": (
        claim("ana", "2026-02-01", decision=approved("2026-02-02")),
        {},
        "already approved by maya on 2026-02-02",
    ),
    "a claim that was declined": (
        claim("ana", "2026-02-01", decision=declined("2026-02-02")),
        {},
        "already declined by maya on 2026-02-02",
    ),
    "an appeal by who declined": (
        claim(
            "ana",
            "2026-02-01",
            decision=declined("2026-02-02"),
            appeal={"date": "2026-02-03", "text": "Look again"},
        ),
        {},
        '"maya" took part in the decision that is appealed',
    ),
    "somebody who was no member that day": (
        {**person("ana", since="2026-02-02"), **claim("ana", "2026-02-01")},
        {},
        '"ana" is not on the map on 2026-02-01, a member or on leave is needed',
    ),
    "a day before the mission opens": (
        {**mission(opens="2026-02-02"), **claim("ana", "2026-02-01")},
        {},
        "2026-02-01 is before guide opens, 2026-02-02",
    ),
    "a day after the mission closed": (
        {**mission(closes="2026-01-31"), **claim("ana", "2026-02-01")},
        {},
        "2026-02-01 is after guide closed, 2026-01-31",
    ),
    "a mission that is only proposed": (
        {**mission(status="proposed"), **claim("ana", "2026-02-01")},
        {},
        "guide is only proposed",
    ),
    "no points on the day": (
        {**mission(points=[{"from": "2026-03-01", "value": 5}]), **claim("ana", "2026-02-01")},
        {},
        "guide gives no points on 2026-02-01, its first version is from 2026-03-01",
    ),
    "too many points for one person": (
        claim("ana", "2026-02-01"),
        {"settings": {"points": {"escalate_above": 99}}},
        "100 points are more than 99, so two people decide",
    ),
    "other points without an override": (
        claim("ana", "2026-02-01"),
        {"points": 130, "second": "jon"},
        "130 points are not the 100 that the versions give",
    ),
    "a claim that came too late": (
        claim("ana", "2026-02-01", submitted="2026-07-01"),
        {"on": "2026-07-02"},
        "submitted 2026-07-01, too long after 2026-Q1",
    ),
    "a tier that is too low": (
        {**TIERS, **mission(eligibility={"tiers": ["gold"]}), **claim("ana", "2026-02-01")},
        {},
        '"ana" has tier base on 2026-02-01, needed is gold',
    ),
    "nobody under agreement": (
        {**mission(eligibility={"nda": True}), **claim("ana", "2026-02-01")},
        {},
        '"ana" has no agreement (NDA) in force on 2026-02-01',
    ),
    "somebody who joined too late": (
        {
            **person("ana", since="2026-01-30"),
            **mission(eligibility={"since_days": 30}),
            **claim("ana", "2026-02-01"),
        },
        {},
        '"ana" joined 2 days before, 30 needed',
    ),
    "another region": (
        {
            **person("ana", region="PT"),
            **mission(eligibility={"regions": ["DE", "AT"]}),
            **claim("ana", "2026-02-01"),
        },
        {},
        '"ana" has region PT, needed is one of DE, AT',
    ),
    "a decline without a reason": (
        claim("ana", "2026-02-01"),
        {"outcome": "declined"},
        "a decline needs a reason",
    ),
    "the last place while an earlier claim is undecided": (
        {
            **mission(points={"value": 100, "limits": {"total": 1}}),
            **claim("ben", "2026-01-31"),
            **claim("ana", "2026-02-01"),
        },
        {},
        (
            "the last place may go to an earlier claim that is undecided:"
            " missions/guide/claims/2026-01-31-ben.yml"
        ),
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_a_decision_that_should_have_been_refused(case: str) -> None:
    files, more, message = REFUSED[case]
    assert judge(files, **more) == [message]


def test_a_claim_that_waits_though_told_to_go_on() -> None:
    files = {
        **mission(points={"value": 100, "limits": {"total": 1}}),
        **claim("ben", "2026-01-31"),
        **claim("ana", "2026-02-01"),
    }
    found = judge(files, anyway=True)
    assert isinstance(found, Decided)
    assert (found.points, found.capped_by) == (0, (("ana", "total"),))


def test_a_tier_reached_on_the_day_that_does_not_count() -> None:
    files = {
        **TIERS,
        **mission(eligibility={"tiers": ["gold"]}),
        **mission("talk"),
        **claim("ana", "2026-02-01", "talk", decision=approved("2026-02-01")),
        **claim("ana", "2026-02-01"),
    }
    found = judge(files)
    assert isinstance(found, Decided)
    assert found.judged is not None
    assert found.judged.eligibility.tiers == ("gold",)


def test_an_appeal_that_another_cannot_decide() -> None:
    files = claim(
        "ana",
        "2026-02-01",
        decision=declined("2026-02-02"),
        appeal={"date": "2026-02-03", "text": "Look again"},
    )
    found = judge(files, by="jon")
    assert isinstance(found, Decided)
    assert (found.appeal, found.points) == (True, 100)


def test_an_override_that_is_refused() -> None:
    found = judge(
        claim("ana", "2026-02-01"),
        points=130,
        second="jon",
        reason="By far the best",
        reason_code="override",
    )
    assert isinstance(found, Decided)
    assert (found.points, found.computed, found.shares) == (130, 100, (("ana", 130),))


def test_something_paid_for_that_gives_points() -> None:
    found = judge(claim("ana", "2026-02-01", disclosure=[{"connection": "paid"}]))
    assert isinstance(found, Decided)
    assert (found.points, found.computed) == (0, 0)


@pytest.mark.parametrize(
    ("points", "capped_by"), [(0, {"ana": "per_influencer"}), (100, {})], ids=["before", "after"]
)
def test_a_decision_that_knew_less_or_more_of_its_day(
    points: int, capped_by: dict[str, str]
) -> None:
    files = {
        **person("ana"),
        **mission(points={"value": 100, "limits": {"per_influencer": 1}}),
        **claim("ana", "2026-02-01", at="10:00:00", decision=declined("2026-02-01")),
        **claim(
            "ana",
            "2026-02-01",
            number=2,
            at="11:00:00",
            decision=approved("2026-02-01", points, computed=100, capped_by=capped_by),
        ),
    }
    given = program(files)
    second = given.claims["missions/guide/claims/2026-02-01-ana.2.yml"]
    answers = recompute(given, second, terms=Terms(given))
    assert (points, tuple(capped_by.items())) in [(a.points, a.capped_by) for a in answers]
    assert len(answers) == 2
