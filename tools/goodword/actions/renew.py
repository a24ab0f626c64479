"""Giving people another link to their own page, which cancels the one that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.edits.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def renew(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that raise the numbers of links; none where nothing is to be renewed."""
    numbers = {each.place.path: each.portal_key for each in snapshot.program.influencers.values()}
    draft = Draft(tree)
    notes = []
    for each in requests:
        if each.get("renew"):
            number = numbers[each.subject]
            draft.set_value(each.subject, ("portal_key",), number + 1, order(each.verb.kind))
            person = each.subject.split("/")[1]
            notes.append(f"{person}: the present link opens nothing from the next build on")
    return proposal([], draft.edits, notes=notes)
