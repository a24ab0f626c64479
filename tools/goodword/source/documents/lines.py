"""The quick way through the plainest of documents, line by line; all others take the long one.

Nearly every record is written in block style, one key or item on a line, and its lines are much
like those of others. Such a document needs no parser: this gives exactly what the reader would,
or None for whatever is not of that sort, including all that is wrong with a document. A test
compares both on every file that it finds and on a great many mutations of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from goodword.source import characters
from goodword.source.documents import scalars
from goodword.source.schemas.visible import is_trimmed

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 8 * 1024
"""Longer documents take the long way, so that its limit of values holds."""
DEEPEST = 12
"""So many levels of indentation at most, so that its limit of levels holds."""
_REMEMBERED = 16_384
_HEADS = 16_384
_SHORT = 60
_LONGEST = 500
_START = re.compile(r"(?:(?:#[^\n]*)?\n)*---\n")
"""What may stand before a document, and says nothing."""

_QUOTED = r'"[^"\\\t\x85\u2028\u2029\ufeff]*"'
_VISIBLE = r"[^\"\\\t\x85\u2028\u2029\ufeff]*"
_ESCAPE = r"\\(?:[\"\\]|x[c-fC-F][0-9a-fA-F]|u(?:0[1-9a-fA-F]|1[0-9a-fA-F])[0-9a-fA-F]{2})"
"""Of the escapes between double quotes those that stand for letters (U+00C0 to U+1FFF)."""
_KEY = r"[a-z][a-z0-9_-]*"
_WORD = r"[A-Za-z][A-Za-z0-9_-]*"
_LINE = re.compile(
    rf"""(?P<indent>\ *)
    (?P<dash>-\ )?
    (?:(?P<key>{_KEY}|"{_KEY}"):(?:\ +(?=[^\ ])|\ *$))?
    (?: (?P<quoted>{_QUOTED}|'[^'\t\x85\u2028\u2029\ufeff]*')
      | (?P<escaped>"{_VISIBLE}(?:{_ESCAPE}{_VISIBLE})+")
      | \[(?P<listed>(?:{_QUOTED}|{_WORD})(?:,\ (?:{_QUOTED}|{_WORD}))*)\]
      | (?P<plain>[^\W_][^\s:\#\ufeff]*(?:(?::(?=\S)|(?<=\S)\#|\ (?=[^\s\#]))[^\s:\#\ufeff]*)*)
    )?
    (?:(?<=[^\ :-])\ +\#\ [^\x85\u2028\u2029\ufeff]*)?""",
    re.VERBOSE,
)
_ESCAPES = re.compile(_ESCAPE)
_ITEM = re.compile(rf"({_QUOTED})|({_WORD})")


_Line = tuple[int, bool, str | None, int, Any]
"""A line taken apart: its indentation, whether it is an item of a list, the key of the entry if
it is one, what comes after (one of the next three), and the value."""
_SCALAR, _LIST, _BELOW = range(3)
"""A scalar, a list in brackets (as a tuple), or nothing: it stands on the lines below."""

_known: dict[str, _Line] = {}
_heads: dict[str, tuple[int, bool, str]] = {}
"""Indentation, dash and key of lines that end in a scalar, by what stands before the colon."""


def quick(data: bytes) -> dict[str, Any] | None:
    """The value of a file in plain block style; None where it is anything else.

    Of what this gives nothing else is to be said but what its schema says: the bytes hold no
    refused character, no comment cuts off a text, and every text is as it is seen (`trimmed`).
    """
    if len(data) > LIMIT:
        return None
    text = characters.plain(data)
    return None if text is None else read(text)


def read(text: str) -> dict[str, Any] | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - hot
    """The value of a document in plain block style; None where it is anything else.

    Args:
        text: the document, of characters that may stand in one (`characters.clean`).
    """
    if len(text) > LIMIT:
        return None
    if "---\n" in text and (start := _START.match(text)) is not None:
        text = text[start.end() :]
    look: Callable[[str], _Line | None] = _known.get
    root: dict[str, Any] = {}
    here: Any = root  # the mapping or list that this line continues
    listed = False  # it is a list
    level = 0  # its indentation
    entries = 0  # the same where a mapping goes on with its next entry, else -1
    outer: list[tuple[int, Any]] = []
    waiting: str | None = None  # the key whose value begins with this line
    for line in text.split("\n"):
        found = look(line)
        if found is None:
            if not line or line[0] == "#":
                continue
            found = _new(line)
            if found is None:
                return None
        indent, dash, key, after, value = found
        if indent == entries and not after and not dash:  # nearly all lines
            if key in here:
                return None
            here[key] = value
            continue
        if waiting is not None:
            # A list may stand as deep as its key.
            if indent < level + (not dash) or len(outer) == DEEPEST:
                return None
            below: Any = [] if dash else {}
            here[waiting] = below
            outer.append((level, here))
            here, listed, level, waiting = below, dash, indent, None
        else:
            if indent != level:
                while indent < level:
                    level, here = outer.pop()
                listed = here.__class__ is list
                if indent != level:
                    return None
            if listed is not dash:
                if dash or not outer or outer[-1][0] != level:
                    return None
                here, listed = outer.pop()[1], False  # the mapping in which such a list stands
        if after == _LIST:
            value = [*value]  # each document has its own
        if dash:
            if key is None:
                here.append(value)
                entries = -1
                continue
            below = {}
            here.append(below)
            outer.append((level, here))
            here, listed, level = below, False, indent + 2
            if len(outer) > DEEPEST:
                return None
        elif key in here:
            return None
        if after == _BELOW:
            waiting, entries = key, -1
        else:
            here[key], entries = value, level
    return root if root and waiting is None else None


def _new(line: str) -> _Line | None:
    """What a line says that is not known; it is from then on, if others may be like it."""
    found = _glance(line) or _take_apart(line)
    if found is not None and len(line) < _SHORT and "://" not in line:
        if len(_known) == _REMEMBERED:
            _known.clear()  # files come sorted, so the next ones are like the last, not the first
        _known[line] = found
    return found


def _glance(line: str) -> _Line | None:
    """What a line says that is an item, or begins as others did, and ends in plain letters.

    What it gives is what `_take_apart` would; None for all other lines, whatever they are.
    """
    head, _, rest = line.partition(": ")
    if not rest:
        space, _, rest = line.partition("- ")
        if not rest or space.strip(" "):
            return None
        indent, dash, key = len(space), True, None
    elif (found := _heads.get(head)) is not None:
        indent, dash, key = found
    else:
        return None
    if not line.isascii() or "  " in rest or "\t" in rest or len(line) >= _LONGEST:
        return None
    if rest[0].isalnum():
        if rest[-1] in " :" or " #" in rest or ": " in rest:
            return None
        value = scalars.resolve(rest)
        return None if value.__class__ is scalars.Refused else (indent, dash, key, _SCALAR, value)
    if rest[0] == '"' == rest[-1] and rest.count('"') == 2 and "\\" not in rest:
        value = rest[1:-1]
        return (indent, dash, key, _SCALAR, value) if value[:1] != " " != value[-1:] else None
    return None


def _take_apart(line: str) -> _Line | None:
    """What a line says; None where it is not of the plain sort."""
    found = _LINE.fullmatch(line) if len(line) < _LONGEST else None
    if found is None:
        return None
    space, dash, key, quoted, escaped, listed, plain = found.groups()
    if dash is None and key is None:
        return None  # it goes on with the value of the line before
    if key is not None:
        key = key.strip('"')
        if key in scalars.WORDS:
            return None
    after, value = _value(quoted, escaped, listed, plain)
    if value.__class__ is scalars.Refused or (key is None and after == _BELOW):
        return None
    if after == _LIST and not all(map(_as_seen, value)):
        return None
    if value.__class__ is str and not _as_seen(value):
        return None
    if key is not None and after == _SCALAR:
        if len(_heads) == _HEADS:
            _heads.clear()
        _heads[line[: found.end("key")]] = (len(space), dash is not None, key)
    return (len(space), dash is not None, key, after, value)


def _as_seen(value: Any) -> bool:
    """Whether nothing unseen stands at the edges of a text."""
    if value.__class__ is not str:
        return True
    return value == value.strip() and (value.isascii() or is_trimmed(value))


def _value(
    quoted: str | None, escaped: str | None, listed: str | None, plain: str | None
) -> tuple[int, Any]:
    if quoted is not None:
        return _SCALAR, quoted[1:-1]
    if escaped is not None:
        return _SCALAR, _ESCAPES.sub(_letter, escaped[1:-1])
    if plain is not None:
        return _SCALAR, scalars.resolve(plain)
    if listed is not None:
        return _LIST, tuple(_item(*each) for each in _ITEM.findall(listed))
    return _BELOW, None


def _letter(escape: re.Match[str]) -> str:
    """What an escape stands for."""
    number = escape[0][2:]
    return chr(int(number, 16)) if number else escape[0][1]


def _item(quoted: str, word: str) -> Any:
    return quoted[1:-1] if quoted else scalars.resolve(word)
