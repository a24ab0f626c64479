"""Texts as they are seen: a text of blanks or invisible letters is none, however long it is.

Where words are asked, `minLength` counts what is seen. So a document is judged a second time with
its texts trimmed, where there is anything to trim; nearly no file has that, and their bytes say so.
"""

from __future__ import annotations

import re
from typing import Any

_QUOTES = tuple(
    (quote, re.compile(rb"%s(?<=[\s\[{,].)(?:[\s,}\]]|\Z)" % quote)) for quote in (b'"', b"'")
)
"""A quote between blanks: an opening one has none behind it, a closing one none before it."""
_BLOCK = re.compile(rb"[:-][ \t]+[|>]")
_UNSEEN = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Blanks, and letters that show nothing: joiners, fillers, marks of direction, selectors, tags."""
ONLY_UNSEEN = re.compile(rf"[{_UNSEEN}]+")
"""A text of which nothing is seen, if it is matched as a whole."""
EDGES = re.compile(rf"^[{_UNSEEN}]+|[{_UNSEEN}]+$(?!\n)")
"""What is not seen before a text and behind it."""
_ONE_UNSEEN = re.compile(f"[{_UNSEEN}]")
HIDDEN = re.compile(rf"(?![\x00-\x7f])[{_UNSEEN}]")
"""A letter beyond ASCII that shows nothing."""
HIDDEN_AT_EDGE = re.compile(rf'"{HIDDEN.pattern}|{HIDDEN.pattern}"')
"""One at the beginning or the end of a text of JSON."""


def trimmed(value: Any, content: bytes) -> Any:
    """The value with its texts as they are seen; the value itself where they are seen so.

    Args:
        value: plain, as read.
        content: the bytes it was read from.
    """
    return _seen(value) if _may_differ(content) else value


def _may_differ(content: bytes) -> bool:
    """Whether there are letters beyond ASCII, escapes, blocks, or quotes between blanks.

    One search for each, since each then begins with a byte that is found at once.
    """
    if not content.isascii() or b"\\" in content:
        return True
    if any(quote in content and pattern.search(content) for quote, pattern in _QUOTES):
        return True
    return (b"|" in content or b">" in content) and _BLOCK.search(content) is not None


def is_trimmed(text: str) -> bool:
    """Whether a text begins and ends with what is seen; found without going through it."""
    return not (text and (_ONE_UNSEEN.match(text[0]) or _ONE_UNSEEN.match(text[-1])))


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return value if is_trimmed(value) else EDGES.sub("", value)
    if isinstance(value, dict):
        return {key: _seen(each) for key, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list) else value
