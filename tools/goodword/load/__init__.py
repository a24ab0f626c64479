"""From a tree of files to the program: each file read, judged by its schema, and modelled.

A file that fails is set aside (`Program.broken`) and all others go on; nothing here raises for
what a file says. `Failure` is raised only where there is no program at all.
"""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure, arrange
from goodword.load.beside import contacts, statements
from goodword.load.names import Coming, Names, Rest
from goodword.load.sink import Sink
from goodword.model import letter
from goodword.model.paths import PACKED
from goodword.model.program import BY_NAME, Program
from goodword.resources import site_directory
from goodword.source.form import outdated
from goodword.source.home import NO_PROGRAM, SETTINGS
from goodword.source.own_site import look
from goodword.source.packed_names import ENDING
from goodword.source.packs import added_to, contents_of, questions_of, read_packs
from goodword.source.places import Locator
from goodword.source.plain_texts import read_texts
from goodword.source.reading import ALONE, prepare, read_after, read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.source.reading import Items
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree


_PACKABLE = frozenset(PACKED.values())
_SELDOM = (100_000, 20, 100)
"""When the collector looks for garbage beside a large program: what is computed of that makes
hundreds of thousands of objects and hardly any garbage, and looking for it costs a quarter."""


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


def as_loaded(program: Program) -> Loaded:
    """A program of which only a part was loaded, as one that was: without counts of files."""
    return Loaded(program, (), dict.fromkeys(BY_NAME, 0))


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
            gc.set_threshold(*_SELDOM)
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
    prepare(tree, schemas)
    listing = tree.listing()
    names = Names(listing, known)
    kinds, others, diagnostics = names.kinds, names.others, names.diagnostics
    if not names.has(SETTINGS):
        raise Failure(f"there is no {SETTINGS}", NO_PROGRAM)
    # Packed files and other programs are asked about single files before these are read.
    while_read = len(listing.files) > ALONE and not known and not names.has_ending(ENDING)
    every = () if while_read else (*names.told(),)
    sink = Sink(diagnostics, alike.program if alike else None)
    own = next(iter(read_documents(tree, [(SETTINGS, "program")], schemas, workers=0)))
    older = outdated(own.value, SETTINGS, schemas)
    if older is not None:
        diagnostics.append(replace(older, mark=Locator(tree).mark(older.place)))
    program_settings, started = sink.settings(own, schemas)
    if alike and not alike.begins(started):
        known = {}
    packs = {path: of for kind, of in PACKED.items() for path in others[kind]}
    contents = contents_of(tree, packs)
    questions = questions_of(contents, packs, schemas) if workers is None else []
    single = [path for path, kind in kinds.items() if kind in _PACKABLE]
    items: Items = Coming(names, len(listing.files))
    if questions and not known:
        items = Rest([*every], lambda: added_to(contents, single))
    elif not while_read:
        items = _unread(every, known, added_to(contents, single), sink)
    sound, documents = read_after(
        questions, tree, items, schemas, workers=workers, cache=cache, progress=progress
    )
    packed = sink.packed(read_packs(tree, contents, packs, kinds, schemas, sound), kinds, started)
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
        statements=statements(tree, others["statement"], diagnostics),
        contacts=contacts(tree, others["contact"], diagnostics),
        letters=read_texts(tree, others["message"], letter.LARGEST, "letter", diagnostics),
        packed=packed,
        **sink.rooms(),
    )
    broken = sink.broken(program)
    if broken:
        program = Program(**{**program.__dict__, "broken": broken})
    of = Counter(kinds.values()) + sink.sound
    counts = {kind: of[kind] for kind in BY_NAME}
    return Loaded(program, arrange(diagnostics), counts)


def _unread(
    documents: Iterable[tuple[str, str]],
    known: Mapping[str, tuple[str, Any]],
    adding: Collection[str],
    sink: Sink,
) -> list[tuple[str, str]]:
    """Those that are to be read, path and kind of each; what is known of others goes to the sink.

    Args:
        documents: path and kind of each.
        known: kind and model of those that another program has.
        adding: those that add to packed records.
        sink: takes models.
    """
    rest = []
    for path, kind in documents:
        if path in known and path not in adding:
            sink.known(kind, known[path][1])
        elif kind != "program" and path not in adding:
            rest.append((path, kind))
    return rest
