"""A program of which few files differ from one that is known, without going through all others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Place
from goodword.load import Loaded
from goodword.model.paths import DOCUMENTS, row_of
from goodword.model.program import BY_NAME
from goodword.resources import site_directory
from goodword.source.own_site import look
from goodword.source.reading import read_documents
from goodword.source.trees import Overlay, read_blobs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.model.program import Program
    from goodword.source.schemas import Schemas
    from goodword.source.trees import GitTree, Unlike

MOST = 1000
"""Of more files than these all are gone through."""


def loaded_of_few(known: Loaded, tree: GitTree, schemas: Schemas, unlike: Unlike) -> Loaded | None:
    """What `load` gives of a revision, made of what is known of other files.

    Args:
        known: what those came to.
        tree: the revision.
        schemas: the definitions of shape.
        unlike: in which files they differ from it.

    Returns:
        it; None where that takes more: something is wrong in either, what differs is no document
        or holds for all others, or the revision has a file that those lack.

    Raises:
        Failure: git gives no answer.
    """
    kinds = _kinds(known, unlike)
    if kinds is None:
        return None
    wanted = [(each.path, each.token) for each in unlike.there]
    values = _values(tree, schemas, kinds, dict(read_blobs(tree.repository.path, wanted)))
    rooms = None if values is None else rooms_of_few(known.program, kinds, values)
    if rooms is None:
        return None
    settings = known.program.settings
    site = look(tree, site_directory(), settings.languages, settings.portal.logo)
    program = replace(
        known.program,
        unread_site=site.unread,
        own_templates=site.templates,
        own_pages=site.pages,
        **rooms,
    )
    gone = Counter(kinds[each] for each in kinds.keys() - {each.path for each in unlike.there})
    counts = {kind: count - gone[kind] for kind, count in known.counts.items()}
    return Loaded(program, (), counts)


def _kinds(known: Loaded, unlike: Unlike) -> dict[str, str] | None:
    """The kind of each file that differs; None where that does not do."""
    there = {each.path for each in unlike.there}
    if known.diagnostics or known.program.packed or unlike.refused:
        return None
    if len(unlike.here) > MOST or not there.issubset(unlike.here):
        return None
    kinds = {}
    for path in unlike.here:
        row = row_of(path)
        if row is None or row.kind not in DOCUMENTS or row.kind == "program":
            return None
        kinds[path] = row.kind
    return kinds


def _values(
    tree: GitTree,
    schemas: Schemas,
    kinds: Mapping[str, str],
    contents: Mapping[str, bytes | Diagnostic],
) -> dict[str, Any] | None:
    """What files say; None where something is wrong with one."""
    laid = {path: data for path, data in contents.items() if not isinstance(data, Diagnostic)}
    items = [(path, kinds[path]) for path in laid]
    values = {}
    for document in read_documents(Overlay(tree, laid), items, schemas, workers=0):
        if document.diagnostics:
            return None
        values[document.path] = document.value
    return values if len(values) == len(contents) else None


def rooms_of_few(
    program: Program, kinds: Mapping[str, str], values: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The fields of a program with other values in some files, without those that have none.

    Args:
        program: the program.
        kinds: those files and their kinds.
        values: what they are to say; one that goes is not in it.

    Returns:
        the fields that change; None where the program has nothing of one of the files, or what
        holds without it is not known here.
    """
    started = program.settings.first_day
    rooms: dict[str, Any] = {}
    for name in sorted({*kinds.values()}):
        kind = BY_NAME[name]
        paths = {path for path, of in kinds.items() if of == name}
        if not kind.many:
            (path,) = paths
            if path not in values:
                return None
            rooms[kind.room] = kind.read(values[path], Place(path), started)
            continue
        room = dict(getattr(program, kind.room))
        keys = {path: key for key, each in room.items() if (path := each.place.path) in paths}
        if len(keys) < len(paths):
            return None
        for path, key in keys.items():
            if path not in values:
                del room[key]
                continue
            room[key] = kind.read(values[path], Place(path), started)
            if kind.key(room[key]) != key:
                return None
        rooms[kind.room] = room
    return rooms
