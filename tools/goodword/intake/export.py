"""A CSV export as rows that know their lines, or everything that is wrong with it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic, Mark, Place
from goodword.source import characters
from goodword.source.characters import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LIMIT = 64 * 1024 * 1024
"""The largest export, in bytes."""
PROBLEMS = 50
"""The most problems that are named in one export."""
_LONGEST = 4_000
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?\r?', re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its first line in the file, and its cells by heading, without spaces around them."""

    line: int
    cells: Mapping[str, str]


@dataclass
class Problems:
    """What is wrong with an export, the first of it.

    Args:
        path: the file, as it was named.
        most: how many are kept.
    """

    path: str
    most: int = PROBLEMS
    found: list[Diagnostic] = field(default_factory=list)
    more: int = 0

    def add(self, line: int, message: str, hint: str = "") -> None:
        """A problem of a line; lines count from 1."""
        self.at(self.path, Mark(line, 1, line, 1), message, hint)

    def at(self, path: str, mark: Mark, message: str, hint: str = "") -> None:
        """A problem of a stretch of a file.

        Args:
            path: the file, as it was named.
            mark: where.
            message: what is wrong.
            hint: what to do about it.
        """
        if len(self.found) >= self.most:
            self.more += 1
            return
        self.found.append(Diagnostic(Place(path), "import", message, hint, mark))

    @property
    def count(self) -> int:
        """How many there are, also of those that are not kept."""
        return len(self.found) + self.more

    def all(self) -> tuple[Diagnostic, ...]:
        """All that were kept, and how many were not."""
        if not self.more:
            return tuple(self.found)
        last = Diagnostic(Place(self.path), "import", f"{self.more} more problems", "mend these")
        return (*self.found, last)


@dataclass(frozen=True, slots=True)
class Export:
    """Headings and rows of an export; both empty where it cannot be read."""

    headings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    line: int = 1
    """On which the headings stand."""


def read_export(
    data: bytes, problems: Problems, *, wide: bool = False, judged: bool = True
) -> Export:
    """The rows of a CSV file, UTF-8, with commas, semicolons or tabs between the cells.

    A first line `sep=;` says which; columns at the end without heading and cells are passed over.

    Args:
        data: content of the file; of one above `LIMIT` the first `LIMIT` + 1 bytes will do.
        problems: where to put what is wrong.
        wide: whether UTF-16 that begins with its mark is read too.
        judged: whether no cell may hide anything or be very long; else who uses a cell judges it.
    """
    text = decoded(data, problems, wide=wide)
    if text is None:
        return Export()
    rows = _rows(text, problems)
    first = next(rows, None)
    if first is None:
        problems.add(1, "the file is empty, expected headings and rows")
        return Export()
    headings = tuple(cell.strip() for cell in first[1])
    kept = list(rows)
    width = _width(headings, kept)
    headings = headings[:width]
    for heading in sorted({each for each in headings if headings.count(each) > 1}):
        problems.add(first[0], f'the heading "{heading}" stands twice')
    if problems.found:
        return Export()
    return Export(headings, tuple(_checked(kept, headings, problems, judged=judged)), first[0])


def _width(headings: tuple[str, ...], rows: list[tuple[int, list[str]]]) -> int:
    """How many columns there are without those at the end that have neither heading nor cell."""
    width = len(headings)
    while width > 1 and not headings[width - 1]:
        width -= 1
    if any(cell.strip() for _, cells in rows for cell in cells[width : len(headings)]):
        return len(headings)
    return width


def decoded(data: bytes, problems: Problems, *, wide: bool = False) -> str | None:
    """The text of a file in UTF-8; None where it is none.

    Spreadsheets write "Unicode text" in UTF-16.

    Args:
        data: content of the file.
        problems: where to put what is wrong.
        wide: whether UTF-16 that begins with its mark is read too.
    """
    if len(data) > LIMIT:
        problems.add(1, f"the file is larger than {LIMIT // 1024 // 1024} MiB", "cut it into parts")
        return None
    if data.startswith(SHEETS):
        message = "the file is a spreadsheet (XLSX, ODS or XLS), expected CSV"
        problems.add(1, message, "save it as CSV UTF-8 from the spreadsheet's program")
        return None
    if data.startswith(_UTF16) and not wide:
        problems.add(1, "the file is not UTF-8, it looks like UTF-16", "save it as CSV UTF-8")
        return None
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16):
            problems.add(1, "the file begins as UTF-16 and is none", "save the file as UTF-8")
        else:
            line = data.count(b"\n", 0, error.start) + 1
            byte = f"byte 0x{data[error.start]:02X} is not UTF-8"
            problems.add(line, byte, _AS_UTF8)
        return None


_AS_UTF8 = "save it from the spreadsheet as CSV UTF-8, or iconv -f windows-1252 -t utf-8"


def _encoding(data: bytes) -> str:
    return "utf-16" if data.startswith(_UTF16) else "utf-8-sig"


def shown_lines(data: bytes) -> list[str]:
    """The lines of a file as they are shown beside a problem, whatever it holds."""
    return data.decode(_encoding(data), "replace").split("\n")


def _rows(text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not blank."""
    head = text[:_LONGEST].partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    stated = _SEPARATOR.fullmatch(head)
    if stated:
        delimiter = stated[1]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.add(line, f"the row cannot be read: {error}", "look at its quotes")
            return
        if any(cells) and not (stated and line == 1):
            yield line, cells
        line = reader.line_num + 1


def _checked(
    rows: Iterable[tuple[int, list[str]]],
    headings: tuple[str, ...],
    problems: Problems,
    *,
    judged: bool,
) -> Iterator[Row]:
    """The rows with as many cells as headings, and nothing hidden in them."""
    for line, cells in rows:
        if len(cells) > len(headings) and not any(each.strip() for each in cells[len(headings) :]):
            del cells[len(headings) :]
        if len(cells) != len(headings):
            problems.add(line, f"{len(cells)} cells, expected {len(headings)} as in the headings")
            continue
        if any("\r\n" in cell for cell in cells):  # lines inside a cell, as spreadsheets write them
            cells[:] = [cell.replace("\r\n", "\n") for cell in cells]
        hidden = characters.REFUSED.search("".join(cells)) if judged else None
        if hidden:
            problems.add(line, f"{characters.name(hidden[0])} in the row", "delete it")
            continue
        if judged and max(map(len, cells)) > _LONGEST:
            problems.add(line, f"a cell of more than {_LONGEST} characters")
            continue
        yield Row(line, dict(zip(headings, (cell.strip() for cell in cells), strict=True)))
