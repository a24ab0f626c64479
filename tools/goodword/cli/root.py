"""The folder of the program that a command is about."""

from __future__ import annotations

from pathlib import Path

from goodword.diagnostics import Failure
from goodword.source.home import NO_PROGRAM, SETTINGS, nearest


def find_root(stated: str | None) -> Path:
    """The program's folder: the one stated, else the nearest above that has a program."""
    if stated:
        return Path(stated).absolute()
    found = nearest(Path.cwd())
    if found is None:
        raise Failure(f"there is no {SETTINGS} here or in a folder above", NO_PROGRAM)
    return found
