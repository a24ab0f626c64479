"""Asking a claimant something before deciding, and noting the day of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.approve import KEYS
from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.ledger.award import may_decide
from goodword.ledger.deciders import Refusal
from goodword.ledger.visible import UNDECIDED, State, state_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Asking:
    """A question about a claim, or the news that the open one was answered.

    Args:
        claim: its path.
        by: staff id of who asks.
        date: the day of asking, or of the answer.
        text: the question; None where the open one was answered.
    """

    claim: str
    by: str
    date: date
    text: str | None


def ask(snapshot: Snapshot, requests: Sequence[Asking], tree: Tree) -> Proposal:
    """The edits that ask, or note answers; the clock of the review stands still in between."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    for request in requests:
        claim = snapshot.program.claims[request.claim]
        found = list(_refusals(snapshot.program, claim, request))
        problems += [refusal(request.claim, each.message, each.hint) for each in found]
        if found:
            continue
        day = request.date.isoformat()
        if request.text is None:
            last = len(claim.questions) - 1
            draft.set_value(request.claim, ("questions", last, "answered"), day, ())
            notes.append(f"answered by {' and '.join(claim.people)}, our clock runs again")
        else:
            question: dict[str, Any] = {"asked": day, "by": request.by, "text": request.text}
            draft.append_item(request.claim, ("questions",), question, KEYS)
            notes.append(f"our clock waits for the answer of {' and '.join(claim.people)}")
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits, notes=tuple(notes))


def _refusals(program: Program, claim: Claim, request: Asking) -> Iterator[Refusal]:
    day = request.date
    state = state_on(claim, day)
    if state is State.ABSENT:
        yield Refusal(f"{day} is before the claim was submitted, {claim.submitted}")
    elif state not in UNDECIDED:
        yield Refusal(f"already {state.value}, so there is nothing to ask before deciding")
    waiting = [each for each in claim.questions if each.answered is None]
    if request.text is None:
        if not waiting or claim.questions[-1].answered is not None:
            yield Refusal("no question waits for an answer")
        elif day < claim.questions[-1].asked:
            yield Refusal(f"{day} is before it was asked, {claim.questions[-1].asked}")
        return
    yield from may_decide(program, claim, request.by, day)
    if waiting:
        yield Refusal(
            f"a question of {waiting[-1].asked} waits for its answer", "note it with --answered"
        )
