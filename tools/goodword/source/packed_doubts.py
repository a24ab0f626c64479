"""Lines of a packed file that need a look by themselves: found in the whole file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.source.schemas.visible import HIDDEN, HIDDEN_AT_EDGE

if TYPE_CHECKING:
    from collections.abc import Iterator

_ODD = (b"\\u", b"\\b", b"\\f", b"\\r", b'"\\n', b'"\\t', b'\\n"', b'\\t"')
"""Escapes that are not written so, and texts that begin or end with one."""
_BLANKS = (b'" ', b' "')
"""A text may begin or end with a blank."""
ASCII = bytes([0x0A, *range(0x20, 0x7F)])
"""All that needs no look by itself: printed letters of ASCII, and ends of lines."""


def doubtful(content: bytes) -> set[int]:
    """The indexes of lines that need a look by themselves.

    They have letters that are escaped, or texts that may begin or end with what shows nothing.
    """
    found: set[int] = set()
    for each in (*_BLANKS, *(_ODD if b"\\" in content else ())):
        found.update(_having(content, each))
    beyond = content.translate(None, ASCII)
    if beyond and HIDDEN.search(beyond.decode()):
        found.update(
            number
            for number, text in enumerate(content.split(b"\n"))
            if not text.isascii() and HIDDEN_AT_EDGE.search(text.decode())
        )
    return found


def _having(content: bytes, wanted: bytes) -> Iterator[int]:
    """The indexes of lines in which something stands."""
    number, counted, at = 0, 0, content.find(wanted)
    while at >= 0:
        number += content.count(b"\n", counted, at)
        yield number
        counted = content.find(b"\n", at)
        at = content.find(wanted, counted) if counted >= 0 else -1
