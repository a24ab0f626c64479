"""Appeals: what may be appealed against, once, and who may answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.ledger.award import too_close
from goodword.ledger.deciders import Refusal
from goodword.ledger.visible import State, decided_on, state_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.award import Verdict
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim, Reversal
    from goodword.model.program import Program


def waiting_reversal(claim: Claim, day: date) -> int | None:
    """The place of the reversal whose appeal waits for its answer on a day; None for none."""
    for index, each in enumerate(claim.reversals):
        appeal = each.appeal
        answer = appeal.decision if appeal is not None else None
        open_ = answer is None or decided_on(answer) > day
        if appeal is not None and appeal.date <= day and open_:
            return index
    return None


def answer(program: Program, claim: Claim, index: int, verdict: Verdict) -> Iterator[Refusal]:
    """Why the appeal against a reversal may not be answered so.

    Args:
        program: what the files say.
        claim: the claim.
        index: the place of the reversal.
        verdict: what is said of the appeal; `approved` lifts the reversal.
    """
    reversal = claim.reversals[index]
    yield from too_close(program, claim, verdict.by, verdict.date)
    if verdict.second is not None and program.same_person(verdict.second, verdict.by):
        yield Refusal(f'the second person is "{verdict.second}" too', "name another staff id")
    elif verdict.second is not None:
        yield from too_close(program, claim, verdict.second, verdict.date)
    for person in (verdict.by, verdict.second):
        part = _took_part(reversal)
        if person is not None and any(program.same_person(person, each) for each in part):
            yield Refusal(
                f'"{person}" took part in the reversal that is appealed', "let another decide"
            )
    if verdict.outcome != "approved" and not verdict.reason:
        yield Refusal("a decline needs a reason", "say why, for the claimant")
    if verdict.points is not None:
        yield Refusal("an appeal against a reversal lifts all of it, or nothing")


def _took_part(reversal: Reversal) -> set[str]:
    return {reversal.by} | ({reversal.second.by} if reversal.second else set())


def too_late(terms: Terms, declined: date, day: date) -> Refusal | None:
    """Why an appeal against a decline of a day comes too late; None where it does not."""
    within = terms.policies(declined).clocks.appeal_within
    last = declined + timedelta(days=within)
    if day <= last:
        return None
    return Refusal(
        f"{day} is more than {within} days after it was declined on {declined}",
        f"it could be appealed against until {last}",
    )


def target(terms: Terms, claim: Claim, day: date) -> tuple[str | int, ...] | Refusal:
    """Where an appeal of that day is written, or why there is nothing to appeal against.

    A declined claim is appealed against as a whole, an approved one against its newest reversal
    that nobody appealed against.
    """
    state = state_on(claim, day)
    if state is State.DECLINED or state is State.APPEALED:
        if claim.appeal is not None:
            return Refusal(f"already appealed on {claim.appeal.date}; an appeal is made once")
        declined = decided_on(claim.decision) if claim.decision else day
        return too_late(terms, declined, day) or ("appeal",)
    if state is State.APPROVED:
        return _reversal(claim, day)
    if state is State.WITHDRAWN:
        return Refusal(f"the claim was withdrawn on {claim.withdrawn}")
    if claim.decision is not None and state is State.SUBMITTED:
        return Refusal(f"{day} is before the decision, {decided_on(claim.decision)}")
    return Refusal("not decided yet, so there is nothing to appeal against")


def _reversal(claim: Claim, day: date) -> tuple[str | int, ...] | Refusal:
    """The place of the appeal against the newest reversal without one."""
    made = [(index, each) for index, each in enumerate(claim.reversals) if each.date <= day]
    for index, each in reversed(made):
        if each.appeal is None:
            return ("reversals", index, "appeal")
    appeal = made[-1][1].appeal if made else None
    if appeal is None:
        return Refusal("approved and not taken back, so there is nothing to appeal against")
    return Refusal(f"already appealed on {appeal.date}; an appeal is made once")
