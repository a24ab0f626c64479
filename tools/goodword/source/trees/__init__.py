"""The same files from the disk, out of a git revision, or with changes laid over them."""

from goodword.source.trees.disk import DiskTree
from goodword.source.trees.listing import Entry, Listing, Tree
from goodword.source.trees.overlay import Overlay
from goodword.source.trees.revision import GitTree, read_blobs
from goodword.source.trees.same import Same, Unlike, same

__all__ = [
    "DiskTree",
    "Entry",
    "GitTree",
    "Listing",
    "Overlay",
    "Same",
    "Tree",
    "Unlike",
    "read_blobs",
    "same",
]
