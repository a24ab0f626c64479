"""Settling a signal: what it became, or that it is dismissed; said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

_ENDS = ("became", "dismissed")


def settle_signal(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that settle signals; one that is settled stays as it is."""
    del snapshot
    draft = Draft(tree)
    problems = []
    for each in requests:
        there = draft.says(each.subject)
        ended = next((end for end in _ENDS if end in there), None)
        if ended is not None:
            problems.append(refusal(each.subject, f"has {ended} already, which is said once"))
        else:
            draft.set_value(each.subject, (each.part,), each.entry(), order("signal"))
    return proposal(problems, draft.edits)
