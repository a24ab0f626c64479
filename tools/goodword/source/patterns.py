"""Names that fit no pattern of what git is to ignore, told without git where patterns are simple.

To ask git about a large program takes as long as to list it, and nearly always nothing is ignored.
What is told here errs on one side alone: a name may be said to fit that does not.
"""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure
from goodword.source.around import ask, pattern_files, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PATTERNS = ".gitignore"
"""The file of what git is to ignore in a folder."""
_LARGEST = 64 * 1024
_INDEX = re.compile(rb"DIRC\0\0\0[\x02\x03]")
"""How an index begins that has every path as a whole."""
_EXTENSIONS = (b"link\0", b"sdir\0")
"""What stands in an index where entries are elsewhere, or folders stand for what lies in them."""
_PARTLY = re.compile(rb"^(?:core\.sparsecheckout|index\.sparse)", re.MULTILINE)
_SIMPLE = re.compile(r"[\x20-\x7e]*")
_SPECIAL = re.compile(r"[*?\[\]\\]+")
"""What stands for other letters; a name begins and ends with the letters before and behind it."""


class Patterns(NamedTuple):
    """All patterns that hold in the folders of data, but for those of files in these folders.

    Args:
        parts: what stands in a path with a slash around it, in small letters, where one of them
            fits the path.
        above: names of the folders above, within the repository.
    """

    parts: tuple[str, ...]
    above: tuple[str, ...] = ()

    def may_fit(self, paths: Iterable[str]) -> bool:
        """Whether one of them may fit one of these paths, or a folder on the way to it.

        One may as well where one of these is a file of patterns.
        """
        joined = "/".join(("", *self.above, *paths, "")).lower()
        return any(each in joined for each in (f"/{PATTERNS}/", *self.parts))


NONE = Patterns(())
"""There are none but those of files in the folders of data."""


def stated(root: Path) -> Patterns | None:
    """The patterns that hold in a program's folder; None where git has to be asked what it ignores.

    It has to where there is no repository or a pattern is not simple, and where git takes
    patterns from its index, since their files are left out of the folder.
    """
    try:
        where, settings = whereabouts(root), ask(root, "config", "--list", "-z")
        if where is None or settings is None or _PARTLY.search(settings.replace(b"\0", b"\n")):
            return None
        folder = root.resolve()
        above = folder.relative_to(where.top).parts
        files = [where.exclude, *pattern_files(root, where.top, settings)]
        if not _has_only(
            where.tracked, [each for each in files if each.name == PATTERNS], where.top
        ):
            return None
        parts: list[str] = []
        for path in files:
            if not path.is_absolute():
                return None
            for line in _lines(path):
                part = _part(line)
                if part is None:
                    return None
                parts += [part] if part else []
    except (Failure, OSError, RuntimeError, ValueError):
        return None
    return Patterns(tuple(dict.fromkeys(parts)), above)


def _lines(path: Path) -> list[str]:
    """The lines of a file of patterns, none where there is no file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is large, no plain file, or no plain text.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError(path)
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return []
    if len(data) > _LARGEST:
        raise ValueError(path)
    return data.decode("ascii").split("\n")


def _part(line: str) -> str | None:
    """What stands in each path that a pattern fits; empty for one that fits none, None if unknown.

    Each fits a name, be it that of a file or of a folder; only the last part of it is looked at.
    """
    line = line.removesuffix("\r")
    if not line.strip(" ") or line[0] in "#!":
        return ""  # what is excepted from others fits nothing by itself
    if not _SIMPLE.fullmatch(line):
        return None
    way, _, name = line.rstrip(" ").rstrip("/").lower().rpartition("/")
    if "[" in way:
        return None  # the slash may be one of the letters that it stands for
    literals = _SPECIAL.split(name)
    head, tail = literals[0], literals[-1]
    if len(literals) == 1:
        return f"/{name}/" if name else None
    if not head and not tail:
        return None
    return f"/{head}" if len(head) >= len(tail) else f"{tail}/"


def _has_only(index: Path, files: Iterable[Path], top: Path) -> bool:
    """Whether git's index has no files of patterns but some that are there, and can be looked at.

    Raises:
        OSError: it cannot be read.
    """
    try:
        data = index.read_bytes()
    except FileNotFoundError:
        return True
    if not _INDEX.match(data) or any(each in data for each in _EXTENSIONS):
        return False
    there = {str(each.relative_to(top)).encode() for each in files if each.is_file()}
    sign = PATTERNS.encode() + b"\0"
    at = data.find(sign)
    while at >= 0:
        end = at + len(sign) - 1
        if not any(_is_entry(data, end - len(each), each) for each in there):
            return False
        at = data.find(sign, end)
    return True


def _is_entry(data: bytes, start: int, path: bytes) -> bool:
    """Whether the path of an entry of an index begins there: its length stands before it."""
    length = int.from_bytes(data[start - 2 : start], "big") & 0xFFF
    return data.startswith(path, start) and length == len(path)
