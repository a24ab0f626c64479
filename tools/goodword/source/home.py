"""Which file makes a folder a program, and what to do where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "program/program.yml"
NO_PROGRAM = (
    "run this in the folder of a program, or name it with --root; `goodword init DIR` begins one"
)
"""What to do where there is none."""
UNFINISHED = ".goodword/journal"
"""Is there while files are written, and afterwards where that run died."""


def nearest(folder: Path) -> Path | None:
    """The folder, or the nearest above it, that is a program; None where there is none."""
    return next((each for each in (folder, *folder.parents) if (each / SETTINGS).is_file()), None)
