"""Having looked at a community: the day, and what we do there from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.days import EARLIEST
from goodword.edits.draft import Draft
from goodword.edits.versions import add_version, newest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def review(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that note a review; a stance that is the one there is not written again."""
    draft = Draft(tree)
    keys = order("community")
    notes = []
    for each in requests:
        path, day, stance = each.subject, each.date.isoformat(), each.get("stance")
        there = newest(draft, path, "stance", "stance").get("stance")
        if stance is not None and stance != there:
            entry = {"from": day, "stance": stance}
            add_version(draft, path, "stance", entry, keys, since=EARLIEST, plain="stance")
            notes.append(f"{path}: {there or 'no stance'} so far, now {stance}")
        draft.set_value(path, ("reviewed",), day, keys)
    del snapshot
    return proposal((), draft.edits, notes=notes)
