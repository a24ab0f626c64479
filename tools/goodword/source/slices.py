"""Reading many documents: bytes, strict parsing and the judgement of their schema, in one pass.

Up to `ALONE` files this happens here, one by one. Above, files are cut into slices, and each
slice is read as one, by worker processes where that helps; what comes back is one JSON text.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Diagnostic, Place, Severity
from goodword.source.cache import Cache
from goodword.source.documents import locate, read_document
from goodword.source.documents.remarks import remarks
from goodword.source.schemas.visible import trimmed
from goodword.source.trees import DiskTree, GitTree, Overlay
from goodword.source.trees.revision import read_blobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from goodword.diagnostics import Pointer
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

ALONE = 4_000
"""Up to so many files a second process costs more than it saves."""
WORKERS = 2
"""How many processes read; the one that asks is busy with what they give."""
_SHORTEST, _MEAN, _LONGEST = 256, 768, 2_048
_FRACTION = re.compile(r'"\\u0001([^"\\]*)\\u0001"')


class Document(NamedTuple):
    """A document that was read.

    Args:
        path: where it lies.
        kind: its kind, by the name of its schema.
        value: its plain value; of a document with diagnostics what could be read of it, or None.
        text: the file's text where there are diagnostics (to see whom it names), else empty.
        diagnostics: why it cannot stand, and warnings where it can; mostly empty.
    """

    path: str
    kind: str
    value: Any
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it can be used: it fits its schema, though there may be warnings."""
        return not any(each.severity is Severity.ERROR for each in self.diagnostics)


Origin = bytes | str | Diagnostic | None
"""Where the content of a file is: here, in a blob of that id, nowhere, or on the disk."""


class Slice(NamedTuple):
    """Files that are read together.

    Args:
        items: path and kind of each.
        origins: where the content of each is.
    """

    items: Sequence[tuple[str, str]]
    origins: Sequence[Origin]


class Result(NamedTuple):
    """What reading a slice gives.

    Args:
        text: a JSON list with the value of each document, null for one that was set aside.
        aside: the documents with diagnostics, by their index.
    """

    text: str
    aside: dict[int, Document]


def read_documents(
    tree: Tree,
    items: Sequence[tuple[str, str]],
    schemas: Schemas,
    *,
    workers: int | None = None,
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Document]:
    """The documents at these paths, in their order.

    Args:
        tree: the files.
        items: path and kind of each.
        schemas: the definitions of shape.
        workers: processes to read with; 0 is none, None follows the number of files.
        cache: the program's folder, where what is read is kept for the next run; None keeps
            nothing. Small programs are read faster than looked up.
        progress: called now and then with how many were read, of how many.
    """
    large = len(items) > ALONE
    if workers is None:
        workers = WORKERS if large and _processors() > 1 else 0
    if not workers and not (cache and large):
        yield from _one_by_one(tree, items, schemas, progress)
        return
    kept = Cache.open(cache, schemas) if cache and large else None
    root, repository, origin = origins(tree)
    reader = Reader(root, repository, schemas, kept)
    slices = (Slice(each, [origin(path) for path, _ in each]) for each in cut(items))
    done, names = 0, set()
    for part, result in _results(reader, slices, workers):
        values = json.loads(result.text, parse_float=Decimal)
        for index, ((path, kind), value) in enumerate(zip(part.items, values, strict=True)):
            yield Document(path, kind, value) if value is not None else result.aside[index]
        done += len(part.items)
        names.add(Cache.name(part))
        if progress:
            progress(done, len(items))
    if kept:
        kept.prune(names)


def _results(
    reader: Reader, slices: Iterator[Slice], workers: int
) -> Iterator[tuple[Slice, Result]]:
    if workers:
        # Only large programs need what starting processes imports.
        from goodword.source.workers import run  # noqa: PLC0415 - slow

        yield from run(reader, slices, workers)
    else:
        yield from ((part, reader.read(part)) for part in slices)


def _one_by_one(
    tree: Tree,
    items: Sequence[tuple[str, str]],
    schemas: Schemas,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Document]:
    contents = tree.read_many([path for path, _ in items])
    for index, ((path, kind), (_, content)) in enumerate(zip(items, contents, strict=True), 1):
        yield judged(path, kind, content, schemas)
        if progress and not index % 200:
            progress(index, len(items))


