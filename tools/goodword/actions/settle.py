"""What becomes of a request for a reward: granted, refused, taken back, given, returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusals
from goodword.edits.draft import Draft
from goodword.ledger.redemption_steps import Step, may_not_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def settle(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that record it, or why it may not be so.

    What is handed out at once (`fulfilment: automatic`) is fulfilled when it is approved.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    people = set()
    for request in requests:
        path = request.subject
        redemption = snapshot.program.redemptions[path]
        account = snapshot.ledger.account(redemption.influencer)
        asked = Step(request.part, request.by, request.date)
        found = refusals(path, may_not_record(snapshot.program, redemption, asked, account))
        problems += found
        if found:
            continue
        people.add(redemption.influencer)
        value = request.entry()
        draft.set_value(path, (request.part,), value, order("redemption"))
        reward = snapshot.program.rewards.get(redemption.reward)
        if request.part == "approved" and reward and reward.fulfilment == "automatic":
            draft.set_value(path, ("fulfilled",), value, order("redemption"))
    return proposal(problems, draft.edits, people)
