"""The day before, the day and the day after: what a claim is and who may have it on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.appeals import target, too_late, waiting_reversal
from goodword.ledger.eligibility import judged, unmet
from goodword.ledger.membership import joined
from goodword.ledger.terms import Terms
from goodword.ledger.visible import (
    award_on,
    decided_on,
    decision_on,
    first_decided,
    gone_on,
    order_on,
    reversals_on,
    state_on,
    with_decision,
)
from tests.ledger_program import approved, claim, day, declined, mission, person, program

if TYPE_CHECKING:
    from goodword.model.claim import Claim

YES, NO = approved("2026-02-10"), declined("2026-02-10")
TWO = approved("2026-02-10", second={"by": "jon", "date": "2026-02-12"})
ASKED = {"date": "2026-02-20", "text": "Look again"}
REVERSAL = {"date": "2026-03-10", "by": "jon", "shares": {"ana": 60}, "reason_code": "fraud"}
LIFTED = {**REVERSAL, "appeal": {**ASKED, "decision": approved("2026-03-20", 0)}}


def made(**more: Any) -> Claim:
    found = program({**mission(), **person("ana"), **claim("ana", "2026-02-01", **more)})
    (only,) = found.claims.values()
    return only


def answered(on: str, **more: Any) -> dict[str, Any]:
    return {**ASKED, "decision": {**approved(on), "by": "jon", **more}}


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({}, {"2026-01-31": "absent", "2026-02-01": "submitted", "2027-01-01": "submitted"}),
        ({"submitted": "2026-02-05"}, {"2026-02-04": "absent", "2026-02-05": "submitted"}),
        ({"decision": YES}, {"2026-02-09": "submitted", "2026-02-10": "approved"}),
        ({"decision": TWO}, {"2026-02-11": "submitted", "2026-02-12": "approved"}),
        ({"decision": NO}, {"2026-02-09": "submitted", "2026-02-10": "declined"}),
        (
            {"decision": NO, "appeal": ASKED},
            {"2026-02-19": "declined", "2026-02-20": "appealed", "2027-02-20": "appealed"},
        ),
        (
            {"decision": NO, "appeal": answered("2026-02-25")},
            {"2026-02-24": "appealed", "2026-02-25": "approved"},
        ),
        (
            {"decision": NO, "appeal": answered("2026-02-25", outcome="declined", reason="No")},
            {"2026-02-24": "appealed", "2026-02-25": "declined"},
        ),
        (
            {"withdrawn": {"date": "2026-02-07"}},
            {"2026-02-06": "submitted", "2026-02-07": "withdrawn"},
        ),
        (
            {"withdrawn": {"date": "2026-02-10"}, "decision": YES},
            {"2026-02-09": "submitted", "2026-02-10": "withdrawn"},
        ),
        (
            {"withdrawn": {"date": "2026-02-11"}, "decision": YES},
            {"2026-02-10": "approved", "2026-02-11": "approved"},
        ),
        (
            {"withdrawn": {"date": "2026-02-12"}, "decision": TWO},
            {"2026-02-11": "submitted", "2026-02-12": "withdrawn"},
        ),
    ],
)
def test_a_claim_is_something_else_on_a_day(more: dict[str, Any], days: dict[str, str]) -> None:
    found = made(**more)
    for on, state in days.items():
        assert state_on(found, day(on)).value == state
        assert (award_on(found, day(on)) is not None) == (state == "approved"), on


def test_a_decision_holds_from_another_day() -> None:
    for decision, first in ((YES, "2026-02-10"), (TWO, "2026-02-12")):
        found = made(decision=decision)
        assert found.decision is not None
        assert decided_on(found.decision) == day(first)
        before = day(first).replace(day=day(first).day - 1)
        assert decision_on(found, before) is None
        assert first_decided(found, before) is None
        assert first_decided(found, day(first)) == day(first)
    assert first_decided(made(), day("2026-02-10")) is None
    earlier = approved("2026-02-10", second={"by": "jon", "date": "2026-02-08"})
    found = made(decision=earlier)
    assert found.decision is not None
    assert decided_on(found.decision) == day("2026-02-10")


def test_an_appeal_counts_by_another_day_than_its_own() -> None:
    plain = (day("2026-02-01"), "24", "guide", "ana", 1)
    found = made(decision=NO, appeal=ASKED)
    assert order_on(found, day("2026-02-19"))[:5] == plain
    assert order_on(found, day("2026-02-20"))[:5] == (day("2026-02-20"), *plain[1:])
    assert order_on(made(at="09:00:00"), day("2026-02-20"))[1] == "09:00:00"
    assert order_on(made(decision=YES, appeal=ASKED), day("2026-02-20"))[:5] == plain
    assert order_on(made(appeal=ASKED), day("2026-02-20"))[:5] == plain


@pytest.mark.parametrize("appeal", [True, False])
def test_a_decision_is_laid_over_the_appeal_that_is_not_meant(appeal: bool) -> None:
    found = made(decision=NO, appeal=ASKED)
    laid = with_decision(found, None, appeal=appeal)
    assert (laid.decision is None) is not appeal
    assert laid.appeal is not None, "the appeal itself stays"


@pytest.mark.parametrize(
    ("reversals", "on", "holds", "gone"),
    [
        ([], "2026-04-01", 0, False),
        ([REVERSAL], "2026-03-09", 0, False),
        ([REVERSAL], "2026-03-10", 1, False),
        ([REVERSAL, {**REVERSAL, "shares": {"ana": 39}}], "2026-03-10", 2, False),
        ([REVERSAL, {**REVERSAL, "shares": {"ana": 40}}], "2026-03-10", 2, True),
        ([REVERSAL, {**REVERSAL, "shares": {"ana": 41}}], "2026-03-10", 2, True),
        ([LIFTED], "2026-03-19", 1, False),
        ([LIFTED], "2026-03-20", 0, False),
        ([{**REVERSAL, "appeal": ASKED}], "2026-03-20", 1, False),
        ([{**REVERSAL, "appeal": {**ASKED, "decision": NO}}], "2026-03-20", 1, False),
    ],
)
def test_a_reversal_holds_on_another_day(
    reversals: list[dict[str, Any]], on: str, holds: int, gone: bool
) -> None:
    found = made(decision=YES, reversals=reversals)
    assert len([*reversals_on(found, day(on))]) == holds
    assert found.decision is not None
    assert gone_on(found, found.decision, day(on)) is gone
    assert gone_on(found, found.decision, day(on), restored=2) is False


@pytest.mark.parametrize(
    ("reversals", "on", "index"),
    [
        ([], "2026-03-10", None),
        ([REVERSAL], "2026-03-10", None),
        ([{**REVERSAL, "appeal": ASKED}], "2026-02-19", None),
        ([{**REVERSAL, "appeal": ASKED}], "2026-02-20", 0),
        ([REVERSAL, {**REVERSAL, "appeal": ASKED}], "2026-02-20", 1),
        ([LIFTED], "2026-03-19", 0),
        ([LIFTED], "2026-03-20", None),
    ],
)
def test_an_appeal_waits_on_other_days(
    reversals: list[dict[str, Any]], on: str, index: int | None
) -> None:
    assert waiting_reversal(made(decision=YES, reversals=reversals), day(on)) == index


@pytest.mark.parametrize(
    ("more", "on", "where"),
    [
        ({}, "2026-02-10", "not decided yet, so there is nothing to appeal against"),
        ({"decision": NO}, "2026-02-09", "2026-02-09 is before the decision, 2026-02-10"),
        ({"decision": NO}, "2026-02-10", ("appeal",)),
        ({"decision": NO}, "2026-04-11", ("appeal",)),
        (
            {"decision": NO},
            "2026-04-12",
            "2026-04-12 is more than 60 days after it was declined on 2026-02-10",
        ),
        (
            {"decision": NO, "appeal": ASKED},
            "2026-02-19",
            "already appealed on 2026-02-20; an appeal is made once",
        ),
        (
            {"decision": NO, "appeal": ASKED},
            "2026-02-20",
            "already appealed on 2026-02-20; an appeal is made once",
        ),
        (
            {"withdrawn": {"date": "2026-02-03"}},
            "2026-02-03",
            "the claim was withdrawn on 2026-02-03",
        ),
        (
            {"decision": YES},
            "2026-02-10",
            "approved and not taken back, so there is nothing to appeal against",
        ),
        (
            {"decision": YES, "reversals": [REVERSAL]},
            "2026-03-09",
            "approved and not taken back, so there is nothing to appeal against",
        ),
        (
            {"decision": YES, "reversals": [REVERSAL]},
            "2026-03-10",
            ("reversals", 0, "appeal"),
        ),
        (
            {"decision": YES, "reversals": [REVERSAL, REVERSAL]},
            "2026-03-10",
            ("reversals", 1, "appeal"),
        ),
        (
            {"decision": YES, "reversals": [REVERSAL, LIFTED]},
            "2026-03-10",
            ("reversals", 0, "appeal"),
        ),
        (
            {"decision": YES, "reversals": [LIFTED]},
            "2026-03-10",
            "already appealed on 2026-02-20; an appeal is made once",
        ),
    ],
)
def test_an_appeal_is_written_elsewhere(
    more: dict[str, Any], on: str, where: str | tuple[str | int, ...]
) -> None:
    found = made(**more)
    said = target(Terms(program({**mission(), **person("ana")})), found, day(on))
    assert getattr(said, "message", said) == where


def test_an_appeal_comes_too_late_on_another_day() -> None:
    terms = Terms(program(person("ana")))
    assert too_late(terms, day("2026-02-10"), day("2026-04-11")) is None
    late = too_late(terms, day("2026-02-10"), day("2026-04-12"))
    assert late is not None
    assert late.hint == "it could be appealed against until 2026-04-11"


STAGES = [
    {"date": "2025-06-01", "stage": "member"},
    {"date": "2025-08-01", "stage": "on-leave"},
    {"date": "2025-09-01", "stage": "left"},
    {"date": "2025-12-01", "stage": "candidate"},
    {"date": "2026-01-22", "stage": "member"},
    {"date": "2026-01-25", "stage": "on-leave"},
]


@pytest.mark.parametrize(
    ("on", "since"),
    [
        ("2025-05-31", None),
        ("2025-06-01", "2025-06-01"),
        ("2025-08-31", "2025-06-01"),
        ("2025-09-01", None),
        ("2026-01-21", None),
        ("2026-01-22", "2026-01-22"),
        ("2026-02-22", "2026-01-22"),
    ],
)
def test_somebody_is_a_member_since_another_day(on: str, since: str | None) -> None:
    found = program(person("ana", history=STAGES)).influencers["ana"]
    assert joined(found, day(on)) == (day(since) if since else None)


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
SIGNED = [{"version": "1", "signed": "2026-01-01", "expires": "2026-01-31"}]


def terms_of(files: dict[str, Any], on: str = "2026-02-01", **more: Any) -> list[str]:
    whole = program({**person("ana"), **TIERS, **mission(), **claim("ana", on), **files}, **more)
    only = next(each for each in whole.claims.values() if each.influencer == "ana")
    ledger = compute(whole, day("2026-12-31"))
    return [each.message for each in unmet(whole, Terms(whole), only, lambda: ledger)]


def asks(**eligibility: Any) -> dict[str, Any]:
    return mission(eligibility=eligibility)


@pytest.mark.parametrize(
    ("files", "on", "said"),
    [
        ({}, "2026-02-01", []),
        (mission(opens="2026-02-01"), "2026-02-01", []),
        (
            mission(opens="2026-02-02"),
            "2026-02-01",
            ["2026-02-01 is before guide opens, 2026-02-02"],
        ),
        (mission(closes="2026-02-01"), "2026-02-01", []),
        (
            mission(closes="2026-01-31"),
            "2026-02-01",
            ["2026-02-01 is after guide closed, 2026-01-31"],
        ),
        (mission(status="proposed"), "2026-02-01", ["guide is only proposed"]),
        (mission(status="closed"), "2026-02-01", []),
        (person("ana", history=STAGES), "2026-02-01", []),
        (
            person("ana", history=STAGES),
            "2026-01-21",
            ['"ana" is candidate on 2026-01-21, a member or on leave is needed'],
        ),
        (
            person("ana", history=STAGES),
            "2025-05-31",
            [
                '"ana" is not on the map on 2025-05-31, a member or on leave is needed',
            ],
        ),
        ({**asks(since_days=10), **person("ana", history=STAGES)}, "2026-02-01", []),
        (
            {**asks(since_days=10), **person("ana", history=STAGES)},
            "2026-01-31",
            ['"ana" joined 9 days before, 10 needed'],
        ),
        ({**asks(nda=True), **person("ana", nda=SIGNED)}, "2026-01-31", []),
        ({**asks(nda=True), **person("ana", nda=SIGNED)}, "2026-01-01", []),
        (
            {**asks(nda=True), **person("ana", nda=SIGNED)},
            "2026-02-01",
            ['"ana" has no agreement (NDA) in force on 2026-02-01'],
        ),
        (asks(tiers=["base"]), "2026-02-01", []),
        (
            asks(tiers=["gold", "star"]),
            "2026-02-01",
            ['"ana" has tier base on 2026-02-01, needed is gold, star'],
        ),
        (
            asks(regions=["PT"]),
            "2026-02-01",
            ['"ana" has region none, needed is one of PT'],
        ),
        ({**asks(regions=["PT"]), **person("ana", region="PT")}, "2026-02-01", []),
        ({**asks(regions=["PT"]), **person("ana", region="PT-11")}, "2026-02-01", []),
        (
            {**asks(regions=["PT-11"]), **person("ana", region="PT")},
            "2026-02-01",
            ['"ana" has region PT, needed is one of PT-11'],
        ),
        (asks(languages=["en"]), "2026-02-01", []),
        ({**asks(languages=["en"]), **person("ana", languages=["de", "en"])}, "2026-02-01", []),
        (
            {**asks(languages=["en", "fr"]), **person("ana", languages=["de", "es"])},
            "2026-02-01",
            ['"ana" has language de, es, needed is one of en, fr'],
        ),
        ({**asks(topics=["maps"]), **person("ana", topics=["maps", "x"])}, "2026-02-01", []),
        (
            asks(topics=["maps"]),
            "2026-02-01",
            ['"ana" has topic none, needed is one of maps'],
        ),
        ({**asks(categories=["b"]), **person("ana", category="b")}, "2026-02-01", []),
        (
            {**asks(categories=["b"]), **person("ana", category="c")},
            "2026-02-01",
            ['"ana" has category c, needed is one of b'],
        ),
    ],
)
def test_a_term_of_a_mission_is_judged_otherwise(
    files: dict[str, Any], on: str, said: list[str]
) -> None:
    assert terms_of(files, on) == said


def test_nobody_is_looked_at_after_somebody_who_is_not_there() -> None:
    files = {**asks(nda=True), **claim("ana", "2026-02-01", together=["zoe", "ben"])}
    said = terms_of({**files, **person("ben"), **person("ana", nda=SIGNED)})
    assert said == [
        '"ana" has no agreement (NDA) in force on 2026-02-01',
        '"ben" has no agreement (NDA) in force on 2026-02-01',
    ]
    files = {**asks(topics=["maps"]), **claim("ana", "2026-02-01", together=["zoe", "ben"])}
    said = terms_of({**files, **person("ben"), **person("ana", topics=["maps"])})
    assert said == ['"ben" has topic none, needed is one of maps']
    history = [{"date": "2026-01-01", "stage": "left"}]
    files = claim("ana", "2026-02-01", together=["zoe", "ben"])
    said = terms_of({**files, **person("ben", history=history)})
    assert said == ['"ben" is left on 2026-02-01, a member or on leave is needed']


def test_what_is_judged_of_a_person_is_another_thing() -> None:
    own = {**person("ana", languages=["de"], region="PT"), **asks(nda=True)}
    for files, languages in ((own, ("de",)), ({**person("ana"), **asks(nda=True)}, ("en",))):
        whole = program(
            {**mission(), **claim("ana", "2026-02-01"), **files}, languages=["en", "fr"]
        )
        (only,) = whole.claims.values()
        found = judged(whole, only, lambda *_: None)
        assert found is not None
        assert (found.languages, found.status) == (languages, "open")
        assert found.eligibility is not None
        assert found.eligibility.nda
    whole = program({**mission(), **claim("ana", "2026-02-01")})
    (only,) = whole.claims.values()
    assert judged(whole, only, lambda *_: None) is None, "there is nobody to judge"
    whole = program({**person("ana"), **claim("ana", "2026-02-01")})
    (only,) = whole.claims.values()
    assert judged(whole, only, lambda *_: None) is None, "there is no mission to judge by"


def test_only_one_of_two_languages_of_a_program_is_the_first() -> None:
    wanted = asks(languages=["de"])
    assert terms_of(wanted, languages=["de", "en"]) == []
    assert terms_of(wanted, languages=["en", "de"]) == [
        '"ana" has language en, needed is one of de'
    ]


@pytest.mark.parametrize(
    ("submitted", "late"),
    [
        ("2026-06-30", False),
        ("2026-07-01", True),
    ],
)
def test_a_claim_is_too_old_on_another_day(submitted: str, late: bool) -> None:
    said = terms_of(claim("ana", "2026-02-01", submitted=submitted))
    assert said == ([f"submitted {submitted}, too long after 2026-Q1"] if late else [])
