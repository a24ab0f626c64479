"""Requests for rewards: what one is on each day, what it takes of the stock, what may follow it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.redemption_on import redemption_on
from goodword.ledger.redemption_steps import Step, faults, may_not_record
from goodword.ledger.spending import ended, same_day, taken_spans
from goodword.ledger.stock import additions, covers, left_on
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption

NAME = "influencers/ana/redemptions/2026-03-10-mug.yml"
STOCK = [{"date": "2026-03-01", "quantity": 2}, {"date": "2026-03-12", "quantity": -1}]


def signed(on: str, by: str = "maya", **more: Any) -> dict[str, Any]:
    return {"date": on, "by": by, **more}


def whole(points: int = 100, stock: list[dict[str, Any]] | None = None, **more: Any) -> Program:
    mug = {"name": "Mug", "kind": "merchandise", "cost": 60, "stock": stock or []}
    files: dict[str, Any] = {
        **person("ana"),
        **person("ben"),
        **mission(),
        **claim("ana", "2026-02-01", decision=approved("2026-02-10", points)),
        **claim("ben", "2026-02-01", decision=approved("2026-02-10", 300)),
        "program/rewards/mug.yml": mug,
        NAME: {"points": 60, **more},
    }
    return program(files)


def request(**more: Any) -> Redemption:
    return whole(**more).redemptions[NAME]


YES = signed("2026-03-11")
GIVEN = {"approved": YES, "fulfilled": signed("2026-03-13")}


@pytest.mark.parametrize(
    ("points", "more", "days"),
    [
        (100, {}, {"09": ("absent", "10"), "10": ("requested", "10"), "30": ("requested", "10")}),
        (100, {"approved": YES}, {"10": ("requested", "10"), "11": ("approved", "11")}),
        (100, GIVEN, {"12": ("approved", "11"), "13": ("fulfilled", "13")}),
        (
            100,
            {**GIVEN, "returned": signed("2026-03-15")},
            {"14": ("fulfilled", "13"), "15": ("returned", "15")},
        ),
        (
            100,
            {"approved": YES, "cancelled": signed("2026-03-12")},
            {"11": ("approved", "11"), "12": ("cancelled", "12")},
        ),
        (
            100,
            {"declined": signed("2026-03-14"), "out_of_stock": signed("2026-03-12")},
            {"11": ("requested", "10"), "12": ("out_of_stock", "12"), "14": ("out_of_stock", "12")},
        ),
        (
            59,
            {"declined": signed("2026-03-12")},
            {"10": ("not-covered", "10"), "11": ("not-covered", "10"), "12": ("declined", "12")},
        ),
        (60, {}, {"10": ("requested", "10")}),
    ],
)
def test_a_request_is_something_else_on_a_day(
    points: int, more: dict[str, Any], days: dict[str, tuple[str, str]]
) -> None:
    found = whole(points, **more)
    for on, (state, since) in days.items():
        today = day(f"2026-03-{on}")
        account = compute(found, today).account("ana")
        said = redemption_on(found.redemptions[NAME], today, account)
        assert (said.state, str(said.since)) == (state, f"2026-03-{since}"), on
        wanted = {"requested": "approve", "approved": "fulfil", "not-covered": "decline"}
        assert said.waits == wanted.get(state, "")
        assert said.why == ("59 were spendable" if state == "not-covered" else "")


def test_a_request_ends_otherwise() -> None:
    assert ended(request()) is None
    assert not same_day(request())
    both = request(declined=signed("2026-03-14"), cancelled=signed("2026-03-12"))
    end = ended(both)
    assert end is not None
    assert (end[0], str(end[1].date)) == ("cancelled", "2026-03-12")
    for on, same in (("2026-03-09", True), ("2026-03-10", True), ("2026-03-11", False)):
        assert same_day(request(cancelled=signed(on))) is same


@pytest.mark.parametrize(
    ("more", "until"),
    [
        ({}, 21),
        ({"quantity": 3}, 21),
        ({"cancelled": signed("2026-03-10")}, None),
        ({"cancelled": signed("2026-03-12")}, 12),
        ({"cancelled": signed("2026-03-30")}, 21),
        (GIVEN, 21),
        ({**GIVEN, "returned": signed("2026-03-15")}, 21),
        ({**GIVEN, "returned": signed("2026-03-15", restocked=True)}, 15),
        ({**GIVEN, "returned": signed("2026-03-30", restocked=True)}, 21),
        ({**GIVEN, "declined": signed("2026-03-12")}, 21),
    ],
)
def test_a_request_takes_something_else_of_the_stock(
    more: dict[str, Any], until: int | None
) -> None:
    last = day("2026-03-20").toordinal()
    found = [*taken_spans(request(**more), last)]
    first = day("2026-03-10").toordinal()
    wanted = [] if until is None else [(first, first - 10 + until, more.get("quantity", 1))]
    assert found == wanted


def test_the_stock_covers_more_than_there_is() -> None:
    reward = whole(stock=STOCK).rewards["mug"]
    put = [additions(reward, day(f"2026-03-{on:02}").toordinal()) for on in (1, 2, 11, 12)]
    assert put == [2, 2, 2, 1]
    assert additions(reward, day("2026-02-28").toordinal()) == 0
    start = day("2026-03-10").toordinal()
    assert covers(reward, [])
    assert covers(reward, [(start, start + 9, 2)])
    assert not covers(reward, [(start, start + 9, 3)])
    assert not covers(reward, [(start, start + 9, 2), (start + 1, start + 9, 1)])
    assert covers(reward, [(start, start + 1, 2), (start + 1, start + 9, 1)])
    assert not covers(reward, [(start, start + 3, 1), (start + 2, start + 9, 1)])


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ({}, {"09": 2, "10": 1, "11": 1, "12": 0}),
        ({"quantity": 2}, {"10": 0}),
        ({"cancelled": signed("2026-03-11")}, {"10": 1, "11": 2}),
        ({**GIVEN, "returned": signed("2026-03-15", restocked=True)}, {"14": 0, "15": 1}),
        ({"points": 59}, {"10": 2}),  # not covered, so it takes nothing
        ({"reward": "cup"}, {"10": 2}),
    ],
)
def test_so_many_are_left_on_another_day(more: dict[str, Any], left: dict[str, int]) -> None:
    found = whole(stock=STOCK, **more)
    for on, number in left.items():
        today = day(f"2026-03-{on}")
        accounts = compute(found, today).members
        assert left_on(found, accounts, found.rewards["mug"], today) == number, on


def test_nothing_is_counted_after_what_takes_nothing() -> None:
    found = whole(stock=STOCK)
    others: dict[str, Any] = {
        "influencers/ana/redemptions/2026-03-09-cup.yml": {"points": 0},
        "influencers/ben/redemptions/2026-03-09-mug.yml": {"points": 900},
        "influencers/ben/redemptions/2026-03-11-mug.yml": {"points": 60},
    }
    rooms = program(others).redemptions
    found = replace(found, redemptions={**rooms, **found.redemptions})
    today = day("2026-03-11")
    ledger = compute(found, today)
    assert set(ledger.account("ben").refused) == {"influencers/ben/redemptions/2026-03-09-mug.yml"}
    assert left_on(found, ledger.members, found.rewards["mug"], today) == 0


def test_the_wrong_one_of_two_has_the_last() -> None:
    def refused(mine: dict[str, Any], other: dict[str, Any], more: int = 100) -> set[str]:
        mug = {"name": "Mug", "kind": "merchandise", "cost": 60, "stock": STOCK[:1]}
        mug["stock"] = [{"date": "2026-03-01", "quantity": 1}]
        files: dict[str, Any] = {
            **person("ana"),
            **person("ben"),
            **mission(),
            **claim("ana", "2026-02-01", decision=approved("2026-02-10", more)),
            **claim("ben", "2026-02-01", decision=approved("2026-02-10")),
            "program/rewards/mug.yml": mug,
            NAME: {"points": 60, **mine},
            "influencers/ben/redemptions/2026-03-09-mug.yml": {"points": 60, **other},
        }
        ledger = compute(program(files), day("2026-03-20"))
        return {who for who in ("ana", "ben") if ledger.account(who).refused}

    assert refused({}, {}) == {"ana"}  # the earlier has it
    assert refused({"approved": YES}, {}) == {"ben"}  # but for one that is approved
    assert refused({"approved": signed("2026-03-20")}, {}) == {"ben"}
    assert refused({"approved": signed("2026-03-21")}, {}) == {"ana"}  # not known yet
    assert refused({}, {"cancelled": signed("2026-03-09")}) == set()
    assert refused({}, {"cancelled": signed("2026-03-10")}) == set()  # back on that day
    assert refused({}, {"cancelled": signed("2026-03-11")}) == {"ana"}
    assert refused({}, {"requested": "2026-03-10", "at": "09:00:00"}) == {"ana"}
    assert refused({"at": "08:00:00"}, {"requested": "2026-03-10", "at": "09:00:00"}) == {"ben"}
    assert refused({"at": "08:00:00"}, {"requested": "2026-03-10"}) == {"ben"}
    assert refused({"approved": YES}, {}, 50) == {"ana"}  # what is not paid for takes nothing


@pytest.mark.parametrize(
    ("fraud", "asked", "refused"),
    [
        ("09:00:00", None, True),
        ("09:00:00", "10:00:00", True),
        ("09:00:00", "09:00:00", False),
        ("09:00:00", "08:00:00", False),
        (None, "10:00:00", False),
        (None, None, False),
    ],
)
def test_points_of_a_fraud_are_spent_later_on_its_day(
    fraud: str | None, asked: str | None, refused: bool
) -> None:
    taken = {"date": "2026-03-10", "by": "jon", "shares": {"ana": 100}, "reason_code": "fraud"}
    found: dict[str, Any] = {**taken, "at": fraud} if fraud else taken
    for code in ("fraud", "brand-error"):
        reversal = {**found, "reason_code": code}
        decision = approved("2026-02-10")
        files: dict[str, Any] = {
            **person("ana"),
            **mission(),
            **claim("ana", "2026-02-01", decision=decision, reversals=[reversal]),
            "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 60},
            NAME: {"points": 60, **({"at": asked} if asked else {})},
        }
        account = compute(program(files), day("2026-03-10")).account("ana")
        assert bool(account.refused) is (refused and code == "fraud"), code
        assert bool(account.declined) is (not refused and code == "fraud"), code


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, []),
        ({"approved": signed("2026-03-10")}, []),
        (
            {"approved": signed("2026-03-09")},
            [("approved", "2026-03-09 is before it was requested, 2026-03-10")],
        ),
        ({**GIVEN, "fulfilled": YES}, []),
        (
            {**GIVEN, "approved": signed("2026-03-14")},
            [("fulfilled", "2026-03-13 is before it was approved, 2026-03-14")],
        ),
        ({**GIVEN, "returned": signed("2026-03-13")}, []),
        (
            {**GIVEN, "returned": signed("2026-03-12")},
            [("returned", "2026-03-12 is before it was fulfilled, 2026-03-13")],
        ),
        ({"fulfilled": YES}, [("fulfilled", "fulfilled, but not approved")]),
        ({"returned": YES}, [("returned", "returned, but not fulfilled")]),
        ({"cancelled": signed("2026-03-12", "ana")}, []),
        (
            {"approved": signed("2026-03-12", "ana")},
            [("approved", '"ana" cannot decide what is their own')],
        ),
        ({"cancelled": signed("2026-03-12", "ben")}, [("cancelled", '"ben" is not on staff')]),
        ({"approved": YES, "declined": signed("2026-03-11")}, []),
        (
            {"approved": signed("2026-03-12"), "declined": YES},
            [("declined", "2026-03-11 is before it was approved, 2026-03-12")],
        ),
        (
            {**GIVEN, "declined": signed("2026-03-14")},
            [("fulfilled", "already declined on 2026-03-14 by maya")],
        ),
        (
            {"declined": signed("2026-03-13"), "out_of_stock": YES},
            [("declined", "already out of stock on 2026-03-11 by maya")],
        ),
    ],
)
def test_a_step_is_where_it_may_not_be(more: dict[str, Any], said: list[tuple[str, str]]) -> None:
    found = whole(**more)
    now = [(each.step, each.message) for each in faults(found, found.redemptions[NAME])]
    assert [step for step, _ in now] == [step for step, _ in said]
    for (_, message), (_, words) in zip(now, said, strict=True):
        assert message.startswith(words)


def test_somebody_asks_for_something_after_their_death() -> None:
    for died, number in (("2026-03-09", 1), ("2026-03-10", 0), ("2026-03-11", 0)):
        history = [
            {"date": "2025-01-01", "stage": "member"},
            {"date": died, "stage": "deceased"},
        ]
        found = program({**person("ana", history=history), NAME: {"points": 0}})
        assert len([*faults(found, found.redemptions[NAME])]) == number


APPROVE, FULFIL, RETURN = "approved", "fulfilled", "returned"
ENDED = {"cancelled": signed("2026-03-12")}


@pytest.mark.parametrize(
    ("points", "more", "step", "said"),
    [
        (100, {}, APPROVE, []),
        (100, {}, FULFIL, ["not approved yet"]),
        (100, {}, RETURN, ["not fulfilled, so it cannot come back"]),
        (100, {}, "declined", []),
        (100, {}, "out_of_stock", []),
        (100, {}, "out_of_funds", ["its points cover it"]),
        (100, {"approved": YES}, APPROVE, ["already approved on 2026-03-11 by maya"]),
        (100, {"approved": YES}, FULFIL, []),
        (100, {"approved": YES}, "cancelled", []),
        (100, GIVEN, APPROVE, ["already fulfilled on 2026-03-13 by maya"]),
        (100, GIVEN, FULFIL, ["already fulfilled on 2026-03-13 by maya"]),
        (100, GIVEN, RETURN, []),
        (
            100,
            {**GIVEN, "returned": signed("2026-03-15")},
            RETURN,
            ["already returned on 2026-03-15"],
        ),
        (100, ENDED, APPROVE, ["already cancelled on 2026-03-12 by maya"]),
        (100, ENDED, FULFIL, ["already cancelled on 2026-03-12 by maya"]),
        (100, ENDED, RETURN, ["already cancelled on 2026-03-12 by maya"]),
        (59, {}, APPROVE, ["60 points for mug on 2026-03-10 are not covered: 59 were spendable"]),
        (
            59,
            {"approved": YES},
            FULFIL,
            ["60 points for mug on 2026-03-10 are not covered: 59 were spendable"],
        ),
        (59, {}, "declined", []),
        (59, {}, "out_of_funds", []),
    ],
)
def test_a_step_may_follow_that_may_not(
    points: int, more: dict[str, Any], step: str, said: list[str]
) -> None:
    found, today = whole(points, **more), day("2026-03-20")
    account = compute(found, today).account("ana")
    asked = Step(step, "maya", today)
    refusals = may_not_record(found, found.redemptions[NAME], asked, account)
    assert [each.message for each in refusals] == said
