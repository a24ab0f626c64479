"""What earlier runs read, so that a file that did not change is not read again.

For each slice one file holds the values of its documents as one JSON text, with the token of each
file. It is authenticated with a secret of this user, which lies elsewhere: a cache that was
damaged, changed by hand or made by somebody else gives nothing. A cache never changes a result,
and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword import __version__
from goodword.source.sealed import folder_of, seal, user_secret
from goodword.source.slices import dump, parse
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodword.source.schemas import Schemas
    from goodword.source.slices import Result, Slice
    from goodword.source.stats import Known

FOLDER = Path(".goodword", "cache")
"""Where the cache lies, from the root of the program; git is told to ignore it."""
_FORMAT = "2"
_LARGEST = 64 * 1024 * 1024
_KEY = re.compile(r"[0-9a-f]{16}")


class Cache:
    """A folder of what slices gave.

    Args:
        folder: where the files are; its name says which tool and schemas made them.
        secret: authenticates them.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.folder = folder
        self.secret = secret

    @classmethod
    def open(cls, root: Path, schemas: Schemas) -> Cache | None:
        """The cache beside a program; None where none can be kept.

        What another version of the tool or of the schemas left behind is deleted.
        """
        key = hashlib.sha256(f"{_FORMAT} {__version__} {schemas.digest}".encode()).hexdigest()[:16]
        secret = user_secret()
        folder = folder_of(root, *FOLDER.parts, key)
        if folder is None or not secret:
            return None
        with suppress(OSError):
            _forget(folder.parent, key)
        return cls(folder, secret)

    def begin(self, part: Slice, tokens: Callable[[Slice], Sequence[str]]) -> Kept:
        """What is kept of a slice.

        Args:
            part: the slice.
            tokens: gives what tells for each file whether it changed, empty where nothing does;
                not asked where nothing is kept.
        """
        name = self.name(part)
        index, text = self._load(name)
        if not index:
            entries = [[*item, ""] for item in part.items]
            return Kept(
                self, name, entries, values=[None] * len(entries), missing=range(len(entries))
            )
        told = tokens(part)
        entries = [[*item, token] for item, token in zip(part.items, told, strict=True)]
        if index == entries and all(told):
            return Kept(self, name, entries, text=text)
        known = {tuple(entry): position for position, entry in enumerate(index) if entry[2]}
        found = [known.get(tuple(entry)) for entry in entries]
        values = parse(text) if known else []
        return Kept(
            self,
            name,
            entries,
            values=[None if position is None else values[position] for position in found],
            missing=[number for number, position in enumerate(found) if position is None],
            unchanged=[entry[:2] for entry in index] == [entry[:2] for entry in entries],
        )

    def values(self, wanted: Mapping[str, str]) -> dict[str, Any]:
        """What was read of files on the disk, by path; without those of which it is not kept.

        Args:
            wanted: path and token of each, as they were when it was read.
        """
        found: dict[str, Any] = {}
        asked = [dump([path])[1:-1] for path in wanted]
        with suppress(OSError):
            for place in self.folder.iterdir():
                with place.open("rb") as file:
                    index = file.readline() and file.readline()
                if not any(each in index for each in asked):
                    continue
                entries, text = self._load(place.name)
                values = parse(text) if entries else []
                for (path, _, token), value in zip(entries, values, strict=True):
                    if token and wanted.get(path) == token:
                        found[path] = value
        return found

    def prune(self, names: set[str]) -> None:
        """Delete what belongs to none of these slices, once that is the greater part."""
        try:
            others = [path for path in self.folder.iterdir() if path.name not in names]
        except OSError:
            return
        if len(others) > len(names):
            for path in others:
                with suppress(OSError):
                    path.unlink()

    @staticmethod
    def name(part: Slice) -> str:
        """The name of a slice's file: that of its first document decides."""
        origin = "git" if isinstance(part.origins[0], str) else "disk"
        name = f"{origin} {part.items[0][0]}".encode()
        return hashlib.blake2b(name, digest_size=16).hexdigest()

    def _load(self, name: str) -> tuple[list[list[str]], bytes]:
        data = DiskTree(self.folder).read(name, _LARGEST)
        if not isinstance(data, bytes) or len(data) > _LARGEST:
            return [], b"[]"
        seal, _, body = data.partition(b"\n")
        if not hmac.compare_digest(seal, self.seal(name, body)):
            return [], b"[]"
        index, _, text = body.partition(b"\n")
        return parse(index), text

    def seal(self, name: str, body: bytes) -> bytes:
        """What only the owner of the secret can say of a file's content."""
        return seal(self.secret, name, body)


class Kept:
    """What the cache has of a slice, and the place where the rest will be put.

    Args:
        cache: the folder.
        name: of the file in it.
        entries: path, kind and token of each document, as they are now.
        text: the JSON list of all values, where nothing is missing.
        values: the values that are known, None for the others.
        missing: the indexes of the documents that must be read.
        unchanged: the file has the same documents already.
    """

    def __init__(
        self,
        cache: Cache,
        name: str,
        entries: list[list[str]],
        *,
        text: bytes | None = None,
        values: list[Any] | None = None,
        missing: Sequence[int] = (),
        unchanged: bool = False,
    ) -> None:
        self.text = text
        self.values = values or []
        self.missing = missing
        self._cache = cache
        self._name = name
        self._entries = entries
        self._unchanged = unchanged
        self._path: Path | None = None
        self._stamp = 0
        if text is None:
            self._reserve()

    def _reserve(self) -> None:
        """Make the file before anything is read: its time tells which files are too young.

        One that changed no earlier than that could change again without a trace in its times.
        """
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._cache.folder, prefix="new-")
            self._path = Path(name)
            self._stamp = os.fstat(handle).st_mtime_ns
            os.close(handle)

    def store(self, result: Result, tokens: Sequence[str], known: Sequence[Known | None]) -> None:
        """Keep what was read, but for documents with diagnostics and files that are too young.

        Args:
            result: what was read.
            tokens: of the documents, those that were missing as they were when they were read.
            known: what is known of the files that were missing, where they are on the disk.
        """
        if self._path is None:
            return
        for number in self.missing:
            sound = number not in result.aside and not self._is_young(known[number])
            self._entries[number][2] = tokens[number] if sound else ""
        news = any(self._entries[number][2] for number in self.missing)
        try:
            if news or not self._unchanged:
                body = b"\n".join((dump(self._entries), result.text))
                data = b"\n".join((self._cache.seal(self._name, body), body))
                self._path.write_bytes(data)
                self._path.replace(self._cache.folder / self._name)
            else:
                self._path.unlink()
        except OSError:
            with suppress(OSError):
                self._path.unlink()

    def _is_young(self, known: Known | None) -> bool:
        return known is not None and (known[2] >= self._stamp or known[3] >= self._stamp)


def _forget(folder: Path, key: str) -> None:
    for path in folder.iterdir():
        if path.name != key and _KEY.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)
