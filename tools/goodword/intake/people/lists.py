"""A list of people as entries that know where they stand: a table, JSON, YAML, a folder of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Mark
from goodword.intake.export import LIMIT, decoded, read_export, shown_lines
from goodword.intake.json_places import places as places_of_json
from goodword.intake.sheet import Refused, Say
from goodword.intake.strict_json import strict_json
from goodword.nearest import alike, did_you_mean
from goodword.source.documents import Bounds, places, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.diagnostics import Pointer
    from goodword.intake.export import Problems
    from goodword.intake.mentions.signal_map import SignalMap
    from goodword.intake.people.list_map import PeopleMap

    ListMap = PeopleMap | SignalMap

SHEETS = (".csv", ".tsv", ".tab", ".txt")
DOCUMENTS = (".json", ".yml", ".yaml")
"""How the names of files end that are read as what they say."""
FILE, KEY = "@file", "@key"
"""Columns of what stands beside a person: the file's name, the key of a mapping."""
MOST = 20_000
"""The most people in a list."""
_BOUNDS = Bounds(LIMIT, 4_000_000, "cut it into parts")
_DEEPEST = 6
_BEGIN = Mark(1, 1, 1, 1)


@dataclass(frozen=True)
class ListFile:
    """A file of a list.

    Args:
        path: as it was named.
        data: its content.
    """

    path: str
    data: bytes

    @cached_property
    def kind(self) -> str:
        """What it is read as: `table`, `json` or `yaml`; by its name, else by how it begins."""
        ending = f".{self.path.rpartition('.')[2].lower()}"
        if ending in DOCUMENTS:
            return "json" if ending == ".json" else "yaml"
        begins = _plain(self.data[:1000]).lstrip()[:1]
        return "json" if ending not in SHEETS and begins in (b"[", b"{") else "table"

    @property
    def name(self) -> str:
        """Its name without folders and ending."""
        return self.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]

    @cached_property
    def places(self) -> Mapping[Pointer, Mark]:
        """Where each value stands: read once, when something is told of one."""
        text = _plain(self.data)
        if self.kind == "json":
            return places_of_json(text.decode("utf-8", "replace"))
        return places(text, _DEEPEST)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines as they are shown."""
        return [line.removesuffix("\r") for line in shown_lines(self.data)]


@dataclass(frozen=True)
class Entry:
    """What a list says of somebody.

    Args:
        file: in which it stands.
        cells: by column, as columns are compared: texts, numbers, truth values, lists of them.
        row: the line of a table; 0 where it is no table.
        way: keys and indexes to it in a document.
        keys: how the columns are written, by how they are compared.
    """

    file: ListFile
    cells: Mapping[str, Any]
    row: int
    way: Pointer
    keys: Mapping[str, tuple[str, ...]]

    def mark(self, column: str = "") -> Mark:
        """Where it begins, or where a column of it does."""
        if self.row:
            return self._cell(column)
        steps = self.keys.get(alike(column), ())
        ways = (self.way + steps[:end] for end in range(len(steps), -1, -1))
        return next((self.file.places[way] for way in ways if way in self.file.places), _BEGIN)

    def _cell(self, column: str) -> Mark:
        """Where a cell of a table stands: looked for, since tables keep no places."""
        cell = str(self.cells.get(alike(column)) or "").partition("\n")[0]
        lines = self.file.lines
        at = lines[self.row - 1].find(cell) + 1 if cell and self.row <= len(lines) else 0
        at = max(at, 1)
        return Mark(self.row, at, self.row, at + len(cell))

    @property
    def order(self) -> tuple[str, int, int]:
        """Where it stands among others: file, line, column."""
        at = self.mark()
        return self.file.path, at.line, at.column

    @property
    def where(self) -> str:
        """Where it stands, for people: `people.csv:3`."""
        return f"{self.file.path}:{self.mark().line}"


def read_list(files: Sequence[ListFile], names: ListMap, problems: Problems) -> tuple[Entry, ...]:
    """Everybody whom the files name, in their order, or every mention of somebody.

    Args:
        files: of a folder one a person, or one that names all.
        names: the map.
        problems: where to put what is wrong.
    """
    found: list[Entry] = []
    for file in files:
        problems.path = file.path
        found += (_table if file.kind == "table" else _document)(file, names, problems)
    if not found and not problems.count and names.NONE:
        problems.add(1, names.NONE)
    if len(found) > MOST:
        many = f"there are {len(found)} {names.MANY}, at most {MOST} at once"
        problems.add(1, many, "cut it in parts")
        return ()
    if found and not problems.count:
        problems.path = found[0].file.path
        say_missing(found, names, problems)
    return tuple(found)


def say_missing(found: Sequence[Entry], names: ListMap, problems: Problems) -> None:
    """Say which columns of the map are nowhere in the list; of an empty one nothing."""
    if not found:
        return
    there = {key: "".join(each.keys.get(key, ())) for each in found for key in each.cells}
    written = {key: said for each in found for key, said in each.keys.items()}
    for column in dict.fromkeys(wanted(names)):
        if alike(column) not in there:
            known = [".".join(written[key]) for key in there if key in written]
            near = did_you_mean(column, known)
            hint = f"columns are {', '.join(known[:20])}"
            problems.add(1, f'there is no column "{column}"{near}', hint)


def wanted(names: ListMap) -> Iterator[str]:
    """The columns that a map names."""
    for several in names.columns.values():
        yield from several
    yield from names.further


def _table(file: ListFile, names: ListMap, problems: Problems) -> Iterator[Entry]:
    before = problems.count
    export = read_export(file.data, problems, wide=True, judged=not names.DISCREET)
    if problems.count > before:
        return
    keys: dict[str, tuple[str, ...]] = {}
    for heading in export.headings:
        (first,) = keys.setdefault(alike(heading), (heading,))
        if first != heading and heading:
            problems.add(export.line, f'the heading "{heading}" is "{first}" once more')
    for row in export.rows:
        if any(row.cells.values()):
            cells = {alike(heading): cell for heading, cell in row.cells.items()}
            yield Entry(file, {**cells, FILE: file.name}, row.line, (), keys)


def _document(file: ListFile, names: ListMap, problems: Problems) -> Iterator[Entry]:
    found = _said(file, problems)
    if found is None:
        return
    way: Pointer = ()
    for step in names.list.split(".") if names.list else ():
        found = found.get(step) if isinstance(found, dict) else None
        way = (*way, step)
    if names.list and not isinstance(found, dict | list):
        problems.add(1, f'there is no list "{names.list}"', "the map names it")
        return
    yield from _people(file, found, way, names, problems)


def _people(
    file: ListFile, found: Any, way: Pointer, names: ListMap, problems: Problems
) -> Iterator[Entry]:
    """The people of a list, of a mapping of them, or the one that a file is about."""
    if isinstance(found, list):
        for index, each in enumerate(found):
            if isinstance(each, dict):
                yield _entry(file, each, (*way, index))
            else:
                entry = Entry(file, {}, 0, (*way, index), {})
                message = f"expected a mapping for each {names.ONE}, this is {_kind(each, names)}"
                problems.at(file.path, entry.mark(), message)
        return
    if not isinstance(found, dict):
        problems.add(1, f"expected {names.MANY}, this is {_kind(found, names)}")
        return
    if KEY in set(wanted(names)):
        for key, each in found.items():
            if isinstance(each, dict):
                yield _entry(file, each, (*way, key), key)
        return
    lists = [key for key, each in found.items() if isinstance(each, list) and _all_mappings(each)]
    own = {alike(each) for each in names.whose}
    if len(lists) == 1 and not own & set(_entry(file, found, way).cells):
        yield from _people(file, found[lists[0]], (*way, lists[0]), names, problems)
        return
    yield _entry(file, found, way)


def _all_mappings(each: list[Any]) -> bool:
    return bool(each) and all(isinstance(item, dict) for item in each)


def _entry(file: ListFile, said: dict[str, Any], way: Pointer, key: str = "") -> Entry:
    """A person, with keys inside keys as `social.github`."""
    cells: dict[str, Any] = {FILE: file.name}
    keys: dict[str, tuple[str, ...]] = {}
    if key:
        cells[KEY] = key
    waiting: list[tuple[tuple[str, ...], Any]] = [((), said)]
    while waiting:
        steps, value = waiting.pop()
        if isinstance(value, dict) and len(steps) < _DEEPEST:
            waiting += [((*steps, name), each) for name, each in reversed(value.items())]
        else:
            name = alike(".".join(steps))
            cells.setdefault(name, value)
            keys.setdefault(name, steps)
    return Entry(file, cells, 0, way, keys)


def _kind(value: Any, names: ListMap) -> str:
    if isinstance(value, list):
        return "a list"
    if names.DISCREET and value is not None:
        return "a text or a number"
    return "nothing" if value is None else f'"{str(value)[:40]}"'


def _said(file: ListFile, problems: Problems) -> Any:
    """What a document says; None where it cannot be read."""
    if decoded(file.data, problems, wide=True) is None:
        return None
    data = _plain(file.data)
    if file.kind == "json":
        try:
            return strict_json(data, Say("the-file", {}), LIMIT)
        except Refused as why:
            problems.at(file.path, _broken(data), why.english)
            return None
    found, diagnostics = read_document(data, file.path, _BOUNDS)
    for each in diagnostics:
        problems.at(file.path, each.mark or _BEGIN, each.message, each.hint)
    return found


def _plain(data: bytes) -> bytes:
    """A document as UTF-8 with the line ends of our files."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace")
    return text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")


def _broken(data: bytes) -> Mark:
    """Where JSON stops being JSON, as far as anybody can say."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return Mark(error.lineno, error.colno, error.lineno, error.colno + 1)
    except (ValueError, RecursionError):
        return _BEGIN
    return _BEGIN
