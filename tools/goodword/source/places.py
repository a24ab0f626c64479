"""Finding line and column of what is shown: the file is read once more, with marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic, Mark, Spot
from goodword.source.documents import first_line, line_at_margin, lines_of, locate
from goodword.source.packed import LARGEST
from goodword.source.packs import Packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.diagnostics import Place, Pointer
    from goodword.source.packed import Stands
    from goodword.source.trees import Tree

SEALED = ".age"
"""How files end of which nothing is ever shown, be they sealed or, by mistake, not."""


BY_LINE = (".csv", ".html", ".jsonl", ".md")
"""Endings of files that are no documents: a place in them is a line, and a column where known."""
_DEEPEST = 6
"""Steps to a value whose line is found with those of all others of its file."""


class Locator:
    """Finds places in the text of a tree; keeps what it read."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._contents: dict[str, bytes | None] = {}
        self._marks: dict[Place, Mark | None] = {}
        self._spots: dict[Place, Spot] = {}
        self._lines: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._begins: dict[str, dict[Pointer, int]] = {}
        self._packs = Packs(tree)
        self._packed: dict[str, Stands | None] = {}

    def ask(self, known: Callable[[str], Stands | None]) -> None:
        """See `Packs.ask`."""
        self._packs.ask(known)

    def forget(self) -> None:
        """Let go of what was read, but for packed files: what is asked next lies in other files."""
        every = (self._contents, self._marks, self._spots, self._lines, self._counts, self._begins)
        for kept in every:
            kept.clear()

    def mark(self, place: Place) -> Mark | None:
        """The stretch of text that a place means; None for a file that cannot be read."""
        if place not in self._marks:
            packed = self._packs.record(place.path)
            content = None if packed else self._content(place.path)
            if packed:
                self._marks[place] = packed.mark(place.pointer, key=place.key)
            elif content is None:
                self._marks[place] = None
            elif place.path.endswith(SEALED):
                self._marks[place] = Mark(1, 1, 1, 1)
            elif place.path.endswith(BY_LINE):
                self._marks[place] = _line(self._split(place.path, content), place)
            else:
                self._marks[place] = locate(content, place.pointer, key=place.key)
        return self._marks[place]

    def spot(self, place: Place) -> Spot:
        """The file and the line of a place; line 1 where it cannot be found."""
        found = self._spots.get(place)
        if found is None:
            stands = self._stands(place.path)
            if stands and self._content(place.path) is None:
                found = Spot(stands.pack, stands.number)  # all of a packed record is one line
            else:
                line = None if stands else self._line_alone(place)
                mark = None if line else self.mark(place)
                found = Spot((mark and mark.path) or place.path, line or (mark.line if mark else 1))
            self._spots[place] = found
        return found

    def _stands(self, path: str) -> Stands | None:
        """Where the line of a packed record stands, looked up once for all places in it."""
        if path not in self._packed:
            self._packed[path] = self._packs.find(path)
        return self._packed[path]

    def _line_alone(self, place: Place) -> int | None:
        """The line of a place that is found without its columns; None where it has to be parsed."""
        return self._at_margin(place) or self._begun(place) or self._numbered(place)

    def _numbered(self, place: Place) -> int | None:
        """The line of a place that has its number; None in other files, and where none is read."""
        path = place.path
        if not path.endswith(BY_LINE):
            return None
        if path not in self._counts:
            content = self._content(path)
            self._counts[path] = 0 if content is None else content.count(b"\n") + 1
        count = self._counts[path]
        return _number(place, count) if count else None

    def _at_margin(self, place: Place) -> int | None:
        """The line of a file's mapping or of a value in it; None where it has to be parsed."""
        path, pointer = place.path, place.pointer
        if len(pointer) > 1 or place.key or not path.endswith(".yml"):
            return None
        content = self._content(path)
        if content is None:
            return None
        return line_at_margin(content, str(pointer[0])) if pointer else first_line(content)

    def _begun(self, place: Place) -> int | None:
        """The line of a value in a file of which another was asked for; None where unknown.

        One value is found sooner by itself, all values of a file sooner in one reading.
        """
        path, way = place.path, place.pointer
        if place.key or not 0 < len(way) <= _DEEPEST or not path.endswith(".yml"):
            return None
        if path not in self._begins:
            self._begins[path] = {}
            return None
        content = self._content(path)
        begins = self._begins[path]
        if not begins and content is not None:
            begins = self._begins[path] = lines_of(content, _DEEPEST)
        if way not in begins and 0 in way:
            return None  # one mapping may stand for a list of one
        while way and way not in begins:
            way = way[:-1]
        return begins.get(way)

    def text(self, path: str) -> list[str]:
        """The lines of a file, without their ends; empty where it cannot be read, or is sealed."""
        content = None if path.endswith(SEALED) else self._content(path)
        return self._split(path, content) if content is not None else []

    def _split(self, path: str, content: bytes) -> list[str]:
        """The lines of a file, once for all places in it: there may be one in each of very many."""
        if path not in self._lines:
            self._lines[path] = content.decode("utf-8", "replace").split("\n")
        return self._lines[path]

    def _content(self, path: str) -> bytes | None:
        if path not in self._contents:
            large = path.endswith(BY_LINE)
            content = self._tree.read(path, LARGEST) if large else self._tree.read(path)
            self._contents[path] = None if isinstance(content, Diagnostic) else content
        return self._contents[path]


def _line(lines: list[str], place: Place) -> Mark:
    """The line whose number a pointer into such a file has, from 1, and the column behind it."""
    line = _number(place, len(lines))
    column = place.pointer[1] if len(place.pointer) > 1 else 1
    start = column if isinstance(column, int) else 1
    return Mark(line, start, line, max(len(lines[line - 1]), start) + 1)


def _number(place: Place, count: int) -> int:
    """The number of a line in a file of so many."""
    number = place.pointer[0] if place.pointer else 1
    return min(max(number if isinstance(number, int) else 1, 1), count)
