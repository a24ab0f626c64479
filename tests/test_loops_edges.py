"""Where one thing ends and another begins: the last day of a pause, a stretch, a person, a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.loops.engine import watch
from goodword.loops.originators import Merge, Span, _united, _upstream
from goodword.loops.rounds import progress
from goodword.loops.tellings import _beats, _busy
from goodword.loops.told import silent_from
from goodword.loops.visible import answers, effective
from tests.loop_program import (
    answer,
    day,
    decided,
    delivered,
    item,
    one,
    person,
    plain,
    received,
    reopened,
    statuses,
    told,
    triaged,
    withdrawn,
)

if TYPE_CHECKING:
    from datetime import date

    from goodword.model.program import Program


def march(number: int | None) -> date | None:
    return None if number is None else day(f"2026-03-{number:02}")


def span(start: int, end: int | None) -> tuple[date | None, date | None]:
    return march(start), march(end)


@pytest.mark.parametrize("messages", ["all", "essential", "portal-only", "none"])
@pytest.mark.parametrize("channel", ["newsletter", "portal", "mail"])
def test_what_everyone_reads_counts_for_who_asked_for_more(messages: str, channel: str) -> None:
    program = person(plain(), "ana", consent=[{"from": "2025-01-01", "messages": messages}])
    program = item(program, received("2026-03-02", "ana"), triaged("2026-03-03"))
    program = answer(program, "ana", "2026-03-04", milestone="acknowledged", channel=channel)
    counted = channel == "mail" or messages == "portal-only"
    now = statuses(one(program, "2026-03-05"))[("ana", "acknowledged")]
    assert now == ("told" if counted else "exempt" if messages == "none" else "due")


@pytest.mark.parametrize(
    ("since", "until", "quiet", "busy"),
    [
        (2, None, [], [(2, None)]),
        (2, 9, [], [(2, 9)]),
        (2, 9, [(4, 6)], [(2, 4), (6, 9)]),
        (2, 9, [(4, None)], [(2, 4)]),
        (2, None, [(4, 6)], [(2, 4), (6, None)]),
        (2, 9, [(2, 6)], [(6, 9)]),  # begins with it
        (3, 9, [(2, 6)], [(6, 9)]),
        (2, 9, [(1, 2)], [(2, 9)]),  # ended before
        (6, 9, [(2, 4)], [(6, 9)]),
        (2, 9, [(4, 9)], [(2, 4)]),  # ends with it
        (2, 9, [(4, 12)], [(2, 4)]),
        (2, 4, [(4, 6)], [(2, 4)]),  # begins when they go
        (2, 4, [(5, 6)], [(2, 4)]),
        (2, 9, [(3, 4), (6, 7)], [(2, 3), (4, 6), (7, 9)]),
    ],
)
def test_a_time_in_which_only_telling_was_left_is_counted(
    since: int, until: int | None, quiet: list[tuple[int, int | None]], busy: list[Any]
) -> None:
    first = march(since)
    assert first is not None
    spans: Any = [span(*each) for each in quiet]
    found = list(_busy(Span((first, 0), march(until)), spans))
    assert found == [span(*each) for each in busy]


def test_an_item_goes_with_the_first_who_withdraws() -> None:
    # Nobody took it by the ninth; ben went on the tenth, and with him nobody was left.
    steps = (
        received("2026-03-02", "ana", "ben"),
        withdrawn("2026-03-04", "ana"),
        withdrawn("2026-03-10", "ben"),
    )
    found = one(item(plain(), *steps), "2026-03-20").clocks
    triage = next(each for each in found if each.clock == "triage")
    assert (triage.status, triage.due, triage.stopped) == ("overdue", march(9), march(10))


def test_steps_count_in_the_order_of_the_file() -> None:
    program = item(
        plain(),
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-09", "declined"),
        decided("2026-03-05", "planned"),
    )
    assert one(program, "2026-03-20").state == "open-declined"
    assert one(program, "2026-03-08").state == "open-planned"
    (feedback,) = program.feedback.values()
    assert [each.place for each in effective(feedback.steps)] == [0, 1, 3, 2]


def test_answers_count_in_the_order_of_the_files() -> None:
    program = item(plain(), received("2026-03-02", "ana"), triaged("2026-03-03"))
    for on in ("2026-03-05", "2026-03-04"):
        program = told(program, "ana", "acknowledged", on)
    (found,) = one(program, "2026-03-08").told
    assert found.date == march(4)


def test_answers_behind_one_that_was_made_void_are_lost() -> None:
    program = item(plain(), received("2026-03-02", "ana", "ben"))
    void = {"date": "2026-03-03", "by": "jon", "reason": "Sent to somebody else."}
    program = told(program, "ana", "acknowledged", "2026-03-03", void=void)
    program = answer(program, "ana", "2026-04-01", "attempted")
    program = told(program, "ben", "acknowledged", "2026-03-04")
    (found,) = answers(program.touchpoints.values(), day("2026-03-31")).values()
    assert list(found) == ["ben"], "nor are those behind one that is dated later"


def test_a_word_of_the_next_round_meets_the_clock_of_the_last_one() -> None:
    steps = (received("2026-03-02", "ana"), triaged("2026-03-03"), decided("2026-03-04", "planned"))
    program = item(plain(), *steps, delivered("2026-03-06"), reopened("2026-03-12"))
    program = told(program, "ana", "reopened", "2026-03-12", round=2)
    found = [each for each in one(program, "2026-03-20").clocks if each.clock == "tell_delivery"]
    assert [each.status for each in found] == []


def test_telling_that_it_arrived_takes_back_what_came_after() -> None:
    program = item(plain(), received("2026-03-02", "ana"), triaged("2026-03-03"))
    program = told(program, "ana", "acknowledged", "2026-03-04")
    assert one(program, "2026-03-08").state == "open-triaged"


QUESTION = (
    received("2026-03-02", "ana"),
    triaged("2026-03-03"),
    decided("2026-03-04", "needs-info"),
)


def deciding(program: Program, on: str) -> tuple[str, int]:
    clock = next(each for each in one(program, on).clocks if each.clock == "decide")
    return clock.status, clock.days


@pytest.mark.parametrize(
    ("asked", "replied", "status", "days"),
    [
        ("2026-03-04", None, "paused", 1),
        ("2026-03-06", None, "paused", 3),
        ("2026-03-06", "2026-03-06", "running", 9),
        ("2026-03-06", "2026-03-10", "running", 7),
        ("2026-03-06", "2026-03-05", "paused", 3),  # a reply to something else
        ("2026-03-03", None, "running", 9),  # before it was decided to ask
        ("2026-03-03", "2026-03-05", "running", 9),
    ],
)
def test_a_clock_waits_on_other_days_than_for_an_answer(
    asked: str, replied: str | None, status: str, days: int
) -> None:
    program = told(item(plain(), *QUESTION), "ana", "question", asked)
    if replied:
        program = answer(program, "ana", replied, "replied")
    assert deciding(program, "2026-03-16") == (status, days)


@pytest.mark.parametrize(
    ("asked", "days"),
    [("2026-03-08", 3), ("2026-03-09", 4), ("2026-03-10", 5)],
)
def test_a_question_waits_after_it_was_decided(asked: str, days: int) -> None:
    # Decided on the tenth: five business days without the pause, which ends with the decision.
    program = item(plain(), *QUESTION, decided("2026-03-10", "planned"))
    program = told(program, "ana", "question", asked)
    assert deciding(program, "2026-03-16") == ("met", days)


def test_a_question_told_on_the_day_of_the_next_decision_waits() -> None:
    # The second decision asks again, and nobody was asked since.
    program = item(plain(), *QUESTION, decided("2026-03-10", "needs-info"))
    waiting = told(program, "ana", "question", "2026-03-09")
    assert deciding(waiting, "2026-03-16") == ("running", 8)  # from the ninth to the tenth
    waiting = told(program, "ana", "question", "2026-03-10")
    assert deciding(waiting, "2026-03-16") == ("paused", 5)


@pytest.mark.parametrize(
    ("records", "answered"),
    [
        ([], False),
        ([("replied", "2026-03-04")], True),
        ([("replied", "2026-03-03")], False),
        ([("question", "2026-03-06"), ("replied", "2026-03-05")], False),
        ([("question", "2026-03-06"), ("replied", "2026-03-06")], True),
        ([("question", "2026-03-03"), ("replied", "2026-03-05")], True),
        ([("decided", "2026-03-08"), ("replied", "2026-03-05")], True),
        ([("question", "2026-03-05"), ("question", "2026-03-08"), ("replied", "2026-03-06")], True),
    ],
)
def test_a_reply_to_something_else_answers_a_question(
    records: list[tuple[str, str]], answered: bool
) -> None:
    program = item(plain(), *QUESTION)
    for what, on in records:
        if what == "replied":
            program = answer(program, "ana", on, "replied")
        else:
            program = told(program, "ana", what, on)
    assert one(program, "2026-03-16").answered is answered


def test_a_reply_of_another_round_answers_a_question() -> None:
    steps = (*QUESTION, decided("2026-03-05", "declined"), reopened("2026-03-06"))
    program = item(plain(), *steps, decided("2026-03-09", "needs-info"))
    assert not one(answer(program, "ana", "2026-03-10", "replied"), "2026-03-16").answered
    assert one(answer(program, "ana", "2026-03-10", "replied", round=2), "2026-03-16").answered


@pytest.mark.parametrize(
    ("steps", "quiet"),
    [
        ([], []),
        ([decided("2026-03-04", "declined")], [(4, None)]),
        ([decided("2026-03-04", "already-available")], [(4, None)]),
        ([decided("2026-03-04", "duplicate", of="x")], [(4, None)]),
        ([decided("2026-03-04", "declined"), decided("2026-03-09", "planned")], [(4, 9)]),
        ([decided("2026-03-04", "declined"), decided("2026-03-09", "duplicate")], [(4, None)]),
        (
            [
                decided("2026-03-04", "planned"),
                delivered("2026-03-05", "partial"),
                delivered("2026-03-06"),
                reopened("2026-03-10"),
                decided("2026-03-12", "declined"),
            ],
            [(6, 10), (12, None)],
        ),
    ],
)
def test_only_telling_is_left_on_other_days(
    steps: list[dict[str, Any]], quiet: list[tuple[int, int | None]]
) -> None:
    program = item(plain(), received("2026-03-02", "ana"), triaged("2026-03-03"), *steps)
    (feedback,) = program.feedback.values()
    found = progress(effective(feedback.steps)).quiet
    assert list(found) == [span(*each) for each in quiet]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(2, 5), (5, 9)], [(2, 9)]),
        ([(2, 5), (6, 9)], [(2, 5), (6, 9)]),
        ([(6, 9), (2, 5)], [(2, 5), (6, 9)]),
        ([(2, 9), (3, 5)], [(2, 9)]),
        ([(2, 5), (4, None)], [(2, None)]),
        ([(2, None), (4, 6)], [(2, None)]),
        ([(2, None), (4, None)], [(2, None)]),
    ],
)
def test_times_that_touch_stay_two(spans: list[Any], expected: list[Any]) -> None:
    def made(start: int, end: int | None) -> Span:
        first = march(start)
        assert first is not None
        return Span((first, 0), march(end))

    assert _united([made(*each) for each in spans]) == [made(*each) for each in expected]


def test_who_was_merged_through_another_is_there_for_another_time() -> None:
    def merge(source: str, start: int, end: int | None) -> Merge:
        first = march(start)
        assert first is not None
        return Merge(source, first, march(end))

    into = {
        "a": [merge("b", 4, 12)],
        "b": [merge("c", 2, 9), merge("d", 12, None), merge("e", 6, None), merge("a", 20, None)],
    }
    found = sorted(_upstream("a", into))
    assert found == [merge("b", 4, 12), merge("c", 4, 9), merge("e", 6, 12)]


@pytest.mark.parametrize(
    ("heard", "end", "beats"),
    [
        ([], None, [("2026-Q2", None)]),
        (["2026-03-31"], None, [("2026-Q2", None)]),
        (["2026-04-01"], None, [("2026-Q2", "2026-04-01"), ("2026-Q3", None)]),
        (["2026-07-02"], None, [("2026-Q2", "2026-07-02"), ("2026-Q4", None)]),
        (["2026-04-02", "2026-05-02", "2026-07-01"], None, [
            ("2026-Q2", "2026-04-02"), ("2026-Q3", "2026-07-01"), ("2026-Q4", None),
        ]),
        (["2026-04-09"], "2026-04-09", [("2026-Q2", None)]),
        (["2026-04-09"], "2026-04-10", [("2026-Q2", "2026-04-09"), ("2026-Q3", None)]),
    ],
)  # fmt: skip
def test_a_word_is_for_another_cycle(
    heard: list[str], end: str | None, beats: list[tuple[str, str | None]]
) -> None:
    on = watch(plain(), day("2026-10-01"))
    words = [day(each) for each in heard]
    found = _beats(on, words, day("2026-03-10"), day(end) if end else None)
    said = [(cycle.name, stopped.isoformat() if stopped else None) for cycle, stopped in found]
    assert said == beats


def test_a_cycle_needs_a_word_before_it_begins() -> None:
    for today, names in (("2026-03-31", []), ("2026-04-01", ["2026-Q2"])):
        found = _beats(watch(plain(), day(today)), [], day("2026-03-10"), None)
        assert [cycle.name for cycle, _ in found] == names


@pytest.mark.parametrize(
    ("entries", "silent"),
    [
        ([], None),
        ([("2026-02-01", True)], 5),
        ([("2026-03-05", True)], 5),
        ([("2026-03-07", True)], 7),
        ([("2026-03-09", True)], 9),
        ([("2026-03-10", True)], None),
        ([("2026-02-01", True), ("2026-03-04", False)], None),
        ([("2026-02-01", True), ("2026-03-05", False)], None),
        ([("2026-02-01", True), ("2026-03-06", False)], 5),
        ([("2026-02-01", False), ("2026-03-06", True), ("2026-03-07", False)], 6),
        ([("2026-03-07", True), ("2026-03-08", True)], 7),
    ],
)
def test_nothing_is_said_to_somebody_since_another_day(
    entries: list[tuple[str, bool]], silent: int | None
) -> None:
    joined = {"date": "2025-01-01", "stage": "member"}
    for quiet, loud in (("opted-out", "member"), ("deceased", "member")):
        history = [{"date": on, "stage": quiet if off else loud} for on, off in entries]
        ana = person(plain(), "ana", history=[joined, *history]).influencers["ana"]
        assert silent_from(ana, day("2026-03-05"), day("2026-03-09")) == march(silent)
    consent = [{"from": on, "messages": "none" if off else "all"} for on, off in entries]
    ana = person(plain(), "ana", consent=consent).influencers["ana"]
    assert silent_from(ana, day("2026-03-05"), day("2026-03-09")) == march(silent)
    assert silent_from(None, day("2026-03-05"), day("2026-03-09")) is None
