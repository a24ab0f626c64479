"""One file as it is to be: what an action returns instead of writing."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.source.places import SEALED

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file.

    Args:
        path: POSIX path from the repository's root.
        expected: digest of what the file holds now, None where there must be none; writing is
            refused when it holds something else.
        new: what it is to hold, None to delete it.
    """

    path: str
    expected: str | None
    new: bytes | None


def digest(data: bytes) -> str:
    """The digest by which an edit knows the content it was made for."""
    return hashlib.sha256(data).hexdigest()


def laid_over(edits: Iterable[Edit]) -> dict[str, bytes | None]:
    """The new contents by path, as an overlay of a tree takes them."""
    return {edit.path: edit.new for edit in edits}


def difference(path: str, old: bytes | None, new: bytes | None) -> str:
    """The change of a file as a unified difference; empty where nothing changes.

    Args:
        path: POSIX path from the repository's root.
        old: what it holds, None where it does not exist.
        new: what it is to hold, None where it is deleted.
    """
    if old == new:
        return ""
    if path.endswith(SEALED):
        what = "written" if old is None else "taken away" if new is None else "written anew"
        return f"{path}: {what}; it is sealed, and nothing of it is shown\n"
    lines = difflib.unified_diff(
        _lines(old),
        _lines(new),
        f"a/{path}" if old is not None else "/dev/null",
        f"b/{path}" if new is not None else "/dev/null",
        n=2,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}\n" for line in lines)


_NO_END = "\\ No newline at end of file"


def _lines(data: bytes | None) -> list[str]:
    text = (data or b"").decode(errors="backslashreplace")
    return [line + "\n" for line in text.split("\n")[:-1]] + [text.split("\n")[-1]] * (
        not text.endswith("\n") and bool(text)
    )