def judged(path: str, kind: str, content: bytes | Diagnostic, schemas: Schemas) -> Document:
    """One document of these bytes, with every problem of its syntax, else of its shape."""
    if isinstance(content, Diagnostic):
        return Document(path, kind, None, diagnostics=(content,))
    value, problems = read_document(content, path)
    if not problems:
        shown: object = value
        if schemas.judge(kind, value):
            shown = trimmed(value, content)
            if shown is value or schemas.judge(kind, shown):
                warned = remarks(content, path)
                text = content.decode("utf-8", "replace") if warned else ""
                return Document(path, kind, value, text, warned)
        problems = tuple(
            Diagnostic(
                Place(path, tuple(each.pointer), each.key),
                "schema",
                each.message,
                each.hint,
                locate(content, tuple(each.pointer), key=each.key),
            )
            for each in schemas.explain(kind, shown, lambda at: _word(content, at))
        )
    return Document(path, kind, value, content.decode("utf-8", "replace"), problems)


def _word(content: bytes, pointer: Pointer) -> str:
    """The word at a place that stands for a truth value or for nothing, as it was typed."""
    mark = locate(content, pointer)
    if mark is None or mark.line != mark.end_line:
        return ""
    line = content.decode("utf-8", "replace").split("\n")[mark.line - 1]
    word = line[mark.column - 1 : mark.end_column - 1]
    return word if word.lower() in ("null", "true", "false") else ""


def origins(tree: Tree) -> tuple[Path | None, Path | None, Callable[[str], Origin]]:
    """The folder and the repository in which a tree's files are, and where each of them is."""
    if isinstance(tree, DiskTree):
        return tree.root.absolute(), None, lambda _path: None
    if isinstance(tree, GitTree):
        return None, tree.repository.path, tree.token
    if isinstance(tree, Overlay):
        root, repository, below = origins(tree.tree)
        changes, read = tree.changes, tree.read
        return root, repository, lambda path: read(path) if path in changes else below(path)
    return None, None, tree.read


def cut(items: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The items in slices of about a thousand.

    A slice ends at a path whose checksum says so, so that a file more or less changes one slice
    and not all that follow.
    """
    part: list[tuple[str, str]] = []
    for item in items:
        part.append(item)
        if len(part) >= _SHORTEST and (
            not zlib.crc32(item[0].encode()) % _MEAN or len(part) == _LONGEST
        ):
            yield part
            part = []
    if part:
        yield part


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
        if self.cache is None:
            return self._fresh(part, range(len(part.items)), [None] * len(part.items))
        kept = self.cache.begin(part, self._tokens(part))
        if kept.text is not None:
            return Result(kept.text, {})
        result = self._fresh(part, kept.missing, kept.values)
        kept.store(result)
        return result

    def _tokens(self, part: Slice) -> list[str]:
        """What tells whether a file changed; empty for one whose content came along."""
        token = self._disk.token if self._disk else str
        return [
            token(path) if origin is None else origin if isinstance(origin, str) else ""
            for (path, _), origin in zip(part.items, part.origins, strict=True)
        ]

    def _fresh(self, part: Slice, missing: Sequence[int], values: list[Any]) -> Result:
        """Read the missing documents into their places among the values."""
        aside: dict[int, Document] = {}
        for index, content in zip(missing, self._contents(part, missing), strict=True):
            path, kind = part.items[index]
            document = judged(path, kind, content, self.schemas)
            if document.diagnostics:
                aside[index] = document
            else:
                values[index] = document.value
        return Result(dump(values), aside)

    def _contents(self, part: Slice, missing: Sequence[int]) -> Iterator[bytes | Diagnostic]:
        found = [(part.items[index][0], part.origins[index]) for index in missing]
        blobs = [(path, origin) for path, origin in found if isinstance(origin, str)]
        stored = read_blobs(self.repository, blobs) if self.repository and blobs else iter(())
        for path, origin in found:
            if isinstance(origin, str):
                yield next(stored)[1]
            elif origin is not None:
                yield origin
            elif self._disk:
                yield self._disk.read(path)


def dump(values: list[Any]) -> str:
    """The values as JSON; fractions keep the digits that were written."""
    fractions: list[Decimal] = []

    def stand_in(value: Decimal) -> str:
        fractions.append(value)
        return f"\1{value}\1"  # no document holds this character

    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=stand_in)
    return _FRACTION.sub(r"\1", text) if fractions else text


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
