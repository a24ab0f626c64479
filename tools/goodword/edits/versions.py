"""Versions of a list that only grows, the newest last; a plain value may stand for the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goodword.edits.draft import Draft


def add_version(
    draft: Draft,
    path: str,
    key: str,
    entry: Mapping[str, Any],
    keys: Sequence[str],
    *,
    since: date,
    plain: str,
) -> None:
    """Add a version to a list of a file.

    Args:
        draft: with the file.
        path: of the file.
        key: that has the versions: a list, one mapping, or a plain value.
        entry: the new one.
        keys: of the file, in their order.
        since: the day from which one that is no list holds.
        plain: the key that a plain value stands for.
    """
    there = draft.says(path).get(key)
    if there is None or isinstance(there, list):
        draft.append_item(path, (key,), dict(entry), keys)
        return
    first = there if isinstance(there, dict) else {plain: there}
    draft.set_value(path, (key,), [{"from": since.isoformat(), **first}, dict(entry)], keys)


def newest(draft: Draft, path: str, key: str, plain: str) -> dict[str, Any]:
    """What the newest version says, without its days; empty where there is none."""
    there = draft.says(path).get(key)
    last = there[-1] if isinstance(there, list) and there else there
    if not isinstance(last, dict):
        return {} if last is None or isinstance(last, list) else {plain: last}
    return {name: each for name, each in last.items() if name not in {"from", "announced"}}
