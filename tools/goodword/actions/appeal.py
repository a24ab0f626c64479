"""Filing an appeal: against a decline, or against a reversal, in the claimant's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.actions.approve import KEYS
from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.ledger.appeals import target
from goodword.ledger.deciders import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Appealing:
    """An appeal: the claim's path, the day it was made, and what the person says."""

    claim: str
    date: date
    text: str


def appeal(snapshot: Snapshot, requests: Sequence[Appealing], tree: Tree) -> Proposal:
    """The edits that file appeals, or why they may not be filed."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    clock = snapshot.ledger.terms
    for request in requests:
        claim = snapshot.program.claims[request.claim]
        where = target(clock, claim, request.date)
        if isinstance(where, Refusal):
            problems.append(refusal(request.claim, where.message, where.hint))
            continue
        value = {"date": request.date.isoformat(), "text": request.text}
        order = KEYS if where == ("appeal",) else ()
        draft.set_value(request.claim, where, value, order)
        due = request.date + timedelta(days=clock.policies(request.date).clocks.appeal)
        notes.append(f"an answer is owed to {' and '.join(claim.people)} by {due}")
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits, notes=tuple(notes))
