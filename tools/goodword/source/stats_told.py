"""The same walk as that of `stats`, of files that are all read anyway.

Who opens a file learns what the file system knows of it, so that to ask before would be to ask
twice. Folders and names are looked at first; the rest comes from whoever read the files, and of
those that nobody read it is asked in the end. A file that changed meanwhile shows it by its times,
which are later than the beginning; a name that came or went by those of its folder.
"""

from __future__ import annotations

import marshal
import os
import stat
from bisect import bisect_left
from itertools import repeat
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from goodword.source.stats import Walk, known_of, opened, records, through

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from goodword.source.stats import Head, Known, Seen


class Told(NamedTuple):
    """What was known of files when they were read.

    Args:
        paths: theirs, sorted.
        records: what is known of each, as `stats.records` has it; None where that is nothing.
        newest: nanoseconds since 1970 at which the last of them changed.
    """

    paths: Sequence[str] = ()
    records: Sequence[bytes | None] = ()
    newest: int = 0


def pack(known: Iterable[Known | None]) -> bytes:
    """What is known of files, to be handed over in one piece."""
    each = [*known]
    there = [one for one in each if one is not None]
    newest = max((one[3] for one in there), default=0)
    told = records(there)
    return marshal.dumps((newest, [None if one is None else next(told) for one in each]))


def gathered(parts: Iterable[tuple[Iterable[str], bytes]]) -> Told:
    """What was known of all files, from paths and what `pack` gave of these."""
    paths: list[str] = []
    told: list[bytes | None] = []
    newest = 0
    for some, packed in parts:
        latest, known = marshal.loads(packed)  # noqa: S302 - our own
        newest = max(newest, latest)
        paths += some
        told += known
    return Told(paths, told, newest)


def names_in(root: Path, names: Iterable[str]) -> Named | None:
    """Everything in some folders below a root, by name.

    Args:
        root: the folder in which they lie.
        names: theirs; one that is not there is nothing.

    Returns:
        None where something cannot be looked at, or one of the folders is a link or a file.
    """
    walk = Named(root)
    return walk if through(walk, root, names) else None


class Listed(NamedTuple):
    """All that lies in the folders of a program, where that is nothing but files and folders.

    Args:
        roots: the folders at the root of which this is known.
        files: paths of all files, sorted.
        empty: paths of the folders in which there is nothing.
    """

    roots: Collection[str]
    files: Sequence[str]
    empty: Sequence[str]

    def by_folder(self) -> dict[str, list[str]]:
        """The names of the files in each folder, in the order of a walk."""
        inside: dict[str, list[str]] = {path: [] for path in self.empty}
        last, names = "", []
        for path in self.files:
            folder, _, name = path.rpartition("/")
            if folder != last:
                last, names = folder, inside.setdefault(folder, [])
            names.append(name)
        for path in [*inside]:
            above = path.rpartition("/")[0]
            while above and above not in inside:
                inside[above] = []
                above = above.rpartition("/")[0]
        return {path: inside[path] for path in sorted(inside, key=lambda path: path.split("/"))}


def names_of(root: Path, names: Iterable[str], listed: Listed) -> Named | None:
    """What `names_in` gives, where much of it was listed meanwhile.

    A name that came or went since shows by the times of its folder, as it does after a walk.
    """
    walk, inside = Named(root), listed.by_folder()
    try:
        for name in names:
            if name not in listed.roots:
                if not through(walk, root, [name]):
                    return None
            elif name in inside:
                for path in [each for each in inside if f"{each}/".startswith(f"{name}/")]:
                    walk.take(path, inside[path])
            elif os.path.lexists(root / name):
                return None
            else:
                walk.absent(name)
    except (OSError, ValueError):
        return None
    return walk


class Named:
    """Folders and names that a walk found, in its order.

    Args:
        root: the folder below which it went.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._devices: set[int] = set()
        self._folders: list[tuple[str, Head | None]] = []
        self._newest = 0

    def seen(self, told: Told) -> Seen | None:
        """What `stats.look` would have seen.

        Args:
            told: what is known of files, of each from a time after the walk.

        Returns:
            None where one of the files is gone.
        """
        walk = Walk(frozenset())
        walk.devices = self._devices
        self._newest = told.newest
        try:
            for path, head in self._folders:
                if head is None:
                    walk.absent(path)
                else:
                    walk.add(path, head, self._records(path, head[3], told))
                    self._newest = max(self._newest, head[1][1] if head[1] else 0)
        except (OSError, ValueError):
            return None
        walk.newest = self._newest
        return walk.seen()

    def _records(self, folder: str, names: list[str], told: Told) -> bytes:
        """What is known of the files in a folder, one after the other."""
        if not names:
            return b""
        paths = [*map(add, repeat(f"{folder}/"), names)]
        at = bisect_left(told.paths, paths[0])
        end = at + len(paths)
        if told.paths[at:end] == paths and None not in told.records[at:end]:
            return b"".join(filter(None, told.records[at:end]))  # nearly always
        return b"".join(self._record(path, told) for path in paths)

    def _record(self, path: str, told: Told) -> bytes:
        at = bisect_left(told.paths, path)
        if at < len(told.paths) and told.paths[at] == path:
            found = told.records[at]
            if found is not None:
                return found
        known = os.lstat(self._root / path)
        if stat.S_ISDIR(known.st_mode):
            raise NotADirectoryError(path)
        self._newest = max(self._newest, known.st_ctime_ns)
        return next(records([known_of(known)]))

    def absent(self, path: str) -> None:
        """Take up a folder that is not there."""
        self._folders.append((path, None))

    def take(self, path: str, files: list[str]) -> None:
        """Take up a folder in which nothing is but these files, sorted, and other folders.

        Raises:
            OSError: it cannot be looked at, or is none.
        """
        known = os.lstat(self._root / path)
        if not stat.S_ISDIR(known.st_mode):
            raise NotADirectoryError(path)
        self._devices.add(known.st_dev)
        own = (known.st_dev, known.st_ino, known.st_mode)
        self._folders.append((path, (own, (known.st_mtime_ns, known.st_ctime_ns), [], files)))

    def folder(self, above: int, name: str, path: str) -> None:
        """Take up a folder with all that is in it; see `opened` for errors."""
        with opened(above, name, path) as (handle, known, own):
            self._devices.add(known.st_dev)
            with os.scandir(handle) as found:
                every = [(each.name, each.is_dir(follow_symlinks=False)) for each in found]
            folders = [name for name, is_folder in every if is_folder]
            others = [name for name in folders if name[0] == "."]  # nothing is read in these
            files = sorted(name for name, is_folder in every if not is_folder)
            head = (own, (known.st_mtime_ns, known.st_ctime_ns), others, files)
            self._folders.append((path, head))
            for each in sorted(folders):
                if each[0] != ".":
                    self.folder(handle, each, f"{path}/{each}")
