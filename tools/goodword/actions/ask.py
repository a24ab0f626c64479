"""Asking a claimant something before deciding, and noting the day of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusals
from goodword.edits.draft import Draft
from goodword.ledger.award import may_decide
from goodword.ledger.deciders import Refusal
from goodword.ledger.visible import UNDECIDED, State, state_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def ask(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that ask, or note answers; the clock of the review stands still in between."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    for request in requests:
        claim = snapshot.program.claims[request.subject]
        found = refusals(request.subject, _refusals(snapshot.program, claim, request))
        problems += found
        if found:
            continue
        if request.get("answered"):
            last = "questions", len(claim.questions) - 1, "answered"
            draft.set_value(request.subject, last, request.date.isoformat(), ())
            notes.append(f"answered by {' and '.join(claim.people)}, our clock runs again")
        else:
            draft.append_item(request.subject, ("questions",), request.entry(), order("claim"))
            notes.append(f"our clock waits for the answer of {' and '.join(claim.people)}")
    return proposal(problems, draft.edits, notes=notes)


def _refusals(program: Program, claim: Claim, request: Asked) -> Iterator[Refusal]:
    day = request.date
    state = state_on(claim, day)
    if state is State.ABSENT:
        yield Refusal(f"{day} is before the claim was submitted, {claim.submitted}")
    elif state not in UNDECIDED:
        yield Refusal(f"already {state.value}, so there is nothing to ask before deciding")
    waiting = [each for each in claim.questions if each.answered is None]
    if request.get("answered"):
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
