"""Adding an entry to a list of a file: a step of feedback, a consent, a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.edits.draft import Draft
from goodword.edits.scaffold import about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def append(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add entries, each after those that are there, in a new file if need be.

    Where people are named each has an entry of their own.
    """
    draft = Draft(tree)
    for each in requests:
        kind, into = each.verb.kind, each.verb.into
        about_whom = [{"from": person} for person in each.people] or [{}]
        for more in about_whom:
            value = each.entry(step=each.part, **more)
            if each.subject in draft:
                draft.append_item(each.subject, (into,), value, order(kind))
            else:
                draft.create(each.subject, kind, {into: [value]}, *about(kind, (into,)))
    del snapshot
    return proposal((), draft.edits)
