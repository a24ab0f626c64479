"""The tables as Parquet files for a lake: a folder a table, in it one a program and one a cycle.

Several programs share a lake, so that only what may leave a program is in it: ids, codes, days and
figures. What somebody wrote, logins and addresses stay. The same files, the same day and the same
pyarrow give the same bytes.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Failure
from goodword.exports.tables import tables
from goodword.exports.tables.about import about
from goodword.exports.tables.accounts import accounts, mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from goodword.exports.tables import Column, Table
    from goodword.exports.tables.table import Row
    from goodword.snapshot import Snapshot

VARIABLE = "GOODWORD_LAKE_KEY"
"""Where the command line finds the key that the programs of a company share."""
SHORTEST = 32
"""Characters that it has at least."""
PART = "part-0.parquet"
"""The one file of a partition."""
DIGITS, FRACTION = 38, 18
"""Of a number with a fraction: what a file may hold has 18 digits in all."""


class Piece(NamedTuple):
    """A file of a lake: its table, the cycle of its rows where it is kept by cycle, its bytes."""

    table: str
    cycle: str | None
    data: bytes


def shared_tables(key: bytes | None = None) -> tuple[Table, ...]:
    """The tables of a lake, each with those of its columns that may leave a program."""
    every = (about(mark(key) if key else None), *tables(), accounts(key))
    return tuple(table for table in every if table.shared)


def pieces(
    snapshot: Snapshot, key: bytes | None = None, only: Collection[str] | None = None
) -> Iterator[Piece]:
    """The files of a program on a day, table by table.

    A table without rows is there all the same, so that whoever asks finds its columns.

    Args:
        snapshot: the program on a day.
        key: by which accounts are hashed; without one no account is in it.
        only: names of tables; nothing is computed for the others. None for all.

    Raises:
        Failure: pyarrow is not installed.
    """
    arrow = _arrow()
    for table in shared_tables(key):
        if only is not None and table.name not in only:
            continue
        shared = [n for n, each in enumerate(table.columns) if each.shared]
        inside = [n for n in shared if not _is_partition(table, n)]
        # Readers refuse a file without columns: what has but its cycle to say says it inside.
        parts = _by_cycle(table, snapshot) if inside else {None: [*table.make(snapshot)]}
        wanted = inside or shared
        columns = [table.columns[n] for n in wanted]
        for cycle, rows in sorted(parts.items(), key=lambda x: x[0] or ""):
            lists = [[row[n] for row in rows] for n in wanted]
            yield Piece(table.name, cycle, arrow.file(columns, lists))


def _is_partition(table: Table, number: int) -> bool:
    """Whether a column says what the folder says; readers take it from there."""
    return table.dated is not None and table.columns[number].name == "cycle"


def _by_cycle(table: Table, snapshot: Snapshot) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    cycles = snapshot.program.cycles
    for row in table.make(snapshot):
        when = table.dated(row) if table.dated else None
        name = cycles.of(when).name if isinstance(when, date) else when
        found.setdefault(name, []).append(row)
    return found or {snapshot.cycle.name if table.dated else None: []}


class _Arrow:
    """What of pyarrow is used."""

    def __init__(self, arrow: Any, parquet: Any) -> None:
        self._arrow, self._parquet = arrow, parquet
        self._types = {
            "text": arrow.string(),
            "integer": arrow.int64(),
            "boolean": arrow.bool_(),
            "day": arrow.date32(),
            "number": arrow.decimal128(DIGITS, FRACTION),
        }

    def file(self, columns: Iterable[Column], lists: Iterable[list[Any]]) -> bytes:
        """The bytes of a file with these columns."""
        arrow = self._arrow
        schema = arrow.schema(
            [
                arrow.field(each.name, self._types[each.type], nullable=not each.needed)
                for each in columns
            ]
        )
        arrays = [arrow.array(v, f.type) for v, f in zip(lists, schema, strict=True)]
        sink = arrow.BufferOutputStream()
        made = arrow.Table.from_arrays(arrays, schema=schema)
        self._parquet.write_table(made, sink, compression="zstd", store_schema=False)
        return bytes(sink.getvalue())


def _arrow() -> _Arrow:
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, slow
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError:
        raise Failure(
            "Parquet files are written with pyarrow, which is not installed",
            'pip install "goodword[lake]" installs it',
        ) from None
    return _Arrow(pa, parquet)


def checked(key: str) -> bytes | None:
    """The key as bytes; None where there is none.

    Raises:
        Failure: it is so short that it could be guessed.
    """
    if key and len(key) < SHORTEST:
        raise Failure(
            f"{VARIABLE} has {len(key)} characters, and needs {SHORTEST} at least",
            "openssl rand -hex 32 makes one, for all programs of the company together",
        )
    return key.encode("utf-8", "surrogateescape") or None
