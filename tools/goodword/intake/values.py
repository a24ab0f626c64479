"""What the fields of a form say, as values that records have; or a sentence why they do not."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST
from goodword.intake.hidden import judge_characters, judge_text
from goodword.intake.sheet import Refused
from goodword.model.link import fault
from goodword.model.paths import ID
from goodword.source.schemas.fields import document, key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodword.intake.sheet import Say
    from goodword.verbs.forms import Blank, Form

_HANDLE = re.compile(
    r"(?:[a-z0-9](?:-?[a-z0-9])*:)?@?[^\s@:/\\\"'<>]{1,100}(?:@[A-Za-z0-9.-]{3,253})?"
)
"""An account as people write it: `@bo`, `github:bo`, or a mail address."""
_PART = re.compile(r"(\S+?)(?::[ \t]*|[ \t]+)([0-9]{1,3})[ \t]*%")
"""An account with a percent: `@bo 40 %`."""
_SEVERAL = re.compile(r"[,;\n]")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_LONGEST_ID = 40
_LONGEST_LINK = 2000
MOST = 50
"""The most things that a field may list."""


def read_values(
    form: Form, texts: Mapping[str, str], names: Callable[[str], str]
) -> dict[str, Any]:
    """The values of a form's fields; a field that says nothing is not among them.

    Args:
        form: which.
        texts: by field; what is missing says nothing.
        names: what a field is called to its reader.

    Raises:
        Refused: a field says what it may not, or nothing where something is needed.
    """
    found = {}
    for field in form.fields:
        text = texts.get(field.name, "").strip()
        what = f'"{names(field.name)}"'
        if text:
            found[field.name] = _READ[field.kind](text, field, what)
        elif field.needed:
            raise Refused("empty", what=what)
    if not found:
        raise Refused("all-empty")
    return found


def judge_cell(text: str, what: Say | str) -> str:
    """A value that did not come in a body, held to what a body is held to.

    Raises:
        Refused: it hides something.
    """
    text = text.replace("\r\n", "\n")
    judge_characters(text, what)
    judge_text(text, what, ())
    return text


def _line(text: str, field: Blank, what: str) -> str:
    if "\n" in text:
        raise Refused("several-lines", what=what)
    return _text(text, field, what)


def _text(text: str, field: Blank, what: str) -> str:
    said = _said(field)
    most = said.get("maxLength")
    if most is not None and len(text) > most:
        raise Refused("field-long", what=what, count=len(text), most=most)
    pattern = said.get("pattern")
    if pattern is not None and not re.search(pattern, text):
        raise Refused("country", what=what, said=_short(text))
    return text


def _id(text: str, _: Blank, what: str) -> str:
    if len(text) > _LONGEST_ID or not re.fullmatch(ID, text):
        raise Refused("id", what=what, said=_short(text))
    return text


def _day(text: str, _: Blank, what: str) -> str:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day < EARLIEST:
        raise Refused("day", what=what, said=_short(text))
    return text


def _number(text: str, field: Blank, what: str) -> int:
    said = _said(field)
    least, most = said["minimum"], said["maximum"]
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise Refused("number", what=what, said=_short(text), least=least, most=most)
    return int(text)


def _choice(text: str, field: Blank, what: str) -> str:
    options = _said(field)["enum"]
    if text not in options:
        raise Refused("choice", what=what, said=_short(text), options=", ".join(options))
    return text


def _choices(text: str, field: Blank, what: str) -> list[str]:
    return [_choice(each, field, what) for each in _several(text, what)]


def _ids(text: str, field: Blank, what: str) -> list[str]:
    return [_id(each, field, what) for each in _several(text, what)]


def _accounts(text: str, _: Blank, what: str) -> list[str]:
    return [_account(each, what) for each in _several(text, what)]


def _account(text: str, what: str) -> str:
    if not _HANDLE.fullmatch(text):
        raise Refused("handle", what=what, said=_short(text))
    return text


def _parts(text: str, _: Blank, what: str) -> list[tuple[str, int | None]]:
    """Accounts, each with the percent that is theirs where one is said."""
    return [_part(each, what) for each in _several(text, what)]


def _part(text: str, what: str) -> tuple[str, int | None]:
    found = _PART.fullmatch(text)
    if found is None:
        return _account(text, what), None
    account, percent = _account(found[1], what), int(found[2])
    if not 1 <= percent <= 99:
        raise Refused("percent", what=what, said=_short(text))
    return account, percent


def _tags(text: str, field: Blank, what: str) -> list[str]:
    said = document(field.key[0])["$defs"]["language"]
    found = _several(text, what)
    for each in found:
        if not re.search(said["pattern"], each):
            raise Refused("tag", what=what, said=_short(each))
    return found


def _links(text: str, _: Blank, what: str) -> list[str]:
    links = list(dict.fromkeys(filter(None, (_BULLET.sub("", each, 1) for each in text.split()))))
    links = [each for each in links if each not in ("-", "*", "+")]
    _few(links, what)
    for each in links:
        if len(each) > _LONGEST_LINK:
            raise Refused("link-long", what=what, most=_LONGEST_LINK)
        if not each.startswith(("https://", "http://")):
            raise Refused("link-start", what=what, said=_short(each))
        if fault(each):
            raise Refused("link", what=what, said=_short(each))
    return links


def _check(text: str, _: Blank, what: str) -> bool:
    if text.lower() not in ("yes", "true", "1"):
        raise Refused("not-agreed", what=what)
    return True


def _several(text: str, what: str) -> list[str]:
    parts = (_BULLET.sub("", each, 1).strip() for each in _SEVERAL.split(text))
    found = list(dict.fromkeys(filter(None, parts)))
    _few(found, what)
    return found


def _few(found: list[str], what: str) -> None:
    if len(found) > MOST:
        raise Refused("many", what=what, count=len(found), most=MOST)


def _said(field: Blank) -> Mapping[str, Any]:
    kind, part, name = field.key
    return key(kind, part, (name,))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


_READ: dict[str, Callable[[str, Blank, str], Any]] = {
    "line": _line,
    "text": _text,
    "id": _id,
    "day": _day,
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "ids": _ids,
    "accounts": _accounts,
    "parts": _parts,
    "links": _links,
    "tags": _tags,
    "check": _check,
}
"""By the kind of a field."""
