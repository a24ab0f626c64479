"""The files of a program as they were committed, read out of git without a checkout."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from goodword.source.asked import Asked
from goodword.source.repository import Contents, Repository
from goodword.source.trees import listing
from goodword.source.trees.listing import READ_LIMIT, Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.source.trees.listing import Listing

_LINK, _SUBMODULE = "120000", "160000"
_LINE = re.compile(r"([0-7]+) [a-z]+ ([0-9a-f]+)\t([^\0]*)\0")
"""Mode, id and path of what git lists of a tree."""


class GitTree:
    """The files of a revision.

    Args:
        path: the program's folder in a repository, a bare repository, or an opened one.
        revision: whatever git takes as the name of a commit.

    Raises:
        Failure: git is missing, there is no repository, or no such revision.
    """

    def __init__(self, path: str | Path | Repository, revision: str) -> None:
        self.repository = path if isinstance(path, Repository) else Repository(path)
        self.commit = self.repository.commit(revision)
        self._blobs: dict[str, str] = {}
        self._listing: Listing | None = None
        self._contents: Contents | None = None
        self._asked: Asked | None = None

    def ask(self) -> None:
        """Have git begin to list the files, while other things are done."""
        if self._listing is None and self._asked is None:
            self._asked = self._question()

    def _question(self) -> Asked:
        roots = [self.repository.prefix + root for root in listing.ROOTS]
        command = ("ls-tree", "-r", "-z", "--full-tree", self.commit, "--", *roots)
        return Asked(self.repository.path, *command)

    def listing(self) -> Listing:
        """All files of the revision, less those passed over; `token` is the id of the blob."""
        if self._listing is None:
            asked, self._asked = self._asked or self._question(), None
            output = asked.answer()
            prefix = self.repository.prefix
            beside = self.repository.run(
                *("ls-tree", "--name-only", "-z", "--full-tree", self.commit, "--"),
                *([prefix] if prefix else []),
            )
            self._listing = self._screen(output, _parts(beside), len(prefix))
            self._blobs = {path: token for path, _, token in self._listing.files}
        return self._listing

    def _screen(self, output: bytes, beside: list[str], prefix: int) -> Listing:
        entries = []
        refused = [found for name in beside if (found := listing.beside_roots(name[prefix:]))]
        lines = _LINE.findall(output.decode(errors="surrogateescape"))
        for mode, blob, name in lines:
            path = name[prefix:]
            if mode == _LINK:
                refused.append(listing.link(path))
            elif mode == _SUBMODULE:
                refused.append(listing.repository(path))
            elif "/" not in path:
                refused.append(listing.refuse(path, "a file, expected a folder"))
            elif listing.is_data(path):
                entries.append(Entry(path, None, blob))
            else:
                refused += listing.posing(path)
        twice = _twice([name[prefix:] for _, _, name in lines])
        refused += [listing.refuse(path, *listing.TWICE) for path in sorted(twice)]
        return listing.screen([each for each in entries if each.path not in twice], refused)

    def names(self) -> Iterator[tuple[str, str]]:
        """The mode and the path of everything under the program's folder, data or not."""
        folder = self.repository.prefix
        output = self.repository.run(
            *("ls-tree", "-r", "-z", "--full-tree", self.commit, "--"),
            *([folder] if folder else []),
        )
        for line in _parts(output):
            known, _, name = line.partition("\t")
            yield known.partition(" ")[0], name[len(folder) :]

    def token(self, path: str) -> str:
        """The id of the blob."""
        self.listing()
        return self._blobs.get(path, "")

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes | Diagnostic:
        """The first `limit` + 1 bytes of a file; a diagnostic where the revision lacks it."""
        self.listing()
        blob = self._blobs.get(path)
        if blob is None:
            return _missing(path)
        return self.content(path, blob, limit)

    def content(self, path: str, blob: str, limit: int = READ_LIMIT) -> bytes | Diagnostic:
        """The first `limit` + 1 bytes of any blob of the repository, as one that lay at a path."""
        if self._contents is None:
            self._contents = Contents(self.repository.path)
        data = None
        try:
            self._contents.ask(blob)
            data = self._contents.next(limit)
        except OSError:
            self.close()
        return _lacking(path) if data is None else data

    def read_many(
        self, paths: Iterable[str], limit: int = READ_LIMIT
    ) -> Iterator[tuple[str, bytes | Diagnostic]]:
        """What `read` gives for each of many paths, in their order, by one process."""
        self.listing()
        wanted = [(path, self._blobs.get(path, "")) for path in paths]
        yield from read_blobs(self.repository.path, wanted, limit)

    def close(self) -> None:
        """End the process that gives contents."""
        if self._contents is not None:
            self._contents.close()
            self._contents = None


def read_blobs(
    folder: Path, wanted: Sequence[tuple[str, str]], limit: int = READ_LIMIT
) -> Iterator[tuple[str, bytes | Diagnostic]]:
    """The first `limit` + 1 bytes of many blobs, or why one cannot be read, in their order.

    Args:
        folder: the repository, or a folder in it.
        wanted: path and id of each; the id is empty where the revision has no such file.
        limit: in bytes.
    """
    contents = Contents(folder, [blob for _, blob in wanted if blob])
    try:
        for path, blob in wanted:
            data = contents.next(limit) if blob else None
            if data is not None:
                yield path, data
            else:
                yield path, _lacking(path) if blob else _missing(path)
    finally:
        contents.close()


def _twice(names: Collection[str]) -> frozenset[str]:
    """The names that stand more than once."""
    if len(set(names)) == len(names):
        return frozenset()
    return frozenset(name for name, count in Counter(names).items() if count > 1)


def _parts(output: bytes) -> list[str]:
    return output.decode(errors="surrogateescape").split("\0")[:-1]


def _missing(path: str) -> Diagnostic:
    return listing.refuse(path, "the revision has no such file")


def _lacking(path: str) -> Diagnostic:
    hint = "git fetch gets what a partial clone left out; git fsck says whether it is damaged"
    return listing.refuse(path, "the repository lacks the content of this file", hint)
