"""From a tree of files to the program: each file read, judged by its schema, and modelled.

A file that fails is set aside (`Program.broken`) and all others go on; nothing here raises for
what a file says. `Failure` is raised only where there is no program at all.
"""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST
from goodword.diagnostics import Diagnostic, Failure, Place, arrange
from goodword.model import letter, settings
from goodword.model.broken import Broken
from goodword.model.contact import LARGEST, Contact
from goodword.model.paths import DOCUMENTS, PACKED, misplaced, row_of
from goodword.model.plain import by_number
from goodword.model.program import BY_NAME, Program
from goodword.resources import site_directory
from goodword.source.form import outdated
from goodword.source.home import NO_PROGRAM, SETTINGS
from goodword.source.own_site import look
from goodword.source.packs import read_packs
from goodword.source.places import Locator
from goodword.source.plain_texts import read_texts
from goodword.source.reading import ALONE, read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from goodword.model.plain import Data
    from goodword.source.judged import Document
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

STATEMENT_LIMIT = 64 * 1024 * 1024
"""Of a statement, which has a line for each person, so many bytes are read."""
_NAMES = re.compile(r"[a-z0-9](?:[.-]?[a-z0-9])*")


@dataclass(frozen=True, slots=True)
class Alike:
    """Another program of the same history, whose unchanged files need not be read again.

    Args:
        program: what was read of it.
        paths: files that hold the same in both.
    """

    program: Program
    paths: frozenset[str]

    @property
    def models(self) -> dict[str, tuple[str, Any]]:
        """Kind and model of those files, by path; settings are read anew."""
        found: dict[str, tuple[str, Any]] = {}
        for kind in BY_NAME.values():
            room = getattr(self.program, kind.room)
            models = room.values() if kind.many else (room,) if room is not None else ()
            if kind.name != "program":
                found |= {
                    path: (kind.name, each)
                    for each in models
                    if (path := each.place.path) in self.paths
                }
        return found

    def begins(self, started: date) -> bool:
        """Whether its versions begin on a day: those without `from` say so in their models."""
        return self.program.settings.first_day == started


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a tree came to.

    Args:
        program: everything that could be read.
        diagnostics: what could not be, sorted.
        counts: number of files by kind, in the order of the table of kinds.
    """

    program: Program
    diagnostics: tuple[Diagnostic, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def load(
    tree: Tree,
    schemas: Schemas,
    *,
    workers: int | None = None,
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    alike: Alike | None = None,
) -> Loaded:
    """Read a whole tree.

    Args:
        tree: the files.
        schemas: the definitions of shape.
        workers: processes that read files; None lets their number follow the number of files.
        cache: the program's folder, where what is read is kept for the next run; None for none.
        progress: called with how many files were read and how many there are.
        alike: a program that shares files with it: what these say is the same objects in both.

    Raises:
        Failure: there is no program/program.yml, or it was made for a newer version of the tool.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing read here is garbage before the end, and looking for it costs a third
    try:
        loaded = _load(tree, schemas, workers, cache, progress, alike)
        if sum(loaded.counts.values()) > ALONE:
            gc.freeze()  # else all of it would be looked at as soon as the collector is back
        return loaded
    finally:
        if collecting:
            gc.enable()


def _load(
    tree: Tree,
    schemas: Schemas,
    workers: int | None,
    cache: Path | None,
    progress: Callable[[int, int], None] | None,
    alike: Alike | None,
) -> Loaded:
    known = alike.models if alike else {}
    kinds, others, diagnostics = _by_kind(tree, known)
    if SETTINGS not in kinds:
        raise Failure(f"there is no {SETTINGS}", NO_PROGRAM)
    sink = _Sink(diagnostics, alike.program if alike else None)
    own = next(iter(read_documents(tree, [(SETTINGS, "program")], schemas, workers=0)))
    older = outdated(own.value, SETTINGS, schemas)
    if older is not None:
        diagnostics.append(replace(older, mark=Locator(tree).mark(older.place)))
    program_settings, started = sink.settings(own, schemas)
    if alike and not alike.begins(started):
        known = {}
    packs = {path: of for kind, of in PACKED.items() for path in others[kind]}
    packed = sink.packed(read_packs(tree, packs, kinds, schemas), kinds, started)
    rest = []
    for path in [path for path in kinds if path not in packed]:
        kind = kinds[path]
        if path in known:
            sink.known(kind, known[path][1])
        elif kind != "program":
            rest.append((path, kind))
    documents = read_documents(tree, rest, schemas, workers=workers, cache=cache, progress=progress)
    for document in documents:
        sink.take(document, started)
    own_site = look(
        tree, site_directory(), program_settings.languages, program_settings.portal.logo
    )
    program = Program(
        settings=program_settings,
        unread_site=own_site.unread,
        own_templates=own_site.templates,
        own_pages=own_site.pages,
        statements=_statements(tree, others["statement"], diagnostics),
        contacts=_contacts(tree, others["contact"], diagnostics),
        letters=read_texts(tree, others["message"], letter.LARGEST, "letter", diagnostics),
        packed=packed,
        **sink.rooms(),
    )
    broken = sink.broken(program)
    if broken:
        program = Program(**{**program.__dict__, "broken": broken})
    counts = dict.fromkeys(BY_NAME, 0)
    for kind in kinds.values():
        counts[kind] += 1
    return Loaded(program, arrange(diagnostics), counts)


