"""Folders to write into, each elsewhere on the disk than those that were deleted lately.

ext4 gives out no inode anew within a minute of its deletion, six where that is not on the disk
yet, and looks at each of them again for every file that is made there. Where the portal of the run
before was deleted, making the files of the next took four times as long in the system, and whoever
wrote after most deletions waited longest.
"""

from __future__ import annotations

import array
import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

_GET, _SET = 0x80086601, 0x40086602
"""Read and set what ext2, ext3 and ext4 know of a folder: FS_IOC_GETFLAGS, FS_IOC_SETFLAGS."""
_SPREAD = 0x20000
"""Folders below have nothing to do with each other and lie apart: FS_TOPDIR_FL, `chattr +T`."""


def fresh(work: Path, name: str) -> Path:
    """A new folder for one run to write into; the one before it of that name is deleted.

    Args:
        work: the folder of the benchmarks.
        name: of who writes.
    """
    room = work / "written"
    room.mkdir(exist_ok=True)
    _spread(room)
    for each in room.glob(f"{name}.*"):
        shutil.rmtree(each, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{name}.", dir=room))


def _spread(folder: Path) -> None:
    """Let what is made in a folder lie apart, where the file system can do that."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            flags = array.array("l", [0])
            fcntl.ioctl(handle, _GET, flags)
            flags[0] |= _SPREAD
            fcntl.ioctl(handle, _SET, flags)
    finally:
        os.close(handle)
