"""The Report: what a reading command shows, before any format is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and what its cells are; numbers stand to the right."""

    name: str
    type: Literal["text", "number", "date"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a cell for each column. `title` may be empty."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int | Decimal | date | None, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A result ready to be shown.

    Args:
        title: one line.
        tables: in the order in which they are shown; CSV writes the first.
        notes: sentences under the tables.
        value: what JSON shows: dicts, lists, strings, integers, booleans, None.
        sheet: what CSV writes where the first table is too narrow for all of it.
    """

    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    value: Any = field(default=None, compare=False)
    sheet: Table | None = None
