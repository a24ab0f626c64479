"""Points that were written off when their claim was taken back never become spendable."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.entries import total
from tests.ledger_program import approved, claim, day, mission, person, program

MUG = "influencers/ana/redemptions/2026-02-20-mug.yml"
CLAIM = "missions/guide/claims/2026-02-01-ana.yml"
NOTES = "influencers/ana/touchpoints"
SIGNED = {"by": "maya"}


def files(code: str, shares: int, **mug: Any) -> dict[str, Any]:
    """A claim of 100 of which 60 are asked for; then it is taken back."""
    taken = {"date": "2026-03-10", "by": "jon", "reason_code": code, "shares": {"ana": shares}}
    return {
        **mission(),
        **person("ana", history=[{"date": "2025-01-01", "stage": "member"}]),
        "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 60},
        **claim("ana", "2026-02-01", decision=approved("2026-02-01"), reversals=[taken]),
        MUG: {"points": 60, **{name: {"date": on, **SIGNED} for name, on in mug.items()}},
    }


def figures(found: dict[str, Any], on: str) -> tuple[int, int, int]:
    """Spendable, held and reversed on a day; the entries must add up to them."""
    ledger = compute(program(found), day(on))
    account = ledger.account("ana")
    entries = total(ledger.entries("ana"))
    for name in ("awarded", "spendable", "held", "spent", "expired", "reversed", "standing"):
        assert entries[name] == getattr(account, name), name
    return account.spendable, account.held, account.reversed


GENTLE = ("brand-error", "content-removed", "member-request", "duplicate")


@pytest.mark.parametrize("code", GENTLE)
@pytest.mark.parametrize(
    ("shares", "left"), [(100, (0, 0, 100)), (40, (60, 0, 40)), (70, (30, 0, 70))]
)
@pytest.mark.parametrize(
    ("mug", "after"),
    [
        ({"cancelled": "2026-03-20"}, "2026-03-20"),
        ({"declined": "2026-03-20"}, "2026-09-20"),
        (
            {"approved": "2026-03-11", "fulfilled": "2026-03-12", "returned": "2026-03-20"},
            "2026-03-20",
        ),
        (
            {"approved": "2026-02-21", "fulfilled": "2026-02-22", "returned": "2026-03-20"},
            "2026-03-20",
        ),
    ],
)
def test_what_was_written_off_comes_back(
    code: str, shares: int, left: tuple[int, int, int], mug: dict[str, str], after: str
) -> None:
    found = files(code, shares, **mug)
    if after == "2026-09-20":
        after, left = "2026-09-20", (0, 0, shares)  # what came back has expired
    assert figures(found, after) == left


def test_a_request_that_is_not_ended_loses_what_it_holds() -> None:
    assert figures(files("brand-error", 100), "2026-03-20") == (0, 60, 40)
    given = files("brand-error", 100, approved="2026-03-11", fulfilled="2026-03-12")
    assert figures(given, "2026-03-20") == (0, 0, 40)


GRANTED = {"outcome": "approved", "by": "maya", "date": "2026-03-25"}


def test_an_appeal_that_succeeds_does_not_give_back_what_was_taken_later() -> None:
    found = files("brand-error", 100, cancelled="2026-03-20")
    found[CLAIM]["reversals"][0]["appeal"] = {
        "date": "2026-03-22",
        "text": "It was mine.",
        "decision": dict(GRANTED),
    }
    assert figures(found, "2026-03-24") == (0, 0, 100)
    assert figures(found, "2026-03-25") == (100, 0, 0)
    found[CLAIM]["reversals"][0]["appeal"]["decision"] |= {"outcome": "declined", "reason": "No."}
    assert figures(found, "2026-03-25") == (0, 0, 100)
    found[CLAIM]["reversals"][0]["appeal"]["decision"] = GRANTED
    # Lifted before the request ends, there is nothing left to be taken.
    found[MUG]["cancelled"]["date"] = "2026-03-28"
    assert figures(found, "2026-03-28") == (100, 0, 0)


@pytest.mark.parametrize("of", [["guide/2026-02-01-ana"], "all"])
def test_what_had_expired_is_revived_after_it_was_taken_back(of: Any) -> None:
    found = files("brand-error", 100, cancelled="2026-02-25")
    found[CLAIM]["reversals"][0]["date"] = "2026-07-10"
    found[f"{NOTES}/2026-07-20-extension.yml"] = {
        "kind": "extension",
        "by": "jon",
        "of": of,
        "until": "2026-12-31",
        "reason": "Nobody had warned.",
    }
    assert figures(found, "2026-07-25")[0] == 0


def test_a_deduction_made_void_gives_back_what_was_taken_back() -> None:
    found = files("brand-error", 100, cancelled="2026-02-25")
    found[f"{NOTES}/2026-03-01-adjustment.yml"] = {
        "kind": "adjustment",
        "by": "jon",
        "points": -30,
        "reason_code": "correction",
        "standing": True,
        "void": {"date": "2026-03-20", "by": "jon", "reason": "Not hers."},
    }
    assert figures(found, "2026-03-15") == (0, 0, 70)
    assert figures(found, "2026-03-20") == (0, 0, 100)
