"""Closing a cycle: when it may be, which come first, and what is left behind."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.closing import left_behind, may_close, open_cycles
from goodword.model.program import Program
from tests.ledger_program import approved, claim, day, declined, mission, person, program

CLOSED = b"cycle,2025-Q4\n"


def story(files: dict[str, Any] | None = None, *statements: str) -> Program:
    found = program({**person("ana"), **mission(), **(files or {})}, points=POINTS)
    return Program(**{**fields(found), "statements": dict.fromkeys(statements, CLOSED)})


POINTS = [{"from": "2025-01-01", "maturation_days": 14, "expiry": "never"}]


def fields(found: Program) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def refusals(found: Program, name: str, on: str) -> list[str]:
    cycle = found.cycles.named(name)
    assert cycle is not None
    return [each.message for each in may_close(found, cycle, day(on))]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-03-31", ["2026-Q1 runs until 2026-03-31"]),
        ("2026-04-01", ["2026-04-01 is within 14 days after the end of 2026-Q1"]),
        ("2026-04-14", ["2026-04-14 is within 14 days after the end of 2026-Q1"]),
        ("2026-04-15", []),
    ],
)
def test_a_cycle_is_closed_on_another_day(on: str, words: list[str]) -> None:
    assert refusals(story(claim("ana", "2026-02-01")), "2026-Q1", on) == words


def test_a_cycle_is_closed_twice_or_out_of_order() -> None:
    both = {**claim("ana", "2025-11-01"), **claim("ana", "2026-02-01")}
    assert refusals(story(both), "2026-Q1", "2026-05-01") == ["2025-Q4 before it is not closed"]
    assert refusals(story(both, "2025-Q4"), "2026-Q1", "2026-05-01") == []
    assert refusals(story(both, "2025-Q4", "2026-Q1"), "2026-Q1", "2026-05-01") == [
        "2026-Q1 is closed already"
    ]
    by_hand = "influencers/ana/touchpoints/2025-11-01-adjustment.yml"
    opening = {"kind": "adjustment", "points": 5, "reason_code": "opening", "by": "maya"}
    assert refusals(story({by_hand: opening}), "2026-Q1", "2026-05-01") == [
        "2025-Q4 before it is not closed"
    ]


@pytest.mark.parametrize(
    ("statements", "names"),
    [
        ((), ["2025-Q3", "2025-Q4", "2026-Q1"]),
        (("2025-Q3",), ["2025-Q4", "2026-Q1"]),
        (("2025-Q3", "2025-Q4"), ["2026-Q1"]),
    ],
)
def test_cycles_before_it_are_left_out(statements: tuple[str, ...], names: list[str]) -> None:
    found = story({**claim("ana", "2025-08-01"), **claim("ana", "2026-02-01")}, *statements)
    last = found.cycles.named("2026-Q1")
    assert last is not None
    assert [each.name for each in open_cycles(found, last)] == names


REVERSED = {
    "date": "2026-03-20",
    "by": "jon",
    "shares": {"ana": 100},
    "reason_code": "duplicate",
    "appeal": {"date": "2026-03-22", "text": "Look again"},
}
APPEALED = {"decision": declined("2026-03-20"), "appeal": {"date": "2026-03-22", "text": "Why"}}


@pytest.mark.parametrize(
    ("on", "more", "why"),
    [
        ("2026-03-10", {}, "undecided"),
        ("2026-03-10", APPEALED, "in appeal"),
        (
            "2026-03-10",
            {"decision": approved("2026-03-12"), "reversals": [REVERSED]},
            "in appeal against its reversal",
        ),
        ("2026-03-10", {"decision": approved("2026-04-10")}, "maturing until 2026-04-24"),
        ("2026-03-10", {"decision": approved("2026-04-01")}, None),  # spendable since that day
        ("2026-03-10", {"decision": approved("2026-04-10", 0)}, None),
        ("2026-03-10", {"decision": declined("2026-03-12")}, None),
        ("2026-03-10", {"submitted": "2026-04-14"}, "undecided"),
        ("2026-03-10", {"submitted": "2026-04-15"}, None),  # beyond the grace
        ("2026-03-10", {"submitted": "2026-04-16"}, None),  # not handed in yet
        ("2026-04-01", {}, None),  # of the next cycle
    ],
)
def test_what_is_not_settled_is_passed_in_silence(
    on: str, more: dict[str, Any], why: str | None
) -> None:
    found = story(claim("ana", on, **more))
    cycle = found.cycles.named("2026-Q1")
    assert cycle is not None
    left = [words for _, words in left_behind(compute(found, day("2026-04-15")), cycle)]
    assert left == ([why] if why else [])
