"""The quick way through the plainest of documents, line by line; all others take the long one.

Nearly every record is written in block style, one key or item on a line, and its lines are much
like those of others. Such a document needs no parser: this gives exactly what the reader would,
or None for whatever is not of that sort, including all that is wrong with a document. A test
compares both on every file that it finds and on a great many mutations of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.source.documents import scalars

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 8 * 1024
"""Longer documents take the long way, so that its limit of values holds."""
DEEPEST = 12
"""So many levels of indentation at most, so that its limit of levels holds."""
_REMEMBERED = 16_384
_SHORT = 60
_LONGEST = 500

_QUOTED = r'"[^"\\\t\x85\u2028\u2029\ufeff]*"'
_WORD = r"[A-Za-z][A-Za-z0-9_-]*"
_LINE = re.compile(
    rf"""(?P<indent>\ *)
    (?P<dash>-\ )?
    (?:(?P<key>[a-z][a-z0-9_-]*):(?:\ +(?=[^\ ])|\ *$))?
    (?: (?P<quoted>{_QUOTED}|'[^'\t\x85\u2028\u2029\ufeff]*')
      | \[(?P<listed>(?:{_QUOTED}|{_WORD})(?:,\ (?:{_QUOTED}|{_WORD}))*)\]
      | (?P<plain>[^\W_](?:[^\s:\#\ufeff]|:(?=\S)|(?<=\S)\#|\ (?=[^\s\#]))*)
    )?""",
    re.VERBOSE,
)
_ITEM = re.compile(rf"({_QUOTED})|({_WORD})")


class _Line(NamedTuple):
    """A line taken apart.

    Args:
        indent: how many spaces it begins with.
        dash: it is an item of a list.
        key: of the entry, if it is one.
        open: what belongs to the key stands on the lines below.
        value: of the entry or item; a tuple stands for a list.
    """

    indent: int
    dash: bool
    key: str | None
    open: bool
    value: Any


_known: dict[str, _Line | None] = {"": None}


def read(text: str) -> dict[str, Any] | None:  # noqa: C901, PLR0912 - hot: runs for every line
    """The value of a document in plain block style; None where it is anything else.

    Args:
        text: the document, of characters that may stand in one (`characters.clean`).
    """
    if len(text) > LIMIT:
        return None
    look: Callable[[str], _Line | None] = _known.get
    root: dict[str, Any] = {}
    here: Any = root  # the mapping or list that this line continues
    level = 0  # its indentation
    outer: list[tuple[int, Any]] = []
    waiting: str | None = None  # the key whose value begins with this line
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        found = look(line) or _take_apart(line)
        if found is None:
            return None
        indent, dash, key, opens, value = found
        if waiting is not None:
            if indent <= level or len(outer) == DEEPEST:
                return None
            below: Any = [] if dash else {}
            here[waiting] = below
            outer.append((level, here))
            here, level, waiting = below, indent, None
        elif indent != level:
            while indent < level:
                level, here = outer.pop()
            if indent != level:
                return None
        if (here.__class__ is list) is not dash:
            return None
        if dash:
            if key is None:
                here.append([*value] if value.__class__ is tuple else value)
                continue
            below = {}
            here.append(below)
            outer.append((level, here))
            here, level = below, indent + 2
            if len(outer) > DEEPEST:
                return None
        elif key in here:
            return None
        if opens:
            waiting = key
        else:
            here[key] = [*value] if value.__class__ is tuple else value
    return root if root and waiting is None else None


def _take_apart(line: str) -> _Line | None:
    """What a line says; None where it is not of the plain sort."""
    found = _LINE.fullmatch(line) if len(line) < _LONGEST else None
    if found is None:
        return None
    space, dash, key, quoted, listed, plain = found.groups()
    if dash is None and key is None:
        return None  # it goes on with the value of the line before
    if key is not None and scalars.resolve(key).__class__ is not str:
        return None
    value: Any = None
    if quoted is not None:
        value = quoted[1:-1]
    elif listed is not None:
        value = tuple(_item(*each) for each in _ITEM.findall(listed))
    elif plain is not None:
        value = scalars.resolve(plain)
        if value.__class__ is scalars.Refused:
            return None
    elif key is None:
        return None
    opens = quoted is None and listed is None and plain is None
    taken = _Line(len(space), dash is not None, key, opens, value)
    if len(line) < _SHORT and len(_known) < _REMEMBERED:
        _known[line] = taken
    return taken


def _item(quoted: str, word: str) -> Any:
    return quoted[1:-1] if quoted else scalars.resolve(word)
