"""Lines of packed files by the paths that their records had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart, Diagnostic
from goodword.source.packed import LARGEST, Stands
from goodword.source.packed_names import kind_of, path_of, paths_in, room_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from goodword.source.trees import Tree


def index(content: bytes, pack: str) -> dict[str, Stands]:
    """Where each record of a packed file stands, by path; of one that stands twice the first."""
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    paths = paths_in(lines)
    found = dict(zip(paths, _stands(pack, lines), strict=False))
    if len(found) == len(lines) == len(paths):
        return found
    found = {}
    for number, text in enumerate(lines, 1):
        if path := path_of(text):
            found.setdefault(path, Stands(pack, number, text))
    return found


def _stands(pack: str, lines: list[bytes]) -> list[Stands]:
    """Where each line of a packed file stands."""
    new = tuple.__new__
    # What Stands(...) does, without its call: there are very many.
    return [new(Stands, (pack, number, text)) for number, text in enumerate(lines, 1)]


class PackedLines:
    """Lines of packed files, which are read when the first of a folder's is asked for.

    Args:
        tree: the files.
        packs: gives the names of the packed files in a folder.
    """

    def __init__(self, tree: Tree, packs: Callable[[str], Iterable[str]]) -> None:
        self._tree = tree
        self._packs = packs
        self._lines: dict[str, dict[str, Stands]] = {}
        self._read: set[str] = set()

    def of(self, folder: str) -> Mapping[str, Stands]:
        """Where the lines of a folder's records stand, by the path of each.

        Whether a line is in its form is not looked at.

        Raises:
            BeyondPart: a packed file cannot be read, or has a line that names no record of these
                folders, or one that is named already.
        """
        room = room_of(folder)
        if room and room not in self._read:
            self._take(room)
            self._read.add(room)
        return self._lines.get(folder, {})

    def find(self, path: str) -> Stands | None:
        """Where the line of a record stands; None of one that is not packed."""
        return None if kind_of(path) is None else self.of(path.rpartition("/")[0]).get(path)

    def _take(self, room: str) -> None:
        for name in self._packs(room):
            pack = f"{room}/{name}"
            content = self._tree.read(pack, LARGEST)
            if isinstance(content, Diagnostic) or len(content) > LARGEST:
                raise BeyondPart
            lines = content.split(b"\n")
            if not lines[-1]:
                lines.pop()
            paths = paths_in(lines)
            if len(paths) != len(lines):
                raise BeyondPart
            self._put(room, pack, paths, lines)

    def _put(self, room: str, pack: str, paths: list[str], lines: list[bytes]) -> None:
        """Put lines of a packed file by their paths."""
        before: str | None = None
        there: dict[str, Stands] = {}
        for path, stands in zip(paths, _stands(pack, lines), strict=True):
            folder = path[: max(path.rfind("/"), 0)]
            if folder != before:
                known = self._lines.get(folder)
                if known is None:
                    if room_of(folder) != room:
                        raise BeyondPart
                    known = self._lines[folder] = {}
                before, there = folder, known
            if path in there:
                raise BeyondPart
            there[path] = stands
