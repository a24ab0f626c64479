"""Folders to write into: in memory, where there is room.

ext4 gives out no inode anew within minutes of its deletion, and looks at each of them again for
every file that is made there. Where the portals of earlier runs were deleted, writing the next took
up to five times as long, and whoever wrote after most deletions waited longest: that says nothing
of who writes.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
_ENOUGH = 4 << 30
"""Bytes that must be free there."""


_written: dict[str, Path] = {}
"""The folder of each who writes."""


def fresh(work: Path, name: str) -> Path:
    """A new folder for one run to write into; the one before it of that name is deleted.

    Args:
        work: the folder of the benchmarks, where it lies if memory has no room.
        name: of who writes.
    """
    if name in _written:
        shutil.rmtree(_written.pop(name), ignore_errors=True)
    there = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH
    room = _MEMORY if there else work
    found = _written[name] = Path(tempfile.mkdtemp(prefix=f"goodword-{name}.", dir=room))
    return found


def tidy() -> None:
    """Delete what all of them wrote."""
    for name in [*_written]:
        shutil.rmtree(_written.pop(name), ignore_errors=True)
