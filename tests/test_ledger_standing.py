"""Standing that falls by a reversal and comes back by an appeal; which part goes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from goodword.ledger import Account

CODES = ("brand-error", "content-removed", "member-request", "duplicate", "fraud")
MUG = {
    "program/rewards/mug.yml": {
        "name": "Mug",
        "kind": "merchandise",
        "cost": [{"from": "2020-01-01", "points": 60}],
    }
}


def reversal(on: str, points: int = 100, code: str = "brand-error", **more: Any) -> dict[str, Any]:
    return {"date": on, "by": "jon", "shares": {"ana": points}, "reason_code": code, **more}


def granted(on: str, answered: str) -> dict[str, Any]:
    return {"appeal": {"date": on, "text": "Look again", "decision": approved(answered, 0)}}


def closed(cycle: str, on: str) -> bytes:
    return f"statement,{cycle},{on},maya,1,x,\n".encode()


def account(
    on: str,
    *reversals: dict[str, Any],
    files: dict[str, Any] | None = None,
    points: Any = None,
    statements: dict[str, bytes] | None = None,
) -> Account:
    found: dict[str, Any] = {**person("ana"), **mission(), **MUG, **(files or {})}
    decision = approved("2026-02-10")
    found |= claim("ana", "2026-02-10", decision=decision, reversals=list(reversals))
    whole = program(found, **({"points": points} if points else {}))
    whole = replace(whole, statements=statements or {})
    return compute(whole, day(on)).account("ana")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "request_", [{"fulfilled": {"date": "2026-02-20", "by": "maya"}}, {}], ids=["spent", "held"]
)
def test_standing_of_what_was_spent_that_stays(code: str, request_: dict[str, Any]) -> None:
    files = {"influencers/ana/redemptions/2026-02-20-mug.yml": {"points": 60, **request_}}
    assert account("2026-03-09", reversal("2026-03-10", code=code), files=files).standing == 100
    found = account("2026-03-10", reversal("2026-03-10", code=code), files=files)
    assert found.standing == 0
    part = account("2026-03-10", reversal("2026-03-10", 70, code), files=files)
    assert part.standing == 30


@pytest.mark.parametrize("code", CODES)
def test_standing_of_what_has_expired_that_stays(code: str) -> None:
    found = account("2026-07-10", reversal("2026-07-10", code=code))
    assert (found.standing, found.expired, found.reversed, found.arrears) == (0, 100, 0, 0)


def test_standing_that_falls_by_what_never_stood() -> None:
    late = {"maturation_days": 14}
    found = account("2026-02-12", reversal("2026-02-12", 30), points=late)
    assert (found.standing, found.pending) == (0, 70)
    found = account("2026-03-01", reversal("2026-02-12", 30), points=late)
    assert (found.standing, found.spendable) == (70, 70)
    found = account(
        "2026-03-02", reversal("2026-02-12", 30), reversal("2026-03-02", 70), points=late
    )
    assert found.standing == 0


def test_standing_that_comes_back_in_another_cycle_than_it_stood() -> None:
    lifted = reversal("2026-03-01", **granted("2026-03-05", "2026-05-01"))
    assert account("2026-05-01", lifted).by_cycle == (("2026-Q1", 100),)
    shut = {"2026-Q1": closed("2026-Q1", "2026-04-20")}
    assert account("2026-05-01", lifted, statements=shut).by_cycle == (
        ("2026-Q1", 0),
        ("2026-Q2", 100),
    )


def test_points_that_never_stood_count_as_awarded_in_a_closed_cycle() -> None:
    # Taken back while pending: what the appeal gives counts where it stands from then on.
    late = {"maturation_days": 14}
    lifted = reversal("2026-02-12", **granted("2026-03-05", "2026-05-01"))
    found = account("2026-05-01", lifted, points=late)
    assert (found.posted, found.by_cycle) == ((("2026-Q1", 100),), (("2026-Q1", 100),))
    shut = {"2026-Q1": closed("2026-Q1", "2026-04-20")}
    found = account("2026-05-01", lifted, points=late, statements=shut)
    assert found.posted == (("2026-Q1", 0), ("2026-Q2", 100))
    assert found.by_cycle == found.posted


def test_standing_that_comes_back_in_the_cycle_of_the_reversal() -> None:
    # Where it stood is closed on both days: it falls in the cycle of the reversal and comes back
    # in that of the answer. A further reversal takes it from there.
    shut = {"2026-Q1": closed("2026-Q1", "2026-04-20")}
    lifted = reversal("2026-05-01", **granted("2026-05-05", "2026-07-02"))
    assert account("2026-07-02", lifted, statements=shut).by_cycle == (
        ("2026-Q1", 100),
        ("2026-Q2", -100),
        ("2026-Q3", 100),
    )
    again = reversal("2026-11-05")
    assert account("2026-11-05", lifted, again, statements=shut).by_cycle == (
        ("2026-Q1", 100),
        ("2026-Q2", -100),
        ("2026-Q3", 0),
    )


def test_a_reversal_that_takes_the_part_that_ends_last() -> None:
    # 60 of 100 come back in June and last longer than the 40 that were never asked for.
    files = {
        "influencers/ana/redemptions/2026-02-20-mug.yml": {
            "points": 60,
            "cancelled": {"date": "2026-06-20", "by": "maya"},
        }
    }
    found = account("2026-06-21", reversal("2026-06-21", 50), files=files)
    assert [(each.isoformat(), points) for each, points in found.expiring] == [("2026-07-20", 50)]


def test_deductions_of_a_day_that_are_taken_by_name_and_not_by_time() -> None:
    def taken(points: int, **more: str) -> dict[str, Any]:
        slip = {"kind": "adjustment", "points": -points, "reason_code": "correction"}
        return {**slip, "standing": False, "by": "maya", **more}

    folder = "influencers/ana/touchpoints/2026-03-01"
    files = {f"{folder}-a.yml": taken(80), f"{folder}-b.yml": taken(50)}
    assert account("2026-03-01", files=files).spendable == 20
    files = {f"{folder}-a.yml": taken(80), f"{folder}-b.yml": taken(50, at="09:00:00")}
    assert account("2026-03-01", files=files).spendable == 50
    # A reversal stands among them by its own time.
    files = {f"{folder}-a.yml": taken(80, at="09:00:00")}
    late, early = reversal("2026-03-01", at="10:00:00"), reversal("2026-03-01", at="08:00:00")
    assert account("2026-03-01", late, files=files).reversed == 20
    assert account("2026-03-01", early, files=files).reversed == 100


def test_an_adjustment_made_void_whose_standing_stays() -> None:
    files = {
        "influencers/ana/touchpoints/2026-02-15-given.yml": {
            "kind": "adjustment",
            "points": 50,
            "reason_code": "goodwill",
            "standing": True,
            "by": "maya",
            "void": {"date": "2026-03-01", "by": "maya", "reason": "A slip"},
        },
        "influencers/ana/redemptions/2026-02-20-mug.yml": {
            "points": 120,
            "quantity": 2,
            "fulfilled": {"date": "2026-02-20", "by": "maya"},
        },
    }
    found = account("2026-03-01", files=files)
    assert (found.standing, found.spent, found.reversed) == (100, 120, 30)
