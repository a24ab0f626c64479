"""Listing the files of a large program in copies of this process, while this one imports.

To list them takes as long as to import all that reads and judges; neither needs the other.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import arrange
from goodword.source.answers import LOOKED_AT
from goodword.source.copies import aside, can_double
from goodword.source.ignoring import within_one
from goodword.source.patterns import NONE, stated
from goodword.source.stats_told import Listed, names_in, names_of
from goodword.source.trees import DiskTree
from goodword.source.trees.listing import ROOTS, Entry, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.source.patterns import Patterns
    from goodword.source.stats_told import Named

MANY = 4_000
"""In so many files copies save more than they cost."""


_FIRST, _SECOND = ("influencers",), ("missions", "program")
"""What each of two copies lists, in the order of paths: most folders, and most files."""


class _Part(NamedTuple):
    """What a copy tells of what it listed: see `Listing` and `DiskTree`."""

    names: str
    refused: tuple[Diagnostic, ...]
    ignores: bool | None
    free: bool
    beside: tuple[list[str], list[str]] | None


def listed_ahead(root: Path) -> DiskTree:
    """The files of a folder, of which the list is being made from now on if they are many."""
    return Ahead(root) if can_double() and DiskTree(root).has_many(MANY) else DiskTree(root)


class Ahead(DiskTree):
    """The files below a folder, of which copies of this process make the list."""

    def __init__(self, root: Path) -> None:
        first, second = aside(partial(_first, root)), aside(partial(_second, root))
        self._listed: Listed | None = None
        super().__init__(root, lambda: self._joined(first(), second()))

    def _joined(
        self, first: tuple[_Part, Patterns | None] | None, second: _Part | None
    ) -> Listing | None:
        """The listing, of what the copies tell; None where one does not, or git is to be asked."""
        if first is None:
            return None
        parts, patterns = [first[0]], first[1]
        if patterns is not None:
            if second is None or (second.free and patterns.may_fit(_every(second))):
                return None
            parts.append(second)
        self.ignores = any(each.ignores for each in parts)
        self.free = all(each.free for each in parts)
        names = [name for each in parts for name in filter(None, each.names.split("\0"))]
        besides = [each.beside for each in parts if each.beside is not None]
        if len(besides) == len(parts):
            passed, empty = ([*chain.from_iterable(some)] for some in zip(*besides, strict=True))
            files = sorted([*names, *passed]) if passed else names
            self._listed = Listed(ROOTS, files, empty)
        # What Entry(...) does, without its call: runs for every file.
        rows = zip(names, repeat(None), repeat(""))
        entries = tuple(map(tuple.__new__, repeat(Entry), rows))
        return Listing(entries, arrange(chain.from_iterable(each.refused for each in parts)))

    def named(self) -> Named | None:
        """Everything that `check` reads from, by name; see `names_in`."""
        if self._listed is None:
            return names_in(self.root, LOOKED_AT)
        return names_of(self.root, LOOKED_AT, self._listed)


def _first(root: Path) -> tuple[_Part, Patterns | None]:
    """What one copy lists, with the patterns of what git is to ignore; all, where it is asked."""
    patterns = stated(root) if within_one(root) else NONE
    roots = ROOTS if patterns is None else _FIRST
    return _part(DiskTree(root, patterns=patterns, roots=roots)), patterns


def _second(root: Path) -> _Part:
    """What the other lists; whether the patterns fit that is left to who has them."""
    return _part(DiskTree(root, patterns=NONE, roots=_SECOND))


def _part(there: DiskTree) -> _Part:
    found = there.listing()
    names = "\0".join(map(itemgetter(0), found.files))  # no name holds a NUL
    return _Part(names, found.refused, there.ignores, there.free, there.beside)


def _every(part: _Part) -> Iterator[str]:
    """All that a part has seen."""
    yield part.names.replace("\0", "/")
    yield from chain.from_iterable(part.beside or ())
