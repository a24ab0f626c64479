"""Duplicates: whose feedback is merged, what is owed for it, and how it comes apart again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.loops import compute
from goodword.model.program import Program
from tests.loop_program import (
    answer,
    day,
    decided,
    delivered,
    item,
    joined,
    loops,
    one,
    plain,
    received,
    reopened,
    statuses,
    told,
    triaged,
    withdrawn,
)

if TYPE_CHECKING:
    from goodword.model.feedback import Feedback

MAIN, COPY = "2026-03-02-main", "2026-03-02-copy"


def copied(*after: dict[str, object], since: str = "2026-03-05") -> Program:
    """ana raised MAIN; ben raised COPY, a duplicate of it since that day."""
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "planned"),
        delivered("2026-03-10"),
        id_=MAIN,
    )
    return item(
        program,
        received("2026-03-02", "ben"),
        triaged("2026-03-03"),
        decided(since, "duplicate", of=MAIN),
        *after,
        id_=COPY,
    )


def tell(program: Program, who: str, milestone: str, on: str, about: str) -> Program:
    return told(program, who, milestone, on, about=about)


def test_who_raised_a_duplicate_is_owed_the_outcome_too() -> None:
    found = one(copied(), "2026-03-10", MAIN)
    assert found.originators == ("ana", "ben")
    assert found.merged == (COPY,)
    assert statuses(found) == {
        ("ana", "acknowledged"): "overdue",
        ("ana", "decided"): "due",
        ("ana", "delivered"): "due",
        ("ben", "decided"): "due",
        ("ben", "delivered"): "due",
    }


def test_a_duplicate_closes_with_its_item_and_its_own_people_told() -> None:
    program = tell(copied(), "ana", "delivered", "2026-03-11", MAIN)
    assert one(program, "2026-03-20", MAIN).state == "open-delivered"
    program = tell(program, "ben", "delivered", "2026-03-12", MAIN)
    assert one(program, "2026-03-20", MAIN).state == "closed-delivered"
    assert one(program, "2026-03-20", COPY).state == "open-duplicate"
    program = tell(program, "ben", "decided", "2026-03-13", COPY)
    assert one(program, "2026-03-12", COPY).state == "open-duplicate"
    assert one(program, "2026-03-13", COPY).state == "closed-duplicate"


def test_a_duplicate_stays_open_while_its_item_is() -> None:
    program = tell(copied(), "ben", "decided", "2026-03-06", COPY)
    assert one(program, "2026-03-20", COPY).state == "open-duplicate"


def test_un_merging_takes_the_people_back() -> None:
    program = copied(reopened("2026-03-09"))
    found = loops(program, "2026-03-10").items
    assert found[MAIN].originators == ("ana",)
    assert found[COPY].state == "open-reopened"
    assert statuses(found[COPY]) == {("ben", "reopened"): "due"}
    again = copied(decided("2026-03-09", "declined"))
    assert loops(again, "2026-03-10").items[MAIN].originators == ("ana",)


def test_joining_and_withdrawing_at_the_duplicate_reaches_the_item() -> None:
    program = copied(joined("2026-03-11", "cleo"), withdrawn("2026-03-12", "ben"))
    assert one(program, "2026-03-11", MAIN).originators == ("ana", "ben", "cleo")
    found = one(program, "2026-03-12", MAIN)
    assert found.originators == ("ana", "cleo")
    assert [each.milestone for each in found.told if each.to == "cleo"] == ["delivered"]


def test_a_person_of_both_is_owed_each_message_once() -> None:
    program = item(copied(), received("2026-03-02", "ana"), id_="2026-03-02-other")
    program = item(
        program,
        received("2026-03-02", "ana", "ben"),
        triaged("2026-03-03"),
        decided("2026-03-05", "duplicate", of=MAIN),
        id_=COPY,
    )
    owed = [(each.to, each.milestone) for each in one(program, "2026-03-10", MAIN).told]
    assert len(owed) == len(set(owed))


def test_a_chain_hands_its_people_on() -> None:
    program = item(
        copied(),
        received("2026-03-02", "cleo"),
        triaged("2026-03-03"),
        decided("2026-03-06", "duplicate", of=COPY),
        id_="2026-03-02-third",
    )
    found = one(program, "2026-03-10", MAIN)
    assert (found.originators, found.merged) == (
        ("ana", "ben", "cleo"),
        (COPY,),
    )
    apart = item(
        program,
        received("2026-03-02", "ben"),
        triaged("2026-03-03"),
        decided("2026-03-05", "duplicate", of=MAIN),
        reopened("2026-03-08"),
        id_=COPY,
    )
    assert one(apart, "2026-03-10", MAIN).originators == ("ana",)


def test_a_circle_or_a_missing_item_never_closes() -> None:
    program = plain()
    for name, of in (("a", "b"), ("b", "a"), ("c", "nowhere"), ("d", "d")):
        program = item(
            program,
            received("2026-03-02", "ana"),
            triaged("2026-03-03"),
            decided("2026-03-04", "duplicate", of=of),
            id_=name,
        )
        program = tell(program, "ana", "decided", "2026-03-05", name)
    assert {each.state for each in loops(program, "2026-03-20").items.values()} == {
        "open-duplicate"
    }


def test_a_merge_that_turns_round_is_no_circle() -> None:
    program = copied(decided("2026-03-12", "declined"), since="2026-03-05")
    program = item(
        program,
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "planned"),
        decided("2026-03-16", "duplicate", of=COPY),
        id_=MAIN,
    )
    found = loops(program, "2026-03-20").items
    assert (found[MAIN].originators, found[COPY].originators) == (("ana",), ("ana", "ben"))
    assert loops(program, "2026-03-06").items[MAIN].originators == ("ana", "ben")


def test_an_exemption_of_a_duplicate_shows() -> None:
    program = copied()
    for who in ("ana", "ben"):
        program = tell(program, who, "delivered", "2026-03-11", MAIN)
    for milestone in ("acknowledged", "decided"):
        program = answer(
            program, "ben", "2026-03-12", "exempt", COPY, milestone=milestone, reason="left"
        )
    assert one(program, "2026-03-20", COPY).state == "closed-exempt"


def test_a_long_chain_of_duplicates_does_not_end_the_run() -> None:
    names = [f"i{number:04}" for number in range(2000)]
    made: dict[str, Feedback] = {}
    for name, of in zip(names, [*names[1:], None], strict=True):
        outcome = {"outcome": "duplicate", "of": of} if of else {"outcome": "declined"}
        step = decided("2026-03-04", **outcome)
        single = item(
            Program(plain().settings),
            received("2026-03-02", "ana"),
            triaged("2026-03-03"),
            step,
            id_=name,
        )
        made.update(single.feedback)
    found = compute(replace(plain(), feedback=made), day("2026-03-04")).items
    assert {each.state for each in found.values()} == {"open-duplicate", "open-declined"}
    assert found[names[-1]].merged == (names[-2],)
