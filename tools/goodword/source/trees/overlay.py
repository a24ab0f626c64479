"""Changes laid over a tree: what the files would be after an edit that is not written yet."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from goodword.source.trees import listing
from goodword.source.trees.listing import READ_LIMIT, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodword.diagnostics import Diagnostic
    from goodword.source.trees.listing import Listing, Tree


class Overlay:
    """A tree with some files new, changed or gone.

    Args:
        tree: what lies below.
        changes: path to content, or to None for a file that goes.
    """

    def __init__(self, tree: Tree, changes: Mapping[str, bytes | None]) -> None:
        self.tree = tree
        self.changes = dict(changes)

    def listing(self) -> Listing:
        """The files below, less those that go, with those that are laid over them."""
        below = self.tree.listing()
        entries = [each for each in below.files if each.path not in self.changes]
        for path, data in self.changes.items():
            if data is not None and listing.is_data(path):
                entries.append(Entry(path, len(data), self.token(path)))
        gone = {path for path, data in self.changes.items() if data is None}
        refused = [each for each in below.refused if each.place.path not in gone]
        for path in self.changes.keys() - gone:
            refused += [] if listing.is_data(path) else listing.posing(path)
            beside = listing.beside_roots(path.partition("/")[0])
            refused += [beside] if beside else []
        return listing.screen(entries, refused)

    def token(self, path: str) -> str:
        """The digest of a changed file; of another what the tree below says."""
        if path not in self.changes:
            return self.tree.token(path)
        data = self.changes[path]
        return "" if data is None else hashlib.sha256(data).hexdigest()

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes | Diagnostic:
        """The first `limit` + 1 bytes of a file; a diagnostic where it goes or cannot be read."""
        if path not in self.changes:
            return self.tree.read(path, limit)
        data = self.changes[path]
        if data is None:
            return listing.refuse(path, "the file goes with this change")
        return data[: limit + 1]

    def read_many(
        self, paths: Iterable[str], limit: int = READ_LIMIT
    ) -> Iterator[tuple[str, bytes | Diagnostic]]:
        """What `read` gives for each of many paths, in their order."""
        wanted = list(paths)
        below = self.tree.read_many([p for p in wanted if p not in self.changes], limit)
        for path in wanted:
            yield (path, self.read(path, limit)) if path in self.changes else next(below)
