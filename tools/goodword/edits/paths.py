"""Which paths may be written: files in the data folders, reached through no link."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("program", "influencers", "missions")
"""The folders in which files may be written."""


_LAID_FOLDERS = (".github", ".vscode", "schemas", "wheels")
_LAID = frozenset(
    {".gitattributes", ".gitignore", ".gitlab-ci.yml", ".goodword-laid", "goodword.txt"}
    | {"requirements.txt"}
)
"""Where files lie that a program is given beside its data, and that later versions renew."""
_KEPT_OUT = (".git", ".goodword")
"""Folders beside these of which no file is the tool's to make."""


def is_laid(path: str) -> bool:
    """Whether a path is one of those beside the data that later versions renew."""
    return path in _LAID or path.partition("/")[0] in _LAID_FOLDERS


def refusal(root: Path, path: str, *, begun: bool = False) -> str | None:
    """Why nothing may be written at a path, or None.

    Args:
        root: the repository's folder.
        path: POSIX path from there.
        begun: the file is a new one, of a program that is begun with it, or one that was laid so:
            it may lie beside the data folders.
    """
    parts = path.split("/")
    if begun and parts[0] not in FOLDERS:
        if parts[0].lower() in _KEPT_OUT:
            return f"lies in {parts[0]}"
        bare = [part.removeprefix(".") if part.strip(".") else part for part in parts]
        return _unwritten(bare) or _in_the_way(root, parts)
    if parts[0] not in FOLDERS or len(parts) < 2:
        return f"lies outside {', '.join(FOLDERS)}"
    return _unwritten(parts) or _in_the_way(root, parts)


def _unwritten(parts: list[str]) -> str | None:
    """What is amiss with one of the names on the way."""
    for part in parts:
        if (
            part in ("", ".", "..")
            or part.startswith(".")
            or "\\" in part
            or not part.isprintable()
        ):
            return "is no path that the tool writes"
    return None


def _in_the_way(root: Path, parts: list[str]) -> str | None:
    """What on the way to a file is no folder, or in its place no file."""
    here = str(root)
    for number, part in enumerate(parts, 1):
        here += f"/{part}"  # a path made of text: thousands of files may be written at once
        try:
            mode = os.lstat(here).st_mode
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
