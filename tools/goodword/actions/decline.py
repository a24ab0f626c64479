"""Declining claims, with the reason that the claimant is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.actions.approve import approve

if TYPE_CHECKING:
    from goodword.actions.approve import Deciding
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def decline(snapshot: Snapshot, request: Deciding, tree: Tree) -> Proposal:
    """The edits that decline claims, or why they may not be declined.

    Args:
        snapshot: the program on a day that is not before the decision's.
        request: what is asked; its verdict has the reason.
        tree: the files that the snapshot was read from.
    """
    verdict = replace(request.verdict, outcome="declined")
    others = tuple((path, replace(each, outcome="declined")) for path, each in request.others)
    return approve(snapshot, replace(request, verdict=verdict, others=others), tree)
