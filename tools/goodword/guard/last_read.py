"""What base says in files that cannot be read there: what they last said on its own line.

A file that is broken in base was whole once, and what it said then was agreed on. Were it left
out, the rules it holds would not be asked: without policies the defaults would hold, without a
profile nobody would be close to anybody. What a merge passed over was never agreed on, so only
the first parents are followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Diagnostic, Failure
from goodword.load import load
from goodword.model.paths import DOCUMENTS, row_of
from goodword.model.program import Program
from goodword.model.shape import replace
from goodword.source.history import History
from goodword.source.home import NO_PROGRAM, SETTINGS
from goodword.source.judged import judged
from goodword.source.trees import Overlay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from goodword.load import Loaded
    from goodword.source.history import Commit
    from goodword.source.repository import Repository
    from goodword.source.schemas import Schemas
    from goodword.source.trees import GitTree


class LastRead(NamedTuple):
    """The newest version of a file that can be read, and the commit that brought it."""

    commit: Commit
    content: bytes


class Agreed(NamedTuple):
    """The program of base.

    Args:
        loaded: what its files came to, the broken ones as they last were.
        last: of each file that base has broken, its newest version that can be read.
        never: those that never could be read.
        settings: what program.yml holds, or last held when it could be read.
    """

    loaded: Loaded
    last: Mapping[str, LastRead]
    never: frozenset[str]
    settings: bytes


def agreed(history: History, tree: GitTree, schemas: Schemas, cache: Path | None) -> Agreed:
    """What was agreed on in a revision.

    Args:
        history: of the repository.
        tree: the files of the revision.
        schemas: the definitions of shape.
        cache: the program's folder, where what is read is kept; None keeps nothing.

    Raises:
        Failure: it has no program, and had none.
    """
    last: dict[str, LastRead] = {}
    if not _has(tree, SETTINGS):
        last = _last(history, tree, [SETTINGS], schemas)
        if not last:
            raise Failure(f"there is no {SETTINGS} in {tree.commit[:12]}", NO_PROGRAM)
    loaded = load(_laid(tree, last), schemas, cache=cache)
    refused = {each.place.path for each in tree.listing().refused}
    unread = {
        *loaded.program.broken.files,
        *(path for path in refused if (row := row_of(path)) and row.kind in DOCUMENTS),
    } - last.keys()
    if unread:
        found = _last(history, tree, sorted(unread), schemas)
        last |= found
        if found:
            loaded = load(_laid(tree, last), schemas, cache=cache)
    if SETTINGS in unread - last.keys():
        # What stands of a broken list of staff may lack the line that says who left.
        nobody = replace(loaded.program.settings, staff=())
        program = Program(**{**loaded.program.__dict__, "settings": nobody})
        loaded = type(loaded)(program, loaded.diagnostics, loaded.counts)
    content = last[SETTINGS].content if SETTINGS in last else tree.read(SETTINGS)
    settings = content if isinstance(content, bytes) else b""
    return Agreed(loaded, last, frozenset(unread - last.keys()), settings)


def has_program(repository: Repository, tree: GitTree, schemas: Schemas) -> bool:
    """Whether a revision has a program, or files of one whose settings it had once.

    Raises:
        Failure: the clone is shallow, and the revision has such files without settings.
    """
    listing = tree.listing()
    if _has(tree, SETTINGS):
        return True
    if not (listing.files or listing.refused):
        return False
    return bool(_last(History(repository), tree, [SETTINGS], schemas))


def readable(tree: GitTree, path: str, schemas: Schemas) -> bool:
    """Whether a revision has no such file, or one that can be read."""
    row, content = row_of(path), tree.read(path)
    if row is None or not _has(tree, path):
        return True
    return judged(path, row.kind, content, schemas).stands


def _has(tree: GitTree, path: str) -> bool:
    return any(each.path == path for each in tree.listing().files)


def _laid(tree: GitTree, last: Mapping[str, LastRead]) -> GitTree | Overlay:
    return Overlay(tree, {path: each.content for path, each in last.items()}) if last else tree


def _last(
    history: History, tree: GitTree, paths: Iterable[str], schemas: Schemas
) -> dict[str, LastRead]:
    """Of each path the newest version that can be read, where there is one."""
    versions: dict[str, list[tuple[Commit, str]]] = {path: [] for path in paths}
    only = next(iter(versions)) if len(versions) == 1 else ""
    for commit, edits in history.edits(tree.commit, path=only, line=True):
        for edit in edits:
            if edit.after and edit.path in versions:
                versions[edit.path].append((commit, edit.after))
    found = {}
    for path, known in versions.items():
        row = row_of(path)
        for commit, blob in reversed(known):
            content = tree.content(path, blob)
            if (
                row is not None
                and not isinstance(content, Diagnostic)
                and judged(path, row.kind, content, schemas).stands
            ):
                found[path] = LastRead(commit, content)
                break
    return found
