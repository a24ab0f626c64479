"""A table: its columns and keys, to which others it refers, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from goodword.snapshot import Snapshot

Type = Literal["text", "integer", "number", "day", "boolean"]
"""What the values of a column are; a number may have a fraction, a day is a date."""
Value = str | int | bool | Decimal | date | None
Row = tuple[Value, ...]
Make = Callable[[Snapshot], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Args:
        name: the key of the file, below another one joined to it by `_`; or what is computed.
        type: what its values are.
        names: the table whose rows it names, where every value is one of its ids.
        shared: whether it may leave for a lake that several programs share: ids, codes, days
            and figures, and never what somebody wrote, a login or an address.
        needed: whether every row has a value.
    """

    name: str
    type: Type = "text"
    names: str = ""
    shared: bool = True
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """Columns that together name a row of another table, and its columns that they equal."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Args:
        name: of the kind of file, of a key below it, or of what is computed.
        about: what a row is, in a sentence without a full stop.
        columns: in order.
        key: names of the columns by which a row is known.
        make: the rows of a program on a day, in the order of their key.
        foreign: to which other tables it refers by several columns, or by its owner.
        dated: the day or the name of a cycle of a row, for tables that a lake keeps cycle by
            cycle; None for tables that it keeps whole.
        shared: whether it may leave for a lake at all.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    make: Make
    foreign: tuple[Foreign, ...] = ()
    dated: Callable[[Row], date | str] | None = None
    shared: bool = True

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(each for each in self.columns if each.name == name)

    @property
    def references(self) -> tuple[Foreign, ...]:
        """All foreign keys: those of several columns, then those of one."""
        own = tuple(
            Foreign((each.name,), each.names, (TARGETS[each.names],))
            for each in self.columns
            if each.names
        )
        return (*self.foreign, *own)


TARGETS = {
    "person": "id",
    "program_staff": "id",
    "mission": "id",
    "reward": "id",
    "community": "id",
    "event": "id",
    "feedback": "id",
    "claim": "path",
    "redemption": "path",
    "touchpoint": "path",
    "strategy_objectives": "id",
    "conversations_conversations": "id",
    "segments_segments": "id",
    "departments_departments": "id",
    "departments_categories": "id",
    "cycle": "name",
    "statement": "cycle",
    "due": "position",
}
"""Tables that others name by one column, and that column of theirs."""
NAMED = {
    "influencer": "person",
    "staff": "program_staff",
    "mission": "mission",
    "reward": "reward",
    "community": "community",
    "event": "event",
    "feedback": "feedback",
    "objective": "strategy_objectives",
    "department": "departments_departments",
    "category": "departments_categories",
    "conversation": "conversations_conversations",
    "segment": "segments_segments",
}
"""The table that an id of a file names, by what its schema says of it (`x-names`)."""


def computed(
    name: str,
    about: str,
    key: str,
    columns: Iterable[Column],
    make: Make,
    *,
    dated: str = "",
    **more: Any,
) -> Table:
    """A table of what is computed.

    Args:
        name: see Table.
        about: see Table.
        key: names of columns, with blanks between them.
        columns: see Table.
        make: see Table.
        dated: the column with the day or the cycle of a row.
        more: further arguments of Table.
    """
    found = tuple(columns)
    at = [each.name for each in found].index(dated) if dated else -1
    return Table(
        name,
        about,
        found,
        tuple(key.split()),
        make,
        dated=(lambda row: _when(row[at])) if dated else None,
        **more,
    )


def _when(value: Value) -> date | str:
    """The day of a cell, the cycle that it names, or the day in the name of a record's path."""
    if isinstance(value, date):
        return value
    name = str(value)
    return date.fromisoformat(name.rpartition("/")[2][:10]) if "/" in name else name
