"""How a value that does not fit could be written so that it does: hints, never changes."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodword.source import characters
from goodword.source.schemas import days, visible
from goodword.source.schemas.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_YES = frozenset({"yes", "on", "true", "y"})
_NO = frozenset({"no", "off", "false", "n"})
_WORDS = re.compile(r"[^\W_](?:[^,:#\[\]{}\"'\n]*[^\s,:#\[\]{}\"'\n])?")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]*")
_DASH = re.compile(r"-[^\s-]")
_DIGITS = re.compile(r"-*[0-9]+")
_REMARK_BEHIND = "write {} alone; a remark behind it begins with a space and #"
_SPACE_BEHIND = "put a space after the dash"


def of_type(value: object, schema: Mapping[str, Any], written: str = "") -> str:
    """How to write a value of the wrong type so that it fits; empty where that is not known.

    Args:
        value: as it was read.
        schema: what asks for another type.
        written: a word of the file that stands for a truth value or for nothing; else empty.
    """
    kind = schema.get("type")
    if kind == "string" and (value is None or isinstance(value, (bool, int, Decimal))):
        return _as_text(value, schema, written)
    if value is None:
        return "write a value, or leave the line out"
    if kind == "boolean" and isinstance(value, str):
        word = value.casefold()
        return "write true" if word in _YES else "write false" if word in _NO else ""
    if kind in ("integer", "number") and isinstance(value, str):
        return _as_number(value)
    return _as_list(value) if kind == "array" else ""


def _as_number(value: str) -> str:
    """How a whole number is written that was taken for text."""
    if _DIGITS.fullmatch(value):
        return "write it without quotes"
    found = _before_remark(value)
    return _REMARK_BEHIND.format(found) if _DIGITS.fullmatch(found) else ""


def _before_remark(value: str) -> str:
    """What stands before a `#` that no space makes a remark; empty where there is none."""
    before, mark, _ = value.partition("#")
    return before if mark and before == before.rstrip() else ""


def _as_text(value: object, schema: Mapping[str, Any], written: str) -> str:
    """How text is written that was taken for a number, a truth value or nothing."""
    if value is None and not written:
        return "write a value, or leave the line out"
    text = written or shown(value)
    if "enum" not in schema and re.search(schema.get("pattern", ""), text):
        return f'write it in quotes: "{text}"'
    if value is None:
        return "write a value, or leave the line out"
    return days.mended(text, schema) if isinstance(value, int) else ""


def _as_list(value: object) -> str:
    """How a list is written that was taken for something else."""
    if isinstance(value, dict):
        dashed = any(_DASH.match(key) for key in value)
        return f"{_SPACE_BEHIND}: - {next(iter(value))[1:]}" if dashed else ""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        if _DASH.match(value):
            return f"{_SPACE_BEHIND}: - {value.partition(' ')[0][1:]}"
        parts = [part.strip() for part in value.split(",")]
        if len(parts) > 1 and all(_WORDS.fullmatch(part) for part in parts):
            return f"write it as a list: [{', '.join(map(_item, parts))}]"
    return f"write it as a list: [{shown(value)}]"


def _item(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def of_pattern(value: object, schema: Mapping[str, Any]) -> str:
    """What a text that does not fit a pattern may have meant; empty where that is not known."""
    if not isinstance(value, str) or not value:
        return ""
    if written := days.mended(value, schema):
        return written
    if re.match(r"https?://", value):
        blank = re.search(r"\s", value.strip())
        return _blank_in_link(value, blank) if blank else ""
    if re.match(r"\S+ - \S", value):
        return "begin each `- ` in the column of the item above"
    pattern = schema.get("pattern", "")
    before = _before_remark(value)
    if before and re.search(pattern, before):
        return _REMARK_BEHIND.format(before)
    meant = [value.strip(), value.lower(), value.upper(), value.strip().replace("_", "-")]
    if "single hyphens" in str(schema.get("patternErrorMessage", "")):
        meant.append(re.sub(r"[\s_.]+", "-", value.strip().lstrip("@").lower()))
    for each in meant:
        if each != value and re.search(pattern, each):
            return f'did you mean "{each}"?'
    return ""


def _blank_in_link(value: str, blank: re.Match[str]) -> str:
    before = value.strip()[: blank.start()][-40:]
    return f'a link has no blanks: write %20 behind "{before}", or copy it from the browser'


def of_unseen(value: str) -> str:
    """Which characters of a text nobody sees, and where; empty where all can be seen."""
    only = visible.ONLY_UNSEEN.fullmatch(value) is not None
    found = next(((at, each) for at, each in enumerate(value) if _is_unseen(each, only=only)), None)
    if found is None:
        return ""
    at, character = found
    if only:
        where = "alone"
    elif not value[at + 1 :].strip() or all(_is_unseen(each) for each in value[at:]):
        where = "at the end"
    else:
        where = f'behind "{value[:at][-12:]}"' if at else "at the beginning"
    named = characters.name(character)
    if named.startswith("control character") and (name := unicodedata.name(character, "")):
        named = f"U+{ord(character):04X} {name}"
    return f"{named} {where}, which editors may not show; delete it"


def _is_unseen(character: str, *, only: bool = False) -> bool:
    """Whether nobody sees it; of a text of nothing else also what has a use beside letters."""
    if character in " \n\t":
        return False
    return only or unicodedata.category(character) in ("Zs", "Cf", "Cc")
