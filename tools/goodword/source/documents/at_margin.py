"""The line of a file's mapping or of a value in it, where the text alone tells: without parsing."""

from __future__ import annotations

import re
from functools import cache

from goodword.source import characters

# A group that is not to be gone back into is atomic, (?>(?:…)*), and never possessive, (?:…)*+:
# of the latter Pythons before 3.11.5, as Debian 12 has, forget where the last turn began
# (python/cpython#106052).
_REMARKS = rb"(?>(?:(?:#[^\n]*+)?\n)*)"
_HEAD = rb"%b(?>(?:---\n%b)?)" % (_REMARKS, _REMARKS)
"""Comments above the mapping of a file, and the sign at which its document starts."""
_PLAIN = (
    rb"(?>#[^\n]*+|"  # a comment
    rb" *+(?>(?:- ++)*)(?>(?:[\w-]++:(?=[ \n]))?)"  # an item, a key, or both
    rb"(?>(?: *+(?:[|>]-?+|\"[^\"\\\n]*+\"|'[^'\n]*+'|\[[\w.-]++(?>(?:, ?+[\w.-]++)*)\]|"
    rb"[A-Za-z0-9](?>(?:(?!: |\t| #)[^\n])*)))?)"  # a value
    rb"(?>(?: ++#[^\n]*+)?) *+)\n"  # a remark
)
_QUIET = re.compile(rb"%b(?>(?:%b)*)" % (_HEAD, _PLAIN))
"""Lines none of which leaves a quote or a bracket open, names an anchor, or ends a document."""
_FIRST = re.compile(rb"%b[A-Za-z_]++:[ \n]" % _HEAD)
"""The first key of a file, below comments."""
_ALONE = re.compile(rb"%b(?=\{)[^\n]++\n?+" % _HEAD)
"""All of a file on one line, below comments."""


def first_line(data: bytes) -> int | None:
    """The line on which a mapping as a whole file begins; None where it has to be parsed."""
    found = _FIRST.match(data)
    if found is None:
        return _alone(data)
    if characters.plain(data) is None:
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
    found = _below(key).search(data)
    if found is None:
        return _alone(data)
    if _below(key).search(data, found.end()):
        return None
    if characters.plain(data) is None or not _QUIET.fullmatch(data, 0, found.start() + 1):
        return None
    return data.count(b"\n", 0, found.end()) + 1


@cache
def _below(key: str) -> re.Pattern[bytes]:
    """A key at the margin, and the beginning of a value below it."""
    return re.compile(rb"\n%b:(?>(?: ++#[^\n]*+)?)\n ++(?=[A-Za-z])" % re.escape(key).encode())


def _alone(data: bytes) -> int | None:
    """The line of all that a file says, where that is only one."""
    if _ALONE.fullmatch(data) is None or characters.plain(data) is None:
        return None
    return data.count(b"\n", 0, len(data) - 1) + 1
