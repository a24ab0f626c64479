"""The Report: what a reading command shows, before any format is chosen.

A figure is a Field, written once: its key in JSON, its heading in tables, what it is, and how it
is had of a thing. Tables and JSON of the same things are made from the same fields. A cell that
is a Place is where something stands; formats write it as `path:line`, and look for the line only
of what they show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from goodword.diagnostics import Place, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
Line = Callable[[Place], Spot | None]
"""Finds the file and the line of a place; None where it has none."""
Cell = str | int | Decimal | date | Place | None
Kind = Literal["text", "number", "date", "tenths"]
"""What a figure is; `tenths` are tenths of a percent or of a percentage point, as integers."""


_AS_IT_IS = frozenset({str, int, bool, type(None)})
"""Nearly all values are of these classes, which JSON has as they are."""


_KEPT = _AS_IT_IS | {Place}
"""The same with places, which whoever shows them looks up."""
_PARTS = frozenset({"line", "path", "file"})
"""Keys under which a place is its line alone, or its file."""


class Unshown(str):
    """Words that stand in a table in place of a figure that may not be shown; null in JSON."""

    __slots__ = ()


class Later(Mapping[str, Any]):
    """A mapping that is made when it is first looked at: one of much that only JSON shows.

    Args:
        make: gives it.
    """

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, key: str) -> Any:
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and what its cells are; numbers stand to the right."""

    name: str
    type: Literal["text", "number", "date"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a cell for each column. `title` may be empty."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""

    def located(self, line: Line) -> Iterator[tuple[str | int | Decimal | date | None, ...]]:
        """The rows with every place as `path:line`."""
        for row in self.rows:
            yield tuple(where(cell, line) if isinstance(cell, Place) else cell for cell in row)


@dataclass(frozen=True, slots=True)
class Report:
    """A result ready to be shown.

    Args:
        title: one line.
        tables: in the order in which they are shown; CSV writes the first.
        notes: sentences under the tables.
        value: what JSON shows: dicts, lists, strings, numbers, booleans, None, and places.
        sheet: what CSV writes where the first table is too narrow for all of it.
        placed: further notes that name a place: what stands before it, the place, what follows.
        handed: makes the same in the words of whom it is about, where it is theirs to take along;
            Markdown is what they are given.
    """

    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    value: Any = field(default=None, compare=False)
    sheet: Table | None = None
    placed: tuple[tuple[str, Place, str], ...] = ()
    handed: Callable[[], Report] | None = field(default=None, compare=False)

    def sentences(self, line: Line) -> Iterator[str]:
        """All notes, with every place as `path:line`."""
        yield from self.notes
        for before, place, after in self.placed:
            yield f"{before}{where(place, line)}{after}"


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A figure of a thing.

    Args:
        key: what JSON calls it; empty where it is in tables only.
        heading: of its column; empty where it is in JSON only.
        type: what it is.
        get: the figure of a thing: plain values, days, places, and tuples and dicts of them; None
            for its attribute or entry that is called as the key is.
        cell: what a table shows of the figure, where that is not what it shows by itself.
    """

    key: str
    heading: str
    type: Kind = "text"
    get: Callable[[T], Any] | None = None
    cell: Callable[[Any], Cell] | None = None

    def of(self, thing: T) -> Any:
        """The figure of a thing."""
        if self.get is not None:
            return self.get(thing)
        of: Any = thing
        return of[self.key] if _is_mapping(of.__class__) else getattr(of, self.key)

    def shown(self, thing: T) -> Cell:
        """What its column shows of a thing."""
        value = self.of(thing)
        if isinstance(value, Unshown):
            return str(value)
        if self.cell is not None:
            return self.cell(value)
        return percent(value) if self.type == "tenths" else cell(value)

    def told(self, things: Sequence[T]) -> list[Any]:
        """What JSON says of each thing."""
        classes: set[type[Any]] = {each.__class__ for each in things}
        plainly = self.get is None and not any(map(issubclass, classes, repeat(Mapping)))
        take = attrgetter(self.key) if plainly else self.get or self.of
        found = [*map(take, things)]
        if self.type == "tenths":
            return [None if x is None or isinstance(x, Unshown) else x / 10 for x in found]
        return [x if x.__class__ in _KEPT else _said(x) for x in found]


@lru_cache(maxsize=256)
def _is_mapping(of: type[Any]) -> bool:
    """Whether things of a class are mappings: asking anew for each thing costs more than it."""
    return issubclass(of, Mapping)


def headings(fields: Iterable[Field[Any]]) -> tuple[Column, ...]:
    """The columns of those fields that stand in tables."""
    return tuple(
        Column(each.heading, "number" if each.type == "tenths" else each.type)
        for each in fields
        if each.heading
    )


def table(fields: Sequence[Field[T]], things: Iterable[T], title: str = "") -> Table:
    """A row for each thing, of those fields that have a heading."""
    columns = [each for each in fields if each.heading]
    rows = (tuple(each.shown(thing) for each in columns) for thing in things)
    return Table(headings(columns), tuple(rows), title)


def headed(fields: Iterable[Field[T]], **headings_: str) -> tuple[Field[T], ...]:
    """The fields with these keys, in this order, under these headings."""
    known = {each.key: each for each in fields}
    return tuple(replace(known[key], heading=heading) for key, heading in headings_.items())


def values(fields: Sequence[Field[T]], things: Iterable[T]) -> list[dict[str, Any]]:
    """What JSON says of each thing, by the keys of the fields that have one."""
    every = [*things]
    keyed = [each for each in fields if each.key]
    keys = [each.key for each in keyed]
    # Figure by figure, since there are hundreds of thousands of things and few figures.
    columns = [each.told(every) for each in keyed]
    rows: Iterable[tuple[Any, ...]] = zip(*columns, strict=True) if columns else [()] * len(every)
    return [dict(zip(keys, row, strict=True)) for row in rows]


def cell(value: Any) -> Cell:
    """A value as a table shows it: yes and no, the parts of a tuple in a row."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def plain(value: Any, line: Line | None = None) -> Any:
    """A value as JSON has it: days as `YYYY-MM-DD`, tuples as lists.

    Args:
        value: what a report holds.
        line: finds lines; None leaves places as they are. Under the keys `path` (or `file`) and
            `line` a place becomes its file and its line, elsewhere `path:line`.
    """
    if value.__class__ is date:
        return value.isoformat()
    if _is_mapping(value.__class__):
        return _entries(value, line)
    if isinstance(value, tuple | list):
        return [each if each.__class__ in _AS_IT_IS else plain(each, line) for each in value]
    if isinstance(value, Place):
        return where(value, line) if line else value
    return value.isoformat() if isinstance(value, date) else value


def _entries(value: Mapping[str, Any], line: Line | None) -> dict[str, Any]:
    """A mapping as JSON has it; for a place that is both its file and its line it is asked once."""
    found: dict[str, Any] = {}
    place = spot = None
    for key, each in value.items():
        if each.__class__ in _AS_IT_IS:
            found[key] = each
        elif line and key in _PARTS and isinstance(each, Place):
            if each is not place:
                place, spot = each, line(each)
            found[key] = _part(key, spot, each)
        else:
            found[key] = plain(each, line)
    return found


def _said(value: Any) -> Any:
    """A value that JSON does not have as it is; nothing for what may not be shown."""
    return None if isinstance(value, Unshown) else plain(value)


def nowhere(_: Place) -> None:
    """No place has a line: where no tree is at hand."""


def where(place: Place, line: Line) -> str:
    """`path:line`, or the path alone where there is no line."""
    spot = line(place)
    return f"{spot.path}:{spot.line}" if spot else place.path


def _part(key: str, spot: Spot | None, place: Place) -> str | int | None:
    """The file of a place, or its line."""
    if key == "line":
        return spot.line if spot else None
    return spot.path if spot else place.path


def percent(tenths: int | None) -> Decimal | None:
    """`62.5` of tenths of a percent; None of None."""
    return None if tenths is None else Decimal(tenths).scaleb(-1)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 item`, `2 items`: a number with its word."""
    return f"{number} {one if number == 1 else many or one + 's'}"
