"""Which file makes a folder a program, and what to do where there is none."""

from __future__ import annotations

SETTINGS = "program/program.yml"
NO_PROGRAM = (
    "run this in the folder of a program, or name it with --root; `goodword init DIR` begins one"
)
"""What to do where there is none."""
UNFINISHED = ".goodword/journal"
"""Is there while files are written, and afterwards where that run died."""
