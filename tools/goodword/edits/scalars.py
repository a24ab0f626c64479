"""How text is written into YAML so that every reader takes it for the same text.

YAML 1.1 and 1.2 readers differ on words (`no`, `on`, `y`), numbers (`012`, `1_000`, `12:30`),
days (`2026-01-02`) and a few signs. Text is left plain only where no reader can take it for
anything else: it begins with a letter and is none of the words.
"""

from __future__ import annotations

import re

_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What some reader takes for a truth value or for nothing, in any case of letters."""
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\s]|:(?=\S)|(?<=\S)#| (?=\S))*", re.ASCII)
_PLAIN_ANY = re.compile(r"[^\W\d_](?:[^:#\s]|:(?=\S)|(?<=\S)#| (?=\S))*")
_FLOW = re.compile(r"[,\[\]{}:?]")
_HIDDEN = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\xa0\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u180e"
    "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ud800-\\udfff\\ufe00-\\ufe0f"
    "\\ufeff\\ufff0-\\uffff\\U000e0000-\\U000e0fff]"
)
"""What a person cannot see or tell from a space: always written as an escape, but the joiners
that scripts and pictures need."""
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_SPECIAL = re.compile(f'["\\\\\n]|{_HIDDEN.pattern}')


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether the text may stand without quotes.

    Args:
        text: what is to be written.
        flow: it stands inside `[…]` or `{…}`.
    """
    pattern = _PLAIN if text.isascii() else _PLAIN_ANY
    if not pattern.fullmatch(text) or text.lower() in _WORDS:
        return False
    if flow and _FLOW.search(text):
        return False
    return text.isascii() or not any(c not in _JOINERS for c in _HIDDEN.findall(text))


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character in _JOINERS:
        return character
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def quoted(text: str) -> str:
    """The text in double quotes, on one line."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def single_quoted(text: str) -> str | None:
    """The text in single quotes, or None where it needs an escape."""
    if _SPECIAL.search(text.replace('"', "").replace("\\", "")):
        return None
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def scalar(value: str | int | bool | None, *, flow: bool = False) -> str:  # noqa: FBT001 - a YAML value
    """A scalar on one line, quoted where it must be.

    Text that no file may hold (control characters, lone surrogates) is written as an escape;
    the strict reader refuses it there with its place.

    Args:
        value: the scalar.
        flow: it stands inside `[…]` or `{…}`.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return value if is_plain(value, flow=flow) else quoted(value)


def is_block(text: str) -> bool:
    """Whether the text has several lines that can stand as they are below `|`."""
    if "\n" not in text.rstrip("\n") or text.endswith("\n\n") or text[0] in " \n":
        return False
    if any(c not in _JOINERS for c in _HIDDEN.findall(text)):
        return False
    return not any(line.endswith(" ") for line in text.split("\n"))
