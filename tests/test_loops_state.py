"""The two axes: what the brand did, and who was told."""

from __future__ import annotations

import pytest

from tests.loop_program import (
    ITEM,
    answer,
    decided,
    delivered,
    item,
    joined,
    loops,
    one,
    person,
    plain,
    received,
    reopened,
    statuses,
    told,
    triaged,
    void,
    withdrawn,
)

START = (received("2026-03-02", "ana", "ben"), triaged("2026-03-03"))


def test_an_item_before_it_was_received_is_not_there() -> None:
    assert loops(item(plain(), *START), "2026-03-01").items == {}


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], "open-received"),
        ([{"step": "acknowledged", "date": "2026-03-03", "by": "maya"}], "open-acknowledged"),
        ([triaged("2026-03-03")], "open-triaged"),
        ([triaged("2026-03-03"), decided("2026-03-04", "planned")], "open-planned"),
        ([triaged("2026-03-03"), decided("2026-03-04", "exploring")], "open-exploring"),
        (
            [triaged("2026-03-03"), decided("2026-03-04", "deferred", revisit="2026-09-01")],
            "open-deferred",
        ),
        ([triaged("2026-03-03"), decided("2026-03-04", "needs-info")], "open-needs-info"),
        ([triaged("2026-03-03"), decided("2026-03-04", "declined")], "open-declined"),
        ([triaged("2026-03-03"), decided("2026-03-04", "already-available")], "open-available"),
        (
            [
                triaged("2026-03-03"),
                decided("2026-03-04", "planned"),
                {"step": "delivering", "date": "2026-03-05"},
            ],
            "open-delivering",
        ),
        (
            [triaged("2026-03-03"), decided("2026-03-04", "planned"), delivered("2026-03-06")],
            "open-delivered",
        ),
        (
            [
                triaged("2026-03-03"),
                decided("2026-03-04", "planned"),
                delivered("2026-03-06", "partial", remaining="PDF"),
            ],
            "open-delivering",
        ),
        (
            [
                triaged("2026-03-03"),
                decided("2026-03-04", "planned"),
                delivered("2026-03-06"),
                reopened("2026-03-09"),
            ],
            "open-reopened",
        ),
    ],
)
def test_the_state_follows_the_steps(steps: list[dict[str, object]], state: str) -> None:
    program = item(plain(), received("2026-03-02", "ana"), *steps)
    assert one(program, "2026-03-10").state == state


def test_a_delivered_item_with_one_untold_is_not_closed() -> None:
    program = item(plain(), *START, decided("2026-03-04", "planned"), delivered("2026-03-06"))
    program = told(program, "ana", "delivered", "2026-03-09")
    found = one(program, "2026-03-10")
    assert (found.state, found.delivered_not_told) == ("open-delivered", True)
    assert statuses(found)["ana", "delivered"] == "told"
    assert statuses(found)["ben", "delivered"] == "due"
    closed = one(told(program, "ben", "delivered", "2026-03-10"), "2026-03-10")
    assert (closed.state, closed.delivered_not_told) == ("closed-delivered", False)


def test_a_told_pays_the_earlier_milestones_of_its_round() -> None:
    program = item(plain(), *START, decided("2026-03-04", "declined"))
    program = told(program, "ana", "decided", "2026-03-05")
    assert statuses(one(program, "2026-03-05"))["ana", "acknowledged"] == "told"


def test_a_told_before_its_step_pays_nothing() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-05", "declined"),
    )
    program = told(program, "ana", "decided", "2026-03-04")
    assert one(program, "2026-03-06").state == "open-declined"


def test_a_newer_decision_replaces_the_older_debt() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "planned"),
        decided("2026-03-10", "declined"),
    )
    program = told(program, "ana", "decided", "2026-03-05")
    assert statuses(one(program, "2026-03-09"))["ana", "decided"] == "told"
    assert statuses(one(program, "2026-03-10"))["ana", "decided"] == "due"


@pytest.mark.parametrize(
    ("fields", "closes"),
    [
        ({}, True),
        ({"channel": "changelog"}, False),
        ({"channel": "newsletter"}, False),
        ({"channel": "portal"}, False),
        ({"delivery": "bounced"}, False),
        ({"delivery": "read"}, True),
        ({"round": 2}, False),
    ],
)
def test_what_is_not_personal_or_bounced_does_not_count(
    fields: dict[str, object], closes: bool
) -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
    )
    program = told(program, "ana", "decided", "2026-03-05", **fields)
    assert one(program, "2026-03-06").closed is closes


