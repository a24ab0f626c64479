"""Which files are the same in two trees, known without reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.source.own_programs import without_own_programs
from goodword.source.repository import Repository
from goodword.source.trees.disk import DiskTree
from goodword.source.trees.listing import ROOTS
from goodword.source.trees.overlay import Overlay
from goodword.source.trees.revision import GitTree

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.source.trees.listing import Tree

_CACHED = "H "
"""What git puts before a file that it watches: neither left out nor taken as unchanged unseen."""


def same(one: Tree, other: GitTree) -> frozenset[str]:
    """Paths of files that hold the same in both; a file that cannot be told apart is not one.

    Args:
        one: files on the disk, of a revision, or either of them with changes laid over.
        other: a revision of the same repository.

    Raises:
        Failure: git gives no answer.
    """
    blobs = {each.path: each.token for each in other.listing().files}
    if isinstance(one, GitTree):
        files = one.listing().files
        return frozenset(each.path for each in files if blobs.get(each.path) == each.token)
    if isinstance(one, Overlay):
        return same(one.tree, other).difference(one.changes)
    if not isinstance(one, DiskTree):
        return frozenset()
    committed = _committed(one.root)
    return frozenset(path for path, blob in committed if blobs.get(path) == blob)


def _committed(root: Path) -> list[tuple[str, str]]:
    """Path and blob of each file of a folder that is as git's index has it."""
    repository = Repository(root)
    output = repository.run("ls-files", "--stage", "-v", "-z", "--", *ROOTS)
    flags = ("--name-only", "--relative", "--ignore-submodules=all", "-z")
    changed = repository.run(*without_own_programs(root), "diff-files", *flags, "--", *ROOTS)
    dirty = frozenset(_parts(changed))
    found = []
    for line in _parts(output):
        known, _, path = line.partition("\t")
        if known.startswith(_CACHED) and path not in dirty:
            _, _, blob, stage = known.split(" ")
            if stage == "0":
                found.append((path, blob))
    return found


def _parts(output: bytes) -> list[str]:
    return output.decode(errors="surrogateescape").split("\0")[:-1]
