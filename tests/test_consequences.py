"""What a command says comes of it, where it is dated earlier than the day that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.cli.consequences import consequences
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, mission, person
from tests.ledger_program import program as built
from tests.test_claim_commands import CLAIM, program, timeless

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

__all__ = ["program"]
DONE, LATER = day("2026-02-10"), day("2026-08-01")
FILES = {**person("ana"), **mission()}
GIVEN = {**FILES, **claim("ana", "2026-02-01", decision=approved("2026-02-10"))}


def spendable(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """One sentence that differs by day, and one that never does."""
    assert before.as_of == after.as_of
    yield f"{before.ledger.account('ana').spendable} to {after.ledger.account('ana').spendable}"
    yield f"{after.ledger.account('ana').awarded} awarded"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([LATER], ("0 to 0", "100 awarded")),
        ([], ("0 to 0", "100 awarded")),
        ([DONE], ("on 2026-02-10: 0 to 100", "100 awarded", "on 2026-08-01: 0 to 0")),
        ([DONE, LATER], ("on 2026-08-01: 0 to 0", "on 2026-08-01: 100 awarded")),
    ],
)
def test_a_sentence_is_of_another_day_than_it_says(
    days: list[date], expected: tuple[str, ...]
) -> None:
    points = [{"from": "2025-01-01", "maturation_days": 0}]
    before, after = (Snapshot(built(each, points=points), LATER) for each in (FILES, GIVEN))
    assert consequences(before, after, days, spendable) == expected


def test_an_earlier_day_is_told_by_what_came_since(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ("--root", str(program))
    approve = ("claim", "approve", CLAIM, "--by", "maya", "--on", "2025-05-05", "--write")
    assert main([*root, *approve, "--as-of", "2025-05-05"]) == 0
    assert "on 2025-05-05" not in capsys.readouterr().out
    longer = ("influencer", "extend", "ana", "--all", "--reason", "We were slow.")
    until = ("--until", "2026-01-31", "--by", "maya", "--on", "2025-05-06")
    assert main([*root, *longer, *until, "--as-of", "2027-01-01"]) == 0
    said = timeless(capsys.readouterr().out)
    assert "to spend until 31 January 2026" in said
    assert "on 2025-05-06: ana: " in said
    assert "on 2027-01-01: ana: nothing lasts longer" in said