def test_the_portal_counts_for_who_wants_nothing_else_and_only_on_that_day() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
    )
    consent = [{"from": "2026-03-06", "messages": "portal-only"}]
    program = person(program, "ana", consent=consent)
    early = told(program, "ana", "decided", "2026-03-05", channel="portal")
    assert not one(early, "2026-03-10").closed
    late = told(program, "ana", "decided", "2026-03-06", channel="portal")
    assert one(late, "2026-03-10").state == "closed-declined"


def test_a_void_answer_counts_until_it_was_made_void() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
    )
    wrong = {"date": "2026-03-09", "by": "maya", "reason": "meant for another"}
    program = told(program, "ana", "decided", "2026-03-05", void=wrong)
    assert one(program, "2026-03-08").closed
    assert not one(program, "2026-03-09").closed


def test_a_void_step_counts_for_nothing_and_a_void_void_neither() -> None:
    steps = [*START, decided("2026-03-04", "declined"), void("2026-03-05", 2)]
    assert one(item(plain(), *steps), "2026-03-04").state == "open-declined"
    assert one(item(plain(), *steps), "2026-03-05").state == "open-triaged"
    again = [*steps, void("2026-03-06", 3)]
    assert one(item(plain(), *again), "2026-03-06").state == "open-declined"


def test_who_joins_late_is_owed_the_newest_and_what_follows() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "planned"),
        joined("2026-03-05", "cleo"),
        delivered("2026-03-10"),
    )
    found = statuses(one(program, "2026-03-09"))
    assert [key for key in found if key[0] == "cleo"] == [("cleo", "decided")]
    later = statuses(one(program, "2026-03-10"))
    assert [key for key in later if key[0] == "cleo"] == [
        ("cleo", "decided"),
        ("cleo", "delivered"),
    ]


def test_one_who_joins_before_any_decision_is_owed_the_acknowledgement() -> None:
    program = item(plain(), received("2026-03-02", "ana"), joined("2026-03-04", "cleo"))
    found = one(program, "2026-03-05")
    due = {each.to: each.due for each in found.told}
    assert {key: value.isoformat() for key, value in due.items() if value} == {
        "ana": "2026-03-05",
        "cleo": "2026-03-09",
    }


def test_one_who_withdraws_is_owed_nothing_more() -> None:
    program = item(
        plain(), *START, decided("2026-03-04", "declined"), withdrawn("2026-03-06", "ben")
    )
    program = told(program, "ana", "decided", "2026-03-05")
    assert not one(program, "2026-03-05").closed
    found = one(program, "2026-03-06")
    assert (found.state, found.originators) == ("closed-declined", ("ana",))


def test_an_item_that_all_withdrew_is_withdrawn_until_somebody_joins() -> None:
    program = item(
        plain(), *START, withdrawn("2026-03-04", "ana", "ben"), joined("2026-03-09", "cleo")
    )
    assert one(program, "2026-03-04").state == "closed-withdrawn"
    assert one(program, "2026-03-09").state == "open-triaged"


def test_withdrawing_after_the_end_does_not_change_how_it_ended() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
        withdrawn("2026-03-20", "ana"),
    )
    assert one(program, "2026-03-20").state == "closed-withdrawn"
    afterwards = told(program, "ana", "decided", "2026-03-23")
    assert one(afterwards, "2026-04-01").state == "closed-withdrawn"
    program = told(program, "ana", "decided", "2026-03-05")
    assert one(program, "2026-03-20").state == "closed-declined"


def test_an_item_that_all_withdrew_is_closed_as_exempt_with_nobody_named() -> None:
    steps = (received("2026-03-02", "ana"), triaged("2026-03-03"))
    end = (decided("2026-03-04", "declined", say={}), withdrawn("2026-03-20", "ana"))
    program = item(plain(), *steps, *end)
    for milestone in ("acknowledged", "decided"):
        program = answer(
            program, "ana", "2026-03-05", "exempt", milestone=milestone, reason="nda-withheld"
        )
    assert one(program, "2026-03-19").state == "closed-exempt"
    gone = one(program, "2026-03-20")
    assert (gone.state, gone.originators, gone.told) == ("closed-withdrawn", (), ())


def test_a_reopened_item_owes_its_round_anew() -> None:
    steps = [*START, decided("2026-03-04", "planned"), delivered("2026-03-06")]
    program = item(plain(), *steps, reopened("2026-03-12"), delivered("2026-03-20"))
    for who in ("ana", "ben"):
        program = told(program, who, "delivered", "2026-03-09")
    assert one(program, "2026-03-11").state == "closed-delivered"
    again = one(program, "2026-03-12")
    assert (again.state, again.round) == ("open-reopened", 2)
    assert statuses(again) == {("ana", "reopened"): "due", ("ben", "reopened"): "due"}
    assert one(program, "2026-03-20").state == "open-delivered"
    for who in ("ana", "ben"):
        program = told(program, who, "delivered", "2026-03-21", round=2)
    assert one(program, "2026-03-21").state == "closed-delivered"


