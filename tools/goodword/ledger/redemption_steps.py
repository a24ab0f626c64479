"""What may become of a request for a reward, by whom, and in which order.

`goodword reward` refuses by it before it writes, and `check` by the same function afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.deciders import Refusal, may_not, on_staff
from goodword.ledger.spending import ENDS, ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.account import Account
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption

STEPS = ("approved", "fulfilled", "returned", *ENDS)
"""What can be recorded of a request, each with day and person."""


class Fault(NamedTuple):
    """Why a step may not be so: the step, its field at fault, and what to do."""

    step: str
    field: str
    message: str
    hint: str = ""


class Step(NamedTuple):
    """What is to be recorded of a request, by whom and on which day."""

    step: str
    by: str
    date: date


def faults(program: Program, redemption: Redemption) -> Iterator[Fault]:
    """What is wrong with a request and its steps."""
    yield from _asked_for(program, redemption)
    for step in STEPS:
        signed = getattr(redemption, step)
        if signed is not None:
            yield from signer(program, redemption, step, signed.by, signed.date)
            yield from _days(redemption, step, signed.date)
    yield from _order(redemption)


def _asked_for(program: Program, redemption: Redemption) -> Iterator[Fault]:
    """Nobody asks for anything after their death."""
    person, day = program.influencers.get(redemption.influencer), redemption.requested
    entry = in_force(person.history, day) if person is not None else None
    if entry is not None and entry.stage == "deceased" and entry.date < day:
        words = f"requested on {day} by {redemption.influencer}, who died by {entry.date}"
        yield Fault("requested", "", words, "correct the day, or end it as cancelled")


def signer(
    program: Program, redemption: Redemption, step: str, by: str, day: date
) -> Iterator[Fault]:
    """Why somebody may not record a step of a request; its own person only takes it back."""
    person = redemption.influencer
    if step == "cancelled":
        absent = None if program.same_person(by, person) else on_staff(program, by, day)
        refusals = iter([absent] if absent else [])
    else:
        refusals = may_not(program, by, (person,), day)
    for each in refusals:
        yield Fault(step, "by", each.message, each.hint)


def _days(redemption: Redemption, step: str, day: date) -> Iterator[Fault]:
    if day < redemption.requested:
        yield Fault(step, "date", f"{day} is before it was requested, {redemption.requested}")
    for name in STEPS[: STEPS.index(step)] if step in STEPS[:3] else STEPS[:1]:
        earlier = getattr(redemption, name)
        if earlier is not None and day < earlier.date:
            yield Fault(step, "date", f"{day} is before it was {name}, {earlier.date}")


def _order(redemption: Redemption) -> Iterator[Fault]:
    """Steps that another must come before, or that another rules out."""
    end, given = ended(redemption), redemption.fulfilled
    if given is not None and redemption.approved is None:
        yield Fault("fulfilled", "", "fulfilled, but not approved", "add approved: {date, by}")
    if redemption.returned is not None and given is None:
        yield Fault("returned", "", "returned, but not fulfilled", "a request is cancelled")
    if end is None:
        return
    how = f"already {end[0].replace('_', ' ')} on {end[1].date} by {end[1].by}"
    for step in STEPS:
        signed = getattr(redemption, step)
        if signed is not None and step not in ("approved", end[0]):
            yield Fault(step, "", how, "keep one of the two")


def may_not_record(
    program: Program, redemption: Redemption, asked: Step, account: Account
) -> Iterator[Refusal]:
    """Why a step may not be recorded of a request as it stands.

    Args:
        program: what the files say.
        redemption: the request.
        asked: the step.
        account: of its person.
    """
    who = signer(program, redemption, asked.step, asked.by, asked.date)
    for each in (*who, *_days(redemption, asked.step, asked.date)):
        yield Refusal(each.message, each.hint)
    end = ended(redemption)
    if end is not None:
        yield Refusal(f"already {end[0].replace('_', ' ')} on {end[1].date} by {end[1].by}")
    given, back, step = redemption.fulfilled, redemption.returned, asked.step
    if step == "returned":
        if given is None and end is None:
            yield Refusal("not fulfilled, so it cannot come back", "a request is cancelled")
        elif back is not None:
            yield Refusal(f"already returned on {back.date}")
    elif given is not None:
        yield Refusal(f"already fulfilled on {given.date} by {given.by}", "what came back: return")
    elif step == "approved" and redemption.approved is not None:
        yield Refusal(f"already approved on {redemption.approved.date} by {redemption.approved.by}")
    elif step == "fulfilled" and redemption.approved is None and end is None:
        yield Refusal("not approved yet", "goodword reward approve comes first")
    if end is None:
        yield from _cover(account, redemption, asked.step)


def _cover(account: Account, redemption: Redemption, step: str) -> Iterator[Refusal]:
    """What points or stock do not cover is only refused; what they cover is not out of funds."""
    found = account.refused.get(redemption.place.path)
    if found is not None and step in ("approved", "fulfilled"):
        yield Refusal(
            f"{redemption.points} points for {redemption.reward} on {redemption.requested}"
            f" are not covered: {found[1]}",
            "decline it as out_of_funds or out_of_stock",
        )
    elif found is None and step == "out_of_funds":
        yield Refusal("its points cover it", "decline it without --as, or --as out_of_stock")
