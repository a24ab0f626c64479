"""One walk that tells whether files changed: what the file system knows of them, none opened.

Size, times to the nanosecond and inode of a file, as git looks at them; of a folder its times too,
since they change when a name comes or goes. The time of the last change (ctime) is the kernel's
own: nobody can set it back without setting the clock back. What changed no earlier than a walk
began may change again without a trace, and is called young.
"""

from __future__ import annotations

import marshal
import os
import re
import stat
from contextlib import contextmanager
from hashlib import blake2b
from io import BytesIO
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Known = tuple[int, int, int, int, int]
"""Of a file: mode, size, the times in nanoseconds at which it was written and changed, inode."""
Pair = tuple[Known | None, Known | None]
"""What was known of a file, and what is; None where there was or is none."""
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_VERSION = 2  # of marshal: what it writes depends on the values alone
_EMPTY = marshal.dumps(((), None, [], []), _VERSION)
"""A folder that was not there."""
Head = tuple[tuple[int, int, int], "tuple[int, int] | None", list[str], list[str]]
"""Of a folder: device, inode and mode, the times in nanoseconds at which it was written and
changed, folders in it that are hidden, and files, sorted."""
_PLAIN = re.compile("[a-z0-9-]+")
DEEPEST = 40
"""Folders inside each other; a program has 16 at most."""


@contextmanager
def opened(
    above: int, name: str, path: str
) -> Iterator[tuple[int, os.stat_result, tuple[int, int, int]]]:
    """A folder that is looked at: its handle, what is known of it, and what its `Head` begins with.

    Args:
        above: the handle of the folder that it is in.
        name: its own.
        path: from the root, by which it is told how deep it lies.

    Raises:
        OSError: it cannot be looked at, or is none.
        RecursionError: it is too deep inside others.
    """
    if path.count("/") > DEEPEST:
        raise RecursionError
    handle = os.open(name, FOLDER, dir_fd=above)
    try:
        known = os.fstat(handle)
        yield handle, known, (known.st_dev, known.st_ino, known.st_mode)
    finally:
        os.close(handle)


class Seen(NamedTuple):
    """What a walk saw.

    Args:
        digest: of names, sizes, times and inodes of everything.
        newest: nanoseconds since 1970 at which the last of it changed.
        devices: on which it lies.
        folders: what was seen in each folder, by its path; `changed` tells two of them apart.
    """

    digest: bytes
    newest: int
    devices: frozenset[int]
    folders: dict[str, bytes]


def look(
    root: Path, names: Iterable[str], *, passed_over: frozenset[str] = frozenset()
) -> Seen | None:
    """What the file system knows of everything in some folders below a root.

    Args:
        root: the folder in which they lie.
        names: theirs; one that is not there is nothing, and that is told from an empty one.
        passed_over: names of files and folders in them that say nothing. Where there are any,
            times of folders say nothing either.

    Returns:
        None where something cannot be looked at, or one of the folders is a link or a file.
    """
    walk = Walk(passed_over)
    return walk.seen() if through(walk, root, names) else None


def through(walk: Goes, root: Path, names: Iterable[str]) -> bool:
    """Have some folders below a root walked through; False where one cannot be looked at."""
    try:
        above = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        for name in names:
            try:
                walk.folder(above, name, name)
            except FileNotFoundError:
                walk.absent(name)
    except (OSError, ValueError, RecursionError):
        return False
    finally:
        os.close(above)
    return True


