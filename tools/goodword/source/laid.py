"""The record of what goodword laid beside the data of a program: `.goodword-laid`.

It has the digest of each file as it was laid, so that your edits are told from what came of an
older version, and a file that you deleted from one that is new.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.source.trees.listing import ROOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD = ".goodword-laid"
_HEAD = """\
# What goodword laid here, each file with its digest: goodword upgrade tells your edits by it.
# sha256sum --check says which files are still as they were laid.
"""
_VERSION = re.compile(r"^# goodword ([0-9][0-9A-Za-z.+-]*)$", re.MULTILINE)
_LINE = re.compile(r"^([0-9a-f]{64})  (\S.*)$", re.MULTILINE)


def record(version: str, digests: Mapping[str, str]) -> bytes:
    """The text of a record.

    Args:
        version: of the tool that laid it.
        digests: of each file as it was laid, by path from the top.
    """
    lines = "".join(f"{each}  {path}\n" for path, each in sorted(digests.items()))
    return f"{_HEAD}# goodword {version}\n{lines}".encode()


def recorded(data: bytes | None) -> dict[str, str] | None:
    """The digests of a record by path; None where there is none. Other lines are passed over.

    What no version lays any more is deleted, so a line counts only for what one could have laid:
    nothing of the data, nothing of git, and nothing outside of the repository.
    """
    if data is None:
        return None
    text = data.decode(errors="replace").replace("\r\n", "\n")
    return {path: each for each, path in _LINE.findall(text) if _can_be_laid(path)}


def _can_be_laid(path: str) -> bool:
    steps = path.split("/")
    if "\\" in path or any(step in {"", ".", ".."} or step.lower() == ".git" for step in steps):
        return False
    # A folder of data has neither; one of these names may be what the program's own is called.
    below = next((n for n, step in enumerate(steps) if step in ROOTS), len(steps))
    beside = any(step.startswith(".") for step in steps[below:]) or path.endswith(".schema.json")
    return below == len(steps) or beside


def laid_by(data: bytes | None) -> str:
    """The newest version that a record names; empty where it names none."""
    text = (data or b"").decode(errors="replace").replace("\r\n", "\n")
    return max(_VERSION.findall(text), key=numbers, default="")


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared; what is no number ends it."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()