@pytest.mark.parametrize("reason", ["opted-out", "left", "deceased", "nda-withheld"])
def test_an_exemption_stands_for_its_own_milestone_and_shows_in_the_state(reason: str) -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
    )
    program = answer(program, "ana", "2026-03-05", "exempt", milestone="decided", reason=reason)
    assert statuses(one(program, "2026-03-05")) == {
        ("ana", "acknowledged"): "due",
        ("ana", "decided"): "exempt",
    }
    program = answer(
        program, "ana", "2026-03-05", "exempt", milestone="acknowledged", reason=reason
    )
    assert one(program, "2026-03-05").state == "closed-exempt"


def test_unreachable_needs_attempts_on_two_channels() -> None:
    program = item(plain(), received("2026-03-02", "ana"))
    program = answer(program, "ana", "2026-03-03", "attempted", channel="mail")
    program = answer(program, "ana", "2026-03-04", "attempted", channel="mail")
    exempt = {"milestone": "acknowledged", "reason": "unreachable"}
    program = answer(program, "ana", "2026-03-06", "exempt", **exempt)
    assert statuses(one(program, "2026-03-06"))["ana", "acknowledged"] != "exempt"
    program = answer(program, "ana", "2026-03-05", "attempted", channel="phone")
    assert statuses(one(program, "2026-03-06"))["ana", "acknowledged"] == "exempt"


@pytest.mark.parametrize(
    ("on", "step"),
    [("2026-03-05", "told"), ("2026-03-09", "attempted")],
    ids=["told on another channel", "tried afterwards"],
)
def test_what_is_no_attempt_by_that_day_makes_somebody_unreachable(on: str, step: str) -> None:
    steps = (received("2026-03-02", "ana"), triaged("2026-03-03"), decided("2026-03-03", "planned"))
    program = item(plain(), *steps)
    program = answer(program, "ana", "2026-03-04", "attempted", channel="mail")
    more = {"milestone": "acknowledged"} if step == "told" else {}
    program = answer(program, "ana", on, step, channel="phone", **more)
    exempt = {"milestone": "decided", "reason": "unreachable"}
    program = answer(program, "ana", "2026-03-06", "exempt", **exempt)
    assert statuses(one(program, "2026-03-10"))["ana", "decided"] != "exempt"


def test_a_bounce_is_an_attempt() -> None:
    program = item(plain(), received("2026-03-02", "ana"))
    program = told(program, "ana", "acknowledged", "2026-03-03", delivery="bounced")
    program = answer(program, "ana", "2026-03-04", "attempted", channel="phone")
    exempt = {"milestone": "acknowledged", "reason": "unreachable"}
    program = answer(program, "ana", "2026-03-06", "exempt", **exempt)
    assert statuses(one(program, "2026-03-06"))["ana", "acknowledged"] == "exempt"


@pytest.mark.parametrize(
    "profile",
    [
        {
            "history": [
                {"date": "2025-01-01", "stage": "member"},
                {"date": "2026-03-05", "stage": "opted-out"},
            ]
        },
        {
            "history": [
                {"date": "2025-01-01", "stage": "member"},
                {"date": "2026-03-05", "stage": "deceased"},
            ]
        },
        {"consent": [{"from": "2026-03-05", "messages": "none"}]},
    ],
)
def test_to_whom_nothing_may_be_said_is_exempt_from_that_day(profile: dict[str, object]) -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
    )
    program = person(program, "ana", **profile)
    assert one(program, "2026-03-04").state == "open-declined"
    assert one(program, "2026-03-05").state == "closed-exempt"
    assert {each.date.isoformat() for each in one(program, "2026-03-09").told if each.date} == {
        "2026-03-05"
    }


def test_telling_somebody_acknowledges_an_item_without_a_step() -> None:
    program = told(
        item(plain(), received("2026-03-02", "ana")), "ana", "acknowledged", "2026-03-03"
    )
    assert one(program, "2026-03-03").state == "open-acknowledged"


def test_the_summary_counts_what_the_items_say() -> None:
    program = item(plain(), *START, decided("2026-03-04", "declined"))
    program = item(program, received("2026-03-02", "ana"), id_="2026-03-02-other")
    found = loops(program, "2026-03-20").summary
    assert (found.items, found.open, found.closed, found.untriaged) == (2, 2, 0, 1)
    assert (found.declined_not_told, found.delivered_not_told, found.overdue) == (1, 0, 2)
    assert found.closure_tenths == 0
    assert loops(program, "2026-03-01").summary.closure_tenths is None
    assert ITEM in loops(program, "2026-03-20").items
