"""One walk that tells whether files changed: what the file system knows of them, none opened.

Size, times to the nanosecond and inode of a file, as git looks at them; of a folder its times too,
since they change when a name comes or goes. The time of the last change (ctime) is the kernel's
own: nobody can set it back without setting the clock back. What changed no earlier than a walk
began may change again without a trace, and is called young.
"""

from __future__ import annotations

import marshal
import os
import stat
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_DEEPEST = 40
"""Folders inside each other; a program has 16 at most."""


class Seen(NamedTuple):
    """What a walk saw.

    Args:
        digest: of names, sizes, times and inodes of everything.
        newest: nanoseconds since 1970 at which the last of it changed.
        devices: on which it lies.
    """

    digest: bytes
    newest: int
    devices: frozenset[int]


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
    walk = _Walk(passed_over)
    try:
        above = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        for name in names:
            try:
                walk.folder(above, name, 0)
            except FileNotFoundError:
                walk.add((name, None))
    except (OSError, ValueError, RecursionError):
        return None
    finally:
        os.close(above)
    return Seen(walk.state.digest(), walk.newest, frozenset(walk.devices))


def token(path: str | Path) -> tuple[int, ...] | None:
    """What the file system knows of one file or folder, links not followed; None without it."""
    try:
        known = os.lstat(path)
    except (OSError, ValueError):
        return None
    return _token(known)


def _token(known: os.stat_result) -> tuple[int, ...]:
    return (
        known.st_mode,
        known.st_dev,
        known.st_ino,
        known.st_size,
        known.st_mtime_ns,
        known.st_ctime_ns,
    )


class _Walk:
    """Goes through folders by their handles, so that no link can lead it elsewhere."""

    def __init__(self, passed_over: frozenset[str]) -> None:
        self.state = blake2b(digest_size=32)
        self.newest = 0
        self.devices: set[int] = set()
        self._passed_over = passed_over

    def add(self, value: Any) -> None:
        """Take a value into the digest; what is made here is only compared, never read."""
        self.state.update(marshal.dumps(value, 2))

    def folder(self, above: int, name: str, depth: int) -> None:
        """Take a folder with all that is in it.

        Raises:
            OSError: it cannot be looked at, or is none.
            RecursionError: it is too deep inside others.
        """
        if depth > _DEEPEST:
            raise RecursionError
        handle = os.open(name, _FOLDER, dir_fd=above)
        try:
            known = os.fstat(handle)
            rows: list[Any] = [name, known.st_dev, known.st_ino, known.st_mode]
            self.devices.add(known.st_dev)
            newest = self.newest
            if not self._passed_over:
                rows.append((known.st_mtime_ns, known.st_ctime_ns))
                newest = max(newest, known.st_ctime_ns)
            inside = []
            with os.scandir(handle) as found:
                for each in found:
                    if each.name in self._passed_over:
                        continue
                    known = each.stat(follow_symlinks=False)
                    mode, changed = known.st_mode, known.st_ctime_ns
                    if stat.S_ISDIR(mode):
                        if each.name[0] == ".":
                            rows.append(each.name)  # nothing in it is read
                        else:
                            inside.append(each.name)
                        continue
                    newest = max(newest, changed)
                    rows.append(
                        (each.name, mode, known.st_size, known.st_mtime_ns, changed, known.st_ino)
                    )
            self.newest = newest
            self.add(rows)
            for each_name in inside:
                self.folder(handle, each_name, depth + 1)
        finally:
            os.close(handle)
