"""Files found by their names and by what their bytes hold, so that few need be read as YAML.

An id is letters, digits and hyphens, so whatever the strict reader understands as one stands in
the bytes as it is, however it is quoted or laid out. The one way to write it otherwise is an
escape in a text between double quotes, of an ASCII letter by its number or of the end of a line in
the midst of a word: a file with one of these counts as holding every id. So does one that cannot be
what the reader takes: empty, too large, or with a NUL, as in UTF-16.

Only files on the disk, and what is laid over them, are searched. Whatever is not as it should be,
a link for instance, raises `BeyondPart`: then the whole tree has to be listed, and says what it is.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart
from goodword.source.copies import aside, can_double
from goodword.source.packed_lines import PackedLines
from goodword.source.packed_names import ENDING, is_pack
from goodword.source.trees import DiskTree, Overlay
from goodword.source.trees.listing import READ_LIMIT, is_passed_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.source.trees import Tree

MANY = 4_000
"""In so many files a copy saves more than it costs."""
EACH = 100
"""More folders than these, which are small, are dealt out; of fewer each is looked through by two
processes, for they differ in size."""
_AT_ONCE = 8 * 1024
"""Bytes that are read first: nearly every file is shorter, and a buffer of the limit costs more."""
_FILE = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_DIRECTORY
_YAML = ".yml"
_HIDING = re.compile(
    rb"\\(?:(?:x|u00|U000000)[0-7]|(?:[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9])[ \t\r\n]*[a-z0-9-])"
).search
"""Escapes that stand for a letter of an id, or what is beside one, or for nothing between two."""


def holding(ids: Iterable[str]) -> Callable[[bytes], bool]:
    """Whether the bytes of a file may name one of these, however it is written.

    Args:
        ids: of people or records; each stands by itself, not inside a longer one.
    """
    words = [each.encode() for each in sorted(set(ids))]
    exact = re.compile(
        rb"(?<![a-z0-9-])(?:" + b"|".join(map(re.escape, words)) + rb")(?![a-z0-9-])"
    ).search
    if len(words) == 1:
        word = words[0]

        def names_one(data: bytes) -> bool:
            if word in data and exact(data) is not None:
                return True
            # `_is_odd` in one step: a search asks it of nearly every file of a program.
            if b"\\" in data or b"\0" in data:
                return _is_odd(data)
            return not 0 < len(data) <= READ_LIMIT

        return names_one

    def names_any(data: bytes) -> bool:
        return (any(word in data for word in words) and exact(data) is not None) or _is_odd(data)

    return names_any


def hints(ids: Iterable[str]) -> tuple[bytes, ...]:
    """What of one stands in the bytes of every file that `holding` finds, but empty or large ones.

    Args:
        ids: what it looks for.
    """
    return (*(each.encode() for each in sorted(set(ids))), b"\\", b"\0")


def keyed(key: str) -> Callable[[bytes], bool]:
    """Whether the bytes of a file may have a mapping with this key, however it is written.

    Args:
        key: letters; a value that is the same word is passed over.
    """
    search = re.compile(rb"\b" + key.encode() + rb"[\"']?\s*:|\? ").search
    return lambda data: search(data) is not None or _is_odd(data)


def _is_odd(data: bytes) -> bool:
    if b"\\" in data and _HIDING(data) is not None:
        return True
    return not 0 < len(data) <= READ_LIMIT or b"\0" in data


class Finder:
    """Finds files of a tree, folder by folder.

    Args:
        tree: files on the disk, with changes laid over them or not.

    Raises:
        BeyondPart: it is another tree.
    """

    def __init__(self, tree: Tree) -> None:
        changes: dict[str, bytes | None] = {}
        whole = tree
        while isinstance(tree, Overlay):
            changes = {**tree.changes, **changes}
            tree = tree.tree
        if not isinstance(tree, DiskTree):
            raise BeyondPart
        self.root = tree.root
        self._base = os.fspath(tree.root) + os.sep
        self._changes = changes
        self._laid: dict[str, dict[str, bytes | None]] = {}
        for path, data in changes.items():
            folder, _, name = path.rpartition("/")
            self._laid.setdefault(folder, {})[name] = data
        self.lines = PackedLines(whole, self.packs)
        """Packed records."""
        self._large: bool | None = None
        self._known: dict[str, tuple[list[str], list[str]]] = {}

    def folders(self, path: str) -> list[str]:
        """Names of the folders in a folder; none where there is no such folder."""
        return self._inside(path)[0]

    def files(self, path: str) -> list[str]:
        """Names of the files in a folder; none where there is no such folder."""
        return self._inside(path)[1]

    def packs(self, path: str) -> list[str]:
        """Names of the packed files in a folder, sorted; what else lies there is not looked at."""
        known, laid = self._known.get(path), self._laid.get(path, {})
        names = laid.keys() | self._names(path) if known is None else known[1]
        found = (name for name in names if name.endswith(ENDING) and is_pack(f"{path}/{name}"))
        return sorted(name for name in found if laid.get(name, b"") is not None)

    def _names(self, path: str) -> set[str]:
        handle = self._open(path)
        if handle is None:
            return set()
        try:
            return {*os.listdir(handle)}  # noqa: PTH208 - of an open folder
        except OSError:
            raise BeyondPart from None
        finally:
            os.close(handle)

    def many(self, limit: int) -> bool:
        """Whether there are more files than so many, by those of missions alone."""
        count = 0
        for mission in self.folders("missions"):
            with (
                suppress(OSError),
                os.scandir(f"{self._base}missions/{mission}/claims") as entries,
            ):
                count += sum(1 for _ in islice(entries, limit + 1))
            if count > limit:
                return True
        return False

    def has(self, path: str) -> bool:
        """Whether there is something of that path."""
        if path in self._changes:
            return self._changes[path] is not None
        return os.path.lexists(self._base + path)

    def contents(self, folder: str, half: int | None = None) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the files of records in a folder; none where there is no such folder.

        Args:
            folder: its path.
            half: 0 or 1 for one half of the files on the disk and the other; those that are laid
                over them are with the first.

        Raises:
            BeyondPart: there is something else in it but packed files, or a file cannot be read.
        """
        laid = self._laid.get(folder, {})
        for name, data in laid.items():
            if half != 1 and data is not None and _is_record(name, folder):
                yield name, data
        handle = self._open(folder)
        if handle is None:
            return
        try:
            names = os.listdir(handle)  # noqa: PTH208 - of an open folder
            if half is not None:
                names = sorted(names)[half::2]  # both see them in the same order
            for name in names:
                if name not in laid and _is_record(name, folder):
                    yield name, _read(name, handle)
        except OSError:
            raise BeyondPart from None
        finally:
            os.close(handle)

    def among(self, folders: Sequence[str], wanted: Callable[[str, bytes], bool]) -> list[str]:
        """Paths of the records in folders that are wanted, packed ones too, in no order.

        Of very many files a copy of this process looks through half: of each folder, or of the
        folders.

        Args:
            folders: their paths.
            wanted: asked of a record's path, and of the bytes of its file or of its line.

        Raises:
            BeyondPart: as `contents` does, and `PackedLines.of`.
        """
        if self._large is None:
            self._large = can_double() and self.many(MANY)
        if not self._large:
            return self._among(folders, wanted) + self._packed(folders, wanted)
        if len(folders) > EACH:
            one = partial(self._among, folders[::2], wanted)
            rest = partial(self._among, folders[1::2], wanted)
        else:
            one, rest = (partial(self._among, folders, wanted, half) for half in (0, 1))
        wait = aside(one)
        found = rest() + self._packed(folders, wanted)
        other = wait()
        return found + (one() if other is None else other)

    def _among(
        self, folders: Sequence[str], wanted: Callable[[str, bytes], bool], half: int | None = None
    ) -> list[str]:
        return [
            path
            for folder in folders
            for name, data in self.contents(folder, half)
            if wanted(path := f"{folder}/{name}", data)
        ]

    def _packed(self, folders: Sequence[str], wanted: Callable[[str, bytes], bool]) -> list[str]:
        return [
            path
            for folder in folders
            for path, stands in self.lines.of(folder).items()
            if wanted(path, stands.text)
        ]

    def content(self, path: str) -> bytes | None:
        """Bytes of a file; None where there is none.

        Raises:
            BeyondPart: it cannot be read.
        """
        if path in self._changes:
            return self._changes[path]
        try:
            return _read(self._base + path)
        except FileNotFoundError:
            return None
        except OSError:
            raise BeyondPart from None

    def _open(self, folder: str) -> int | None:
        try:
            return os.open(self._base + folder, _FOLDER)
        except FileNotFoundError:
            return None
        except OSError:
            raise BeyondPart from None

    def _inside(self, path: str) -> tuple[list[str], list[str]]:
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = self._listed(path)
        return found

    def _listed(self, path: str) -> tuple[list[str], list[str]]:
        folders: set[str] = set()
        files: set[str] = set()
        handle = self._open(path)
        if handle is not None:
            try:
                with os.scandir(handle) as entries:
                    for each in entries:
                        if each.is_file(follow_symlinks=False):  # nearly all are
                            files.add(each.name)
                        elif each.is_dir(follow_symlinks=False):
                            folders.add(each.name)
                        else:
                            raise BeyondPart
            except OSError:
                raise BeyondPart from None
            finally:
                os.close(handle)
        start = f"{path}/"
        for changed, data in self._changes.items():
            if changed.startswith(start):
                name, deeper, _ = changed[len(start) :].partition("/")
                if data is not None:
                    (folders if deeper else files).add(name)
                elif not deeper:
                    files.discard(name)
        return _data(folders), _data(files)


def _data(names: set[str]) -> list[str]:
    return sorted(name for name in names if not is_passed_over(name))


def _is_record(name: str, folder: str) -> bool:
    """Whether a file of a folder of records is one; not where it is no data, or has packed ones.

    Raises:
        BeyondPart: it is something else.
    """
    if name[-4:] == _YAML and name[0] != ".":
        return True
    if is_passed_over(name) or is_pack(f"{folder}/{name}"):
        return False
    raise BeyondPart


def _read(path: str, folder: int | None = None) -> bytes:
    """The bytes of a file, of a large one a few more than the reader takes.

    Raises:
        OSError: it cannot be opened or read, or is a link.
    """
    handle = os.open(path, _FILE, dir_fd=folder)
    try:
        data = os.read(handle, _AT_ONCE)
        if len(data) == _AT_ONCE:
            while len(data) <= READ_LIMIT and (more := os.read(handle, READ_LIMIT)):
                data += more
    finally:
        os.close(handle)
    return data
