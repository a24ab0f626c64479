"""Rules about feedback: each bites on what it is for, and on nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.loop_program import (
    ITEM,
    answer,
    decided,
    delivered,
    item,
    joined,
    person,
    plain,
    received,
    reopened,
    told,
    triaged,
    void,
    withdrawn,
)

if TYPE_CHECKING:
    from goodword.model.program import Program

WRONG = {"void": "of", "withdrawn": "from"}
"""The key that is named as out of order, where it is not `step`."""
RECEIVED, TRIAGED = received("2026-03-02", "ana"), triaged("2026-03-03")


def found(rule: str, program: Program) -> list[tuple[str, tuple[str | int, ...], str]]:
    """What a rule says: the file's name, the way inside, the message."""
    snapshot = Snapshot(program, date(2026, 12, 1))
    return [
        (each.place.path.rsplit("/", 1)[1], each.place.pointer, each.message)
        for each in BY_NAME[rule].check(snapshot)
    ]


def messages(rule: str, program: Program) -> list[str]:
    return [message for _, _, message in found(rule, program)]


@pytest.mark.parametrize(
    ("steps", "place", "words"),
    [
        ([TRIAGED], None, "no step received counts"),
        ([received("2026-03-05", "ana"), TRIAGED], 1, "the first step is triaged on 2026-03-03"),
        ([RECEIVED, received("2026-03-04", "ben")], 1, "received a second time"),
        ([RECEIVED, decided("2026-03-04", "planned")], 1, "decided before it was triaged"),
        ([RECEIVED, TRIAGED, delivered("2026-03-04")], 2, "delivered before it was decided"),
        (
            [RECEIVED, TRIAGED, decided("2026-03-04", "deferred"), delivered("2026-03-05")],
            3,
            "delivered after it was decided deferred on 2026-03-04",
        ),
        (
            [
                RECEIVED,
                TRIAGED,
                decided("2026-03-04", "planned"),
                delivered("2026-03-05"),
                delivered("2026-03-06"),
            ],
            4,
            "after it was delivered in full on 2026-03-05",
        ),
        (
            [RECEIVED, TRIAGED, decided("2026-03-04", "planned"), reopened("2026-03-05")],
            3,
            "reopened, but it is planned",
        ),
        (
            [
                RECEIVED,
                TRIAGED,
                decided("2026-03-04", "declined"),
                reopened("2026-03-05"),
                reopened("2026-03-06"),
            ],
            4,
            "nothing was decided or delivered in this round",
        ),
        (
            [
                RECEIVED,
                TRIAGED,
                decided("2026-03-04", "declined"),
                reopened("2026-03-05"),
                delivered("2026-03-06"),
            ],
            4,
            "after it was decided declined",
        ),
        ([RECEIVED, withdrawn("2026-03-04", "ben")], 1, "ben withdraws"),
        ([RECEIVED, void("2026-03-04", 1)], 1, "expected one before it"),
        ([RECEIVED, void("2026-03-04", 9)], 1, "the steps are 0 to 1"),
        ([RECEIVED, TRIAGED, void("2026-03-02", 1)], 2, "before the step it names"),
        ([RECEIVED, void("2026-03-04", 0)], None, "no step received counts"),
    ],
)
def test_steps_out_of_order_are_named(
    steps: list[dict[str, Any]], place: int | None, words: str
) -> None:
    said = found("feedback-order", item(plain(), *steps))
    wrong = "step" if place is None else WRONG.get(steps[place]["step"], "step")
    assert [pointer for _, pointer, _ in said] == [
        ("steps",) if place is None else ("steps", place, wrong)
    ]
    assert words in said[0][2]


