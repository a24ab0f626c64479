"""The last decisions of many are those that looking at all of them finds."""

from __future__ import annotations

from datetime import date, timedelta
from heapq import nlargest
from itertools import chain
from zlib import crc32

import pytest

from goodword.ledger import lately
from goodword.ledger.lately import LATELY, decided_lately, last
from goodword.ledger.visible import first_decided
from goodword.snapshot import Snapshot
from tests.conftest import ROOT
from tests.test_example import program_in

DAYS = (date(2026, 6, 30), date(2026, 10, 31))


@pytest.mark.parametrize("held", [1, LATELY, 70, 10_000])
@pytest.mark.parametrize("day", DAYS)
def test_a_decision_is_let_go_that_is_one_of_the_last(
    held: int, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lately, "_HELD", held)
    claims = [*program_in(ROOT).claims.values()]
    every = [
        (first, (first - each.submitted).days, each.place.path)
        for each in claims
        if (first := first_decided(each, day)) is not None and not each.brought_over
    ]
    assert len(every) > 2 * LATELY
    for seed in range(5):
        claims.sort(key=lambda each: crc32(f"{seed}{each.place.path}".encode()))
        assert decided_lately(claims, day) == tuple(nlargest(LATELY, every))


def test_the_last_of_all_are_not_among_the_last_of_missions() -> None:
    snapshot = Snapshot(program_in(ROOT), DAYS[1])
    found = last(chain.from_iterable(snapshot.decided_lately.values()))
    assert found == decided_lately(snapshot.program.claims.values(), DAYS[1])
    later = Snapshot(snapshot.program, DAYS[0] - timedelta(days=9999))
    assert not any(later.decided_lately.values())
