"""The few things done to the disk: a file written anew, folders flushed, one run at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WORK = ".goodword"
"""The folder for what is not the program's: the journal, files on their way."""
MANY = 64
"""From so many files on, one flush of the machine is cheaper than one a file."""


@contextmanager
def locked(root: Path) -> Iterator[Path]:
    """The working folder, which no other run uses meanwhile."""
    work = root / WORK
    try:
        root.mkdir(parents=True, exist_ok=True)
        if work.is_symlink():
            raise Failure(f"{WORK} is a symbolic link", "delete it")
        work.mkdir(exist_ok=True)
        ignored = work / ".gitignore"
        if not ignored.exists():
            ignored.write_bytes(b"*\n")
        handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise failure(error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield work
    finally:
        os.close(handle)


def write_file(path: Path, data: bytes, mode: int | None, *, flush: bool = True) -> None:
    """A file anew, with that mode, or the one that the machine gives to new files."""
    with suppress(FileNotFoundError):
        path.unlink()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if mode is not None:
            os.fchmod(handle, mode)
        if flush:
            os.fsync(handle)


def flush_folders(folders: Iterable[Path]) -> None:
    """See that what was moved into these folders, or out of them, is on the disk."""
    found = sorted(folder for folder in folders if folder.is_dir())
    if len(found) >= MANY:
        os.sync()
        return
    for folder in found:
        flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """See that a folder's entries are on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def failure(error: OSError) -> Failure:
    """What the machine says, in a sentence."""
    where = f"{error.filename}: " if error.filename else ""
    return Failure(
        f"{where}{(error.strerror or str(error)).lower()}", "nothing was changed by this run"
    )


def replace_file(path: Path, data: bytes) -> None:
    """Give one file outside the data folders new content, at once; its mode is kept.

    Raises:
        OSError: it cannot be written; it is as it was.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.new~")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it may not be written", str(path))
    try:
        write_file(beside, data, stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
