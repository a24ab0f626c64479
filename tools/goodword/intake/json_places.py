"""Where the values of a JSON text stand: looked for once, and only when something is wrong."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Mark

if TYPE_CHECKING:
    from goodword.diagnostics import Pointer

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
_DEEPEST = 6


def places(text: str) -> dict[Pointer, Mark]:
    """The stretch of each value that is not nested more than a few levels deep.

    Args:
        text: JSON that was read before.
    """
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    found: dict[Pointer, Mark] = {}
    way: list[Any] = []
    lists: list[bool] = []
    key: str | None = None

    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "]}":
            lists.pop()
            way.pop()
        elif word == ",":
            if lists[-1]:
                way[-1] += 1
            else:
                key = None
        elif word == ":":
            pass
        elif lists and not lists[-1] and key is None:
            key = way[-1] = json.loads(word)
        else:
            if len(way) <= _DEEPEST:
                line = bisect_right(starts, token.start())
                column = token.start() - starts[line - 1] + 1
                found[tuple(way)] = Mark(line, column, line, column + len(word))
            if word in "[{":
                lists.append(word == "[")
                way.append(0 if word == "[" else None)
                key = None
    return found
