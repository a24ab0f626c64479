"""Where tests write: in memory, where the machine has room for it.

They make hundreds of thousands of small files, and a disk takes ten times the processor's time for
one. Whoever sets TMPDIR has chosen another place.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

MOUNT = Path("/dev/shm")
"""Where Linux has a folder in memory."""
ROOM = 8 << 30
"""Bytes that must be free, of the folder's and of the machine's: some times what a run writes."""
MACHINE = Path("/proc/meminfo")


def place(folder: Path = MOUNT, machine: Path = MACHINE) -> Path | None:
    """The folder in memory, or None where there is none, or no room in it.

    Args:
        folder: which.
        machine: says how much memory is free.
    """
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return None
    known = os.statvfs(folder)
    if known.f_flag & os.ST_NOEXEC or known.f_bavail * known.f_frsize < ROOM:
        return None
    told = machine.read_text("ascii") if machine.is_file() else ""
    free = re.search(r"^MemAvailable: +(\d+) kB$", told, re.MULTILINE)
    return folder if free and int(free[1]) << 10 >= ROOM else None


def choose() -> None:
    """Have this process, and those that it starts, write in memory where that can be."""
    folder = None if "TMPDIR" in os.environ else place()
    if folder:
        os.environ["TMPDIR"] = str(folder)
        tempfile.tempdir = None  # what was found before
