"""What a program hands in for people: a mapping of JSON a line.

Each has `form`, `from` (`platform`, `login`, and `id` where the platform has numbers), `received`
(a moment with its offset) and `fields`; `event`, its own name there, and `language` may be said.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from goodword.intake.export import Problems
from goodword.intake.handed.filled import speaking
from goodword.intake.handed.rows import LARGEST, MOST, Row, Rows, cell, sender_of
from goodword.intake.sheet import Refused, Say
from goodword.intake.strict_json import strict_json
from goodword.model.paths import ID
from goodword.source.schemas.fields import document
from goodword.verbs.forms import FORMS, form

if TYPE_CHECKING:
    from goodword.intake.handed.rows import Handed, Where

_KEYS = {"form", "from", "received", "fields"}
_MORE = {"event", "language"}


def read_lines(data: bytes, path: str, where: Where) -> Handed:
    """The forms that a program hands in, and the lines that are none.

    Args:
        data: the lines.
        path: the file, as it was named.
        where: the zone and the secret.
    """
    problems, rows = Problems(path), Rows()
    lines = data.split(b"\n")
    filled = [(number, each) for number, each in enumerate(lines, 1) if each.strip()]
    if len(data) > LARGEST:
        problems.add(1, f"there is more than {LARGEST >> 20} MiB")
    elif len(filled) > MOST:
        problems.add(1, f"there are {len(filled)} lines, at most {MOST} are taken in at once")
    elif not filled:
        problems.add(1, "there is nothing, expected a mapping a line")
    whole = not problems.count
    for number, each in filled if whole else ():
        try:
            _add(number, each, where, rows)
        except Refused as why:
            rows.refuse(number, why)
    return rows.handed(problems.all(), whole=whole)


def _add(number: int, data: bytes, where: Where, rows: Rows) -> None:
    found: Any = strict_json(data, Say("the-line", {}), LARGEST)
    if not isinstance(found, dict) or not _KEYS <= set(found) <= _KEYS | _MORE:
        raise Refused("line-keys", keys=", ".join(sorted(_KEYS)), more=", ".join(sorted(_MORE)))
    with speaking(_language(found.get("language"))):
        rows.add(_row(number, found, where))


def _language(said: Any) -> str:
    """The tag that a line says; empty where it says none."""
    pattern = document("profile")["$defs"]["language"]["pattern"]
    if said is None:
        return ""
    if not isinstance(said, str) or not re.search(pattern, said):
        raise Refused("line-language")
    return said


def _row(line: int, found: dict[str, Any], where: Where) -> Row:
    name, account, fields = found["form"], found["from"], found["fields"]
    if name not in (each.name for each in FORMS):
        raise Refused("no-form", forms=", ".join(each.name for each in FORMS))
    if not isinstance(account, dict) or not {"platform", "login"} <= set(account) <= {
        *("platform", "login", "id")
    }:
        raise Refused("from-keys")
    platform = account["platform"]
    if not isinstance(platform, str) or not re.fullmatch(ID, platform) or len(platform) > 40:
        raise Refused("platform")
    known = [each.name for each in form(name).fields]
    if not isinstance(fields, dict) or not set(fields) <= set(known):
        raise Refused("form-fields", form=name, fields=", ".join(known))
    sender = sender_of(platform, cell(account["login"]), cell(account.get("id")), where.key)
    texts = {key: cell(each) for key, each in fields.items()}
    when, event = _exact(cell(found["received"])), cell(found.get("event"))
    language = _language(found.get("language"))
    return Row(line, name, texts, sender, when, platform, event, language)


def _exact(text: str) -> datetime:
    """A moment that says its offset, in UTC."""
    with suppress(ValueError, OverflowError):
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    raise Refused("received")
