"""What is added to a packed record later: a file of the old name that holds only that.

One function puts the two together. The schemas say what may come (`x-later`): a key where the line
has none, further entries behind those of a list. What the file says again must be as the line has
it, and an entry that says again the day and who did it goes on with that entry of the line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.source.schemas.annotations import marks
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from goodword.diagnostics import Pointer
    from goodword.source.schemas.annotations import Marks

WORD = "x-later"
_NAMING = ("date", "at", "by")
"""Keys by which an entry of a list is known."""


class Conflict(NamedTuple):
    """What a file adds and may not: where in the file, and what is wrong."""

    pointer: Pointer
    message: str


class Joined(NamedTuple):
    """A record of its line and of what was added.

    Args:
        says: all of it.
        conflicts: what may not be added; then `says` is without it.
        ways: of each value that was added, the way in the whole, and the way in the file.
    """

    says: Any
    conflicts: tuple[Conflict, ...]
    ways: tuple[tuple[Pointer, Pointer], ...]


@lru_cache
def later(kind: str) -> Marks:
    """What may be added to records of a kind, as the tree of the ways to it."""
    return marks(document(kind), WORD)


def joined(kind: str, line: Any, added: Any) -> Joined:
    """A packed record with what was added to it.

    Args:
        kind: of the record.
        line: what its line says.
        added: what the file of its name says.
    """
    join = _Join()
    if not isinstance(added, dict) or not isinstance(line, dict):
        return Joined(line, (Conflict((), _MAPPING),), ())
    says = join.mapping(line, added, later(kind), (), ())
    return Joined(says, tuple(join.conflicts), tuple(join.ways))


_MAPPING = "expected a mapping with what is added to the packed record"


class _Join:
    """Walks a line and what is added, side by side."""

    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []
        self.ways: list[tuple[Pointer, Pointer]] = []

    def mapping(
        self,
        line: dict[str, Any],
        added: dict[str, Any],
        may: Marks | None,
        way: Pointer,
        at: Pointer,
    ) -> dict[str, Any]:
        whole = dict(line)
        for key, value in added.items():
            below = may.keys.get(key) if may else None
            here, there = (*way, key), (*at, key)
            if key not in line:
                if below is None or not below.own:
                    self.conflicts.append(Conflict(there, f"{key} {_MAY_NOT}{_allowed(may)}"))
                else:
                    whole[key] = value
                    self.ways.append((here, there))
            elif line[key] == value:
                continue
            elif isinstance(line[key], dict) and isinstance(value, dict):
                whole[key] = self.mapping(line[key], value, below, here, there)
            elif below and below.own and isinstance(line[key], list) and isinstance(value, list):
                whole[key] = self.entries(line[key], value, below.each, here, there)
            else:
                self.conflicts.append(Conflict(there, _other(key, line[key])))
        return whole

    def entries(
        self, line: list[Any], added: list[Any], may: Marks | None, way: Pointer, at: Pointer
    ) -> list[Any]:
        whole, begin = list(line), 0
        for number, entry in enumerate(added):
            for index in range(begin, len(line)):
                found = self._continued(line[index], entry, may, (*way, index), (*at, number))
                if found is not None:
                    whole[index], begin = found, index + 1
                    break
            else:
                self.ways.append(((*way, len(whole)), (*at, number)))
                whole.append(entry)
                begin = len(line)
        return whole

    def _continued(
        self, old: Any, entry: Any, may: Marks | None, way: Pointer, at: Pointer
    ) -> Any | None:
        """An entry of the line with what goes on with it; None where it is another."""
        if old == entry:
            return old
        if not (isinstance(old, dict) and isinstance(entry, dict)):
            return None
        if not any(key in entry and entry[key] == old.get(key) for key in _NAMING):
            return None
        inner = _Join()
        found = inner.mapping(old, entry, may, way, at)
        if inner.conflicts:
            return None
        self.ways += inner.ways
        return found


_MAY_NOT = "may not be added to a packed record"


def _allowed(may: Marks | None) -> str:
    keys = [key for key, each in may.keys.items() if each.own] if may else []
    return f"; what may be: {', '.join(keys)}" if keys else ""


def _other(key: str, value: Any) -> str:
    shown = value if isinstance(value, str | int | bool) else "another"
    return f"{key} is {shown} in the packed line, and only what is added may stand here"


def addition(kind: str, line: Any, whole: Any) -> dict[str, Any] | None:
    """What a file adds to a line so that both together say the whole; None where no file can.

    Args:
        kind: of the record.
        line: what its line says.
        whole: what the record is to say.
    """
    found = _added(line, whole)
    if not isinstance(found, dict):
        return None
    again = joined(kind, line, found)
    return found if not again.conflicts and again.says == whole else None


def _added(line: Any, whole: Any) -> Any:
    """What is more in the whole; None where something is less or otherwise."""
    if isinstance(line, dict) and isinstance(whole, dict) and not line.keys() - whole.keys():
        found = {}
        for key, value in whole.items():
            if key not in line:
                found[key] = value
            elif line[key] != value:
                inner = _added(line[key], value)
                if inner is None:
                    return None
                found[key] = inner
        return found
    if isinstance(line, list) and isinstance(whole, list) and len(line) <= len(whole):
        entries = []
        for old, new in zip(line, whole, strict=False):
            if old == new:
                continue
            inner = _added(old, new) if isinstance(old, dict) else None
            if inner is None:
                return None
            entries.append({**{key: old[key] for key in _NAMING if key in old}, **inner})
        return [*entries, *whole[len(line) :]]
    return None
