"""The line of a file's mapping or of a value in it, where the text alone tells: without parsing."""

from __future__ import annotations

import re

from goodword.source import characters

_PLAIN = (
    rb"(?:#[^\n]*|"  # a comment
    rb" *(?:- )*(?:[\w-]+:(?: |(?=\n)))?"  # an item, a key, or both
    rb'(?:[|>]-?|"[^"\\\n]*"|[A-Za-z0-9](?:(?!: |\t)[^\n])*)?)\n'
)
_QUIET = re.compile(rb"(?:%b)*" % _PLAIN)
"""Lines none of which leaves a quote or a bracket open, names an anchor, or ends a document."""


_FIRST = re.compile(rb"(?:(?:#[^\n]*)?\n)*[A-Za-z_]+:[ \n]")
"""The first key of a file, below comments."""


def first_line(data: bytes) -> int | None:
    """The line on which a mapping as a whole file begins; None where it has to be parsed."""
    found = _FIRST.match(data)
    if found is None or characters.plain(data) is None:
        return None
    return data.count(b"\n", 0, found.end() - 1) + 1


def line_at_margin(data: bytes, key: str) -> int | None:
    """The line on which the value of a key of the first level begins, below the key.

    Where block texts and plain ones go on they are indented, so that a key at the margin is one
    of the whole file, unless a quote or a bracket is open.

    Args:
        data: content of the file.
        key: plain ASCII.

    Returns:
        None where the file has to be parsed to know.
    """
    sign = f"\n{key}:\n  ".encode()
    start = data.find(sign)
    after = start + len(sign)
    if start < 0 or not data[after : after + 1].isalpha() or data.find(sign, after) >= 0:
        return None
    if characters.plain(data) is None or not _QUIET.fullmatch(data, 0, start + 1):
        return None
    return data.count(b"\n", 0, after) + 1
