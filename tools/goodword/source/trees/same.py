"""Which files are the same in two trees, known without reading them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodword.source.asked import Asked
from goodword.source.own_programs import without_own_programs
from goodword.source.repository import Repository
from goodword.source.trees.disk import DiskTree
from goodword.source.trees.listing import ROOTS
from goodword.source.trees.overlay import Overlay
from goodword.source.trees.revision import GitTree

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.source.trees.listing import Entry, Tree

_LINE = re.compile(r"(\S+) [0-7]+ ([0-9a-f]+) ([0-9])\t([^\0]*)\0")
"""Flag, blob, stage and path of what git lists of its index."""
_CACHED = "H"
"""What git puts before a file that it watches: neither left out nor taken as unchanged unseen."""


class Unlike(NamedTuple):
    """What two trees do not share.

    Args:
        here: paths of files of the one that the other lacks or has otherwise.
        there: files of the other that the one lacks or has otherwise.
        refused: whether a name was refused in either.
    """

    here: tuple[str, ...]
    there: tuple[Entry, ...]
    refused: bool


def same(one: Tree, other: GitTree) -> frozenset[str]:
    """Paths of files that hold the same in both; a file that cannot be told apart is not one.

    Args:
        one: files on the disk, of a revision, or either of them with changes laid over.
        other: a revision of the same repository.

    Raises:
        Failure: git gives no answer.
    """
    return Same(one, other).paths()


class Same:
    """The same, found out while other things are done.

    Raises:
        Failure: git cannot be asked.
    """

    def __init__(self, one: Tree, other: GitTree) -> None:
        self._one = one
        self._other = other
        other.ask()
        self._below = Same(one.tree, other) if isinstance(one, Overlay) else None
        self._index = _Index(one.root) if isinstance(one, DiskTree) else None

    def paths(self) -> frozenset[str]:
        """What was found; asked once.

        Raises:
            Failure: git gives no answer.
        """
        one = self._one
        if self._below and isinstance(one, Overlay):
            return self._below.paths().difference(one.changes)
        blobs = {each.path: each.token for each in self._other.listing().files}
        if isinstance(one, GitTree):
            files = one.listing().files
            return frozenset(each.path for each in files if blobs.get(each.path) == each.token)
        found = self._index.committed() if self._index else ()
        return frozenset(path for path, blob in found if blobs.get(path) == blob)

    def unlike(self) -> Unlike:
        """What is no such file; asked once, and not beside `paths`.

        Raises:
            Failure: git gives no answer.
        """
        same, one, other = self.paths(), self._one.listing(), self._other.listing()
        return Unlike(
            tuple(each.path for each in one.files if each.path not in same),
            tuple(each for each in other.files if each.path not in same),
            bool(one.refused or other.refused),
        )


class _Index:
    """What git's index has of a folder's files."""

    def __init__(self, root: Path) -> None:
        folder = Repository(root).path
        flags = ("--name-only", "--relative", "--ignore-submodules=all", "-z")
        self._files = Asked(folder, "ls-files", "--stage", "-v", "-z", "--", *ROOTS)
        self._changed = Asked(
            folder, *without_own_programs(root), "diff-files", *flags, "--", *ROOTS
        )

    def committed(self) -> list[tuple[str, str]]:
        """Path and blob of each file that is as the index has it."""
        lines = _LINE.findall(self._files.answer().decode(errors="surrogateescape"))
        dirty = frozenset(_parts(self._changed.answer()))
        return [
            (path, blob)
            for flag, blob, stage, path in lines
            if flag == _CACHED and stage == "0" and path not in dirty
        ]


def _parts(output: bytes) -> list[str]:
    return output.decode(errors="surrogateescape").split("\0")[:-1]
