"""When a cycle may be closed, and which claims would be left behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodword.ledger.appeals import waiting_reversal
from goodword.ledger.deciders import Refusal, on_staff
from goodword.ledger.terms import Terms, closing_day
from goodword.ledger.visible import UNDECIDED, State, award_on, decided_on, state_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.days import Cycle
    from goodword.ledger.ledger import Ledger
    from goodword.model.claim import Claim
    from goodword.model.program import Program


def may_close(program: Program, cycle: Cycle, day: date) -> Iterator[Refusal]:
    """Why a cycle may not be closed on a day, claims left aside."""
    if cycle.name in program.statements:
        yield Refusal(f"{cycle.name} is closed already")
    else:
        yield from too_early(program, cycle, day)
    before = program.cycles.before(cycle)
    if before.name not in program.statements and _begins(program) < cycle.start:
        yield Refusal(
            f"{before.name} before it is not closed",
            "cycles are closed in order; --with-earlier closes those before it too",
        )


def too_early(program: Program, cycle: Cycle, day: date) -> Iterator[Refusal]:
    """Why a day lies before those on which a cycle can be closed: from the end of its grace on.

    Nor is a cycle closed before the one before it was.
    """
    first = open_from(program, cycle)
    if day < cycle.end:
        yield Refusal(f"{cycle.name} runs until {cycle.last}", f"it can be closed from {first}")
    elif day < first:
        yield Refusal(
            f"{day} is within {(first - cycle.end).days} days after the end of {cycle.name}",
            f"it can be closed from {first}",
        )
    name = program.cycles.before(cycle).name
    closed = closing_day(program.statements[name]) if name in program.statements else None
    if closed is not None and day < closed:
        yield Refusal(f"{day} is before {closed}, on which {name} was closed")


def open_from(program: Program, cycle: Cycle) -> date:
    """The first day on which a cycle can be closed: after the grace of its claims."""
    return cycle.end + timedelta(days=Terms(program).policy(cycle.last).claim_grace_days)


def closable(program: Program, day: date) -> tuple[Cycle, ...]:
    """The cycles that can be closed on a day and were not by then, in order; claims left aside."""
    closed = {
        name: text for name, text in program.statements.items() if (closing_day(text) or day) <= day
    }
    then = replace(program, statements=closed)
    begins = _begins(then)
    cycle = then.cycles.before(then.cycles.of(day))
    while cycle.end > begins and any(too_early(then, cycle, day)):
        cycle = then.cycles.before(cycle)
    return () if cycle.end <= begins or cycle.name in closed else open_cycles(then, cycle)


def closer(program: Program, by: str, day: date) -> Iterator[Refusal]:
    """Why somebody may not close a cycle on a day."""
    absent = on_staff(program, by, day)
    if absent is not None:
        yield absent


def open_cycles(program: Program, last: Cycle) -> tuple[Cycle, ...]:
    """The cycles that are not closed, from the first with records to one, in order."""
    found = [last]
    begin = _begins(program)
    while found[0].start > begin:
        before = program.cycles.before(found[0])
        if before.name in program.statements:
            break
        found.insert(0, before)
    return tuple(found)


def _begins(program: Program) -> date:
    """The first day that a statement would speak of."""
    days = [claim.occurred for claim in program.claims.values()]
    days += [each.date for each in program.touchpoints.values() if each.kind == "adjustment"]
    closed = [program.cycles.named(name) for name in program.statements]
    days = [min(cycle.start for cycle in closed if cycle)] if any(closed) else days
    return min(days, default=date.max)


def left_behind(ledger: Ledger, *cycles: Cycle) -> Iterator[tuple[Claim, str]]:
    """Claims of cycles, submitted in time, that are not settled on the ledger's day, and why."""
    day, terms, wanted = ledger.as_of, ledger.terms, {each.name for each in cycles}
    for claim in ledger.program.claims_in_order:
        if claim.submitted > day or terms.cycle(claim.occurred.toordinal()).name not in wanted:
            continue
        if not terms.in_time(claim.occurred, claim.submitted):
            continue
        state = state_on(claim, day)
        if state in UNDECIDED:
            yield claim, "in appeal" if state is State.APPEALED else "undecided"
        elif waiting_reversal(claim, day) is not None:
            yield claim, "in appeal against its reversal"
        elif state is State.APPROVED:
            decision = award_on(claim, day)
            if decision is None:
                continue
            decided = decided_on(decision)
            available = decided + timedelta(days=terms.maturation(claim.mission, decided))
            if available > day and decision.points:
                yield claim, f"maturing until {available}"
