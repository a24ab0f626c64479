"""What holds for every history of points, whatever happens in it."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings

from goodword.ledger import compute
from goodword.ledger.entries import FIGURES, MOVES, total
from goodword.ledger.worth import recompute
from tests.ledger_history import CODES, PEOPLE, STEPS, History
from tests.test_ledger_room import no_room_is_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.ledger import Account, Ledger
    from goodword.ledger.entries import Entry
    from goodword.model.program import Program

    Lines = dict[str, Sequence[Entry]]
    """Those of everyone's account."""

HISTORIES = int(os.environ.get("GOODWORD_HISTORIES", "100"))
"""On how many histories the laws are tried; CI sets 2000."""
MANY = settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATER = (10, 60, 400)
"""Days after the last step: points still mature, expire, are forgiven; the last sees the end."""
PREFIXES = 4
"""How many earlier days of each history are compared with what it was then."""
SOURCES = ("awarded", "arrears", "forgiven")
"""Places from which points come; double entry has less than 0 there."""
USUAL = {
    *("awarded", "available", "expired", "declined", "requested", "fulfilled", "refused"),
    *("reversed", "standing", "adjusted", "milestone", "referral", "shared", "on-leave", "left"),
    *CODES,
}
"""What a hundred histories have had among them."""
RARE = {*MOVES, "released into a lot of its own", "cut by a limit", "withdrawn"}
"""What two thousand have had."""


def figures(account: Account) -> dict[str, int]:
    return {name: getattr(account, name) for name in FIGURES}


def lines(ledger: Ledger) -> Lines:
    """Everyone's lines; a ledger makes them anew each time."""
    return {who: ledger.entries(who) for who in PEOPLE}


def told(ledger: Ledger, said: Lines | None = None) -> dict[str, Any]:
    """All that a ledger says of everyone, whose lines may be at hand."""
    said = said or lines(ledger)
    return {
        who: (
            figures(ledger.account(who)),
            ledger.account(who).tier,
            ledger.account(who).by_cycle,
            ledger.account(who).expiring,
            ledger.account(who).milestones,
            ledger.account(who).ahead,
            said[who],
        )
        for who in PEOPLE
    }


def conserves(ledger: Ledger, said: Lines) -> None:
    """No point is lost or made of nothing: in the figures, the lines, the lots and the moves."""
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
        ), (who, ledger.as_of)
        assert all(value >= 0 for name, value in found.items() if name != "standing")
        assert total(said[who]) == found
        for lot in account.lots:
            assert min(lot.pending, lot.active, lot.held, lot.spent, lot.expired) >= 0
            assert lot.points == (
                lot.pending
                + lot.active
                + lot.held
                + lot.spent
                + lot.expired
                + lot.reversed
                + lot.repaid
                + lot.adjusted
            )
        assert moved(ledger, who) == found


def moved(ledger: Ledger, who: str) -> dict[str, int]:
    """The figures that moves come to; no lot gives what it has not."""
    places: Counter[str] = Counter()
    parcels: Counter[Any] = Counter()
    for movement in ledger.movements(who):
        for move in movement.moves:
            for place, parcel, points in (
                (move.from_, move.parcel, -move.points),
                (move.to, move.into, move.points),
            ):
                places[place] += points
                left = parcels[place, parcel] = parcels[place, parcel] + points
                assert (left < 0) == (place in SOURCES) or not left, movement
        places["standing"] += sum(points for _, points in movement.standing)
    for place in SOURCES:
        places[place] *= -1
    places["spendable"] = places["active"]
    return {name: places[name] for name in FIGURES}


def turned(program: Program) -> Program:
    """The same files read in another order."""
    names = ("influencers", "claims", "redemptions", "touchpoints", "missions", "rewards")
    rooms: dict[str, Any] = {
        name: dict(reversed([*getattr(program, name).items()])) for name in names
    }
    return replace(program, **rooms)


def stays_frozen(ledger: Ledger) -> None:
    """Each decision is what the versions gave on its day, whatever was written after it."""
    for claim in ledger.program.claims.values():
        answers = recompute(ledger.program, claim, terms=ledger.terms, places=ledger.places)
        if answers:
            appeal = claim.appeal.decision if claim.appeal else None
            decision = appeal or claim.decision
            assert decision is not None
            frozen = (decision.points, decision.computed, dict(decision.capped_by))
            assert frozen in [
                (each.points, each.computed, dict(each.capped_by)) for each in answers
            ], answers


def happened(history: History, ledger: Ledger, said: Lines) -> set[str]:
    """What a history had in it."""
    seen = {stage for stages in history.stages.values() for stage, _ in stages}
    for who in PEOPLE:
        seen |= {entry.kind for entry in said[who]}
        if any(lot.root for lot in ledger.account(who).lots):
            seen.add("released into a lot of its own")
    for claim in ledger.program.claims.values():
        seen |= {each.reason_code for each in claim.reversals}
        if claim.with_:
            seen.add("shared")
        if claim.withdrawn:
            seen.add("withdrawn")
        if claim.decision and claim.decision.capped_by:
            seen.add("cut by a limit")
    return seen


def test_a_history_in_which_a_law_is_broken() -> None:
    seen: Counter[str] = Counter()

    @MANY
    @given(STEPS)
    def laws(steps: list[tuple[int, str, int]]) -> None:
        history = History(steps)
        program = history.program()
        today = compute(program, history.day)
        for day, then in history.days[-1 :: -(len(history.days) // PREFIXES + 1)]:
            now = today if day == history.day else compute(program, day)
            said = lines(now)
            conserves(now, said)
            # Every prefix of a history says of its last day what the whole history says of it.
            assert told(now, said) == told(compute(then, day))
        later = [compute(program, history.day + timedelta(days=days)) for days in LATER]
        ends = [(each, lines(each)) for each in later]
        for end in ends:
            conserves(*end)
        # No order of files says anything else, nor does computing again.
        last, said = ends[-1]
        for each in (turned(program), program):
            assert told(compute(each, last.as_of)) == told(last, said)
        stays_frozen(today)
        no_room_is_taken(history, program)
        seen.update(happened(history, last, said))

    laws()
    missing = ((USUAL | RARE) if HISTORIES >= 2000 else USUAL) - set(seen)
    assert not missing, f"never tried: {sorted(missing)}"
