"""What a file held when it was last committed, seen from a tree that may have it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic, Failure
from goodword.source.trees.disk import DiskTree
from goodword.source.trees.overlay import Overlay
from goodword.source.trees.revision import GitTree

if TYPE_CHECKING:
    from goodword.source.trees.listing import Tree


def committed(tree: Tree, path: str) -> bytes | None:
    """A file as the newest commit has it; None where that has none, or nothing is committed.

    Args:
        tree: of a commit, or files on disk, where the newest commit of their repository counts.
        path: of the file.
    """
    while isinstance(tree, Overlay):
        tree = tree.tree
    if isinstance(tree, DiskTree):
        try:
            tree = GitTree(tree.root, "HEAD")
        except Failure:
            return None
    if not isinstance(tree, GitTree):
        return None
    found = tree.read(path)
    tree.close()
    return None if isinstance(found, Diagnostic) else found