def _by_kind(
    tree: Tree, known: Mapping[str, tuple[str, Any]]
) -> tuple[dict[str, str], dict[str, list[str]], list[Diagnostic]]:
    """Kinds by path of all documents, paths by kind of others, and what is wrong with other names.

    A kind follows from the path alone, so that of a known file it is known.
    """
    listing = tree.listing()
    diagnostics = list(listing.refused)
    kinds: dict[str, str] = {}
    others: dict[str, list[str]] = {k: [] for k in ("statement", "contact", "message", *PACKED)}
    for entry in listing.files:
        if entry.path in known:
            kinds[entry.path] = known[entry.path][0]
            continue
        row = row_of(entry.path)
        if row is None:
            message, hint = misplaced(entry.path)
            diagnostics.append(Diagnostic(Place(entry.path), "misplaced-file", message, hint))
        elif row.kind in DOCUMENTS:
            kinds[entry.path] = row.kind
        elif row.kind in others:
            others[row.kind].append(entry.path)
    return kinds, others, diagnostics


def _statements(
    tree: Tree, paths: Iterable[str], diagnostics: list[Diagnostic]
) -> dict[str, bytes]:
    found = {}
    for path in paths:
        content = tree.read(path, STATEMENT_LIMIT)
        if isinstance(content, Diagnostic):
            diagnostics.append(content)
        else:
            found[path[path.rfind("/") + 1 : -4]] = content
    return found


def _contacts(
    tree: Tree, paths: Iterable[str], diagnostics: list[Diagnostic]
) -> dict[str, Contact]:
    found = {}
    for path, content in tree.read_many(paths, LARGEST):
        if isinstance(content, Diagnostic):
            diagnostics.append(content)
        else:
            each = Contact.read(content, path)
            found[each.influencer] = each
    return found


class _Sink:
    """Gathers models and what was set aside, while documents come in."""

    def __init__(self, diagnostics: list[Diagnostic], alike: Program | None = None) -> None:
        self._diagnostics = diagnostics
        self._alike = alike
        self._read: set[str] = set()
        self._models: dict[str, list[Any]] = {kind: [] for kind in BY_NAME}
        self._aside: dict[str, tuple[str, str]] = {}

    def take(self, document: Document, started: date) -> None:
        """Model a document, or set it aside."""
        if document.diagnostics:
            self._diagnostics.extend(document.diagnostics)
            if not document.stands:
                self._aside[document.path] = (document.kind, document.text)
                return
        kind = BY_NAME[document.kind]
        self._read.add(document.kind)
        self._models[document.kind].append(kind.read(document.value, Place(document.path), started))

    def packed(
        self, found: Iterable[tuple[str, Document]], kinds: dict[str, str], started: date
    ) -> dict[str, str]:
        """Take packed records, which count like files: the packed file of each, by its path."""
        where = {}
        for pack, document in found:
            where[document.path] = pack
            kinds.setdefault(document.path, document.kind)
            self.take(document, started)
        return where

    def known(self, kind: str, model: Any) -> None:
        """Take what another program has of a file that is the same."""
        self._models[kind].append(model)

    def settings(self, document: Document, schemas: Schemas) -> tuple[settings.Settings, date]:
        """The program's settings; of a broken file, what of it can be used."""
        data = document.value
        self._diagnostics.extend(document.diagnostics)
        if not document.stands:
            self._aside[document.path] = (document.kind, document.text)
            data = _usable(data, schemas)
        read = settings.Settings.read(data, Place(document.path))
        return read, read.started or EARLIEST

    def rooms(self) -> dict[str, Any]:
        """The fields of a Program, each sorted by its key."""
        rooms: dict[str, Any] = {}
        for name, models in self._models.items():
            kind = BY_NAME[name]
            if self._alike and kind.many and name not in self._read:
                # All of them are of the other program's room: as many are the same ones.
                room = getattr(self._alike, kind.room)
                if len(room) == len(models):
                    rooms[kind.room] = room
                    continue
            if kind.many:
                keys = [*map(kind.key, models)]
                rooms[kind.room] = dict(
                    sorted(zip(keys, models, strict=True), key=lambda each: by_number(each[0]))
                )
            elif models:
                rooms[kind.room] = models[0]
        return rooms

    def broken(self, program: Program) -> Broken:
        """What was set aside, with the ids that it would have been and those that it names."""
        if not self._aside:
            return Broken()
        ids: dict[str, set[str]] = {}
        words: set[str] = set()
        for path, (kind, text) in self._aside.items():
            parts = path[: path.rfind(".")].split("/")
            own = parts[1] if kind in ("profile", "mission") else parts[-1]
            ids.setdefault(kind, set()).update({own, path})
            words.update(parts, (parts[-1][11:].partition(".")[0],))
            words.update(_NAMES.findall(text))
        known = {*program.influencers, *program.missions, *program.rewards, *program.feedback}
        known |= {each for held in ids.values() for each in held}
        known |= {part for path in self._aside for part in path.split("/")}
        known |= {path.rpartition("/")[2][11:].partition(".")[0] for path in self._aside}
        return Broken(
            {path: kind for path, (kind, _) in self._aside.items()},
            {kind: frozenset(held) for kind, held in ids.items()},
            frozenset(words & known),
            mute=not all(_NAMES.search(text) for _, text in self._aside.values()),
        )


def _usable(value: Any, schemas: Schemas) -> Data:
    """What of a broken program.yml can stand, so that the rest of the tree can be judged."""
    if isinstance(value, dict):
        for _ in range(100):
            problems = schemas.explain("program", value)
            if not problems:
                return value
            _drop(value, tuple(problems[0].pointer))
    return {"name": "", "timezone": "UTC", "staff": [{"id": "nobody", "name": ""}]}


def _drop(value: Any, pointer: tuple[str | int, ...]) -> None:
    """Take out what a pointer means, or the nearest thing around it that exists."""
    parents = [value]
    for step in pointer:
        try:
            parents.append(parents[-1][step])
        except (KeyError, IndexError, TypeError):
            break
    if len(parents) > 1:
        del parents[-2][pointer[len(parents) - 2]]
    else:
        value.clear()