@pytest.mark.parametrize(
    "steps",
    [
        [RECEIVED, {"step": "acknowledged", "date": "2026-03-02", "by": "maya"}, TRIAGED],
        [decided("2026-03-04", "planned"), TRIAGED, RECEIVED],
        [
            RECEIVED,
            TRIAGED,
            decided("2026-03-04", "needs-info"),
            decided("2026-03-05", "exploring"),
            delivered("2026-03-06", "partial"),
            joined("2026-03-07", "ben"),
            delivered("2026-03-08"),
            reopened("2026-03-09"),
            delivered("2026-03-10"),
            withdrawn("2026-03-11", "ben"),
        ],
        [RECEIVED, decided("2026-03-03", "declined"), void("2026-03-04", 1), triaged("2026-03-05")],
        [RECEIVED, TRIAGED, decided("2026-03-04", "duplicate", of="x"), reopened("2026-03-05")],
    ],
)
def test_legal_orders_are_let_through(steps: list[dict[str, Any]]) -> None:
    assert found("feedback-order", item(plain(), *steps)) == []


def chain(program: Program, *links: tuple[str, str]) -> Program:
    for name, of in links:
        program = item(
            program, RECEIVED, TRIAGED, decided("2026-03-04", "duplicate", of=of), id_=name
        )
    return program


def test_a_circle_of_duplicates_is_named_in_each_of_its_items() -> None:
    program = chain(plain(), ("a", "b"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", "a"))
    assert found("duplicate-chain", program) == [
        ("b.yml", ("steps", 2, "of"), "a circle of duplicates: b of c of b"),
        ("c.yml", ("steps", 2, "of"), "a circle of duplicates: c of b of c"),
        ("d.yml", ("steps", 2, "of"), "this item is a duplicate of itself"),
    ]


def test_a_chain_of_duplicates_that_ends_is_let_through() -> None:
    program = item(chain(plain(), ("a", "b"), ("b", "c")), RECEIVED, id_="c")
    assert found("duplicate-chain", program) == []


DECLINED = (RECEIVED, TRIAGED, decided("2026-03-05", "declined"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"milestone": "decided", "on": "2026-03-04"},
            f"told on 2026-03-04, but {ITEM} was decided on 2026-03-05",
        ),
        (
            {"milestone": "delivered", "on": "2026-03-06"},
            f"told of delivered, but {ITEM} was not delivered in round 1",
        ),
        (
            {"milestone": "decided", "on": "2026-03-06", "round": 2},
            f"told in round 2, but {ITEM} has 1",
        ),
        (
            {"milestone": "question", "on": "2026-03-06"},
            f"told of question, but {ITEM} was not decided needs-info in round 1",
        ),
        ({"milestone": "acknowledged", "on": "2026-03-02"}, None),
        ({"milestone": "heartbeat", "on": "2026-03-01"}, None),
        ({"milestone": "decided", "on": "2026-03-05"}, None),
    ],
)
def test_told_before_what_is_told_is_named(fields: dict[str, Any], message: str | None) -> None:
    program = told(item(plain(), *DECLINED), "ana", **fields)
    assert messages("told-before-step", program) == ([message] if message else [])


def test_telling_of_a_step_that_was_void_later_is_no_mistake() -> None:
    program = told(item(plain(), *DECLINED, void("2026-03-09", 2)), "ana", "decided", "2026-03-06")
    assert found("told-before-step", program) == []


@pytest.mark.parametrize(
    ("reason", "profile", "named"),
    [
        ("opted-out", {}, True),
        ("opted-out", {"consent": [{"from": "2026-01-01", "messages": "none"}]}, False),
        ("opted-out", {"stage": "opted-out"}, False),
        ("left", {}, True),
        ("left", {"stage": "left"}, False),
        ("deceased", {"stage": "left"}, True),
        ("deceased", {"stage": "deceased"}, False),
        ("unreachable", {}, True),
        ("nda-withheld", {}, True),
        ("nda-withheld", {"stage": "candidate"}, False),
    ],
)
def test_an_exemption_without_grounds_is_named(
    reason: str, profile: dict[str, Any], named: bool
) -> None:
    program = person(item(plain(), *DECLINED), "ana", **profile)
    program = answer(program, "ana", "2026-03-06", "exempt", milestone="decided", reason=reason)
    said = found("exemption-grounds", program)
    assert [pointer for _, pointer, _ in said] == ([("reason",)] if named else [])


