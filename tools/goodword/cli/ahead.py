"""Listing the files of a large program in a copy of this process, while this one imports and looks.

To list them takes as long as to import all that reads and judges; neither needs the other.
"""

from __future__ import annotations

from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from goodword.source.copies import aside, can_double
from goodword.source.patterns import stated
from goodword.source.trees import DiskTree
from goodword.source.trees.listing import Entry, Listing

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.diagnostics import Diagnostic

MANY = 4_000
"""In so many files a copy saves more than it costs."""


def listed_ahead(root: Path) -> DiskTree:
    """The files of a folder, of which the list is being made from now on if they are many."""
    if not can_double() or not DiskTree(root).has_many(MANY):
        return DiskTree(root)

    def listed() -> tuple[str, tuple[Diagnostic, ...], bool | None, bool]:
        there = DiskTree(root, patterns=stated(root))
        found = there.listing()
        names = "\0".join(map(itemgetter(0), found.files))  # no name holds a NUL
        return names, found.refused, there.ignores, there.free

    wait = aside(listed)

    def listing() -> Listing | None:
        told = wait()
        if told is None:
            return None
        names, refused, tree.ignores, tree.free = told
        # What Entry(...) does, without its call: runs for every file.
        rows = zip(filter(None, names.split("\0")), repeat(None), repeat(""))
        return Listing(tuple(map(tuple.__new__, repeat(Entry), rows)), refused)

    tree = DiskTree(root, listing)
    return tree
