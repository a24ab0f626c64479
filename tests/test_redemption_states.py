"""One request for a reward in each state, seen from everywhere that shows one: all agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.audience.own import record
from goodword.due import all_dues
from goodword.ledger.redemption_on import STATES, WAITS
from goodword.reports.desk import desk_figures
from goodword.reports.report import nowhere
from goodword.reports.rewards import rewards_report
from goodword.snapshot import Snapshot
from tests.relation_program import claim, mission, person, program

DAY = date(2026, 6, 30)
PATH = "influencers/ana/redemptions/2026-06-10-mug.yml"


def signed(day: str, by: str = "maya") -> dict[str, Any]:
    return {"date": day, "by": by}


def step(**steps: str) -> dict[str, Any]:
    return {name: signed(day) for name, day in steps.items()}


@dataclass(frozen=True)
class Case:
    """What is written of a request for 60 of 100 points, what it is on the day, what is left."""

    data: dict[str, Any]
    state: str
    spendable: int
    fraud: bool = False


CASES = {
    "new": Case({}, "requested", 40),
    "approved": Case(step(approved="2026-06-20"), "approved", 40),
    "approved after the day": Case(step(approved="2026-07-01"), "requested", 40),
    "given": Case(step(approved="2026-06-20", fulfilled="2026-06-30"), "fulfilled", 40),
    "given after the day": Case(
        step(approved="2026-06-20", fulfilled="2026-07-01"), "approved", 40
    ),
    "returned": Case(
        step(approved="2026-06-20", fulfilled="2026-06-21", returned="2026-06-25"), "returned", 100
    ),
    "declined": Case(step(declined="2026-06-20"), "declined", 100),
    "declined after the day": Case(step(declined="2026-07-01"), "requested", 40),
    "cancelled after approval": Case(
        step(approved="2026-06-20", cancelled="2026-06-25"), "cancelled", 100
    ),
    "out of stock": Case(step(out_of_stock="2026-06-20"), "out_of_stock", 100),
    "not covered": Case({"points": 160}, "not-covered", 100),
    "not covered, and ended": Case(
        {"points": 160, **step(out_of_funds="2026-06-20")}, "out_of_funds", 100
    ),
    "not covered, and ended after the day": Case(
        {"points": 160, **step(out_of_funds="2026-07-20")}, "not-covered", 100
    ),
    "ended by fraud": Case({}, "declined", 0, fraud=True),
    "approved and ended by fraud": Case(step(approved="2026-06-20"), "declined", 0, fraud=True),
}


def snapshot(case: Case, day: date = DAY) -> Snapshot:
    fraud = {"date": "2026-06-25", "by": "jon", "shares": {"ana": 100}, "reason_code": "fraud"}
    more: dict[str, Any] = (
        {"reversals": [{**fraud, "second": signed("2026-06-25", "kim")}]} if case.fraud else {}
    )
    decided = {"outcome": "approved", "by": "maya", "date": "2026-06-02", "points": 100}
    mug = {"name": "Mug", "kind": "merchandise", "cost": [{"from": "2025-01-01", "points": 60}]}
    files = (
        person("ana")
        | mission(points=100)
        | claim("ana", "2026-06-01", decision=decided, **more)
        | {"program/rewards/mug.yml": mug, PATH: {"points": 60, **case.data}}
    )
    return Snapshot(program(files, started="2025-01-01"), day)


def test_a_state_is_in_no_case() -> None:
    assert {case.state for case in CASES.values()} == set(STATES)


@pytest.mark.parametrize("name", CASES)
def test_two_places_differ_about_a_request(name: str) -> None:
    case = CASES[name]
    given_day = snapshot(case)
    on = given_day.redemption(given_day.program.redemptions[PATH])
    waits = WAITS.get(case.state, "")
    assert (on.state, on.waits) == (case.state, waits)
    assert given_day.ledger.account("ana").spendable == case.spendable
    (own,) = record(given_day, "ana").redemptions
    assert own.state == case.state.replace("_", " ").replace("-", " "), "record"
    desk = desk_figures(given_day, (), nowhere)
    assert [each["state"] for each in desk["requests"]] == ([case.state] if waits else []), "staff"
    assert [each["open"] for each in desk["stock"]] == [int(bool(waits))], "stock"
    (reward,) = rewards_report(given_day).value["rewards"]
    assert (reward["asked"], reward["open"]) == (1, int(bool(waits))), "rewards"
    dues = [each for each in all_dues(given_day) if each.what in {"redemptions", "uncovered"}]
    assert len(dues) == bool(waits), "agenda"
    for each in dues:
        assert f"reward {waits} " in (each.command or ""), "agenda"
        assert each.since in {None, on.since}


@given(
    st.integers(0, 60).map(lambda n: date(2026, 5, 28) + timedelta(n)),
    st.sampled_from(sorted(CASES)),
)
def test_what_is_shown_of_a_day_is_what_the_ledger_counts(day: date, name: str) -> None:
    given_day = snapshot(CASES[name], day)
    on = given_day.redemption(given_day.program.redemptions[PATH])
    account = given_day.ledger.account("ana")
    assert account.held == (60 if on.state in {"requested", "approved"} else 0)
    assert account.spent == (60 if on.state == "fulfilled" else 0)
    assert (on.state == "absent") == (day < date(2026, 6, 10))
    assert on.since <= max(day, date(2026, 6, 10))
