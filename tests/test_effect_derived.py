"""Deciding a claim says what follows from it: milestones, and points of who brought somebody."""

from __future__ import annotations

from typing import Any

from goodword.reports.effect import effect
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, mission, person, program

LAST = day("2026-03-01")
TWO = {"id": "two", "name": "Two guides", "from": "2020-01-01", "all": [{"claims": 2}]}
EVERYONE = {**mission(), **person("ana", referred_by="ben"), **person("ben")}


def told(milestone: dict[str, Any], **settings: Any) -> tuple[str, ...]:
    """What the second approved claim of ana is said to do."""
    files: dict[str, Any] = {**EVERYONE, "program/milestones.yml": {"milestones": [milestone]}}
    files |= claim("ana", "2026-02-01", decision=approved("2026-02-02", 100))
    waits = files | claim("ana", "2026-02-05")
    done = files | claim("ana", "2026-02-05", decision=approved("2026-02-06", 100))
    before, after = (Snapshot(program(each, **settings), LAST) for each in (waits, done))
    return effect(before, after, ["ana"])


def test_points_of_a_milestone_that_are_taken_for_the_claims() -> None:
    assert told({**TWO, "points": 25}) == (
        "+125 points for ana, to spend now, 25 of them for reaching Two guides",
    )


def test_a_milestone_without_points_that_nobody_is_told_of() -> None:
    assert told({**TWO, "badge": True}) == (
        "+100 points for ana, to spend now, Two guides reached",
    )


def test_points_of_who_brought_somebody_that_nobody_is_told_of() -> None:
    assert told({**TWO, "badge": True}, referral={"percent": 10}) == (
        "+100 points for ana, to spend now, Two guides reached",
        "+10 points for ben, for whom they brought, to spend now",
    )
