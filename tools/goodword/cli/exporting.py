"""Exports as the command line writes them: a SQLite file, a folder of CSV, texts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from goodword.audience.gate import audience_view
from goodword.cli.later import later_states
from goodword.cli.output import show, write_line
from goodword.diagnostics import Failure
from goodword.edits.disk import write_file
from goodword.exports.people import people_json
from goodword.exports.sheets import sheets
from goodword.exports.sqlite import fill
from goodword.portal.write import Output
from goodword.reports.report import counted

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.cli.session import Session
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


def write_text(data: bytes, into: Path | None) -> int:
    """Show a text, or put it into a file, whole or not at all.

    Raises:
        Failure: it cannot be written.
    """
    if into is None:
        show(data.decode())
        return 0
    target = into.resolve()
    beside = target.with_name(f".{target.name}.new~")
    try:
        write_file(beside, data, None)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Failure(f"{into}: {(error.strerror or str(error)).lower()}") from None
    write_line(f"{into} written")
    return 0


def people_of(session: Session, audience: str) -> bytes:
    """Who agreed to be shown to an audience, as JSON; later withdrawals hold at once."""
    snapshot = session.sound()
    today = datetime.now(snapshot.program.zone).date()
    view = audience_view(snapshot, audience, max(today, snapshot.as_of), later_states(session))
    return people_json(view).encode()


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
