"""Files found by their names and by what their bytes hold, so that few need be read as YAML.

Only files on the disk, and what is laid over them, are searched. Whatever is not as it should be,
a link for instance, raises `BeyondPart`: then the whole tree has to be listed, and says what it is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart
from goodword.source.copies import TURNS, can_double, in_two
from goodword.source.packed_lines import PackedLines
from goodword.source.packed_names import ENDING, is_pack
from goodword.source.trees import DiskTree, Overlay
from goodword.source.trees.listing import READ_LIMIT, is_passed_over

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from goodword.source.trees import Tree

    Signs = Collection[bytes] | None

MANY = 4_000
"""In so many files a copy saves more than it costs."""
EACH = 100
"""More folders than these, which are small, are dealt out; of fewer, which differ, the names."""
_Some = tuple[str, "Sequence[str] | None"]
"""A folder and names in it; None for all of them."""
BATCH = 32
"""In so many records signs are looked for at once: of more, one would have one too often."""
_AT_ONCE = 8 * 1024
"""Bytes that are read first: nearly every file is shorter, and a buffer of the limit costs more."""
_FILE = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_DIRECTORY
_YAML = ".yml"


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
        self._named: dict[str, dict[str, None]] = {}

    def folders(self, path: str) -> list[str]:
        """Names of the folders in a folder; none where there is no such folder."""
        return self._inside(path)[0]

    def files(self, path: str) -> list[str]:
        """Names of the files in a folder; none where there is no such folder."""
        return self._inside(path)[1]

    def packs(self, path: str) -> list[str]:
        """Names of the packed files in a folder, sorted; what else lies there is not looked at."""
        names = (each for each in self._names(path) if each.endswith(ENDING))
        return sorted(each for each in names if is_pack(f"{path}/{each}"))

    def records(self, path: str) -> list[str]:
        """Names of the files of records in a folder, sorted; packed files are not among them.

        Raises:
            BeyondPart: as `contents` does.
        """
        return sorted(each for each in self._names(path) if _is_record(each, path))

    def _names(self, path: str) -> Mapping[str, None]:
        """Whatever lies in a folder, be it a file or not; nothing where there is none."""
        found = self._named.get(path)
        if found is None:
            handle = self._open(path)
            try:
                found = self._named[path] = dict.fromkeys(self._listed_now(path, handle))
            finally:
                if handle is not None:
                    os.close(handle)
        return found

    def _listed_now(self, path: str, handle: int | None) -> list[str]:
        try:
            there = [] if handle is None else os.listdir(handle)  # noqa: PTH208 - of an open folder
        except OSError:
            raise BeyondPart from None
        laid = self._laid.get(path)
        if laid is None:
            return there
        gone = {name for name, data in laid.items() if data is None}
        return [each for each in dict.fromkeys((*there, *laid)) if each not in gone]

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
        folder, _, name = path.rpartition("/")
        there = self._named.get(folder)
        return os.path.lexists(self._base + path) if there is None else name in there

    def contents(
        self, folder: str, names: Iterable[str] | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the files of records in a folder; none where there is no such folder.

        Args:
            folder: its path.
            names: of what is in it, to look at these alone; None for all.

        Raises:
            BeyondPart: there is something else in it but packed files, or a file cannot be read.
        """
        laid = self._laid.get(folder, {})
        handle = self._open(folder)
        try:
            for name in self._listed_now(folder, handle) if names is None else names:
                if _is_record(name, folder):
                    data = laid.get(name)
                    if data is None:
                        if handle is None:
                            raise BeyondPart  # the folder is gone by now
                        data = _read(name, handle)
                    yield name, data
        except OSError:
            raise BeyondPart from None
        finally:
            if handle is not None:
                os.close(handle)

    def among(
        self, folders: Sequence[str], wanted: Callable[[str, bytes], bool], signs: Signs = None
    ) -> list[str]:
        """Paths of the records in folders that are wanted, packed ones too, in no order.

        Very many files are looked through in parts, by this process and a copy of it.

        Args:
            folders: their paths.
            wanted: asked of a record's path, and of the bytes of its file or of its line.
            signs: of which one stands in the path or the bytes of each record that is wanted,
                unless it is empty, larger than a file may be or has letters beyond ASCII; None
                where there are none. Looking for them in many records at once takes less time.

        Raises:
            BeyondPart: as `contents` does, and `PackedLines.of`.
        """
        if self._large is None:
            self._large = can_double() and self.many(MANY)
        if not self._large:
            found = self._among([(each, None) for each in folders], wanted, signs)
            return found + self._packed(folders, wanted, signs)
        parts = self._parts(folders)

        def look(number: int) -> list[str]:
            return self._among(parts[number], wanted, signs)

        found = self._packed(folders, wanted, signs)
        return [*found, *chain.from_iterable(in_two(look, len(parts)))]

    def _parts(self, folders: Sequence[str]) -> list[list[_Some]]:
        """What two processes take from each other: some of the folders, or of the names in one."""
        if len(folders) > EACH:
            return [[(each, None) for each in folders[at::TURNS]] for at in range(TURNS)]
        large = [(each, [*self._names(each)]) for each in folders]
        size = sum(len(names) for _, names in large) // (TURNS - len(large)) + 1
        parts: list[list[_Some]] = []
        for folder, names in large:
            parts += ([(folder, names[at : at + size])] for at in range(0, len(names), size))
        return parts

    def _among(
        self, some: Iterable[_Some], wanted: Callable[[str, bytes], bool], signs: Signs
    ) -> list[str]:
        records = (
            (f"{folder}/{name}", data)
            for folder, names in some
            for name, data in self.contents(folder, names)
        )
        return _sifted(records, wanted, signs)

    def _packed(
        self, folders: Sequence[str], wanted: Callable[[str, bytes], bool], signs: Signs
    ) -> list[str]:
        lines = chain.from_iterable(self.lines.of(folder).items() for folder in folders)
        return _sifted(((path, stands.text) for path, stands in lines), wanted, signs)

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


def _sifted(
    records: Iterator[tuple[str, bytes]], wanted: Callable[[str, bytes], bool], signs: Signs
) -> list[str]:
    """Paths of the records that are wanted: see `Finder.among`."""
    found: list[str] = []
    while batch := [*islice(records, BATCH)]:
        if signs is None or may_be(batch, signs):
            found += [path for path, data in batch if wanted(path, data)]
    return found


def may_be(batch: Sequence[tuple[str, bytes]], signs: Collection[bytes]) -> bool:
    """Whether one of so many records may be wanted: see `Finder.among`."""
    contents = [data for _, data in batch]
    joined = b"\n".join(contents)
    if not all(contents) or len(joined) > READ_LIMIT or not joined.isascii():
        return True
    paths = "\n".join([path for path, _ in batch]).encode("utf-8", "surrogateescape")
    return any(sign in joined or sign in paths for sign in signs)


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
