"""Filing an appeal: against a decline, or against a reversal, in the claimant's words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.ledger.appeals import target
from goodword.ledger.deciders import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def appeal(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that file appeals, or why they may not be filed."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    clock = snapshot.ledger.terms
    for request in requests:
        claim = snapshot.program.claims[request.subject]
        where = target(clock, claim, request.date)
        if isinstance(where, Refusal):
            problems.append(refusal(request.subject, where.message, where.hint))
            continue
        keys = order("claim") if where == ("appeal",) else ()
        draft.set_value(request.subject, where, request.entry(), keys)
        due = request.date + timedelta(days=clock.policies(request.date).clocks.appeal)
        notes.append(f"an answer is owed to {' and '.join(claim.people)} by {due}")
    return proposal(problems, draft.edits, notes=notes)
