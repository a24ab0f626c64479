"""Reading a slice: from the cache where nothing changed, else each document anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.source.judged import judged
from goodword.source.slices import Result, dump
from goodword.source.stats import known_of
from goodword.source.stats_told import pack
from goodword.source.trees import DiskTree
from goodword.source.trees.disk import token_of
from goodword.source.trees.revision import read_blobs

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.source.cache import Cache
    from goodword.source.judged import Document
    from goodword.source.schemas import Schemas
    from goodword.source.slices import Slice
    from goodword.source.stats import Known


class Reader:
    """Reads slices, in this process or in a worker.

    Args:
        root: the folder in which files without another origin are.
        repository: the repository in which blobs are.
        schemas: the definitions of shape.
        cache: what earlier runs read.
    """

    def __init__(
        self, root: Path | None, repository: Path | None, schemas: Schemas, cache: Cache | None
    ) -> None:
        self.root = root
        self.repository = repository
        self.schemas = schemas
        self.cache = cache
        self._disk = DiskTree(root) if root else None

    def read(self, part: Slice) -> Result:
        """The documents of a slice."""
        known: list[Known | None] = [None] * len(part.items)
        if self.cache is None:
            return self._fresh(part, range(len(part.items)), [None] * len(part.items), known)
        kept = self.cache.begin(part, self._tokens)
        if kept.text is not None:
            return Result(kept.text, {})
        result = self._fresh(part, kept.missing, kept.values, known)
        told = [
            origin if isinstance(origin, str) else token_of(each) if each else ""
            for origin, each in zip(part.origins, known, strict=True)
        ]
        kept.store(result, told, known)
        return result

    def _tokens(self, part: Slice) -> list[str]:
        """What tells whether a file changed; empty for one whose content came along."""
        token = self._disk.token if self._disk else str
        return [
            token(path) if origin is None else origin if isinstance(origin, str) else ""
            for (path, _), origin in zip(part.items, part.origins, strict=True)
        ]

    def _fresh(
        self,
        part: Slice,
        missing: Sequence[int],
        values: list[Any],
        known: list[Known | None],
    ) -> Result:
        """Read the missing documents into their places among the values, and what is known."""
        aside: dict[int, Document] = {}
        contents = self._contents(part, missing)
        for index, (content, seen) in zip(missing, contents, strict=True):
            if seen is not None:
                known[index] = known_of(seen)
            path, kind = part.items[index]
            document = judged(path, kind, content, self.schemas)
            if document.diagnostics:
                aside[index] = document
            else:
                values[index] = document.value
        return Result(dump(values), aside, pack(known))

    def _contents(
        self, part: Slice, missing: Sequence[int]
    ) -> Iterator[tuple[bytes | Diagnostic, os.stat_result | None]]:
        """Contents, each with what is known of the file from which it came."""
        found = [(part.items[index][0], part.origins[index]) for index in missing]
        if self._disk and all(origin is None for _, origin in found):
            yield from self._disk.read_each_told(path for path, _ in found)
            return
        blobs = [(path, origin) for path, origin in found if isinstance(origin, str)]
        stored = read_blobs(self.repository, blobs) if self.repository and blobs else iter(())
        for path, origin in found:
            if isinstance(origin, str):
                yield next(stored)[1], None
            elif origin is not None:
                yield origin, None
            elif self._disk:
                yield self._disk.read_told(path)
