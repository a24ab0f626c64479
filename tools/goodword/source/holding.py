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

_ODD = (b"\\", b"\0")
_HIDING = re.compile(
    rb"\\(?:(?:x|u00|U000000)[0-7]|(?:[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9])[ \t\r\n]*[a-z0-9-])"
).search
"""Escapes that stand for a letter of an id, or what is beside one, or for nothing between two."""

_ASKING = re.compile(rb"\? |(?:\A|[\s\[{,])\?[\t\n]").search
"""The sign before a key that may be written at any length, remarks and all."""


def holding(ids: Iterable[str]) -> Callable[[bytes], bool]:
    """Whether the bytes of a file may name one of these, however it is written.

    Args:
        ids: of people or records; each stands by itself, not inside a longer one.
    """
    signs = hints(ids)
    if signs == _ODD:
        return _is_odd
    words = b"|".join(map(re.escape, signs[: -len(_ODD)]))
    exact = re.compile(rb"(?<![a-z0-9-])(?:" + words + rb")(?![a-z0-9-])").search

    def names(data: bytes) -> bool:
        for sign in signs:
            if sign in data:
                return exact(data) is not None or _is_odd(data)
        return not 0 < len(data) <= READ_LIMIT  # asked of nearly every file of a program

    return names


def hints(ids: Iterable[str]) -> tuple[bytes, ...]:
    """What of one stands in the bytes of every file that `holding` finds, but empty or large ones.

    Args:
        ids: what it looks for.
    """
    return (*(each.encode() for each in sorted(set(ids))), *_ODD)


def keyed(key: str) -> Callable[[bytes], bool]:
    """Whether the bytes of a file may have a mapping with this key, however it is written.

    Args:
        key: letters; a value that is the same word is passed over.
    """
    word = key.encode()
    # An expression that begins with letters is looked for many times as fast as one that does not.
    stands = re.compile(word + rb"(?<=\b" + word + rb")[\"']?\s*:").search

    def has(data: bytes) -> bool:
        if stands(data) is not None or (b"?" in data and _ASKING(data) is not None):
            return True
        return _is_odd(data)

    return has


def _is_odd(data: bytes) -> bool:
    if b"\\" in data and _HIDING(data) is not None:
        return True
    return not 0 < len(data) <= READ_LIMIT or b"\0" in data
