"""What holds for every history of points, whatever happens in it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings

from goodword.ledger import compute
from goodword.ledger.entries import FIGURES, total
from goodword.ledger.worth import recompute
from tests.ledger_history import PEOPLE, STEPS, History

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger import Account, Ledger
    from goodword.model.program import Program

HISTORIES = int(os.environ.get("GOODWORD_HISTORIES", "80"))
"""How many histories each property is tried on; CI sets 2000."""
MANY = settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def figures(account: Account) -> dict[str, int]:
    return {name: getattr(account, name) for name in FIGURES}


def told(ledger: Ledger) -> dict[str, Any]:
    """All that a ledger says of everyone."""
    return {
        who: (
            figures(ledger.account(who)),
            ledger.account(who).tier,
            ledger.account(who).by_cycle,
            ledger.account(who).expiring,
            ledger.entries(who),
        )
        for who in PEOPLE
    }


@MANY
@given(STEPS)
def test_a_point_that_is_lost_or_made_of_nothing(steps: list[tuple[int, str, int]]) -> None:
    history = History(steps)
    program = history.program()
    day: date = history.days[0][0]
    while day <= history.day + timedelta(days=200):
        ledger = compute(program, day)
        for who, account in ledger.members.items():
            found = figures(account)
            assert found["awarded"] == (
                found["pending"]
                + found["spendable"]
                + found["held"]
                + found["spent"]
                + found["expired"]
                + found["reversed"]
                - found["arrears"]
                - found["forgiven"]
            ), (who, day)
            assert all(value >= 0 for name, value in found.items() if name != "standing")
            assert total(ledger.entries(who)) == found
            for lot in account.lots:
                assert min(lot.pending, lot.active, lot.held, lot.spent, lot.expired) >= 0
                assert lot.points == (
                    lot.pending
                    + lot.active
                    + lot.held
                    + lot.spent
                    + lot.expired
                    + lot.taken
                    + lot.repaid
                    + lot.adjusted
                )
        day += timedelta(days=11)


@MANY
@given(STEPS)
def test_the_past_that_changes_when_more_is_written(steps: list[tuple[int, str, int]]) -> None:
    history = History(steps)
    program = history.program()
    for day, then in history.days:
        assert told(compute(program, day)) == told(compute(then, day))


@MANY
@given(STEPS)
def test_another_order_of_files_that_gives_other_points(
    steps: list[tuple[int, str, int]],
) -> None:
    history = History(steps)
    program = history.program()
    names = ("influencers", "claims", "redemptions", "touchpoints", "missions", "rewards")
    rooms: dict[str, Any] = {
        name: dict(reversed([*getattr(program, name).items()])) for name in names
    }
    turned: Program = replace(program, **rooms)
    day = history.day + timedelta(days=30)
    first = told(compute(program, day))
    assert told(compute(turned, day)) == first
    assert told(compute(program, day)) == first


@MANY
@given(STEPS)
def test_a_frozen_decision_that_is_computed_otherwise_later(
    steps: list[tuple[int, str, int]],
) -> None:
    history = History(steps)
    program = history.program()
    ledger = compute(program, history.day)
    for claim in program.claims.values():
        for answer in recompute(program, claim, terms=ledger.terms, places=ledger.places)[:1]:
            appeal = claim.appeal.decision if claim.appeal else None
            decision = appeal or claim.decision
            assert decision is not None
            answers = recompute(program, claim, terms=ledger.terms, places=ledger.places)
            frozen = (decision.points, decision.computed, dict(decision.capped_by))
            assert frozen in [
                (each.points, each.computed, dict(each.capped_by)) for each in answers
            ], answer
