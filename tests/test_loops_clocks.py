"""Clocks in business days: when they start, stop, pause, and what stays on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.days import BusinessDays
from goodword.diagnostics import Place
from goodword.loops import compute
from goodword.loops.figures import days_to_tell
from goodword.loops.workdays import WorkDays, countries
from goodword.model import tiers
from goodword.snapshot import Snapshot
from tests.loop_program import (
    answer,
    closed_on,
    day,
    decided,
    delivered,
    item,
    joined,
    one,
    person,
    plain,
    received,
    reopened,
    told,
    triaged,
    with_policies,
    withdrawn,
)

if TYPE_CHECKING:
    from goodword.loops import Clock, Item

FRIDAY = "2026-03-06"
RECEIVED = received("2026-03-02", "ana")
TRIAGED = triaged("2026-03-03")


def clocks(found: Item, name: str) -> list[Clock]:
    return [clock for clock in found.clocks if clock.clock == name]


def shown(found: Item, name: str) -> list[tuple[str, str, str, str | None, int]]:
    """(status, start, due, stopped, days) of each clock of that name."""
    return [
        (
            clock.status,
            clock.start.isoformat(),
            clock.due.isoformat(),
            clock.stopped.isoformat() if clock.stopped else None,
            clock.days,
        )
        for clock in clocks(found, name)
    ]


@pytest.mark.parametrize(
    ("on", "status", "days"),
    [
        ("2026-03-06", "running", 0),
        ("2026-03-08", "running", 0),
        ("2026-03-09", "running", 1),
        ("2026-03-10", "running", 2),
        ("2026-03-11", "due-soon", 3),
        ("2026-03-12", "overdue", 1),
        ("2026-03-16", "overdue", 3),
        ("2026-03-17", "abandoned", 4),
    ],
)
def test_friday_and_three_is_wednesday_and_late_from_thursday(
    on: str, status: str, days: int
) -> None:
    found = one(item(plain(), received(FRIDAY, "ana")), on)
    assert shown(found, "acknowledge") == [(status, FRIDAY, "2026-03-11", None, days)]


def test_due_soon_begins_at_four_fifths() -> None:
    program = item(plain(), received("2026-03-02", "ana"))
    found = [one(program, f"2026-03-0{number}") for number in (5, 6)]
    assert [clocks(each, "triage")[0].status for each in found] == ["running", "due-soon"]


def test_public_holidays_and_closed_days_do_not_count() -> None:
    program = item(plain(), received("2026-04-02", "ana"))  # Good Friday is 3 April
    assert shown(one(program, "2026-04-02"), "acknowledge")[0][2] == "2026-04-07"
    german = closed_on(program, "DE", "2026-04-08")
    assert shown(one(german, "2026-04-02"), "acknowledge")[0][2] == "2026-04-10"
    berlin = closed_on(item(plain(), received("2026-03-06", "ana")), "DE-BE", "2026-03-09")
    assert shown(one(berlin, "2026-03-06"), "acknowledge")[0][2] == "2026-03-12"
    nowhere = closed_on(program, "XX")
    assert shown(one(nowhere, "2026-04-02"), "acknowledge")[0][2] == "2026-04-07"


def test_the_countries_that_are_known() -> None:
    asked = ("DE", "DE-BE", "DE-ZZ", "XX", "")
    assert [each in countries() for each in asked] == [True, True, False, False, False]


@given(
    st.dates(date(2023, 11, 1), date(2028, 3, 1)),
    st.integers(0, 900),
    st.frozensets(st.dates(date(2023, 11, 1), date(2028, 3, 1)), max_size=20),
)
def test_counting_by_year_equals_counting_day_by_day(
    start: date, count: int, closed: frozenset[date]
) -> None:
    slow, fast = BusinessDays(lambda each: each in closed), WorkDays(None, closed)
    end = slow.add(start, count)
    assert fast.add(start, count) == end
    assert fast.between(start, end) == slow.between(start, end) == count
    assert fast.between(end, start) == 0 or end == start
    assert fast.open_on(start) == slow.open_on(start)


def test_asking_for_earlier_years_later_on_changes_nothing() -> None:
    days = WorkDays(None, frozenset({date(2020, 5, 4)}))
    assert days.between(date(2026, 1, 1), date(2026, 1, 31)) == 21
    assert days.between(date(2020, 5, 1), date(2020, 5, 8)) == 4
    assert days.add(date(2019, 12, 31), 1) == date(2020, 1, 1)
    assert days.between(date(2020, 1, 1), date(2031, 1, 1)) == 574 * 5 - 1


def test_the_first_day_of_a_year_that_nobody_asked_about() -> None:
    assert WorkDays().add(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert WorkDays().add(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert WorkDays().add(date(2026, 12, 31), 262) == date(2028, 1, 3)


def test_the_last_day_of_all_ends_no_run() -> None:
    assert WorkDays().add(date(9999, 12, 30), 5) == date.max


def test_a_told_stops_the_clock_and_keeps_how_long_it_took() -> None:
    program = told(item(plain(), received(FRIDAY, "ana")), "ana", "acknowledged", "2026-03-16")
    found = one(program, "2026-06-01")
    assert shown(found, "acknowledge") == [("met", FRIDAY, "2026-03-11", "2026-03-16", 6)]
    assert clocks(found, "acknowledge")[0].breached


def test_the_slowest_person_is_the_item() -> None:
    program = told(item(plain(), received(FRIDAY, "ana", "ben")), "ana", "acknowledged", FRIDAY)
    found = clocks(one(program, "2026-03-12"), "acknowledge")
    assert [(each.person, each.status) for each in found] == [("ben", "overdue")]
    program = told(program, "ben", "acknowledged", "2026-03-10")
    found = clocks(one(program, "2026-03-12"), "acknowledge")
    assert [(each.person, each.status, each.days) for each in found] == [("ben", "met", 2)]


def test_triage_stops_with_the_first_owner() -> None:
    program = item(plain(), RECEIVED, triaged("2026-03-05"), triaged("2026-03-20"))
    assert shown(one(program, "2026-04-01"), "triage") == [
        ("met", "2026-03-02", "2026-03-09", "2026-03-05", 3)
    ]


@pytest.mark.parametrize(
    ("on", "due"),
    [("2026-01-05", "2026-03-30"), ("2026-03-03", "2026-05-26"), ("2026-03-31", "2026-06-23")],
)
def test_deciding_takes_sixty_days_at_most(on: str, due: str) -> None:
    program = item(plain(), received(on, "ana"), triaged(on))
    assert shown(one(program, on), "decide") == [("running", on, due, None, 0)]


def test_deciding_ends_with_the_next_cycle_where_that_is_sooner() -> None:
    program = with_policies(plain(), versions={"clocks": {"decide_at_most": 200}})
    program = item(program, RECEIVED, TRIAGED)
    assert shown(one(program, "2026-03-03"), "decide")[0][2] == "2026-06-30"


def test_needs_info_pauses_deciding_from_the_question_to_the_reply() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"))
    assert shown(one(program, "2026-03-09"), "decide") == [
        ("running", "2026-03-03", "2026-05-26", None, 4)
    ]
    program = told(program, "ana", "question", "2026-03-05")
    assert shown(one(program, "2026-03-09"), "decide") == [
        ("paused", "2026-03-03", "2026-05-28", None, 2)
    ]
    program = answer(program, "ana", "2026-03-12", "replied", summary="Only large ones.")
    assert shown(one(program, "2026-03-13"), "decide") == [
        ("running", "2026-03-03", "2026-06-02", None, 3)
    ]


def test_a_reply_of_the_same_day_or_a_question_without_proof_stops_the_clock() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"))
    running = [("running", "2026-03-03", "2026-05-26", None, 4)]
    unproven = told(program, "ana", "question", "2026-03-05", ref=None)
    assert shown(one(unproven, "2026-03-09"), "decide") == running
    to_all = told(program, "ana", "question", "2026-03-05", channel="newsletter")
    assert shown(one(to_all, "2026-03-09"), "decide") == running
    asked = told(program, "ana", "question", "2026-03-05")
    replied = answer(asked, "ana", "2026-03-05", "replied", summary="Only large ones.")
    assert shown(one(replied, "2026-03-09"), "decide") == running
    assert one(replied, "2026-03-05").answered
    assert not one(asked, "2026-03-09").answered


def test_a_word_after_a_step_was_replaced_meets_its_clock_late() -> None:
    steps = (RECEIVED, TRIAGED, decided("2026-03-04", "planned"), decided("2026-03-06", "declined"))
    program = told(item(plain(), *steps), "ana", "decided", "2026-03-20")
    assert shown(one(program, "2026-04-01"), "tell_decision") == [
        ("met", "2026-03-06", "2026-03-13", "2026-03-20", 10)
    ]
    late = (*steps[:3], decided("2026-03-16", "declined"))
    program = told(item(plain(), *late), "ana", "decided", "2026-03-20")
    assert shown(one(program, "2026-04-01"), "tell_decision") == [
        ("overdue", "2026-03-04", "2026-03-11", "2026-03-16", 3),
        ("met", "2026-03-16", "2026-03-23", "2026-03-20", 4),
    ]


def test_a_pause_ends_after_thirty_days() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"))
    program = told(program, "ana", "question", "2026-03-05")
    paused = shown(one(program, "2026-04-16"), "decide")
    assert paused == [("paused", "2026-03-03", "2026-07-07", None, 2)]
    assert shown(one(program, "2026-04-17"), "decide") == [
        ("running", "2026-03-03", "2026-07-07", None, 3)
    ]


def test_a_question_is_not_withheld_for_lack_of_words() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info", say={}))
    assert one(program, "2026-03-04").told[-1].status == "due"


def test_a_question_pays_the_decision_that_asked_it() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "needs-info"))
    program = told(program, "ana", "question", "2026-03-05")
    found = one(program, "2026-03-09")
    assert (found.state, {each.status for each in found.told}) == ("open-needs-info", {"told"})


def test_telling_what_was_delivered_waits_for_the_public_day() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana", "ben"),
        TRIAGED,
        decided("2026-03-04", "planned", say={"public": "Yes."}),
        delivered("2026-03-10", public="2026-04-01", say={"nda": "It is here."}),
    )
    program = person(program, "ben", nda=[{"version": "1", "signed": "2026-01-01"}])
    held = {
        each.to: each for each in one(program, "2026-03-12").told if each.milestone == "delivered"
    }
    assert (held["ana"].status, held["ana"].due) == ("withheld", day("2026-04-08"))
    assert (held["ben"].status, held["ben"].due) == ("due", day("2026-03-17"))
    free = {
        each.to: each for each in one(program, "2026-04-01").told if each.milestone == "delivered"
    }
    assert (free["ana"].status, free["ben"].status) == ("due", "overdue")
    signed = person(program, "ana", nda=[{"version": "1", "signed": "2026-03-20"}])
    held = {
        each.to: each for each in one(signed, "2026-03-20").told if each.milestone == "delivered"
    }
    assert (held["ana"].status, held["ana"].due) == ("due", day("2026-03-27"))


def test_a_decision_without_words_for_the_person_is_never_late() -> None:
    steps = (RECEIVED, TRIAGED, decided("2026-03-04", "declined", say={"members": "No."}))
    program = person(item(plain(), *steps), "ana", stage="candidate")
    found = one(program, "2026-06-01")
    assert (found.state, found.told[-1].status, found.told[-1].due) == (
        "open-declined",
        "withheld",
        day("2026-03-11"),
    )
    assert shown(found, "tell_decision") == [("abandoned", "2026-03-04", "2026-03-11", None, 58)]
    assert (found.overdue, found.told[-1].age) == (True, 63)
    assert days_to_tell([found]) == (63,)
    assert not one(program, "2026-03-11").told[-1].late_on(day("2026-03-11"))
    assert found.told[-1].late_on(day("2026-06-01"))
    history = [
        {"date": "2025-01-01", "stage": "candidate"},
        {"date": "2026-03-20", "stage": "member"},
    ]
    joining = one(person(program, "ana", history=history), "2026-03-20")
    assert (joining.told[-1].status, joining.told[-1].due) == ("overdue", day("2026-03-11"))
    again = item(program, *steps, decided("2026-04-01", "declined", say={"public": "No."}))
    assert one(again, "2026-04-01").told[-1].due == day("2026-04-08")
    kept = shown(one(again, "2026-04-01"), "tell_decision")
    assert kept[0] == ("abandoned", "2026-03-04", "2026-03-11", "2026-04-01", 15)
    silent = item(program, RECEIVED, TRIAGED, decided("2026-03-04", "declined", say={}))
    assert one(person(silent, "ana"), "2026-06-01").told[-1].status == "withheld"


def test_who_is_under_an_agreement_no_more_may_still_be_told() -> None:
    only = decided("2026-03-04", "planned", say={"nda": "Yes."})
    steps = (RECEIVED, TRIAGED, only, delivered("2026-03-10", public="2026-05-04"))
    agreed = [{"version": "1", "signed": "2026-01-01", "expires": "2026-03-31"}]
    program = person(item(plain(), *steps), "ana", nda=agreed)

    def stands(on: str, **more: Any) -> list[tuple[str, str, str]]:
        found = one(person(item(plain(), *steps), "ana", **more) if more else program, on)
        owed = [each for each in found.told if each.milestone != "acknowledged"]
        return [(each.milestone, each.status, str(each.due)) for each in owed]

    assert stands("2026-03-31") == [
        ("decided", "overdue", "2026-03-11"),
        ("delivered", "overdue", "2026-03-17"),
    ]
    assert stands("2026-04-01") == [
        ("decided", "withheld", "2026-03-11"),
        ("delivered", "withheld", "2026-05-11"),
    ]
    # Told while it held, it was told in time, whatever lapsed afterwards.
    in_time = told(program, "ana", "delivered", "2026-03-16")
    met = [each for each in one(in_time, "2026-06-01").clocks if each.clock == "tell_delivery"]
    assert [(each.words, str(each.start)) for each in met] == [("met(4)", "2026-03-10")]
    again = [*agreed, {"version": "1", "signed": "2026-04-08"}]
    assert stands("2026-04-08", nda=again)[1] == ("delivered", "due", "2026-04-15")


def test_what_was_told_late_does_not_show_it() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "declined"))
    program = told(program, "ana", "decided", "2026-03-13")
    met = [each for each in one(program, "2026-06-01").clocks if each.clock == "tell_decision"]
    assert [(each.words, each.over, each.breached) for each in met] == [("met(7, 2 late)", 2, True)]
    early = told(
        item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "declined")),
        "ana",
        "decided",
        "2026-03-11",
    )
    found = [each for each in one(early, "2026-06-01").clocks if each.clock == "tell_decision"]
    assert [(each.words, each.over, each.breached) for each in found] == [("met(5)", 0, False)]


def test_the_clock_that_presses_is_not_the_worst() -> None:
    found = one(item(plain(), RECEIVED, TRIAGED), "2026-05-27")
    assert {each.clock for each in found.clocks if each.running} == {
        "acknowledge",
        "decide",
        "heartbeat",
    }
    assert found.pressing is not None
    assert (found.pressing.clock, found.pressing.status) == ("acknowledge", "abandoned")


def test_the_clock_of_somebody_who_joined_starts_when_they_came() -> None:
    steps = [RECEIVED, TRIAGED, decided("2026-03-04", "declined"), joined("2026-03-20", "ben")]
    found = {each.to: each.due for each in one(item(plain(), *steps), "2026-03-20").told}
    assert found == {"ana": day("2026-03-11"), "ben": day("2026-03-27")}


def test_clocks_by_tier_hold_for_each_person_and_the_shortest_for_the_item() -> None:
    program = with_policies(
        plain(), versions={"clocks_by_tier": {"gold": {"acknowledge": 1, "triage": 2}}}
    )
    program = item(program, received("2026-03-02", "ana", "ben"))
    tier = {"ana": "gold"}
    found = compute(program, day("2026-03-02"), lambda who, _: tier.get(who)).items
    told_by = {each.to: each.due for each in next(iter(found.values())).told}
    assert told_by == {"ana": day("2026-03-03"), "ben": day("2026-03-05")}
    assert clocks(next(iter(found.values())), "triage")[0].due == day("2026-03-04")


def test_a_snapshot_reads_the_tier_from_the_ledger_only_where_clocks_differ() -> None:
    program = item(plain(), received("2026-03-02", "ana"))
    plainly = Snapshot(program, day("2026-03-02"))
    assert plainly.loops.items
    assert "ledger" not in vars(plainly)
    by_tier = {"clocks_by_tier": {"gold": {"acknowledge": 1}}}
    gold = [
        {"from": "2026-01-01", "until": "2026-12-31", "tier": "gold", "by": "maya", "reason": "x"}
    ]
    program = person(with_policies(program, versions=by_tier), "ana", tier_floor=gold)
    ladder = {
        "versions": [{"from": "2025-01-01", "tiers": [{"id": "gold", "standing_at_least": 500}]}]
    }
    ranked = replace(
        program, tiers=tiers.Tiers.read(ladder, Place("program/tiers.yml"), day("2025-01-01"))
    )
    found = Snapshot(ranked, day("2026-03-02")).loops.items
    assert [each.due for item_ in found.values() for each in item_.told] == [day("2026-03-03")]


def test_a_clock_keeps_the_policy_of_its_first_day() -> None:
    versions = [
        {"from": "2026-01-01", "clocks": {"acknowledge": 2}},
        {"from": "2026-03-03", "clocks": {"acknowledge": 9}},
    ]
    program = item(with_policies(plain(), versions=versions), RECEIVED)
    assert shown(one(program, "2026-03-04"), "acknowledge")[0][2] == "2026-03-04"


def test_a_breach_stays_on_record_when_the_round_ends() -> None:
    steps = [RECEIVED, TRIAGED, decided("2026-03-04", "planned"), delivered("2026-03-06")]
    program = item(plain(), *steps, reopened("2026-03-23"))
    found = one(program, "2026-06-01")
    assert shown(found, "tell_delivery") == [
        ("abandoned", "2026-03-06", "2026-03-13", "2026-03-23", 6)
    ]
    assert not clocks(found, "tell_delivery")[0].late
    quick = one(item(plain(), *steps, reopened("2026-03-10")), "2026-06-01")
    assert clocks(quick, "tell_delivery") == []


def test_deciding_again_does_not_wipe_out_that_nobody_was_told() -> None:
    program = item(
        plain(),
        RECEIVED,
        TRIAGED,
        decided("2026-03-04", "planned"),
        decided("2026-03-20", "declined"),
    )
    found = one(program, "2026-03-20")
    assert [(each[0], each[3]) for each in shown(found, "tell_decision")] == [
        ("abandoned", "2026-03-20"),
        ("running", None),
    ]


def test_a_breach_stays_on_record_when_the_person_withdraws() -> None:
    program = item(plain(), RECEIVED, withdrawn("2026-04-01", "ana"))
    found = one(program, "2026-06-01")
    assert [(each[0], each[3]) for each in shown(found, "acknowledge")] == [
        ("abandoned", "2026-04-01")
    ]
    assert (found.state, found.overdue, found.told) == ("closed-withdrawn", False, ())


def test_a_reopened_item_has_new_clocks() -> None:
    steps = [RECEIVED, TRIAGED, decided("2026-03-04", "planned"), delivered("2026-03-06")]
    program = told(item(plain(), *steps, reopened("2026-03-09")), "ana", "delivered", "2026-03-06")
    found = one(program, "2026-03-09")
    second = [(each.clock, each.status) for each in found.clocks if each.round == 2]
    assert second == [("acknowledge", "running"), ("decide", "running")]
    stands = item(program, *steps, reopened("2026-03-09"), delivered("2026-03-11"))
    last = one(stands, "2026-03-11")
    second = [(each.clock, each.status) for each in last.clocks if each.round == 2]
    assert second == [("acknowledge", "running"), ("decide", "met"), ("tell_delivery", "running")]


def test_a_deferred_item_is_looked_at_again() -> None:
    steps = [RECEIVED, TRIAGED, decided("2026-03-04", "deferred", revisit="2026-09-01")]
    program = item(plain(), *steps)
    assert clocks(one(program, "2026-08-31"), "revisit") == []
    assert shown(one(program, "2026-09-16"), "revisit") == [
        ("overdue", "2026-09-01", "2026-09-15", None, 1)
    ]
    early = item(plain(), *steps, decided("2026-08-01", "planned"))
    assert clocks(one(early, "2026-12-01"), "revisit") == []
    late = item(plain(), *steps, decided("2026-09-03", "planned"))
    assert shown(one(late, "2026-12-01"), "revisit")[0][0] == "met"


def test_a_verdict_is_awaited_for_twenty_days_and_then_no_more() -> None:
    steps = [RECEIVED, TRIAGED, decided("2026-03-04", "planned"), delivered("2026-03-06")]
    program = told(item(plain(), *steps), "ana", "delivered", "2026-03-09")
    assert shown(one(program, "2026-03-10"), "verify") == [
        ("running", "2026-03-09", "2026-04-06", None, 1)
    ]
    over = one(program, "2026-04-07")
    assert shown(over, "verify") == [("no-reply", "2026-03-09", "2026-04-06", "2026-04-06", 20)]
    assert (over.state, over.overdue) == ("closed-delivered", False)
    given = answer(program, "ana", "2026-03-12", "verdict", verdict="partly")
    assert shown(one(given, "2026-04-07"), "verify")[0][0] == "met"
    assert [each.verdict for each in one(given, "2026-04-07").verdicts] == ["partly"]


PLANNED = (RECEIVED, TRIAGED, decided("2026-03-04", "deferred", revisit="2027-03-01"))


@pytest.mark.parametrize(
    ("words", "on", "expected"),
    [
        ([], "2026-03-31", []),
        ([], "2026-04-01", [("running", "2026-04-01", "2026-06-30", None)]),
        ([], "2026-06-30", [("due-soon", "2026-04-01", "2026-06-30", None)]),
        ([], "2026-07-01", [("overdue", "2026-04-01", "2026-06-30", None)]),
        (["2026-05-05"], "2026-06-01", [("met", "2026-04-01", "2026-06-30", "2026-05-05")]),
        (["2026-05-05"], "2026-07-02", [("running", "2026-07-01", "2026-09-30", None)]),
        (
            ["2026-08-05"],
            "2026-10-02",
            [
                ("met", "2026-04-01", "2026-06-30", "2026-08-05"),
                ("running", "2026-10-01", "2026-12-31", None),
            ],
        ),
    ],
)
def test_while_an_item_goes_on_there_is_a_word_in_every_cycle(
    words: list[str], on: str, expected: list[tuple[Any, ...]]
) -> None:
    program = item(plain(), *PLANNED)
    for each in words:
        program = told(program, "ana", "heartbeat", each)
    assert [each[:4] for each in shown(one(program, on), "heartbeat")] == expected


def test_no_heartbeat_once_only_telling_is_left() -> None:
    program = item(plain(), RECEIVED, TRIAGED, decided("2026-03-04", "declined"))
    assert clocks(one(program, "2027-01-01"), "heartbeat") == []


def test_no_heartbeat_for_who_cannot_be_reached_any_more() -> None:
    program = answer(
        item(plain(), *PLANNED), "ana", "2026-03-20", "exempt", milestone="decided", reason="left"
    )
    assert clocks(one(program, "2027-01-01"), "heartbeat") == []


def test_who_need_not_hear_this_time_is_overdue() -> None:
    program = item(plain(), *PLANNED)
    excused = answer(
        program, "ana", "2026-05-05", "exempt", milestone="heartbeat", reason="nda-withheld"
    )
    assert [each[:4] for each in shown(one(excused, "2026-07-01"), "heartbeat")] == [
        ("running", "2026-07-01", "2026-09-30", None)
    ]


def test_a_clock_that_waits_presses_more_than_one_that_runs() -> None:
    asked = decided("2026-05-25", "needs-info")
    program = item(plain(), RECEIVED, TRIAGED, asked, joined("2026-05-26", "ben"))
    program = told(
        told(program, "ana", "acknowledged", "2026-03-03"), "ana", "question", asked["date"]
    )
    found = one(program, "2026-05-26")
    assert [(c.clock, c.status, str(c.due)) for c in found.clocks if c.running] == [
        ("decide", "paused", "2026-05-27"),
        ("tell_decision", "running", "2026-06-02"),
    ]
    assert found.pressing is not None
    assert found.pressing.clock == "tell_decision"


def test_a_breach_of_the_heartbeat_ends_with_the_item() -> None:
    steps = [*PLANNED, decided("2026-07-10", "declined")]
    found = one(item(plain(), *steps), "2026-12-01")
    assert [each[:4] for each in shown(found, "heartbeat")] == [
        ("overdue", "2026-04-01", "2026-06-30", "2026-07-10")
    ]
