"""Schemas are parsed and compiled once a process: tests ask for them thousands of times.

A command is a process and does so once. What is judged, and how, is as it is: the same bytes give
the same schemas, and nothing changes those but what they find out on first use.
"""

from __future__ import annotations

import functools
import os
import time
from typing import TYPE_CHECKING

from goodword.source.schemas import ENDING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from goodword.source.schemas import Schemas

    Load = Callable[[Path], Schemas]
    Stamp = tuple[str, int, int, int, int]
    """The name of a file, and what changes with whatever is written into it."""

SETTLED = 2_000_000_000
"""Nanoseconds after which what a file holds is told by its stamp."""


def once(load: Load) -> Load:
    """Loads a folder that was loaded before only where a name or a byte of it is another.

    Args:
        load: reads them.
    """
    known: dict[tuple[Path, tuple[tuple[str, bytes], ...]], Schemas] = {}
    seen: dict[tuple[Path, tuple[Stamp, ...]], Schemas] = {}

    @functools.wraps(load)
    def loaded(directory: Path) -> Schemas:
        stamps = tuple(_stamps(directory))
        there = seen.get((directory, stamps))
        if there is not None:
            return there
        files = sorted(directory.glob(f"*{ENDING}"))
        key = (directory, tuple((path.name, path.read_bytes()) for path in files))
        if key not in known:
            known[key] = load(directory)
        # What was written a moment ago may be written once more within the same tick of the clock.
        if all(stamp[-1] < time.time_ns() - SETTLED for stamp in stamps):
            seen[directory, stamps] = known[key]
        return known[key]

    return loaded


def _stamps(directory: Path) -> Iterator[Stamp]:
    if directory.is_dir():
        with os.scandir(directory) as found:
            files = sorted((each.name, each.stat()) for each in found if each.name.endswith(ENDING))
        for name, stat in files:
            yield name, stat.st_dev, stat.st_ino, stat.st_size, stat.st_ctime_ns
