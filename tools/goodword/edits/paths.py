"""Which paths may be written: files in the data folders, reached through no link."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("program", "influencers", "missions")
"""The folders in which files may be written."""


def refusal(root: Path, path: str) -> str | None:
    """Why nothing may be written at a path, or None.

    Args:
        root: the repository's folder.
        path: POSIX path from there.
    """
    parts = path.split("/")
    if parts[0] not in FOLDERS or len(parts) < 2:
        return f"lies outside {', '.join(FOLDERS)}"
    for part in parts:
        if (
            part in ("", ".", "..")
            or part.startswith(".")
            or "\\" in part
            or not part.isprintable()
        ):
            return "is no path that the tool writes"
    return _in_the_way(root, parts)


def _in_the_way(root: Path, parts: list[str]) -> str | None:
    """What on the way to a file is no folder, or in its place no file."""
    here = root
    for number, part in enumerate(parts, 1):
        here /= part
        try:
            mode = here.lstat().st_mode
        except FileNotFoundError:
            return None
        except OSError as error:
            return f"cannot be reached: {error.strerror}"
        shown = "/".join(parts[:number])
        if stat.S_ISLNK(mode):
            return f"leads through the symbolic link {shown}"
        if not (stat.S_ISREG(mode) if number == len(parts) else stat.S_ISDIR(mode)):
            return f"cannot be written: {shown} is of another type"
    return None
