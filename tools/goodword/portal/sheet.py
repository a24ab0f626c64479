"""Sheets: pages that are figures, charts and tables, as page makers put them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from goodword.portal.page import Section

if TYPE_CHECKING:
    from goodword.portal.charts import Drawing


class Cell(NamedTuple):
    """What stands in one field of a table.

    Args:
        text: plain text.
        path: of the page that it leads to, empty for none.
        mark: how it is marked: good, warm, stop or calm; empty for not at all.
        more: a second, quiet line.
        language: of the text, where it is not the reader's.
        english: what there is in English alone, a third line where the reader's is another.
        code: whether it is a path, an id or a command.
    """

    text: str
    path: str = ""
    mark: str = ""
    more: str = ""
    language: str = ""
    english: str = ""
    code: bool = False


class MadeRow(Cell):
    """A whole row, whose text is HTML: of pages on which very many rows are alike."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether it holds numbers."""

    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table(Section):
    """Rows under headings; the first cell of a row names it. `feed` is the path of a feed of it.

    A row is its cells, or one `MadeRow`.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    help: str = ""
    empty: str = ""
    drawing: Drawing | None = None
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands at the top of a sheet."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of tables: what it is for, its figures, tables, and notes at its end."""

    lead: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
