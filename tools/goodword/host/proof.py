"""The proof that nothing of a person is left: every object and every file of a repository read.

Objects are taken from the store itself, not from what refs lead to: blobs, trees with the names in
them, commits, tags, also those that nothing leads to any more.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.erasing.search import found
from goodword.source.repository import start

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from goodword.erasing.traces import Traces

_TREE = re.compile(rb"[0-7]{5,6} ([^\0]+)\0")
_SHOWN = 20


@dataclass(frozen=True)
class Proof:
    """What a search found.

    Args:
        objects: how many objects of each type were read.
        files: how many files beside the objects were read.
        found: where the person is still named: what it is, and the words.
        kept: ids of contents that were to go and are there.
        words: how many objects have a word that may be meant for the person.
    """

    objects: dict[str, int]
    files: int
    found: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    words: int

    @property
    def clean(self) -> bool:
        """Whether nothing is left."""
        return not self.found and not self.kept


def search(
    repository: Path,
    traces: Traces,
    gone: Collection[str] = (),
    fixed: Collection[bytes] = (),
) -> Proof:
    """Look for a person in all that a repository holds.

    Args:
        repository: a bare one.
        traces: what names the person.
        gone: ids of contents that may not be there.
        fixed: contents that are the tool's own: whoever is in them is made up.
    """
    counts = dict.fromkeys(("blob", "tree", "commit", "tag"), 0)
    left: list[tuple[str, str]] = []
    kept, words = [], 0
    # A name of a folder stands in the trees of a thousand commits.
    names: dict[bytes, tuple[str | None, bool]] = {}

    def told(part: bytes) -> tuple[str | None, bool]:
        text = part.decode("utf-8", "replace")
        return found(traces, part), bool(traces.maybe(text))

    for name, kind, data in objects(repository):
        counts[kind] = counts.get(kind, 0) + 1
        if name in gone:
            kept.append(name)
        if data in fixed:
            continue
        if kind == "tree":
            inside = _names(data)
            names.update((each, told(each)) for each in inside if each not in names)
            said = [names[each] for each in inside]
        else:
            said = [told(data)]
        word = next((each for each, _ in said if each), None)
        if word is not None:
            left.append((f"{kind} {name[:12]}", word))
        words += any(maybe for _, maybe in said)
    files = 0
    for path, data in _beside(repository):
        files += 1
        word = found(traces, path.encode("utf-8", "surrogateescape")) or found(traces, data)
        if word is not None:
            left.append((path, word))
    return Proof(counts, files, tuple(left[:_SHOWN]), tuple(sorted(kept)[:_SHOWN]), words)


def objects(repository: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every object of a repository: its id, its type and its content."""
    flags = ("--batch-all-objects", "--batch", "--buffer", "--unordered")
    process = start(repository, "cat-file", *flags)
    stream = process.stdout
    while stream is not None and (header := stream.readline()):
        name, kind, size = header.decode().split()
        data = stream.read(int(size))
        stream.read(1)
        yield name, kind, data
    process.communicate()


def _names(tree: bytes) -> tuple[bytes, ...]:
    """The names in a tree; what lies between them is the ids of its entries."""
    names, at = [], 0
    # An id has as many bytes as lie between two names of a tree: 20, or 32 with SHA-256.
    size = _id_size(tree)
    while at < len(tree) and (match := _TREE.match(tree, at)):
        names.append(match[1])
        at = match.end() + size
    return tuple(names)


def _id_size(tree: bytes) -> int:
    for size in (20, 32):
        at = 0
        while at < len(tree) and (match := _TREE.match(tree, at)):
            at = match.end() + size
        if at == len(tree):
            return size
    return 20


def _beside(repository: Path) -> Iterator[tuple[str, bytes]]:
    """Files of a repository that are no objects: settings, refs, logs of refs."""
    for folder, _, names in os.walk(repository):
        inner = os.path.relpath(folder, repository)
        for name in sorted(names):
            path = name if inner == "." else f"{inner}/{name}"
            if not path.startswith("objects/") or path.startswith("objects/info/"):
                yield path, (repository / path).read_bytes()
