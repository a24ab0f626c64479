"""Reading many documents: bytes, strict parsing and the judgement of their schema, in one pass.

Up to `ALONE` files this happens here, one by one. Above, files are cut into slices, and each
slice is read as one, by worker processes where that helps; what comes back is one JSON text.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from goodword.source.cache import Cache
from goodword.source.judged import Document, judged
from goodword.source.slice_reader import Reader
from goodword.source.slices import Slice, apart, cut, dump, parse
from goodword.source.trees import DiskTree, GitTree, Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from goodword.source.schemas import Schemas
    from goodword.source.slices import Origin, Result
    from goodword.source.trees import Tree
    from goodword.source.workers import Questions

ALONE = 4_000
"""Up to so many files a second process costs more than it saves."""
WORKERS = 2
"""How many processes read; the one that asks is busy with what they give."""


def prepare(tree: Tree, schemas: Schemas) -> None:
    """Have ready what many files are read with, while another process lists them."""
    if isinstance(tree, DiskTree) and tree.is_being_listed:
        import goodword.source.handing  # noqa: F401, PLC0415 - slow

        schemas.prepare()


class Items(Protocol):
    """Path and kind of each of some documents; how many they are may be known better in the end."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """They, in their order."""


def read_documents(
    tree: Tree,
    items: Items,
    schemas: Schemas,
    *,
    workers: int | None = None,
    cache: Path | None = None,
    part: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Document]:
    """The documents at these paths, in their order; other processes read them from now on.

    Args:
        tree: the files.
        items: path and kind of each.
        schemas: the definitions of shape.
        workers: processes to read with; 0 is none, None follows the number of files.
        cache: the program's folder, where what is read is kept for the next run; None keeps
            nothing. Small programs are read faster than looked up.
        part: these are not all documents of the program, and what is kept of others stays.
        progress: called now and then with how many were read, of how many.
    """
    large = len(items) > ALONE
    if workers is None:
        workers = _many(items)
    if not workers and not (cache and large):
        return _one_by_one(tree, items, schemas, progress)
    kept = Cache.open(cache, schemas) if cache and large else None
    results = _in_slices(tree, items, schemas, workers, kept)
    return _documents(tree, results, items, None if part else kept, progress)


def read_after(
    questions: Questions,
    tree: Tree,
    items: Items,
    schemas: Schemas,
    *,
    workers: int | None = None,
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Iterator[bool], Iterator[Document]]:
    """Answers to questions, and after them the documents at these paths, in their order.

    For who has something else to do while another process works on both: what that has not read
    by then, this one helps it with.

    Args:
        questions: to be answered in their order; there may be fewer answers.
        tree: the files.
        items: see `read_documents`, as all that follows.
        schemas: the same.
        workers: the same.
        cache: the same.
        progress: the same.
    """
    if not questions or _processors() == 1:
        read = read_documents(tree, items, schemas, workers=workers, cache=cache, progress=progress)
        return iter(()), read
    from goodword.source.helping import answered  # noqa: PLC0415 - slow

    kept = Cache.open(cache, schemas) if cache and len(items) > ALONE else None
    answers, results = answered(*_slices(tree, items, schemas, kept), questions)
    return answers, _documents(tree, results, items, kept, progress)


def _documents(
    tree: Tree,
    results: Iterator[tuple[Slice, Result]],
    items: Items,
    kept: Cache | None,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Document]:
    """The documents of slices; what is kept of others is deleted in the end."""
    done, names, new = 0, set(), tuple.__new__
    for each, result in results:
        values = parse(result.text)
        for index, ((path, kind), value) in enumerate(zip(each.items, values, strict=True)):
            if value is None:
                yield result.aside[index]
            else:
                yield new(Document, (path, kind, value, "", ()))  # Document(...), less its call
        if result.known and isinstance(tree, DiskTree):
            tree.tell([path for path, _ in each.items], result.known)
        done += len(each.items)
        names.add(Cache.name(each))
        if progress:
            progress(done, len(items))
    if kept:
        kept.prune(names)


def read_texts(
    tree: Tree,
    items: Items,
    schemas: Schemas,
    cache: Path | None = None,
    meanwhile: Callable[[], object] = bool,
) -> Iterator[Document | tuple[str, bytes]]:
    """The documents at these paths, in their order, with their values as JSON.

    For who needs only little of most of them. What is kept of other documents stays.

    Args:
        tree: the files.
        items: path and kind of each.
        schemas: the definitions of shape.
        cache: see `read_documents`.
        meanwhile: what there is to do that needs nothing of them; it is left undone where no
            other process reads.

    Returns:
        path and value of each; a document with diagnostics as it is.
    """
    if len(items) <= ALONE:
        for each in _one_by_one(tree, items, schemas, None):
            yield each if each.diagnostics else (each.path, dump(each.value))
        return
    kept = Cache.open(cache, schemas) if cache else None
    for part, result in _in_slices(tree, items, schemas, _many(items), kept, meanwhile):
        for index, ((path, _), text) in enumerate(zip(part.items, apart(result.text), strict=True)):
            yield result.aside.get(index, (path, text))


def _many(items: Items) -> int:
    """How many processes read so many files; 0 for none."""
    return WORKERS if len(items) > ALONE and _processors() > 1 else 0


def _in_slices(
    tree: Tree,
    items: Items,
    schemas: Schemas,
    workers: int,
    kept: Cache | None,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[tuple[Slice, Result]]:
    """What slices give, read by so many processes.

    Where there is something to do meanwhile, this one helps after it, in the place of one.
    """
    reader, slices = _slices(tree, items, schemas, kept)
    # Only large programs need what starting processes imports.
    if workers and meanwhile is not None:
        from goodword.source.helping import helped  # noqa: PLC0415 - slow

        return helped(reader, slices, meanwhile)
    if workers:
        from goodword.source.handing import run  # noqa: PLC0415 - slow

        return run(reader, slices, workers)
    return ((part, reader.read(part)) for part in slices)


def _slices(
    tree: Tree, items: Items, schemas: Schemas, kept: Cache | None
) -> tuple[Reader, Iterator[Slice]]:
    """What reads, and the slices that are to be read."""
    root, repository, origin = origins(tree)
    slices = (Slice(each, [origin(path) for path, _ in each]) for each in cut(items))
    return Reader(root, repository, schemas, kept), slices


def _one_by_one(
    tree: Tree,
    items: Items,
    schemas: Schemas,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Document]:
    every = [*items]
    contents = tree.read_many([path for path, _ in every])
    for index, ((path, kind), (_, content)) in enumerate(zip(every, contents, strict=True), 1):
        yield judged(path, kind, content, schemas)
        if progress and not index % 200:
            progress(index, len(every))


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


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
