"""How many records of each kind came, changed or went."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.program import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from goodword.snapshot import Snapshot


class RecordChange(NamedTuple):
    """Records of a kind: how many are new, changed and gone."""

    kind: str
    added: int
    changed: int
    removed: int


def _others(some: Mapping[str, Any], others: Mapping[str, Any], there: Snapshot) -> int:
    """How many are in one and not in the other, where they are not only unread."""
    unread = there.program.broken.files
    return sum(some[each].place.path not in unread for each in some.keys() - others.keys())


def records(before: Snapshot, after: Snapshot) -> tuple[RecordChange, ...]:
    """The kinds of which something changed, in the order of the table of kinds."""
    found = []
    for kind in KINDS:
        if not kind.many:
            continue
        old, new = getattr(before.program, kind.room), getattr(after.program, kind.room)
        if old is new:  # as what was not read again is
            continue
        added = _others(new, old, before)
        removed = _others(old, new, after)
        both = old.keys() & new.keys()
        changed = sum(old[each] is not new[each] and old[each] != new[each] for each in both)
        if added or changed or removed:
            found.append(RecordChange(kind.name, added, changed, removed))
    old_names, new_names = before.program.statements, after.program.statements
    if old_names != new_names:
        found.append(
            RecordChange(
                "statement",
                len(new_names.keys() - old_names.keys()),
                sum(
                    old_names[each] != new_names[each]
                    for each in old_names.keys() & new_names.keys()
                ),
                len(old_names.keys() - new_names.keys()),
            )
        )
    return tuple(found)
