"""Announcing what missions give, or what holds else, from a later day on: one more version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.edits.draft import Draft
from goodword.edits.scaffold import about
from goodword.edits.versions import add_version, newest
from goodword.ledger.limits import limits_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

_PLAIN = {"points": "value", "cost": "points"}
"""By the key that has the versions, the one that a plain number stands for."""


def announce(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add versions, announced on the day; what is not said stays as it is."""
    draft = Draft(tree)
    notes = []
    program = snapshot.program
    for each in requests:
        path, key, kind = each.subject, each.part, each.verb.kind
        plain = _PLAIN.get(key, "")
        if path not in draft:
            draft.create(path, kind, {key: [each.entry()]}, *about(kind, (key,)))
            continue
        said = merged(newest(draft, path, key, plain), each.entry())
        value = {name: said[name] for name in order(kind, key) if name in said}
        since = program.settings.first_day
        if kind == "mission":
            since = program.missions[path.split("/")[1]].opens or since
        add_version(draft, path, key, value, order(kind), since=since, plain=plain)
        what = f"{value[plain]} " if plain else ""
        limits = limits_in_words(value.get("limits", {})) if kind == "mission" else ""
        what += f"with {limits.replace(', ', ' and ')} " if limits else ""
        notes.append(f"{path}: {what}from {value['from']}, announced on {each.date}")
    return proposal((), draft.edits, notes=notes)


def merged(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What was, with what is said now in its place, as deep as that lies."""
    found = dict(before)
    for key, value in said.items():
        old = found.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            found[key] = merged(old, value)
        else:
            found[key] = value
    return found
