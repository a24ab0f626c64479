"""Saying something of the whole program, in the file that has it: purpose, pillars, holidays."""

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


def found(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that write answers where they belong, in new files if need be."""
    draft = Draft(tree)
    for each in requests:
        for key, value in each.said.items():
            _set(draft, each.verb.kind, key, value)
    del snapshot
    return proposal((), draft.edits)


def _set(draft: Draft, kind: str, key: str, value: object) -> None:
    """Set a key of a file, and of a mapping only the keys that are said."""
    path = f"program/{kind}.yml"
    if path not in draft:
        draft.create(path, kind, {key: value}, *about(kind, (key,)))
        return
    if not isinstance(value, dict) or not isinstance(draft.says(path).get(key), dict):
        draft.set_value(path, (key,), value, order(kind))
        return
    for name, said in value.items():
        draft.set_value(path, (key, name), said, order(kind, key))
