"""Whether the bytes of a file may hold an id or a key, however it is written.

An id is letters, digits and hyphens, so whatever the strict reader understands as one stands in
the bytes as it is, however it is quoted or laid out. The one way to write it otherwise is an
escape in a text between double quotes, of an ASCII letter by its number or of the end of a line in
the midst of a word: a file with one of these counts as holding every id. So does one that cannot be
what the reader takes: empty, too large, or with a NUL, as in UTF-16.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.source.trees.listing import READ_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_HIDING = re.compile(
    rb"\\(?:(?:x|u00|U000000)[0-7]|(?:[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9])[ \t\r\n]*[a-z0-9-])"
).search
"""Escapes that stand for a letter of an id, or what is beside one, or for nothing between two."""


def holding(ids: Iterable[str]) -> Callable[[bytes], bool]:
    """Whether the bytes of a file may name one of these, however it is written.

    Args:
        ids: of people or records; each stands by itself, not inside a longer one.
    """
    words = [each.encode() for each in sorted(set(ids))]
    exact = re.compile(
        rb"(?<![a-z0-9-])(?:" + b"|".join(map(re.escape, words)) + rb")(?![a-z0-9-])"
    ).search
    if len(words) == 1:
        word = words[0]

        def names_one(data: bytes) -> bool:
            if word in data and exact(data) is not None:
                return True
            # `_is_odd` in one step: a search asks it of nearly every file of a program.
            if b"\\" in data or b"\0" in data:
                return _is_odd(data)
            return not 0 < len(data) <= READ_LIMIT

        return names_one

    def names_any(data: bytes) -> bool:
        return (any(word in data for word in words) and exact(data) is not None) or _is_odd(data)

    return names_any


def hints(ids: Iterable[str]) -> tuple[bytes, ...]:
    """What of one stands in the bytes of every file that `holding` finds, but empty or large ones.

    Args:
        ids: what it looks for.
    """
    return (*(each.encode() for each in sorted(set(ids))), b"\\", b"\0")


def keyed(key: str) -> Callable[[bytes], bool]:
    """Whether the bytes of a file may have a mapping with this key, however it is written.

    Args:
        key: letters; a value that is the same word is passed over.
    """
    search = re.compile(rb"\b" + key.encode() + rb"[\"']?\s*:|\? ").search
    return lambda data: search(data) is not None or _is_odd(data)


def _is_odd(data: bytes) -> bool:
    if b"\\" in data and _HIDING(data) is not None:
        return True
    return not 0 < len(data) <= READ_LIMIT or b"\0" in data
