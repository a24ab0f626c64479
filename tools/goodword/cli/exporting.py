"""Tables as the command line writes them: one SQLite file, or a folder of CSV."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from goodword.cli.output import write_line
from goodword.diagnostics import Failure
from goodword.exports.sheets import sheets
from goodword.exports.sqlite import fill
from goodword.portal.write import Output
from goodword.reports.report import counted

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.snapshot import Snapshot

MARK = ".goodword-csv"
"""A file by which a folder of tables is known as one that may be replaced."""
BEGINS = b"SQLite format 3\0"


def write_sqlite(snapshot: Snapshot, into: Path) -> int:
    """Put all tables into a new file, which takes the old one's place when it is whole.

    Raises:
        Failure: something else is there, or it cannot be written.
    """
    target = into.resolve()
    beside = target.with_name(f".{target.name}.new~")
    try:
        if target.exists() and not _is_database(target):
            raise Failure(
                f"{into} is something else than a SQLite file",
                "choose a new file: this one would be replaced",
            )
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(beside, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")  # whoever dies leaves the old one
            database.execute("PRAGMA synchronous = OFF")
            rows = fill(database, snapshot)
        beside.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Failure(f"{into}: {said.lower()}") from None
    finally:
        beside.unlink(missing_ok=True)
    write_line(f"{into} written, {counted(rows, 'row')}, as of {snapshot.as_of}")
    return 0


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BEGINS)) in {BEGINS, b""}


def write_csv(snapshot: Snapshot, into: Path) -> int:
    """Put all tables into a folder, which takes the old one's place when it is whole.

    Raises:
        Failure: something else is there, or it cannot be written.
    """
    with Output(into, "tables", "goodword export csv", MARK) as folder:
        for name, data in sheets(snapshot):
            folder.file(name, data)
        count = folder.files - 1
        folder.finish()
    write_line(f"{into} written, {counted(count, 'table')}, as of {snapshot.as_of}")
    return 0
