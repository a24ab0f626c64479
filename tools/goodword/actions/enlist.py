"""Adding people to a list of a file: who is invited to an event, who came."""

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


def enlist(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add people, each once; of nobody the list is there and empty.

    Who is listed already is left as it is, and named.
    """
    draft = Draft(tree)
    notes = []
    for each in requests:
        path, key, keys = each.subject, each.part, order(each.verb.kind)
        there = draft.says(path).get(key)
        known = there or []
        new = [person for person in dict.fromkeys(each.people) if person not in known]
        notes += [f"{person} is {key} already" for person in each.people if person in known]
        if not known and (new or there is None):
            draft.set_value(path, (key,), new, keys)
            continue
        for person in new:
            draft.append_item(path, (key,), person, keys)
    del snapshot
    return proposal((), draft.edits, notes=notes)
