"""Characters that no file may hold, and the bytes of a file as text that can be parsed."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from goodword.diagnostics import Diagnostic, Mark, Place

SHOWN = 20
"""The most refused characters that are named one by one in one file."""

REFUSED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters but tab and line feed, line and paragraph separators, bidirectional
embeddings, overrides and isolates, byte-order marks, lone surrogates, and what is no character.
All of them make a file look different from what it says."""

ATTRIBUTES = "* text=auto eol=lf"
"""The line of a .gitattributes that gives every checkout the same bytes."""
REWRITE = "commit what you changed, then git read-tree HEAD && git checkout-index -f -a"
"""What gives the files of a checkout the bytes that were committed."""
FROM_GIT = (
    f"where git wrote them (core.autocrlf), put `{ATTRIBUTES}` into .gitattributes, {REWRITE}"
)
"""What to do about line ends that no editor made."""
_PLAIN = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
_BIDIRECTIONAL = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = {"\x85": "NEXT LINE", "\u2028": "LINE SEPARATOR", "\u2029": "PARAGRAPH SEPARATOR"}
_BLANKS = (b" ", b"\t")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARK = "\ufeff"
"""That of the order of bytes, at the beginning of a file."""
SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheets begin: an archive (XLSX, ODS), or the older compound file (XLS)."""
_STAND_IN = "\ufffd"


class Cleaned(NamedTuple):
    """Bytes that libyaml can read.

    Args:
        data: UTF-8 without refused characters, or None where the bytes are no text.
        diagnostics: what the bytes may not hold.
        replaced: other characters stand for refused ones, so that the syntax may have suffered.
    """

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    replaced: bool = False


def name(character: str) -> str:
    """The words for a refused character: its number in Unicode, its name, what it is."""
    number = f"U+{ord(character):04X}"
    if character == "\ufeff":
        return f"byte-order mark {number}"
    if character in _SEPARATORS:
        return f"{number} {_SEPARATORS[character]}"
    if _BIDIRECTIONAL.match(character):
        return f"bidirectional control {number} {unicodedata.name(character)}"
    return f"control character {number}"


def plain(data: bytes) -> str | None:
    """The text of bytes of which `clean` has nothing to say; None for all others."""
    if data.isascii() and not data.translate(None, _PLAIN):
        return data.decode("ascii")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if REFUSED.search(text) is None else None


def clean(data: bytes, path: str) -> Cleaned:
    """The bytes as UTF-8 that libyaml can read, and what they may not hold.

    A refused character is replaced, so that the rest of the file can still be judged with the
    columns that an editor shows.

    Args:
        data: content of the file.
        path: its path, for the diagnostics.
    """
    if data[-1:] in _BLANKS and not data[data.rfind(b"\n") + 1 :].strip(b" \t"):
        data += b"\n"  # libyaml drops a last line of spaces from a block text without it
    if data.isascii() and not data.translate(None, _PLAIN):
        return Cleaned(data)
    if why := _no_text(data):
        return Cleaned(None, (_diagnostic(path, *why, Mark(1, 1, 1, 1)),))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return Cleaned(None, (_not_utf8(data, error, path),))
    if REFUSED.search(text) is None:
        return Cleaned(data)
    diagnostics: list[Diagnostic] = []
    has_mark, text = text.startswith(_MARK), text.removeprefix(_MARK)  # no editor counts it
    if "\r" in text:
        text = _line_ends(text, path, diagnostics)
    if has_mark:
        message = "the file begins with a byte-order mark"
        hint = "save it as UTF-8 without byte-order mark"
        diagnostics.append(_diagnostic(path, message, hint, Mark(1, 1, 1, 1)))
    line, start = 1, 0
    for shown, found in enumerate(REFUSED.finditer(text)):
        if shown == SHOWN:
            break
        line += text.count("\n", start, found.start())
        start = found.start()
        column = start - text.rfind("\n", 0, start)
        message = f"{name(found[0])} in the text, expected visible characters"
        hint = "delete it; editors may not show it"
        diagnostics.append(_diagnostic(path, message, hint, Mark(line, column, line, column + 1)))
    replaced = REFUSED.search(text) is not None or _STAND_IN in text
    return Cleaned(REFUSED.sub(_STAND_IN, text).encode(), tuple(diagnostics), replaced)


def _no_text(data: bytes) -> tuple[str, str] | None:
    """Why the bytes are something else than UTF-8 as a whole, and what to do."""
    if data.startswith(_UTF16) or b"\0\0" in (data[0:4:2], data[1:4:2]):
        return "the file is not UTF-8, it looks like UTF-16", "save it as UTF-8"
    if data.startswith(SHEETS):
        return "the file is a spreadsheet or an archive, expected text", "write it as text"
    return None


def _line_ends(text: str, path: str, diagnostics: list[Diagnostic]) -> str:
    """The text with plain line ends; the first other one is reported for all."""
    first = text.index("\r")
    line = text.count("\n", 0, first) + 1
    column = first - text.rfind("\n", 0, first)
    kind = "CR LF" if text.startswith("\r\n", first) else "CR"
    count = text.count("\r")
    message = f"line ends with {kind}, expected LF alone" + f"; {count} lines do" * (count > 1)
    hint = "save the file with Unix line ends"
    if 0 < text.count("\n") == text.count("\r\n") == count:
        hint += f"; {FROM_GIT}"
    diagnostics.append(_diagnostic(path, message, hint, Mark(line, column, line, column)))
    return text.replace("\r\n", "\n").replace("\r", _STAND_IN)


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Diagnostic:
    before = data[: error.start].decode().removeprefix(_MARK)
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    message = f"byte 0x{data[error.start]:02X} is not UTF-8"
    mark = Mark(line, column, line, column + 1)
    return _diagnostic(path, message, "save the file as UTF-8", mark)


def _diagnostic(path: str, message: str, hint: str, mark: Mark) -> Diagnostic:
    return Diagnostic(Place(path), "yaml", message, hint, mark)
