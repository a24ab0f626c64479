"""When points end: what an approved claim keeps, days after a cycle, and what is carried over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from goodword.days import add_months
from goodword.diagnostics import Place
from goodword.ledger import carrying, compute, idle
from goodword.ledger.lots import turn
from goodword.ledger.terms import NEVER, Terms
from goodword.model.program import BY_NAME
from tests import ledger_history
from tests.ledger_history import STEPS, History
from tests.ledger_program import STAFF, approved, claim, day, mission, person, program
from tests.plain_worlds import CLOSE, ENDS
from tests.test_ledger_independent import differences
from tests.test_ledger_properties import LATER, conserves, lines, told

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger import Account
    from goodword.ledger.book import Book
    from goodword.ledger.lots import Lot
    from goodword.model.settings import PointsPolicy

WORLDS = int(os.environ.get("GOODWORD_SECOND_MODEL", "64")) * 3 // 4
"""How many programs are compared; each on several days."""
HISTORIES = int(os.environ.get("GOODWORD_HISTORIES", "100")) // 2
IDLE = {"idle_months": 6}
CARRIED = {"end": "never", "carry_at_most": 150}
MUG = {
    "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 100},
}


def account(on: str, *files: dict[str, Any], expiry: Any, **profile: Any) -> Account:
    """Ana on a day."""
    found: dict[str, Any] = {**person("ana", **profile), **person("ben"), **mission(), **MUG}
    for each in files:
        found |= each
    return compute(program(found, points={"expiry": expiry}), day(on)).account("ana")


def done(on: str, points: int = 100, decided: str | None = None, **more: Any) -> dict[str, Any]:
    """A claim of ana's that was approved."""
    return claim("ana", on, decision=approved(decided or on, points, computed=points), **more)


def ends(found: Account) -> list[tuple[str, int]]:
    return [(each.isoformat(), points) for each, points in found.expiring]


def extension(on: str, until: str, of: Any = "all") -> dict[str, Any]:
    detail = {"kind": "extension", "of": of, "until": until, "reason": "Slow", "by": "maya"}
    return {f"influencers/ana/touchpoints/{on}-more.yml": detail}


def asked(on: str, **more: Any) -> dict[str, Any]:
    return {f"influencers/ana/redemptions/{on}-mug.yml": {"points": 100, **more}}


@pytest.mark.parametrize("part", range(4))
def test_ends_of_points_that_a_second_model_counts_otherwise(part: int) -> None:
    for seed in range(4000 + part, 4000 + WORLDS, 4):
        every = ("month", "quarter", None)[seed % 3]
        waits = {"waits": CLOSE} if seed % 5 == 0 else {}
        assert differences(seed, expiries=ENDS, every=every, **waits) == []


def _moves_only_what_is_active(book: Book, day: int, place: Place) -> None:
    kept = book.lots
    book.lots = [lot for lot in kept if lot.active]
    _APPROVED(book, day, place)
    book.lots = kept


def _from_the_day_before(day: int, months: int) -> int:
    return min(add_months(_date(day - 1), months).toordinal(), NEVER)


def _date(ordinal: int) -> date:
    return day("0001-01-01").fromordinal(ordinal)


def _takes_what_ends_last(parts: Any, day: int) -> list[tuple[Lot, int]]:
    backwards = [*parts]
    found = _BEYOND(backwards, day)
    over = sum(points for _, points in found)
    taken = []
    for lot, points in sorted(backwards, key=lambda each: turn(each[0]), reverse=True):
        if over and lot.varying is not None and lot.varying.most is not None:
            taken.append((lot, min(over, points)))
            over -= taken[-1][1]
    return taken


def _no_days_more(terms: Terms, policy: PointsPolicy, decided: int, available: int) -> int:
    more = policy.ends.plus_days
    return max(_LAST_DAY(terms, policy, decided, available) - more, available + 30)