def changed(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> dict[str, Pair] | None:
    """What the file system knew and knows of each file that differs between two walks, by path.

    None where more than files differ: a folder went or is another, a hidden one came or one with
    an odd name, or there is a link. Times of folders say nothing here.
    """
    if before.keys() - now.keys():
        return None
    found: dict[str, Pair] = {}
    for path, rows in now.items():
        if before.get(path) == rows:
            continue
        if path not in before and not _PLAIN.fullmatch(path.rpartition("/")[2]):
            return None
        one, other = _files(before.get(path, _EMPTY)), _files(rows)
        if (
            one is None
            or other is None
            or (path in before and one[0] != other[0])
            or (other[1] != one[1])
        ):
            return None
        for name in one[2].keys() | other[2].keys():
            pair = (one[2].get(name), other[2].get(name))
            if pair[0] != pair[1]:
                found[f"{path}/{name}"] = pair
    return found


def _files(rows: bytes) -> tuple[object, list[str], dict[str, Known]] | None:
    """What tells a folder from others, hidden ones in it, and its files; None without a folder."""
    text = BytesIO(rows)
    seen = marshal.load(text)  # noqa: S302 - our own, and sealed where it was kept
    if seen is None:
        return None
    own, _, others, names = seen
    files: dict[str, Known] = {name: marshal.load(text) for name in names}  # noqa: S302 - as above
    if any(not stat.S_ISREG(known[0]) for known in files.values()):
        return None
    return own, sorted(others), files


def records(known: Iterable[Known]) -> Iterator[bytes]:
    """What is known of files, each as it stands in `Seen.folders`."""
    return map(marshal.dumps, known, repeat(_VERSION))


def token(path: str | Path) -> tuple[int, ...] | None:
    """What the file system knows of one file or folder, links not followed; None without it."""
    try:
        known = os.lstat(path)
    except (OSError, ValueError):
        return None
    return _token(known)


def known_of(known: os.stat_result) -> Known:
    """What is known of a file, from what the file system says."""
    return known.st_mode, known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino


def _token(known: os.stat_result) -> tuple[int, ...]:
    return (
        known.st_mode,
        known.st_dev,
        known.st_ino,
        known.st_size,
        known.st_mtime_ns,
        known.st_ctime_ns,
    )


class Goes(Protocol):
    """What goes through folders: see `Walk`."""

    def absent(self, path: str) -> None:
        """Take up a folder that is not there."""

    def folder(self, above: int, name: str, path: str) -> None:
        """Take up a folder with all that is in it, found by the handle of the one above it."""


class Walk:
    """Goes through folders by their handles, so that no link can lead it elsewhere."""

    def __init__(self, passed_over: frozenset[str]) -> None:
        self.state = blake2b(digest_size=32)
        self.newest = 0
        self.devices: set[int] = set()
        self.folders: dict[str, bytes] = {}
        self._passed_over = passed_over

    def add(self, path: str, head: Head | None, records: bytes = b"") -> None:
        """Take a folder into the digest, with what is known of the files in it."""
        self.folders[path] = rows = marshal.dumps(head, _VERSION) + records
        self.state.update(marshal.dumps(path, _VERSION) + rows)

    def absent(self, path: str) -> None:
        """Take a folder into the digest that is not there."""
        self.add(path, None)

    def seen(self) -> Seen:
        """What was seen."""
        return Seen(self.state.digest(), self.newest, frozenset(self.devices), self.folders)

    def folder(self, above: int, name: str, path: str) -> None:
        """Take a folder with all that is in it; see `opened` for errors."""
        with opened(above, name, path) as (handle, known, own):
            self.devices.add(known.st_dev)
            newest = self.newest
            times = None
            if not self._passed_over:
                times = (known.st_mtime_ns, known.st_ctime_ns)
                newest = max(newest, known.st_ctime_ns)
            inside: list[str] = []
            others: list[str] = []
            files: dict[str, Known] = {}
            with os.scandir(handle) as found:
                for each in found:
                    if each.name in self._passed_over:
                        continue
                    there = each.stat(follow_symlinks=False)
                    if stat.S_ISDIR(there.st_mode):
                        # Nothing is read in one that is hidden.
                        (others if each.name[0] == "." else inside).append(each.name)
                        continue
                    newest = max(newest, there.st_ctime_ns)
                    files[each.name] = known_of(there)
            self.newest = newest
            names = sorted(files)
            told = b"".join(records(map(files.__getitem__, names)))
            self.add(path, (own, times, others, names), told)
            for each_name in sorted(inside):
                self.folder(handle, each_name, f"{path}/{each_name}")
