"""Packed records without a person: each line as the file that it was would be, in its new place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.json import encode

from goodword.erasing.own import record
from goodword.model.plain import by_number
from goodword.source.documents import read_document
from goodword.source.packed import line_of, written
from goodword.source.packed_names import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.erasing.traces import Traces


class Files(Protocol):
    """What becomes of files without the person, as lines ask for it."""

    traces: Traces

    def path(self, path: str) -> str | None:
        """Where a file lies afterwards; None where it goes."""

    def of_person(self, path: str) -> bool:
        """Whether a file is the person's own."""

    def words(self, kind: str, data: bytes) -> bytes:
        """A file of somebody else's without what names the person."""

    def code(self, word: str) -> str:
        """A reference or a code without the person."""

    def exact(self, word: str) -> str:
        """An id, where it is the person's their new one."""


def lines_without(files: Files, data: bytes) -> Iterator[tuple[int, bytes, bytes | None]]:
    """The lines of a packed file: number, as each is, and as it is to be; None where it goes.

    Args:
        files: what becomes of files.
        data: content of the packed file.
    """
    lines = data.split(b"\n")
    for number, text in enumerate(lines[:-1] if not lines[-1] else lines, 1):
        yield number, text, _line(files, text)


def pack_without(files: Files, data: bytes) -> bytes | None:
    """A packed file without the person, in the order of the new names; None where no line stays.

    Where a line stood among others would tell what its name began with.
    """
    found = [new for _, _, new in lines_without(files, data) if new is not None]
    if not found:
        return None
    read = [(line_of(each), each) for each in found]
    ordered = sorted(
        read, key=lambda each: by_number(each[0].file) if each[0] is not None else ("", 0)
    )
    return b"".join(each + b"\n" for _, each in ordered)


def _line(files: Files, text: bytes) -> bytes | None:
    one = line_of(text)
    kind = kind_of(one.file) if one is not None else None
    if one is None or kind is None:
        # A broken line has no meaning, so that only its words can be looked at.
        return files.traces.clean(text.decode("utf-8", "surrogateescape")).encode(
            "utf-8", "surrogateescape"
        )
    there = files.path(one.file)
    if there is None:
        return None
    if files.of_person(one.file):
        return written(
            there, record(kind, one.says, files.code, files.exact, files.traces.stands), []
        )[:-1]
    said = encode(one.says)
    new = files.words(kind, said)
    comments = [files.traces.clean(each) for each in one.comments]
    if new == said and comments == one.comments:
        return text if there == one.file else written(there, one.says, comments)[:-1]
    says, _ = read_document(new, there)
    return written(there, says if isinstance(says, dict) else one.says, comments)[:-1]
