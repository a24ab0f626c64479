"""Texts that are written in another coding than UTF-8, as tables of older programs are.

In these a name looks like no name: `José` ends in a byte that UTF-8 does not have. What is tried
is what spreadsheets, mail and editors have written; a text in none of them that names somebody
with plain letters alone is found as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.erasing.traces import Traces

CODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859-2", "iso8859-5", "iso8859-7", "koi8-r", "koi8-u", "mac-roman", "cp437", "cp850"),
    *("cp866", "cp874", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
"""What is tried, in this order."""
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
"""Bytes that no text has."""


class Decoded(NamedTuple):
    """A text, and what it is written in; `encoded` gives its bytes back."""

    coding: str
    text: str

    def encoded(self) -> bytes:
        """The bytes, of a text that may have changed."""
        return self.text.encode(self.coding, "surrogateescape")


def decoded(traces: Traces, data: bytes) -> Iterator[Decoded]:
    """The texts that some bytes may be, of those that name the person in letters beyond ASCII.

    Args:
        traces: what names the person.
        data: of a file or an object.
    """
    if data.isascii() or _NO_TEXT.search(data):
        return
    for coding, words in _words(traces.sure):
        if any(word in data for word in words):
            try:
                made = Decoded(coding, data.decode(coding, "surrogateescape"))
                whole = made.encoded() == data
            except UnicodeError:
                continue
            if whole and traces.found(made.text):
                yield made


@lru_cache(maxsize=4)
def _words(sure: tuple[str, ...]) -> tuple[tuple[str, frozenset[bytes]], ...]:
    """By coding, the bytes of each word beyond ASCII: one of them is in what names somebody."""
    words = {word for text in sure for word in text.split() if not word.isascii()}
    forms = {form for each in words for form in (each, each.lower(), each.upper(), each.title())}
    found = []
    for coding in CODINGS:
        encoded = frozenset(filter(None, (_encoded(each, coding) for each in forms)))
        if encoded:
            found.append((coding, encoded))
    return tuple(found)


def _encoded(word: str, coding: str) -> bytes:
    try:
        return word.encode(coding)
    except UnicodeEncodeError:
        return b""
