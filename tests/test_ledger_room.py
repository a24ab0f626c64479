"""A claim with room is cut by no limit on any day; claims with room are found at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.ledger.limits import Places
from goodword.ledger.terms import Terms
from tests.ledger_history import History

if TYPE_CHECKING:
    from goodword.model.program import Program


def no_room_is_taken(history: History, program: Program) -> None:
    """A law of every history (`test_ledger_properties`): who has room is never cut."""
    places = Places(program, Terms(program))
    roomy = [claim for claim in program.claims.values() if places.roomy(claim)]
    for claim in roomy:
        day = claim.submitted
        while day <= history.day + timedelta(days=100):
            assert places.cut(claim, day) == ({}, ()), (claim.place.path, day)
            assert places.cut(claim, day, ended=day - timedelta(days=1)) == ({}, ())
            day += timedelta(days=5)


def test_claims_are_told_apart_by_the_room_they_have() -> None:
    steps = [(1, "submit", n) for n in range(40)]
    program = History(steps).program()
    places = Places(program, Terms(program))
    limited = [claim for claim in program.claims.values() if places.limited(claim)]
    assert any(places.roomy(claim) for claim in limited)
    assert not all(places.roomy(claim) for claim in limited)
