"""Finding packed records in a tree by the path that they had, with what was added to them later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import BeyondPart, Diagnostic, Place
from goodword.source.added import joined
from goodword.source.documents import locate, read_document
from goodword.source.judged import Document
from goodword.source.packed import (
    LARGEST,
    RULE,
    Stands,
    check_together,
    checked_before,
    judged_line,
    line_of,
    marked,
    named_in,
    read_pack,
    twice,
)
from goodword.source.packed_lines import index
from goodword.source.packed_names import homes, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from goodword.diagnostics import Mark, Pointer
    from goodword.source.added import Conflict
    from goodword.source.packed import Line
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree


MUCH = 1_000_000
"""Of so many bytes it is worth another process to look at them beside this one."""


class Record(NamedTuple):
    """A packed record.

    Args:
        kind: of it.
        stands: where its line stands.
        line: the line taken apart.
        added: bytes of the file that adds to it; None where nothing does.
        says: all that it says, what may not be added left out.
        ways: of each value that was added, the way in the whole, and the way in the file.
        conflicts: what may not be added.
    """

    kind: str
    stands: Stands
    line: Line
    added: bytes | None = None
    says: Any = None
    ways: tuple[tuple[Pointer, Pointer], ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def mark(self, pointer: Pointer, *, key: bool = False) -> Mark | None:
        """Where a value of it stands: in the packed file, or in the file that adds it."""
        if self.added is not None and self.is_added(pointer):
            return locate(self.added, self.way(pointer), key=key)
        return marked(self.stands, pointer, key=key)

    def is_added(self, pointer: Pointer) -> bool:
        """Whether a value comes from the file that adds to the line."""
        return any(pointer[: len(whole)] == whole for whole, _ in self.ways)

    def way(self, pointer: Pointer) -> Pointer:
        """The way to a value in the file that says it: of the line, or of what adds to it."""
        for whole, way in self.ways:
            if pointer[: len(whole)] == whole:
                return way + pointer[len(whole) :]
        return pointer


class Sound(NamedTuple):
    """Packed records of which there is nothing to say, and to which nothing was added.

    Args:
        pack: the packed file in which they stand.
        kind: of them.
        lines: each with what a record says.
        paths: the packed file, by the path of each.
    """

    pack: str
    kind: str
    lines: list[Line]
    paths: dict[str, str]


class Packs:
    """The packed records of a tree; what was read is kept.

    Args:
        tree: the files.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: Callable[[str], Stands | None] | None = None
        self._lines: dict[str, Mapping[str, Stands]] = {}
        self._there: dict[tuple[str, ...], list[Mapping[str, Stands]]] = {}

    def ask(self, known: Callable[[str], Stands | None]) -> None:
        """Have something else find lines, which has read packed files already.

        Args:
            known: gives what `find` does; it may raise `BeyondPart`, and is then asked no more.
        """
        self._known = known

    def find(self, path: str) -> Stands | None:
        """Where the line of a record stands; None of one that is not packed."""
        if self._known is not None:
            try:
                return self._known(path)
            except BeyondPart:
                self._known = None
        packs = homes(path)
        if not packs:
            return None
        there = self._there.get(packs)
        if there is None:
            held = [self._of(pack) for pack in packs]
            there = self._there[packs] = [each for each in held if each]
        return next((each[path] for each in there if path in each), None)

    def record(self, path: str) -> Record | None:
        """A packed record with what was added to it; None of others and of broken lines."""
        stands, kind = self.find(path), kind_of(path)
        line = line_of(stands.text) if stands is not None else None
        if stands is None or kind is None or line is None:
            return None
        content = self._tree.read(path)
        added = None if isinstance(content, Diagnostic) else content
        return put_together(kind, stands, line, added)

    def _of(self, pack: str) -> Mapping[str, Stands]:
        if pack not in self._lines:
            content = self._tree.read(pack, LARGEST)
            self._lines[pack] = {} if isinstance(content, Diagnostic) else index(content, pack)
        return self._lines[pack]


def lines_of(tree: Tree, packs: Iterable[str]) -> dict[str, Stands]:
    """Where each record of these packed files stands, by its path."""
    found: dict[str, Stands] = {}
    for pack, content in tree.read_many(packs, LARGEST):
        if not isinstance(content, Diagnostic):
            found |= index(content, pack)
    return found


def put_together(kind: str, stands: Stands, line: Line, added: bytes | None) -> Record:
    """A record of its line and of the file that adds to it, where there is one."""
    if added is None:
        return Record(kind, stands, line, None, line.says)
    value, problems = read_document(added, line.file)
    if problems:
        return Record(kind, stands, line, added, line.says)
    found = joined(kind, line.says, value)
    return Record(kind, stands, line, added, found.says, found.ways, found.conflicts)


def contents_of(tree: Tree, packs: Iterable[str]) -> dict[str, bytes | Diagnostic]:
    """The bytes of packed files by path, or why one cannot be read."""
    return dict(tree.read_many(sorted(packs), LARGEST))