def test_unreachable_after_two_channels_has_grounds() -> None:
    program = item(plain(), *DECLINED)
    program = answer(program, "ana", "2026-03-05", "attempted", channel="mail")
    program = answer(program, "ana", "2026-03-06", "attempted", channel="phone")
    program = answer(
        program, "ana", "2026-03-06", "exempt", milestone="decided", reason="unreachable"
    )
    assert found("exemption-grounds", program) == []


def test_an_answer_to_somebody_who_raised_nothing_is_named() -> None:
    program = told(item(plain(), *DECLINED), "ben", "decided", "2026-03-06")
    assert [pointer for _, pointer, _ in found("told-stranger", program)] == [("refs", 0)]
    joining = item(program, *DECLINED, joined("2026-03-06", "ben"))
    assert found("told-stranger", joining) == []


def test_an_answer_through_the_item_merged_into_is_no_stranger() -> None:
    program = chain(plain(), ("a", "b"))
    program = item(program, received("2026-03-02", "cleo"), id_="b")
    program = told(program, "ana", "acknowledged", "2026-03-06", about="b")
    assert found("told-stranger", program) == []


@pytest.mark.parametrize(
    ("fields", "profile", "words"),
    [
        ({}, {}, ["not to be said to ana before 2026-04-01"]),
        ({}, {"nda": [{"version": "1", "signed": "2026-01-01"}]}, []),
        (
            {},
            {"nda": [{"version": "1", "signed": "2026-01-01", "expires": "2026-02-01"}]},
            ["before"],
        ),
        ({"on": "2026-04-01"}, {}, []),
    ],
)
def test_telling_before_the_public_day_is_named_unless_an_agreement_is_live(
    fields: dict[str, Any], profile: dict[str, Any], words: list[str]
) -> None:
    steps = (
        RECEIVED,
        TRIAGED,
        decided("2026-03-05", "planned"),
        delivered("2026-03-10", public="2026-04-01"),
    )
    program = person(item(plain(), *steps), "ana", **profile)
    program = told(program, "ana", "delivered", **{"on": "2026-03-12", **fields})
    said = messages("told-withheld", program)
    assert len(said) == len(words)
    assert all(word in message for word, message in zip(words, said, strict=True))


def test_telling_what_has_no_words_for_that_audience_is_named() -> None:
    program = person(item(plain(), *DECLINED), "ana", stage="candidate")
    program = told(program, "ana", "decided", "2026-03-06")
    assert "say has nothing for ana" in messages("told-withheld", program)[0]


def test_an_impersonal_channel_is_named_but_not_for_portal_only() -> None:
    program = told(item(plain(), *DECLINED), "ana", "decided", "2026-03-06", channel="newsletter")
    assert [pointer for _, pointer, _ in found("impersonal-answer", program)] == [("channel",)]
    consent = [{"from": "2026-01-01", "messages": "portal-only"}]
    assert found("impersonal-answer", person(program, "ana", consent=consent)) == []


def test_an_automated_no_is_named_until_a_personal_one_follows() -> None:
    program = told(item(plain(), *DECLINED), "ana", "decided", "2026-03-06", automated=True)
    assert [pointer for _, pointer, _ in found("automated-decline", program)] == [("automated",)]
    assert found("automated-decline", told(program, "ana", "decided", "2026-03-09")) == []


def test_one_text_to_five_people_is_named_and_to_four_is_not() -> None:
    people = [f"p{number}" for number in range(5)]
    program = item(plain(), received("2026-03-02", *people))
    for each in people[:4]:
        program = person(program, each)
        program = told(program, each, "acknowledged", "2026-03-03", summary="Thank you!")
    assert found("same-answer", program) == []
    program = told(program, "p4", "acknowledged", "2026-03-03", summary="thank  YOU!")
    assert messages("same-answer", program) == ["5 people were told this same text"]


def test_five_items_with_one_rationale_are_named_and_four_are_not() -> None:
    program = plain()
    for number in range(4):
        program = item(program, *DECLINED, id_=f"i{number}")
    assert found("same-rationale", program) == []
    program = item(program, *DECLINED, id_="i4")
    assert found("same-rationale", program) == [
        (
            "i0.yml",
            ("steps", 2, "rationale"),
            "jon decided 5 items on 2026-03-05 with this same rationale",
        )
    ]
