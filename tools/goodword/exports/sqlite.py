"""The tables as one SQLite file: strict types, keys, and views for the questions of every week.

The connection is the caller's; nothing here opens a file. The same files, the same day and the same
SQLite give the same bytes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.exports.tables import tables
from goodword.exports.tables.about import about
from goodword.exports.tables.table import TARGETS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from goodword.exports.tables import Column, Table
    from goodword.exports.tables.table import Row, Value
    from goodword.snapshot import Snapshot

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "day": "TEXT", "boolean": "INT"}
VIEWS = {
    "leaderboard": """
SELECT r.rank, r.person AS id, p.name, r.points, points.tier, r.reached
FROM rank AS r JOIN meta ON meta.cycle = r.cycle
LEFT JOIN profile AS p ON p.id = r.person LEFT JOIN points ON points.person = r.person
ORDER BY r.rank, r.reached, r.person""",
    "claims_waiting": """
SELECT c.path, c.mission, c.influencer, s.waits, s.since,
  CAST(julianday(meta.as_of) - julianday(s.since) AS INTEGER) - s.paused AS days
FROM claim_state AS s JOIN claim AS c ON c.path = s.claim CROSS JOIN meta
WHERE s.waits IS NOT NULL ORDER BY days DESC, c.path""",
    "loops_late": """
SELECT l.item, f.title, l.state, l.department, l.owner, c.clock, c.person, c.due, c.days
FROM loop AS l JOIN feedback AS f ON f.id = l.item JOIN loop_clock AS c ON c.item = l.item
WHERE c.stopped IS NULL AND c.status IN ('overdue', 'abandoned')
ORDER BY c.due, l.item, c.position""",
    "agenda": """
SELECT d.position, d.who, d.what, d.date, d.late, d.advice, d.why, d.path, d.command
FROM due AS d CROSS JOIN meta
WHERE d.since <= meta.as_of OR d.date <= date(meta.as_of, '+7 days')
ORDER BY d.position""",
    "members_of_cycles": """
SELECT cycle, sum(stage_first = 'member') AS first_day, sum(stage_last = 'member') AS last_day,
  sum(stage_first = 'member' AND stage_last IN ('member', 'on-leave')) AS kept,
  sum(stage_last = 'member' AND acts > 0) AS active
FROM member_cycle GROUP BY cycle ORDER BY cycle""",
}
"""Views by name: what managers ask every week, as reports show it."""


def quoted(name: str) -> str:
    """A name as SQL has it: keys of files may be words of SQL."""
    return f'"{name}"'


def fill(database: sqlite3.Connection, snapshot: Snapshot) -> int:
    """Make the tables, fill them, and see that every reference leads somewhere.

    Args:
        database: an empty one.
        snapshot: the program on a day.

    Returns:
        how many rows there are.

    Raises:
        Failure: two rows have the same key, or a row names another that is not there.
    """
    every = (about(), *tables())
    count = 0
    database.execute("PRAGMA foreign_keys = OFF")  # rows come before those that they name
    database.execute("BEGIN")
    for table in every:
        database.execute(_create(table))
    for table in every:
        count += _insert(database, table, table.make(snapshot))
    for table in every:
        for statement in _indexes(table):
            database.execute(statement)
    for name, query in VIEWS.items():
        database.execute(f"CREATE VIEW {quoted(name)} AS {query.strip()}")
    lost = database.execute("PRAGMA foreign_key_check").fetchall()
    if lost:
        raise Failure(
            f"{len(lost)} rows name others that are not there, the first of {lost[0][0]} one of "
            f"{lost[0][2]}",
            "goodword check shows each with its line; csv and parquet are written all the same",
        )
    database.execute("COMMIT")
    database.execute("PRAGMA foreign_keys = ON")
    return count


def _create(table: Table) -> str:
    lines = [_column(table, each) for each in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(each.columns)}) REFERENCES {quoted(each.table)} ({_names(each.to)})"
        for each in table.references
    ]
    inside = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(table.name)} (\n  {inside}\n) STRICT, WITHOUT ROWID"


def _column(table: Table, column: Column) -> str:
    name = quoted(column.name)
    text = f"{name} {_TYPES[column.type]}"
    if column.needed or column.name in table.key:
        text += " NOT NULL"
    if TARGETS.get(table.name) == column.name and table.key != (column.name,):
        text += " UNIQUE"
    if column.type == "boolean":
        text += f" CHECK ({name} IN (0, 1))"
    return text


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def _indexes(table: Table) -> Iterator[str]:
    """An index for each foreign key that the primary one does not begin with."""
    for each in table.references:
        if table.key[: len(each.columns)] != each.columns:
            name = f"{table.name}_by_{'_'.join(each.columns)}"
            yield f"CREATE INDEX {quoted(name)} ON {quoted(table.name)} ({_names(each.columns)})"


def _insert(database: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> int:
    marks = ", ".join("?" * len(table.columns))
    statement = f"INSERT INTO {quoted(table.name)} VALUES ({marks})"  # noqa: S608 - names are ours
    converted = tuple(n for n, each in enumerate(table.columns) if each.type in {"day", "number"})
    plain = (_plain(row, converted) for row in rows) if converted else rows
    try:
        return database.executemany(statement, plain).rowcount
    except database.IntegrityError as error:
        raise Failure(
            f"{table.name}: two rows have the same key, or one lacks what it needs ({error})",
            "goodword check shows what is there twice; csv and parquet are written all the same",
        ) from None


def _plain(row: Row, converted: tuple[int, ...]) -> list[Value | float]:
    cells: list[Value | float] = list(row)
    for n in converted:
        value = row[n]
        if isinstance(value, date):
            cells[n] = value.isoformat()
        elif isinstance(value, Decimal):
            cells[n] = float(value)
    return cells