_APPROVED, _BEYOND, _LAST_DAY = idle._approved, carrying._beyond, Terms.last_day_by
MISTAKES: dict[str, tuple[int, Any, str, Any]] = {
    "what is held stays behind": (4021, idle, "_approved", _moves_only_what_is_active),
    "months from the day before": (4008, idle, "kept_until", _from_the_day_before),
    "what ends last goes first": (4008, carrying, "_beyond", _takes_what_ends_last),
    "no days after a cycle": (4001, Terms, "last_day_by", _no_days_more),
    "what came back is taken": (4044, "goodword.ledger.book", "is_taken_before", lambda *_: False),
}
"""Small mistakes: in the world of a seed, where, what, and what stands there instead."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_that_the_second_model_does_not_notice(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed, where, what, wrong = MISTAKES[name]
    if isinstance(where, str):
        monkeypatch.setattr(f"{where}.{what}", wrong)
    else:
        monkeypatch.setattr(where, what, wrong)
    assert differences(seed, expiries=ENDS, every="quarter")


POLICIES: list[dict[str, Any]] = [
    {"from": "2026-01-01", "maturation_days": 7, "expiry": {"idle_months": 2}},
    {"from": "2026-04-01", "expiry": {"idle_months": 3, "carry_at_most": 90}},
    {"from": "2026-08-01", "expiry": {"end": "end-of-cycle", "plus_days": 40, "carry_at_most": 60}},
]


def test_a_history_of_points_that_end_in_these_ways_in_which_a_law_is_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = {
        "name": "Acme",
        "timezone": "Europe/Berlin",
        "staff": [*STAFF, {"id": "zoe", "name": "Zoe"}],
    }
    read = BY_NAME["program"].read(
        {**head, "points": POLICIES}, Place("program/program.yml"), ledger_history.START
    )
    monkeypatch.setattr(ledger_history, "ROOMS", {**ledger_history.ROOMS, "settings": read})
    seen = {"moved": 0, "cut": 0}

    @settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def laws(steps: list[tuple[int, str, int]]) -> None:
        history = History(steps)
        whole = history.program()
        for at, then in history.days[-1 :: -(len(history.days) // 3 + 1)]:
            now = compute(whole, at)
            said = lines(now)
            conserves(now, said)
            assert told(now, said) == told(compute(then, at))
        for days in LATER:
            later = compute(whole, _date(history.day.toordinal() + days))
            said = lines(later)
            conserves(later, said)
            for who, entries in said.items():
                seen["moved"] += any("a claim was approved" in each.reason for each in entries)
                seen["cut"] += any("carried over" in each.reason for each in entries)
                gone = [lot.expired_on() for lot in later.account(who).lots]
                assert sum(sum(each.values()) for each in gone) == later.account(who).expired

    laws()
    assert min(seen.values()) > 0, seen


def test_points_that_end_before_or_after_the_months_since_the_last_approved_claim() -> None:
    files = [done("2026-01-31"), done("2026-04-10", 0, decided="2026-05-31")]
    assert ends(account("2026-05-30", *files, expiry=IDLE)) == [("2026-07-31", 100)]
    # A claim that gave nothing keeps them too, and the day clamps to the end of its month.
    assert ends(account("2026-05-31", *files, expiry=IDLE)) == [("2026-11-30", 100)]
    assert account("2026-11-30", *files, expiry=IDLE).spendable == 100
    assert account("2026-12-01", *files, expiry=IDLE).expired == 100


def test_a_claim_of_somebody_else_that_keeps_points() -> None:
    other = claim("ben", "2026-05-31", decision=approved("2026-05-31"))
    assert ends(account("2026-06-01", done("2026-01-31"), other, expiry=IDLE)) == [
        ("2026-07-31", 100)
    ]
    both = claim(
        *("ben", "2026-05-31"),
        together=["ana"],
        decision=approved("2026-05-31", shares={"ben": 50, "ana": 50}),
    )
    assert ends(account("2026-06-01", done("2026-01-31"), both, expiry=IDLE)) == [
        ("2026-11-30", 150)
    ]


def test_what_has_expired_that_an_approved_claim_brings_back() -> None:
    late = done("2026-08-01")
    found = account("2026-08-02", done("2026-01-31"), late, expiry=IDLE)
    assert (found.spendable, found.expired) == (100, 100)


def test_points_held_while_a_claim_was_approved_that_end_sooner_than_the_others() -> None:
    held = asked("2026-06-01", cancelled={"date": "2026-09-01", "by": "maya"})
    files = [done("2026-01-31"), held, done("2026-08-15")]
    assert ends(account("2026-09-01", *files, expiry=IDLE)) == [("2027-02-15", 200)]


def test_an_extension_that_names_points_an_approved_claim_would_have_kept() -> None:
    files = [
        done("2026-01-31"),
        done("2026-08-15"),
        extension("2026-08-20", "2026-09-30", ["guide/2026-01-31-ana"]),
    ]
    assert ends(account("2026-08-20", *files, expiry=IDLE)) == [("2027-02-15", 200)]


def test_who_left_and_keeps_points_by_a_claim_beyond_the_exit_window() -> None:
    left = [{"date": "2025-01-01", "stage": "member"}, {"date": "2026-02-10", "stage": "left"}]
    files = [done("2026-01-31"), done("2026-02-08", decided="2026-02-20")]
    found = account("2026-03-01", *files, expiry=IDLE, history=left)
    assert all(each < "2026-06-01" for each, _ in ends(found)), ends(found)
    back = [*left, {"date": "2026-04-01", "stage": "member"}]
    assert ends(account("2026-04-01", *files, expiry=IDLE, history=back)) == [("2026-08-20", 200)]


def test_an_opening_balance_that_names_its_last_day_and_is_kept_or_cut_all_the_same() -> None:
    detail = {"kind": "adjustment", "points": 400, "reason_code": "opening", "by": "maya"}
    path = "influencers/ana/touchpoints/2026-01-10-opening.yml"
    files = [{path: {**detail, "expires": "2026-09-09"}}, done("2026-07-01")]
    assert ends(account("2026-07-01", *files, expiry=IDLE)) == [
        ("2026-09-09", 400),
        ("2027-01-01", 100),
    ]
    assert ends(account("2026-07-01", *files, expiry=CARRIED)) == [("2026-09-09", 400)]
    files = [{path: detail}]
    assert ends(account("2026-01-10", *files, expiry=IDLE)) == [("2026-07-10", 400)]


def test_days_after_a_cycle_that_are_not_counted() -> None:
    for end, last in (("end-of-cycle", "2026-04-30"), ("end-of-next-cycle", "2026-07-30")):
        expiry = {"end": end, "plus_days": 30}
        assert ends(account("2026-02-01", done("2026-01-31"), expiry=expiry)) == [(last, 100)]
    alone = account("2026-02-01", done("2026-01-31"), expiry={"end": "end-of-cycle"})
    assert ends(alone) == ends(account("2026-02-01", done("2026-01-31"), expiry="end-of-cycle"))


def test_points_above_what_is_carried_that_are_still_there_or_the_wrong_ones_gone() -> None:
    files = [done("2026-01-10"), done("2026-02-10")]
    before = account("2026-03-31", *files, expiry=CARRIED)
    assert (before.spendable, ends(before)) == (200, [("2026-03-31", 50)])
    after = account("2026-04-01", *files, expiry=CARRIED)
    assert (after.spendable, after.expired, ends(after)) == (150, 50, [])
    first, second = after.lots
    assert (first.active, second.active) == (50, 100)
    # What is carried once is not cut again, and new points bring the next end about.
    more = account("2026-06-30", *files, done("2026-04-20"), expiry=CARRIED)
    assert ends(more) == [("2026-06-30", 100)]


def test_what_became_available_within_thirty_days_that_a_cycle_cuts() -> None:
    files = [done("2026-01-10"), done("2026-03-15", 300)]
    assert ends(account("2026-03-31", *files, expiry=CARRIED)) == [
        ("2026-03-31", 100),
        ("2026-06-30", 150),
    ]
    found = account("2026-04-01", *files, expiry=CARRIED)
    assert (found.spendable, found.expired) == (300, 100)
    assert account("2026-07-01", *files, expiry=CARRIED).spendable == 150


def test_what_is_held_that_a_cycle_cuts_or_counts() -> None:
    files = [done("2026-01-10"), done("2026-02-10")]
    held = asked("2026-03-01", cancelled={"date": "2026-05-20", "by": "maya"})
    assert account("2026-04-01", *files, held, expiry=CARRIED).expired == 0
    # Back in May: the end of June takes what is above the limit, restored forty days before.
    assert account("2026-07-01", *files, held, expiry=CARRIED).expired == 50
    late = asked("2026-03-01", cancelled={"date": "2026-06-15", "by": "maya"})
    found = account("2026-07-01", *files, late, expiry=CARRIED)
    # What came back two weeks before is spared, and what did not come back goes for it.
    assert (found.spendable, found.expired) == (150, 50)
    assert [(lot.root is None, lot.active) for lot in found.lots] == [
        (True, 0),
        (True, 50),
        (False, 100),
    ]


def test_an_extension_that_a_cycle_overrides() -> None:
    files = [done("2026-01-10"), done("2026-02-10")]
    longer = extension("2026-03-20", "2026-05-15")
    found = account("2026-06-29", *files, longer, expiry=CARRIED)
    assert (found.spendable, found.expired, ends(found)) == (200, 0, [("2026-06-30", 50)])
    # Named after the cut, what was cut comes back.
    named = extension("2026-04-10", "2026-05-15", ["guide/2026-01-10-ana"])
    assert account("2026-04-10", *files, named, expiry=CARRIED).spendable == 200
    assert account("2026-07-01", *files, named, expiry=CARRIED).spendable == 150


def test_somebody_on_leave_of_whom_a_cycle_takes_points() -> None:
    files = [done("2026-01-10"), done("2026-02-10")]
    away = [
        {"date": "2025-01-01", "stage": "member"},
        {"date": "2026-03-20", "stage": "on-leave"},
        {"date": "2026-06-10", "stage": "member"},
    ]
    found = account("2026-04-01", *files, expiry=CARRIED, history=away)
    assert (found.spendable, ends(found)) == (200, [])
    # Thirty days from the return lie beyond the end of June.
    found = account("2026-07-01", *files, expiry=CARRIED, history=away)
    assert (found.spendable, ends(found)) == (200, [("2026-09-30", 50)])


def test_points_given_before_there_was_a_limit_that_it_counts() -> None:
    points = [
        {"from": "2025-01-01", "expiry": "never"},
        {"from": "2026-02-01", "expiry": {"end": "never", "carry_at_most": 50}},
        {"from": "2026-05-01", "expiry": {"end": "never", "carry_at_most": 120}},
    ]
    files = [
        person("ana"),
        mission(),
        done("2026-01-10", 400),
        done("2026-02-10"),
        done("2026-05-10"),
    ]
    whole: dict[str, Any] = {key: each for part in files for key, each in part.items()}
    code = program(whole, points=points)
    # 400 without a limit; of 100 under 50 half goes; of 50 and 100 under 120 thirty go.
    assert compute(code, day("2026-04-01")).account("ana").spendable == 450
    assert compute(code, day("2026-07-01")).account("ana").spendable == 520


def test_a_line_that_names_another_cause_than_the_rule() -> None:
    files = {**person("ana"), **mission(), **done("2026-01-10"), **done("2026-02-10")}
    code = program(files, points={"expiry": CARRIED})
    cut = compute(code, day("2026-05-01")).entries("ana")[-1]
    assert (cut.kind, cut.points, str(cut.date)) == ("expired", -50, "2026-03-31")
    assert cut.place.pointer == ("points", 0, "expiry", "carry_at_most")
    assert cut.reason == (
        "guide of 2026-01-10: above the 150 points that are carried over the end of a cycle"
    )
    kept = compute(program(files, points={"expiry": IDLE}), day("2026-05-01")).entries("ana")
    moved = next(each for each in kept if each.kind == "extended")
    assert (moved.points, moved.place.path) == (0, "missions/guide/claims/2026-02-10-ana.yml")
    assert moved.reason == "100 points in 1 lot last until 2026-08-10 now: a claim was approved"
