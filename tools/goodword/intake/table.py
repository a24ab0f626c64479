"""What came in through a form service or a program: rows of CSV or JSON, or a line of JSON each.

Whose a row is, the service says and not the person who filled the form in: the column that the map
names as `account` is one that the service itself writes, such as the address it has verified.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Diagnostic, Place
from goodword.intake.export import Problems, read_export
from goodword.intake.forms import moment
from goodword.intake.import_map import explained
from goodword.intake.sheet import MAIL, Refused, Sender, Sheet, address_hash
from goodword.intake.strict_json import strict_json
from goodword.intake.values import judge_cell, read_values
from goodword.model.paths import ID
from goodword.source.documents import LIST, locate, read_document
from goodword.verbs.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from goodword.source.schemas import Schemas

MAP = "intake-map"
"""The name of the map's schema."""
LARGEST = 16 * 1024 * 1024
"""The most bytes of rows."""
MOST = 2_000
"""The most rows that are taken in at once."""
_ACCOUNT = 200
_KEYS = {"form", "from", "received", "fields"}


class Map(NamedTuple):
    """What a table does not say of itself; see the schema."""

    form: str
    platform: str
    account: str
    moment: str
    columns: Mapping[str, str]
    number: str | None = None
    dates: str | None = None


class Where(NamedTuple):
    """What rows are read with: the program's zone, and the secret for hashes of addresses."""

    zone: tzinfo
    key: str


def read_map(data: bytes, path: str, schemas: Schemas) -> tuple[Map | None, tuple[Diagnostic, ...]]:
    """The map in a YAML file, or None and what is wrong with it."""
    value: Any
    value, found = read_document(data, path, LIST)
    if found:
        return None, found
    found = tuple(explained(data, path, schemas, MAP, value))
    if found:
        return None, found
    form = _form(value["form"])
    for name in value["columns"]:
        if name not in form:
            place, known = ("columns", name), ", ".join(form)
            message = f'{value["form"]} has no field "{name}"'
            mark = locate(data, place)
            diagnostic = Diagnostic(Place(path, place), "intake", message, f"fields: {known}", mark)
            return None, (diagnostic,)
    said = value["account"]
    return (
        Map(
            value["form"],
            said["platform"],
            said["column"],
            value["received"],
            value["columns"],
            said.get("number"),
            value.get("dates"),
        ),
        (),
    )


def _form(name: str) -> dict[str, Any]:
    return {field.name: field for each in FORMS if each.name == name for field in each.fields}


def read_table(
    data: bytes, path: str, names: Map, where: Where
) -> tuple[list[Sheet], tuple[Diagnostic, ...]]:
    """The forms that a table holds, and what is wrong with rows that are none.

    Args:
        data: CSV, or JSON that is a list of mappings.
        path: the file, as it was named.
        names: the map.
        where: the zone and the secret.
    """
    problems = Problems(path)
    if data.lstrip()[:1] == b"[":
        rows = list(_json_rows(data, problems))
    else:
        export = read_export(data, problems)
        rows = [(row.line, dict(row.cells)) for row in export.rows]
        wanted = (names.account, names.moment, names.number, *names.columns.values())
        for heading in dict.fromkeys(filter(None, wanted)):
            if export.headings and heading not in export.headings:
                problems.add(1, f'there is no column "{heading}"', "the map names it")
    if problems.count:
        return [], problems.all()
    sheets = []
    for line, cells in rows[: MOST + 1]:
        try:
            sheets.append(_row(line, cells, names, where))
        except Refused as why:
            problems.add(line, why.why)
    if len(rows) > MOST:
        problems.add(1, f"there are {len(rows)} rows, at most {MOST} are taken in at once")
    return sheets, problems.all()


