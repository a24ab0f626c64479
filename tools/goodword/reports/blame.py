"""`goodword blame FILE[:field]`: which commit brought a value, by whom, and on which day.

The file itself is one person's word; that it said so on a day, and who wrote it, is the history's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Diagnostic, Failure, Place
from goodword.reports.report import Field, Report, table, values
from goodword.source.documents import read_document
from goodword.source.history import History
from goodword.source.packed import LARGEST, line_of
from goodword.source.packed_lines import index
from goodword.source.packs import Packs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from goodword.diagnostics import Pointer
    from goodword.source.history import Commit, Edit
    from goodword.source.packs import Record
    from goodword.source.trees import GitTree


class Said(NamedTuple):
    """A value of a file and the commit that brought it.

    Args:
        place: where it stands.
        value: as the file has it.
        commit: the newest commit whose file says so where that of none of its parents does.
        day: on which it was authored, in the program's time zone; as stated.
    """

    place: Place
    value: Any
    commit: Commit
    day: date


_FIELDS: tuple[Field[Said], ...] = (
    Field("place", "where"),
    Field("field", "field", get=lambda each: ".".join(map(str, each.place.pointer)) or "the file"),
    Field("value", "value", get=lambda each: str(each.value)),
    Field("commit", "commit", get=lambda each: each.commit.id, cell=lambda value: value[:12]),
    Field("author", "author", get=lambda each: each.commit.author),
    Field("email", "address", get=lambda each: each.commit.email),
    Field("date", "day", "date", get=lambda each: each.day),
    Field("subject", "why", get=lambda each: each.commit.subject),
)


def blame(tree: GitTree, path: str, field: str, zone: ZoneInfo) -> Report:
    """Every value of a file, or of a part of it, with the commit that brought it.

    Args:
        tree: the revision whose file is meant.
        path: the file, from the program's folder.
        field: keys and numbers with dots between them, as in `decision.by`; empty for all of it.
        zone: the program's time zone, for days.

    Raises:
        Failure: the revision has no such file or field, the file cannot be read, or the clone is
            shallow.
    """
    history = History(tree.repository)
    packed = Packs(tree).record(path)
    now = packed.says if packed else _file(tree, path)
    if now is None:
        raise Failure(
            f"there is no {path} in {tree.commit[:12]} that can be read",
            "name a file that is committed, from the folder of the program",
        )
    wanted = _pointer(now, field)
    versions = [
        (commit, edit)
        for commit, edits in _edits(history, tree, path, packed)
        for edit in edits
        if edit.path in (path, packed and packed.stands.pack) and edit.after
    ]
    read: dict[str, Any] = {"": None}
    for _, edit in versions:
        for blob in (edit.after, *edit.before):
            if blob not in read:
                packing = packed is not None and edit.path != path
                read[blob] = (
                    _line(tree, edit.path, blob, path) if packing else _value(tree, path, blob)
                )
    found = []
    for pointer, value in _leaves(_at(now, wanted), wanted):
        way = packed.way(pointer) if packed else pointer
        brought = (
            commit
            for commit, edit in reversed(versions)
            if _at(read[edit.after], way) == value
            and all(_at(read[blob], way) != value for blob in edit.before)
        )
        commit = next(brought, versions[0][0])
        day = commit.authored_on(zone)
        found.append(Said(Place(path, pointer), value, commit, day))
    return Report(f"who wrote {path}", (table(_FIELDS, found),), value=values(_FIELDS, found))


def _file(tree: GitTree, path: str) -> Any:
    """What a file of the revision says; None where there is none, or it cannot be read."""
    return _value(tree, path, tree.token(path)) if tree.token(path) else None


def _edits(
    history: History, tree: GitTree, path: str, packed: Record | None
) -> Iterator[tuple[Commit, tuple[Edit, ...]]]:
    """What commits did to a file, oldest first; of a packed record first who packed it.

    What its file said before it was packed, and what adds to it since, has its own path.
    """
    if packed is not None:
        yield from history.edits(tree.commit, path=packed.stands.pack)
    yield from history.edits(tree.commit, path=path)


def _line(tree: GitTree, pack: str, blob: str, path: str) -> Any:
    """What the line of a record once said in a packed file; None where it had none."""
    content = tree.content(pack, blob, LARGEST)
    stands = None if isinstance(content, Diagnostic) else index(content, pack).get(path)
    line = line_of(stands.text) if stands is not None else None
    return line.says if line is not None else None


def _value(tree: GitTree, path: str, blob: str) -> Any:
    """What a file once said; None where it could not be read."""
    content = tree.content(path, blob)
    if isinstance(content, Diagnostic):
        return None
    value, problems = read_document(content, path)
    return None if problems else value


def _pointer(value: Any, field: str) -> Pointer:
    """The way to a field; an error names the keys that are there."""
    way: tuple[str | int, ...] = ()
    for part in field.split(".") if field else ():
        inner = _at(value, way)
        step: str | int = int(part) if isinstance(inner, list) and part.isdecimal() else part
        if _at(value, (*way, step)) is None:
            there = map(str, inner if isinstance(inner, dict) else range(len(inner or ())))
            raise Failure(
                f"there is no {'.'.join(map(str, (*way, step)))} in the file",
                f"there are: {', '.join(there)}" if inner else "",
            )
        way = (*way, step)
    return way


def _at(value: Any, pointer: Pointer) -> Any:
    """What stands at a pointer; None where nothing does."""
    for step in pointer:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _leaves(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Every plain value inside a value, in the order of the file."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*pointer, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*pointer, index))
    else:
        yield pointer, value
