"""A draft: several changes of files, each made in the knowledge of those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Failure
from goodword.edits import renaming, revision
from goodword.edits.adding import added_file
from goodword.edits.edit import Edit, digest
from goodword.edits.naming import free_record
from goodword.edits.scaffold import scaffold
from goodword.source.documents import read_document
from goodword.source.packs import Packs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.diagnostics import Pointer
    from goodword.source.packs import Record
    from goodword.source.trees import Tree


class Draft:
    """Changes that are to be made together.

    A packed record reads as the file that it was; what is added to it becomes a file of its name.

    Args:
        tree: the files as they are.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._packs = Packs(tree)
        self._packed: dict[str, Record] = {}
        self._expected: dict[str, str | None] = {}
        self._new: dict[str, bytes | None] = {}

    def __contains__(self, path: object) -> bool:
        """Whether there is a file at a path, in the tree or in this draft."""
        if not isinstance(path, str):
            return False
        if path in self._new:
            return self._new[path] is not None
        there = not isinstance(self._tree.read(path, 0), Diagnostic)
        return there or self._packs.find(path) is not None

    def content(self, path: str) -> bytes:
        """The whole of a file as the draft has it.

        Raises:
            Failure: it cannot be read.
        """
        if path not in self._new:
            data = self._read(path)
            self._expected[path] = digest(data)
            self._new[path] = data
        found = self._new[path]
        if found is None:
            raise Failure(f"{path} goes with this change")
        return found

    def _read(self, path: str) -> bytes:
        packed = self._packs.record(path)
        if packed is not None:
            self._packed[path] = packed
            return scaffold(path, packed.kind, packed.says, packed.line.comments)
        data = self._tree.read(path)
        if isinstance(data, Diagnostic):
            raise Failure(f"{path}: {data.message}", data.hint)
        return data

    def says(self, path: str) -> dict[str, Any]:
        """What a file says, as the draft has it; empty where it is no mapping."""
        said, _ = read_document(self.content(path), path)
        return dict(said) if isinstance(said, dict) else {}

    def set_value(self, path: str, pointer: Pointer, value: Any, order: Sequence[str]) -> None:
        """Set a value of a file; see `revision.set_value`."""
        self._new[path] = revision.set_value(self.content(path), pointer, value, order)

    def append_item(self, path: str, pointer: Pointer, value: Any, order: Sequence[str]) -> None:
        """Add an item to a list of a file; see `revision.append_item`."""
        self._new[path] = revision.append_item(self.content(path), pointer, value, order)

    def remove_entry(self, path: str, pointer: Pointer) -> None:
        """Take an entry out of a mapping of a file; see `revision.remove_entry`."""
        self._new[path] = revision.remove_entry(self.content(path), pointer)

    def rename_entry(self, path: str, pointer: Pointer, name: str) -> None:
        """Give an entry of a mapping of a file another key; see `renaming.rename_entry`."""
        self._new[path] = renaming.rename_entry(self.content(path), pointer, name)

    def delete(self, path: str) -> None:
        """Let a file go."""
        self.content(path)
        self._new[path] = None

    def create(self, path: str, kind: str, value: Mapping[str, Any], *about: str) -> str:
        """A new file, under a further number where that name is taken.

        Args:
            path: where a record is to lie.
            kind: the schema's name.
            value: what it says, in the order in which it is to say it.
            about: comments for its head, a line each.

        Returns:
            the path that it has.
        """
        path = free_record(path, self)
        self._expected[path] = None
        self._new[path] = scaffold(path, kind, value, about)
        return path

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The changes, in the order of paths; a file that stays as it is is none."""
        return tuple(
            added_file(path, self._packed[path], new)
            if path in self._packed
            else Edit(path, self._expected[path], new)
            for path, new in sorted(self._new.items())
            if self._expected[path] != (None if new is None else digest(new))
        )
