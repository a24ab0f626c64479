"""Documents of a part, read one after the other as it becomes known which are needed."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart, Place, Severity
from goodword.load.beside import contacts, statements
from goodword.load.sink import Sink
from goodword.model.claim import Claim
from goodword.model.paths import DOCUMENTS, PACKED, row_of
from goodword.model.program import Program
from goodword.source.finding import BATCH, Finder, may_be
from goodword.source.form import outdated
from goodword.source.home import SETTINGS
from goodword.source.ignoring import Ignoring
from goodword.source.judged import Document
from goodword.source.packed import check_together
from goodword.source.packed_names import is_pack, kind_of, room_of
from goodword.source.packs import with_added
from goodword.source.reading import read_documents, read_texts
from goodword.source.slices import dump, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.source.packed import Stands
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

_LATER = frozenset({"audits", "feedback", "messages", "statements"})
"""Folders of program/ that are searched or need no model; all others are read whole."""


class Documents:
    """What of a program was read so far.

    Args:
        tree: the files.
        schemas: the definitions of shape.
        cache: the program's folder, where an earlier run may have kept what it read; None without.

    Raises:
        BeyondPart: the files are not on the disk, or a file is broken.
    """

    def __init__(self, tree: Tree, schemas: Schemas, cache: Path | None = None) -> None:
        self.finder = Finder(tree)
        self._cache = cache
        self._tree = tree
        self._schemas = schemas
        self._diagnostics: list[Diagnostic] = []
        self._sink = Sink(self._diagnostics)
        self._read: set[str] = {SETTINGS}
        self._apart: set[str] = set()
        self._contacts: list[str] = []
        self._lined: dict[str, Claim] = {}
        self._packed: dict[str, str] = {}
        self._added: set[str] = set()
        self._program: Program | None = None
        if not self.finder.has(SETTINGS):
            raise BeyondPart
        own = next(iter(read_documents(tree, [(SETTINGS, "program")], schemas, workers=0)))
        if not own.stands or outdated(own.value, SETTINGS, schemas) is not None:
            raise BeyondPart
        self._settings, self._started = self._sink.settings(own, schemas)
        self.take(self._everywhere())

    def _everywhere(self) -> Iterable[str]:
        """What every question may need: what there is little of."""
        yield from self.records("program")
        for folder in self.finder.folders("program"):
            if folder not in _LATER:
                yield from self.records(f"program/{folder}")
        for mission in self.finder.folders("missions"):
            yield f"missions/{mission}/mission.yml"

    def records(self, folder: str) -> Iterable[str]:
        """Paths of the documents in a folder, and of those that are packed."""
        finder = self.finder
        if room_of(folder):
            paths = [f"{folder}/{name}" for name in finder.records(folder)]
            return [*paths, *finder.lines.of(folder)]
        paths = [f"{folder}/{name}" for name in finder.files(folder)]
        return [each for each in paths if not is_pack(each)]

    def take_of_everybody(
        self, folder: str, wanted: Callable[[str, bytes], bool], signs: Collection[bytes]
    ) -> None:
        """Read the records of everybody in one of their folders that are wanted.

        Args:
            folder: its name, such as touchpoints.
            wanted: asked of a file's name and bytes.
            signs: see `Finder.among`.
        """
        people = [f"influencers/{each}/{folder}" for each in self.finder.folders("influencers")]

        def by_name(path: str, data: bytes) -> bool:
            return wanted(path.rpartition("/")[2], data)

        self.take(self.finder.among(people, by_name, signs))

    def take(self, paths: Iterable[str]) -> bool:
        """Read documents, and the kept facts of contacts, that were not read yet.

        Returns:
            whether there was anything new.

        Raises:
            BeyondPart: a file is none of the program's, or broken.
        """
        fresh = sorted({*paths} - self._read)
        items = []
        for path in fresh:
            row = row_of(path)
            if row is not None and row.kind == "contact":
                self._contacts.append(path)
            elif row is not None and row.kind in DOCUMENTS:
                items.append((path, row.kind))
            else:
                raise BeyondPart
        self._read.update(fresh)
        for path in self._lined.keys() & fresh:
            del self._lined[path]
        single, packed = self._parted(items)
        read = read_documents(self._tree, single, self._schemas, cache=self._cache, part=True)
        for document in chain(read, self._unpacked(packed)):
            if not document.stands:
                raise BeyondPart
            self._sink.take(document, self._started)
        if fresh:
            self._program = None
        return bool(fresh)

    def line_up(
        self,
        paths: Iterable[str],
        wanted: Callable[[str, bytes], bool],
        signs: Collection[bytes],
        meanwhile: Callable[[], object],
    ) -> None:
        """Read claims that were not read yet: of those that are not wanted the places they take.

        Args:
            paths: of the claims.
            wanted: asked of a claim's path and of its value as JSON, or of its line.
            signs: see `Finder.among`.
            meanwhile: see `read_texts`.

        Raises:
            BeyondPart: a file is no claim, or broken.
        """
        items = [(path, "claim") for path in sorted(dict.fromkeys(paths)) if path not in self._read]
        single, packed = self._parted(items)
        read = read_texts(self._tree, single, self._schemas, self._cache, meanwhile)
        coming = chain(map(_valued, read), self._lines_of(packed))
        while batch := [*islice(coming, BATCH)]:
            likely = may_be([(document.path, text) for document, text in batch], signs)
            for document, text in batch:
                if likely and wanted(document.path, text):
                    self._read.add(document.path)
                    self._sink.take(document, self._started)
                else:
                    place = Place(document.path)
                    self._lined[document.path] = Claim.read(document.value, place)
        self._program = None

    def _lines_of(self, packed: Mapping[str, Stands]) -> Iterator[tuple[Document, bytes]]:
        """Packed claims with the bytes in which they stand, or with what they say by now."""
        for document in self._unpacked(packed):
            if not document.stands:
                raise BeyondPart
            added = document.path in self._added
            yield document, dump(document.value) if added else packed[document.path].text

    def apart(self, paths: Iterable[str]) -> Program:
        """A program of these documents alone, which are not among what was read so far.

        Raises:
            BeyondPart: one of them is broken.
        """
        items = [(path, row.kind) for path in sorted({*paths}) if (row := row_of(path))]
        self._apart.update(path for path, _ in items)
        sink = Sink(self._diagnostics)
        single, packed = self._parted(items)
        read = read_documents(self._tree, single, self._schemas, workers=0)
        for document in chain(read, self._unpacked(packed)):
            if not document.stands:
                raise BeyondPart
            sink.take(document, self._started)
        return Program(settings=self._settings, packed=self._packed, **sink.rooms())

    def _parted(
        self, items: Iterable[tuple[str, str]]
    ) -> tuple[list[tuple[str, str]], dict[str, Stands]]:
        """Documents that are files, and where the lines of the others stand."""
        single: list[tuple[str, str]] = []
        packed: dict[str, Stands] = {}
        before, lines = "", self.finder.lines.of("")
        for item in items:
            path = item[0]
            folder = path[: path.rfind("/")]
            if folder != before:  # items come sorted, so this is seldom
                before, lines = folder, self.finder.lines.of(folder)
            stands = lines.get(path)
            if stands is None:
                single.append(item)
            else:
                packed[path] = stands
        return single, packed

    def _unpacked(self, packed: Mapping[str, Stands]) -> Iterator[Document]:
        """Packed records, with what files add to them.

        Raises:
            BeyondPart: something is wrong with one of them.
        """
        packs: dict[str, list[bytes]] = {}
        for path, stands in packed.items():
            self._packed[path] = stands.pack
            if self.finder.has(path):
                self._added.add(path)
                document = with_added(self._tree, stands, kind_of(path) or "", self._schemas)
                if document.diagnostics:
                    raise BeyondPart
                yield document
            else:
                packs.setdefault(stands.pack, []).append(stands.text)
        for pack, lines in packs.items():
            row = row_of(pack)
            if row is None:
                raise BeyondPart
            kind, content = PACKED[row.kind], b"\n".join((*lines, b""))
            found = check_together(pack, content, kind, self._schemas)
            if found is None or found.wrong:
                raise BeyondPart  # of which line something is to be said is not known here
            for line in found.lines:
                yield Document(line.file, kind, line.says)

    @property
    def program(self) -> Program:
        """What was read so far."""
        if self._program is None:
            rooms = self._sink.rooms()
            self._program = Program(
                settings=self._settings, lined=self._lined, packed=self._packed, **rooms
            )
        return self._program

    def finished(self, elsewhere: frozenset[str]) -> tuple[Program, Ignoring]:
        """What was read, with what is no YAML, and the question whether git ignores any of it.

        Args:
            elsewhere: ids of people of whom nothing was read.

        Raises:
            BeyondPart: a file cannot be read.
        """
        closed = self.records("program/statements")
        found = replace(
            self.program,
            statements=statements(self._tree, closed, self._diagnostics),
            contacts=contacts(self._tree, self._contacts, self._diagnostics),
            elsewhere=elsewhere,
        )
        if any(each.severity is Severity.ERROR for each in self._diagnostics):
            raise BeyondPart
        read = {*self._read, *self._apart, *self._lined, *closed}
        lying = read - self._packed.keys() | self._added
        return found, Ignoring(self.finder.root, sorted(lying.union(self._packed.values())))


def _valued(found: Document | tuple[str, bytes]) -> tuple[Document, bytes]:
    """A claim of a file with its value as JSON.

    Raises:
        BeyondPart: it is none, or broken.
    """
    if isinstance(found, Document):
        if not found.stands:
            raise BeyondPart
        path, text = found.path, dump(found.value)
    else:
        path, text = found
    row = row_of(path)  # only now, while others read the next ones
    if row is None or row.kind != "claim":
        raise BeyondPart
    return Document(path, "claim", parse(text)), text
