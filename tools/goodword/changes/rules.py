"""What changed in the files that say how points come about: the program's own, and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.changes.fields import differences
from goodword.model.program import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.snapshot import Snapshot

ALONE = tuple(name for name, kind in BY_NAME.items() if not kind.many)
"""Kinds of which a program has one file."""
OFFERS = ("mission", "reward", "event", "community")
"""Kinds of which each file offers something."""
_ADDRESSES = ("emails", "github")
"""Keys whose values are nobody's in a report."""


class RuleChange(NamedTuple):
    """Something that changed in a rule or an offer.

    Args:
        kind: of the file.
        id: of the mission, reward, event or community; empty for a file of its kind alone.
        what: `new`, `gone`, or the key that differs.
        before: what it was; None where there was nothing.
        after: what it is.
        place: the file.
    """

    kind: str
    id: str
    what: str
    before: str | None
    after: str | None
    place: Place


def rules(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """What changed in the program's own files, in the order of kinds, key by key."""
    for kind in ALONE:
        room = BY_NAME[kind].room
        old, new = getattr(before.program, room), getattr(after.program, room)
        if not (_broken(before, kind) or _broken(after, kind)):
            yield from _changes(kind, "", old, new)


def offers(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """What changed in missions, rewards, events and communities, by kind and id, key by key."""
    for kind in OFFERS:
        room = BY_NAME[kind].room
        old, new = getattr(before.program, room), getattr(after.program, room)
        for name in sorted(old.keys() | new.keys()):
            if not (_broken(before, kind, name) or _broken(after, kind, name)):
                yield from _changes(kind, name, old.get(name), new.get(name))


def _broken(snapshot: Snapshot, kind: str, name: str = "") -> bool:
    broken = snapshot.program.broken
    return broken.holds(kind, name) if name else broken.lacks(kind)


def _changes(kind: str, name: str, old: Any, new: Any) -> Iterator[RuleChange]:
    if old is new or old == new:
        return
    if old is None:
        yield RuleChange(kind, name, "new", None, None, new.place)
    elif new is None:
        yield RuleChange(kind, name, "gone", None, None, old.place)
    else:
        for each in differences(old, new):
            quiet = each.key.endswith(_ADDRESSES)
            values = (None, None) if quiet else (each.before, each.after)
            yield RuleChange(kind, name, each.key, *values, new.place)
