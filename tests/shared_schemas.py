"""Schemas are parsed and compiled once a process: tests ask for them thousands of times.

A command is a process and does so once. What is judged, and how, is as it is: the same bytes give
the same schemas, and nothing changes those but what they find out on first use.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from goodword.source.schemas import ENDING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goodword.source.schemas import Schemas

    Load = Callable[[Path], Schemas]


def once(load: Load) -> Load:
    """Loads a folder that was loaded before only where a name or a byte of it is another.

    Args:
        load: reads them.
    """
    known: dict[tuple[Path, tuple[tuple[str, bytes], ...]], Schemas] = {}

    @functools.wraps(load)
    def loaded(directory: Path) -> Schemas:
        files = sorted(directory.glob(f"*{ENDING}"))
        key = (directory, tuple((path.name, path.read_bytes()) for path in files))
        if key not in known:
            known[key] = load(directory)
        return known[key]

    return loaded
