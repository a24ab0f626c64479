"""No award, one, and very many for one person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.entries import total
from tests.ledger_program import approved, claim, day, mission, person, program


@pytest.mark.parametrize("count", [0, 1, 50_000])
def test_many_awards_that_do_not_add_up(count: int) -> None:
    files: dict[str, Any] = {**person("ana"), **mission(points=3)}
    start = date(2025, 1, 1)
    for number in range(count):
        on = (start + timedelta(days=number % 700)).isoformat()
        files |= claim("ana", on, number=1 + number // 700, decision=approved(on, 3))
    price = 3 * min(count, 40)
    if count:
        files["influencers/ana/redemptions/2025-03-30-mug.yml"] = {"points": price}
    ledger = compute(program(files), day("2026-12-31"))
    account = ledger.account("ana")
    assert account.awarded == account.standing == 3 * count
    assert account.held == price
    assert account.spendable + account.held + account.expired == 3 * count
    assert total(ledger.entries("ana"))["spendable"] == account.spendable
    assert not account.refused