def added_to(contents: Mapping[str, bytes | Diagnostic], single: Iterable[str]) -> frozenset[str]:
    """Paths of single files that add to packed records: those that lines name, as they are.

    Args:
        contents: of packed files, by path.
        single: paths of files.
    """
    if not contents:
        return frozenset()
    ours = {path.encode(errors="surrogateescape"): path for path in single}
    return frozenset(
        ours[each]
        for pack, content in contents.items()
        if not isinstance(content, Diagnostic)
        for each in ours.keys() & named_in(content)
        if pack in homes(ours[each])
    )


def questions_of(
    contents: Mapping[str, bytes | Diagnostic], packs: Mapping[str, str], schemas: Schemas
) -> list[Callable[[], bool]]:
    """For each packed file whether all its lines are sound; nothing to ask where they are small.

    To see that they are takes as long as to make models of them, and neither needs the other.

    Args:
        contents: of packed files, by path.
        packs: the kind of the records in each packed file, by its path.
        schemas: the definitions of shape.
    """
    if sum(len(each) for each in contents.values() if isinstance(each, bytes)) < MUCH:
        return []
    return [
        partial(are_sound, pack, content, packs[pack], schemas)
        for pack, content in contents.items()
    ]


def are_sound(pack: str, content: bytes | Diagnostic, kind: str, schemas: Schemas) -> bool:
    """Whether there is nothing to say about any line of a packed file, as far as it shows that."""
    found = check_together(pack, content, kind, schemas)
    return found is not None and not found.wrong


def read_packs(
    tree: Tree,
    contents: Mapping[str, bytes | Diagnostic],
    packs: Mapping[str, str],
    single: Mapping[str, str],
    schemas: Schemas,
    sound: Iterator[bool],
) -> Iterator[Sound | tuple[str, Document]]:
    """All records of packed files: of a file whose lines are all sound together, else one by one.

    One by one they come with the path of their packed file.

    Args:
        tree: the files.
        contents: of packed files, by path.
        packs: the kind of the records in each packed file, by its path.
        single: kinds of files by path, some of which add to packed records.
        schemas: the definitions of shape.
        sound: answers to `questions_of` these contents, as far as there are any.
    """
    seen: dict[str, str] = {}
    for pack, content in contents.items():
        kind = packs[pack]
        found = checked_before(content) if next(sound, False) else None
        if found is None:
            found = check_together(pack, content, kind, schemas)
        if found and not found.wrong:
            paths = dict.fromkeys([each.file for each in found.lines], pack)
            if seen.keys().isdisjoint(paths.keys()) and single.keys().isdisjoint(paths.keys()):
                seen |= paths
                yield Sound(pack, kind, found.lines, paths)
                continue
        lines: list[bytes] = []
        for number, document in read_pack(pack, content, kind, schemas, found):
            path = document.path
            if not document.stands or isinstance(content, Diagnostic):
                yield pack, document
                continue
            if path in seen or path in single:
                lines = lines or content.split(b"\n")
                stands = Stands(pack, number, lines[number - 1])
                if path in seen:
                    seen |= _places(contents, seen[path])
                    yield pack, twice(stands, kind, f"{path} is packed in {seen[path]} already")
                    continue
                yield pack, with_added(tree, stands, kind, schemas)
            else:
                yield pack, document
            seen[path] = f"{pack}:{number}"


def _places(contents: Mapping[str, bytes | Diagnostic], pack: str) -> dict[str, str]:
    """Packed file and line of each record of a file that was taken together, by path.

    Once asked for all are known: of another packed file every line may be one of them.
    """
    content = contents.get(pack)
    if not isinstance(content, bytes):
        return {}
    return {path: f"{pack}:{stands.number}" for path, stands in index(content, pack).items()}


def with_added(tree: Tree, stands: Stands, kind: str, schemas: Schemas) -> Document:
    """The document of a packed record to which a file adds, with every problem of that."""
    line = line_of(stands.text)
    path = line.file if line is not None else ""
    content = tree.read(path)
    if line is None or isinstance(content, Diagnostic):
        lacking = (content,) if isinstance(content, Diagnostic) else ()
        return Document(path, kind, None, diagnostics=lacking)
    text = content.decode("utf-8", "replace")
    value, problems = read_document(content, path)
    if problems:
        return Document(path, kind, value, text, problems)
    record = put_together(kind, stands, line, content)
    whole = line.__class__(path, record.says)
    if not record.conflicts:
        document = judged_line(path, kind, whole, stands, schemas)
        wrong = tuple(_there(each, record) for each in document.diagnostics)
        return document._replace(text=text if wrong else "", diagnostics=wrong)
    where = f"{stands.pack}:{stands.number}"
    found = tuple(
        Diagnostic(
            Place(path, each.pointer, key=True),
            RULE,
            f"{each.message} ({where})",
            "leave here only what is added; to change the rest delete this file, then cycle unpack",
            locate(content, each.pointer, key=bool(each.pointer)),
        )
        for each in record.conflicts
    )
    return Document(path, kind, record.says, text, found)


def _there(each: Diagnostic, record: Record) -> Diagnostic:
    """A problem of the shape of the whole, where the value stands."""
    mark = record.mark(each.place.pointer, key=each.place.key)
    return Diagnostic(each.place, each.rule, each.message, each.hint, mark, each.severity)
