"""Where a person stands in a repository: every file, value, name and commit, before they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.erasing.lines import lines_without
from goodword.reports.report import Column, Report, Table, counted
from goodword.source.packed_names import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodword.erasing.files import Files
    from goodword.erasing.traces import Traces

_SHOWN = 120
_MOST = 400


class Found(NamedTuple):
    """A place that has the person: what it is, where, and the words that it has."""

    what: str
    where: str
    text: str


def in_files(files: Files, contents: Iterable[tuple[str, bytes]]) -> Iterator[Found]:
    """Files of the present tree that have the person, line by line.

    Args:
        files: what becomes of them.
        contents: of each path what it holds.
    """
    for path, data in contents:
        there = files.path(path)
        if files.of_person(path):
            yield Found("file", path, f"becomes {there}" if there else "goes")
            continue
        if there != path:
            yield Found("name", path, f"becomes {there}" if there else "goes")
        if path.endswith(ENDING):
            for number, old, now in lines_without(files, data):
                if old != now:
                    yield Found("line", f"{path}:{number}", _short(old.decode("utf-8", "replace")))
            continue
        new = files.content(path, data)
        if new is not None and new != data:
            yield from _lines(path, data, new, files.traces)


def _lines(path: str, old: bytes, new: bytes, traces: Traces) -> Iterator[Found]:
    before, after = (each.decode("utf-8", "replace").split("\n") for each in (old, new))
    if path.endswith(".csv"):
        count = sum(bool(traces.found(each)) for each in before)
        also = f"{counted(count, 'line')}, and its digest"
        yield Found("statement", path, also if count else "its digest, after those before it")
    elif len(before) == len(after):
        for number, (line, other) in enumerate(zip(before, after, strict=True), 1):
            if line != other:
                yield Found("value", f"{path}:{number}", _short(line))
    else:
        yield Found("value", path, "a text over several lines")


def maybe_in(files: Files, contents: Iterable[tuple[str, bytes]]) -> Iterator[Found]:
    """Lines of files of others that keep a word which may be meant for the person."""
    for path, data in contents:
        left = None if files.of_person(path) else files.content(path, data)
        for number, line in enumerate((left or b"").decode("utf-8", "replace").split("\n"), 1):
            for found in files.traces.maybe(line):
                yield Found(found[0], f"{path}:{number}", _short(line))


def _short(line: str) -> str:
    text = line.strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]} …"


def listing(
    traces: Traces, found: Sequence[Found], words: Sequence[Found], notes: Sequence[str]
) -> Report:
    """What goes, and what may be meant for the person and stays unless it is said.

    Args:
        traces: what names the person.
        found: places that have the person.
        words: places that have a word of theirs which may mean something else.
        notes: sentences.
    """
    goes = Table((Column("what"), Column("where"), Column("holds")), _rows(found), "Goes")
    stays = Table(
        (Column("word"), Column("where"), Column("holds")),
        _rows(words),
        "May mean somebody or something else: stays, unless --also WORD",
    )
    said = (
        f"looked for: {', '.join(_named(traces))}",
        *((f"spared, being somebody else's: {', '.join(traces.spared)}",) if traces.spared else ()),
        *notes,
    )
    title = f"{traces.id} in {counted(len(found), 'place')}"
    value = {
        "id": traces.id,
        "found": [each._asdict() for each in found],
        "words": [each._asdict() for each in words],
        "notes": list(said),
    }
    return Report(title, (goes, stays) if words else (goes,), said, value)


def _named(traces: Traces) -> Iterator[str]:
    """What is looked for, as it may be printed: where somebody is reached is shown nowhere."""
    mails = traces.said.mails - set(traces.also)
    yield from (each for each in traces.sure if each not in mails)
    if mails:
        yield counted(len(mails), "mail address", "mail addresses")


def _rows(found: Sequence[Found]) -> tuple[tuple[str, ...], ...]:
    rows = tuple(tuple(each) for each in found[:_MOST])
    more = len(found) - _MOST
    return rows if more <= 0 else (*rows, ("…", f"and {more} more", ""))
