"""What `--explain` says: why it is not closed, and doing exactly that closes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Place
from goodword.loops.sentences import explain, nexts
from goodword.model import departments
from tests.loop_program import (
    ITEM,
    answer,
    day,
    decided,
    delivered,
    item,
    loops,
    person,
    plain,
    received,
    reopened,
    told,
    triaged,
    withdrawn,
)

if TYPE_CHECKING:
    from goodword.loops.sentences import Next
    from goodword.model.program import Program

RECEIVED, TRIAGED = received("2026-03-02", "ana"), triaged("2026-03-03")


def said(program: Program, on: str, id_: str = ITEM) -> tuple[str, ...]:
    found = loops(program, on)
    return explain(found.items[id_], found, program)


def steps(program: Program, on: str, id_: str = ITEM) -> tuple[Next, ...]:
    found = loops(program, on)
    return nexts(found.items[id_], found, program)


def test_an_untriaged_item_is_the_job_of_the_first_of_staff() -> None:
    assert said(item(plain(), RECEIVED), "2026-03-06") == (
        '"Slow export" is open-received: it was received, and nobody has taken notice.',
        (
            "maya must tell ana that it arrived by 2026-03-05 (that day has passed): "
            f"goodword feedback tell {ITEM} ana --milestone acknowledged --channel … --summary …"
        ),
        (f"maya must find it an owner by 2026-03-09: goodword feedback triage {ITEM} --owner …"),
    )
    place = Place("program/departments.yml")
    product = {"id": "product", "name": "Product", "lead": "jon", "measure": "fixes"}
    with_departments = replace(
        item(plain(), RECEIVED),
        departments=departments.Departments.read(
            {"departments": [product], "categories": []}, place
        ),
    )
    assert said(with_departments, "2026-03-06")[-1] == (
        "maya must find it a department and an owner by 2026-03-09: "
        f"goodword feedback triage {ITEM} --department … --owner …"
    )


def test_a_newer_message_is_asked_for_once_and_pays_the_older() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "declined"))
    found = steps(program, "2026-03-10")
    assert [(each.who, each.what, each.late) for each in found] == [
        ("jon", "tell ana that it arrived and what was decided", True)
    ]
    closed = told(program, "ana", "decided", "2026-03-10")
    assert said(closed, "2026-03-10") == (
        '"Slow export" is closed-declined: it was declined, and everybody who raised it was told.',
        "Acknowledging it (ana) was due by 2026-03-05 and took until 2026-03-10.",
    )


def test_the_day_of_an_older_clock_is_said_of_a_newer_delivery_alone() -> None:
    wait = received("2026-03-02", "ana"), triaged("2026-03-03"), decided("2026-03-04", "planned")
    program = item(plain(), *wait, delivered("2026-06-01"))
    told_once = told(program, "ana", "acknowledged", "2026-03-03")
    (found,) = steps(told_once, "2026-06-02")
    assert (str(found.by), found.what, found.late) == (
        "2026-03-11",
        "tell ana what was decided and what was delivered",
        True,
    )
    (found,) = steps(told(told_once, "ana", "decided", "2026-03-05"), "2026-06-02")
    assert (str(found.by), found.what, found.late) == (
        "2026-06-08",
        "tell ana what was delivered",
        False,
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "jon must decide it by 2026-05-26: goodword feedback decide"),
        ([decided("2026-03-04", "planned")], "jon must deliver it, or decide it again: goodword"),
        (
            [decided("2026-03-04", "planned"), delivered("2026-03-05", "partial")],
            "jon must deliver the rest, or decide it again",
        ),
        (
            [decided("2026-03-04", "deferred", revisit="2026-09-01")],
            "jon must look at it again by 2026-09-01: goodword feedback decide",
        ),
        (
            [decided("2026-03-04", "deferred", revisit="2026-03-05")],
            "jon must decide it again by 2026-03-19: goodword feedback decide",
        ),
        (
            [decided("2026-03-04", "needs-info")],
            "jon must decide it as soon as the question is answered by 2026-05-26",
        ),
        (
            [decided("2026-03-04", "declined"), reopened("2026-03-05")],
            "jon must decide it again, or deliver where the old decision stands by",
        ),
        (
            [decided("2026-03-04", "duplicate", of="nowhere")],
            "jon must decide it again, since there is no item nowhere",
        ),
    ],
)
def test_each_open_state_says_what_comes_next(more: list[dict[str, object]], words: str) -> None:
    program = item(plain(), RECEIVED, TRIAGED, *more)
    assert any(sentence.startswith(words) for sentence in said(program, "2026-03-06"))


def test_a_decision_is_asked_for_with_words_for_those_who_wait() -> None:
    program = item(plain(), RECEIVED, TRIAGED)
    assert steps(program, "2026-03-06")[-1].command == (
        f"goodword feedback decide {ITEM} --say-members … --outcome … --rationale …"
    )
    nobody = {"step": "withdrawn", "date": "2026-03-05", "from": ["ana"], "by": "maya"}
    left = item(plain(), RECEIVED, TRIAGED, nobody)
    assert not any("--say" in each.command for each in steps(left, "2026-03-06"))


def test_a_pause_says_what_it_waits_for() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"))
    program = told(program, "ana", "question", "2026-03-05")
    assert "the clock waits for an answer to the question." in said(program, "2026-03-06")


def test_a_duplicate_names_what_it_waits_for() -> None:
    program = item(plain(), RECEIVED, id_="2026-03-02-main")
    duplicate = decided("2026-03-04", "duplicate", of="2026-03-02-main")
    program = item(program, RECEIVED, TRIAGED, duplicate)
    assert (
        "it waits for 2026-03-02-main, which is open-received: "
        "goodword loops 2026-03-02-main --explain" in said(program, "2026-03-06")
    )


def test_what_is_withheld_says_why() -> None:
    silent = decided("2026-03-04", "planned", say={})
    assert (
        "jon must decide it again with words for ana, who may not be told yet what was decided "
        f"by 2026-03-11: goodword feedback decide {ITEM} --outcome planned "
        "--say-members … --rationale …"
        in said(item(plain(), RECEIVED, TRIAGED, silent), "2026-03-06")
    )
    shut = delivered("2026-03-05", public="2026-04-01")
    found = said(item(plain(), RECEIVED, TRIAGED, silent, shut), "2026-03-06")
    assert "ana may not be told yet what was delivered: wait until it is public." in found
    assert not any("decide it again" in each for each in found)


def test_an_owner_who_left_the_staff_has_no_job() -> None:
    gone = [{"id": "maya", "name": "Maya"}, {"id": "jon", "name": "Jon", "until": "2026-03-31"}]
    program = item(plain(staff=gone), RECEIVED, TRIAGED)
    found = [each for each in steps(program, "2026-04-01") if "owner" in each.what]
    assert [(each.who, each.what) for each in found] == [
        ("maya", "find it a new owner, since jon is not on staff")
    ]


def test_a_heartbeat_does_not_name_all_who_heard_nothing() -> None:
    program = item(plain(), received("2026-03-02", "ana", "ben", "cleo"), TRIAGED)
    program = told(program, "ana", "heartbeat", "2026-04-02")
    beats = [each for each in steps(program, "2026-07-02") if "how it stands" in each.what]
    assert [(each.what, each.to, str(each.by), each.late) for each in beats] == [
        ("tell ben and cleo how it stands", ("ben", "cleo"), "2026-06-30", True),
        ("tell ana how it stands", ("ana",), "2026-09-30", False),
    ]
    assert (
        beats[0].command
        == f"goodword feedback tell {ITEM} ben cleo --milestone heartbeat --channel … --summary …"
    )


def test_who_opted_out_is_named_as_to_be_told() -> None:
    first = received("2026-03-02", "ana", "ben")
    program = item(plain(), first, TRIAGED, decided("2026-03-04", "planned"))
    for who in ("ana", "ben"):
        program = told(program, who, "decided", "2026-03-05")
    both = "jon must tell ana and ben how it stands, where it is still open then, by 2026-06-30."
    assert both in said(program, "2026-03-06")
    for stage in ("opted-out", "deceased"):
        history = [
            {"date": "2025-01-01", "stage": "member"},
            {"date": "2026-03-06", "stage": stage},
        ]
        gone = person(program, "ana", history=history)
        assert any("tell ben how it stands" in each for each in said(gone, "2026-03-06"))
        for day_ in ("2026-03-06", "2026-07-02", "2026-12-31"):
            assert not any("ana" in each.to or " ana" in each.what for each in steps(gone, day_))


def test_an_answered_question_is_still_waited_for() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"))
    program = told(program, "ana", "question", "2026-03-05")
    waits = "jon must decide it as soon as the question is answered by"
    assert any(each.startswith(waits) for each in said(program, "2026-03-12"))
    program = answer(program, "ana", "2026-03-12", "replied", summary="Only large ones.")
    found = said(program, "2026-03-12")
    assert any(each.startswith("jon must decide it, now that the question is") for each in found)
    asked_again = decided("2026-03-13", "needs-info")
    program = item(program, RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"), asked_again)
    assert any(each.startswith(waits) for each in said(program, "2026-03-13"))


def test_exemptions_verdicts_and_breaches_are_told() -> None:
    program = item(
        plain(), RECEIVED, TRIAGED, decided("2026-03-04", "planned"), delivered("2026-03-05")
    )
    program = told(program, "ana", "delivered", "2026-03-06")
    program = answer(program, "ana", "2026-03-09", "verdict", verdict="no")
    wish = "ana said on 2026-03-09 that it does not solve it; consider reopening the item."
    assert wish in said(program, "2026-03-10")
    content = answer(program, "ana", "2026-03-12", "verdict", verdict="partly")
    assert wish in said(content, "2026-03-10")
    assert wish not in said(content, "2026-03-12")
    assert wish.replace("; consider reopening the item", "") in said(content, "2026-03-12")
    again = (RECEIVED, TRIAGED, decided("2026-03-04", "planned"), delivered("2026-03-05"))
    reopened = {"step": "reopened", "date": "2026-03-11", "by": "jon", "cause": "not-solved"}
    there = item(program, *again, reopened)
    assert wish in said(there, "2026-03-10")
    assert wish not in said(there, "2026-03-11")
    late = answer(there, "ana", "2026-03-13", "verdict", verdict="no")
    assert "ana said on 2026-03-13 that it does not solve it." in said(late, "2026-03-13")
    anew = item(late, *again, reopened, delivered("2026-03-12"))
    wish = "ana said on 2026-03-13 that it does not solve it; consider reopening the item."
    assert wish in said(anew, "2026-03-13")
    program = person(item(plain(), RECEIVED), "ana", stage="opted-out")
    assert "ana was not told that it arrived: exempt as opted-out." in said(program, "2026-03-10")
    program = item(plain(), RECEIVED, withdrawn("2026-04-01", "ana"))
    assert said(program, "2026-04-02")[-1] == (
        "Finding it an owner was due by 2026-03-09 and had not happened by 2026-04-01, "
        "when it no longer mattered."
    )


def test_doing_exactly_what_is_said_closes_the_loop() -> None:
    program = item(plain(), received("2026-03-02", "ana", "ben"), TRIAGED)
    done = [RECEIVED | {"from": ["ana", "ben"]}, TRIAGED]
    on = "2026-03-10"
    for _ in range(10):
        found = steps(program, on)
        if not found:
            break
        for each in found:
            verb = each.command.split()[2]
            if verb == "tell":
                who, milestone = each.command.split()[4], each.command.split()[6]
                program = told(program, who, milestone, on)
            elif verb == "decide":
                done.append(decided(on, "planned"))
            elif verb == "deliver":
                done.append(delivered(on))
        program = item(program, *done)
    assert loops(program, on).items[ITEM].state == "closed-delivered"
    assert day(on) == loops(program, on).as_of


def test_a_question_after_the_decision_stops_the_sentences() -> None:
    program = item(
        plain(),
        RECEIVED,
        TRIAGED,
        decided("2026-03-04", "declined"),
        decided("2026-03-09", "needs-info"),
    )
    found = [(e.who, e.what, e.by, e.late) for e in steps(program, "2026-03-10")]
    assert ("jon", "decide it as soon as the question is answered", None, False) in found


def test_the_reason_of_an_exemption_is_not_said() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "declined"))
    left = answer(program, "ana", "2026-03-05", "exempt", milestone="decided", reason="left")
    assert "ana was not told what was decided: exempt as left." in said(left, "2026-03-10")