def _json_rows(data: bytes, problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a list; their number stands for a line."""
    try:
        found = strict_json(data, "the file", LARGEST)
    except Refused as why:
        problems.add(1, why.why)
        return
    for index, each in enumerate(found if isinstance(found, list) else ()):
        if not isinstance(each, dict):
            problems.add(index + 1, "the row is no mapping")
            continue
        yield index + 1, {name: _cell(value) for name, value in each.items()}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_cell, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _row(line: int, cells: Mapping[str, str], names: Map, where: Where) -> Sheet:
    number = cells.get(names.number, "") if names.number else ""
    sender = _sender(names.platform, cells.get(names.account, ""), number, where.key)
    when = _moment(cells.get(names.moment, ""), where.zone, names.dates)
    texts = {name: cells.get(heading, "") for name, heading in names.columns.items()}
    return _sheet(names.form, texts, sender, when, f"form of {when:%Y-%m-%dT%H:%M:%SZ}", line)


def _sheet(
    name: str, texts: Mapping[str, str], sender: Sender, when: datetime, source: str, line: int
) -> Sheet:
    form = next(each for each in FORMS if each.name == name)
    judged = {key: judge_cell(each, f'"{key}"') for key, each in texts.items()}
    values = read_values(form, judged, lambda field: field)
    return Sheet(name, values, sender, when, source, line)


def _sender(platform: str, login: str, number: str, key: str) -> Sender:
    login = judge_cell(login.strip(), "the account")
    if not login or len(login) > _ACCOUNT or "\n" in login:
        raise Refused("the row does not say whose it is")
    if platform == MAIL:
        if not re.fullmatch(r"[^\s@]+@[^\s@]+", login):
            raise Refused("the account is no mail address")
        return Sender(MAIL, address_hash(login, key))
    if number and not re.fullmatch(r"[1-9][0-9]{0,23}", number):
        raise Refused("the number of the account is no number")
    return Sender(platform, login, number)


def _moment(text: str, zone: tzinfo, dates: str | None) -> datetime:
    found = moment(text.strip(), zone, dates)
    day, at = found or (None, None)
    if day is None or at is None:
        short = text.strip()[:40]
        raise Refused(f'it came in "{short}", expected a day and a time such as 2026-11-28 10:00')
    for near in (day - timedelta(days=1), day, day + timedelta(days=1)):
        whole = datetime.combine(near, time.fromisoformat(at), UTC)
        if whole.astimezone(zone).date() == day:
            return whole
    raise Refused(f'it came in "{text.strip()[:40]}", which is no moment there')


def read_lines(data: bytes, path: str, where: Where) -> tuple[list[Sheet], tuple[Diagnostic, ...]]:
    """The forms that a program hands in, a mapping a line.

    Each has `form`, `from` (`platform`, `login`, and `id` where the platform has numbers),
    `received` (a moment with its offset) and `fields`.
    """
    problems, sheets = Problems(path), []
    if len(data) > LARGEST:
        problems.add(1, f"there is more than {LARGEST >> 20} MiB")
        return [], problems.all()
    lines = data.split(b"\n")
    filled = [(number, each) for number, each in enumerate(lines, 1) if each.strip()]
    for number, each in filled[:MOST]:
        try:
            sheets.append(_line(number, each, where))
        except Refused as why:
            problems.add(number, why.why)
    if len(filled) > MOST:
        problems.add(1, f"there are {len(filled)} lines, at most {MOST} are taken in at once")
    if not filled:
        problems.add(1, "there is nothing, expected a mapping a line")
    return sheets, problems.all()


def _line(number: int, data: bytes, where: Where) -> Sheet:
    found = strict_json(data, "the line", LARGEST)
    if not isinstance(found, dict) or set(found) != _KEYS:
        raise Refused(f"the line is no mapping with {', '.join(sorted(_KEYS))}")
    name, account, fields = found["form"], found["from"], found["fields"]
    if name not in {each.name for each in FORMS}:
        raise Refused(f"there is no such form; forms are {', '.join(e.name for e in FORMS)}")
    if not isinstance(account, dict) or not {"platform", "login"} <= set(account) <= {
        *("platform", "login", "id")
    }:
        raise Refused("from has platform, login and, where there is one, id")
    platform = account["platform"]
    if not isinstance(platform, str) or not re.fullmatch(ID, platform) or len(platform) > 40:
        raise Refused("the platform is no name such as github")
    if not isinstance(fields, dict) or not set(fields) <= set(_form(name)):
        raise Refused(f"{name} has the fields {', '.join(_form(name))}")
    sender = _sender(platform, _cell(account["login"]), _cell(account.get("id")), where.key)
    when = _exact(_cell(found["received"]))
    texts = {key: _cell(each) for key, each in fields.items()}
    return _sheet(name, texts, sender, when, f"{platform} of {when:%Y-%m-%dT%H:%M:%SZ}", number)


def _exact(text: str) -> datetime:
    """A moment that says its offset, in UTC."""
    with suppress(ValueError, OverflowError):
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    raise Refused("received is no moment with an offset such as 2026-11-28T10:00:00Z")
