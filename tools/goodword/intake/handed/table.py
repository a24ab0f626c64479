"""What came in through a form service: rows of CSV or JSON.

Whose a row is, the service says and not the person who filled the form in: the column that the map
names as `account` is one that the service itself writes, such as the address it has verified.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.intake.export import Problems, read_export
from goodword.intake.forms import moment
from goodword.intake.handed.filled import speaking
from goodword.intake.handed.rows import LARGEST, MOST, Row, Rows, cell, sender_of
from goodword.intake.sheet import Refused, Say
from goodword.intake.strict_json import strict_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo
    from typing import Any

    from goodword.intake.handed.rows import Handed, Where
    from goodword.intake.handed.table_map import Map


class _Cells(NamedTuple):
    line: int
    cells: Mapping[str, Any]


def read_table(data: bytes, path: str, names: Map, where: Where) -> Handed:
    """The forms that a table holds, and the rows that are none.

    Args:
        data: CSV, or JSON that is a list of mappings.
        path: the file, as it was named.
        names: the map.
        where: the zone and the secret.
    """
    problems, rows = Problems(path, MOST), Rows()
    if data.lstrip()[:1] == b"[":
        try:
            found: Any = strict_json(data, Say("the-file", {}), LARGEST)
        except Refused as why:
            rows.refuse(1, why)
            return rows.handed((), whole=True)
        there = [_Cells(index, each) for index, each in enumerate(found, 1)]
        whole = True
    else:
        export = read_export(data, problems)
        there = [_Cells(row.line, row.cells) for row in export.rows]
        whole = bool(export.headings)
        for heading in _headings(names) if whole else ():
            if heading not in export.headings:
                problems.add(1, f'there is no column "{heading}"', "the map names it")
                whole = False
    if len(there) > MOST:
        problems.add(1, f"there are {len(there)} rows, at most {MOST} are taken in at once")
        whole = False
    for line, cells in there if whole else ():
        try:
            with speaking(names.language):
                rows.add(_row(line, cells, names, where))
        except Refused as why:
            rows.refuse(line, why)
    return rows.handed(problems.all(), whole=whole)


def _headings(names: Map) -> Iterator[str]:
    wanted = (names.account, names.moment, names.number, names.event, *names.columns.values())
    return filter(None, dict.fromkeys(wanted))


def _row(line: int, cells: Mapping[str, Any], names: Map, where: Where) -> Row:
    if not isinstance(cells, dict):
        raise Refused("row-no-mapping")
    said = {name: cell(each) for name, each in cells.items()}
    number = said.get(names.number, "") if names.number else ""
    event = said.get(names.event, "") if names.event else ""
    if names.event and not event.strip():
        raise Refused("no-event")
    sender = sender_of(names.platform, said.get(names.account, ""), number, where.key)
    when = _moment(said.get(names.moment, ""), where.zone, names.dates)
    texts = {name: said.get(heading, "") for name, heading in names.columns.items()}
    return Row(line, names.form, texts, sender, when, names.system, event, names.language)


def _moment(text: str, zone: tzinfo, dates: str | None) -> datetime:
    found = moment(text.strip(), zone, dates)
    short = text.strip()[:40]
    day, at = found or (None, None)
    if day is None or at is None:
        raise Refused("came-in", said=short)
    for near in (day - timedelta(days=1), day, day + timedelta(days=1)):
        whole = datetime.combine(near, time.fromisoformat(at), UTC)
        if whole.astimezone(zone).date() == day:
            return whole
    raise Refused("came-in-never", said=short)
