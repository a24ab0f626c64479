"""Marks every free text of a program and finds the marks again, however a file hides them."""

from __future__ import annotations

import base64
import binascii
import copy
import html
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from goodword.edits.layout import lines_of
from goodword.model.paths import row_of
from goodword.source.documents import read_document
from goodword.source.trees import Overlay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

    Way = tuple[str | int, ...]

MARK = re.compile(rb"zq(\d{5})qz", re.IGNORECASE)
ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{14,}")
ESCAPED = re.compile(rb"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Marked:
    """Where a mark was put: the file, its kind, the way to the field, and the whole document."""

    path: str
    kind: str
    way: Way
    document: Any

    @property
    def field(self) -> str:
        """The way with a star for each place in a list."""
        return ".".join("*" if isinstance(step, int) else step for step in self.way)


def leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """Every text of a document with the way to it."""
    if isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*way, step))
    elif isinstance(value, str):
        yield way, value


def put(document: Any, way: Way, text: str) -> None:
    """Replace one text of a document."""
    for step in way[:-1]:
        document = document[step]
    document[way[-1]] = text


def marked(tree: Tree, schemas: Schemas) -> tuple[Tree, dict[int, Marked]]:
    """The tree with a mark of its own in every text that its schema leaves free, and the marks."""
    marks: dict[int, Marked] = {}
    changes: dict[str, bytes | None] = {}
    for entry in tree.listing().files:
        row = row_of(entry.path)
        data = tree.read(entry.path)
        if row is None or not entry.path.endswith(".yml") or not isinstance(data, bytes):
            continue
        document, _ = read_document(data, entry.path)
        changed = copy.deepcopy(document)
        for way, text in leaves(document):
            number = len(marks)
            mark = f"zq{number:05d}qz"
            for tried in (
                (f"{text} {mark}", f"{text}{mark}") if "://" in text else (f"{text} {mark}",)
            ):
                put(changed, way, tried)
                if schemas.judge(row.kind, changed):
                    marks[number] = Marked(entry.path, row.kind, way, document)
                    break
                put(changed, way, text)
        changes[entry.path] = ("\n".join(lines_of(changed, 0)) + "\n").encode()
    return Overlay(tree, changes), marks


def found(files: Mapping[str, bytes]) -> dict[int, str]:
    """Marks in names and contents of files, each with the first file that has it."""
    seen: dict[int, str] = {}
    for path, data in sorted(files.items()):
        for form in (path.encode(), *forms(data)):
            for match in MARK.finditer(form):
                seen.setdefault(int(match[1]), path)
    return seen


def forms(data: bytes) -> Iterator[bytes]:
    """What bytes may mean: themselves, and decoded in each of the ways that hide a text."""
    yield data
    yield data.replace(b"\0", b"")  # UTF-16
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"&#" in data:
        yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    if b"\\u" in data:
        yield ESCAPED.sub(lambda m: chr(int(m[1], 16)).encode("utf-8", "replace"), data)
    yield from _unpacked(data)
    for run in ENCODED.findall(data):
        yield from _decoded(run)


def _unpacked(data: bytes) -> Iterator[bytes]:
    start = data.find(b"\x1f\x8b")
    if start >= 0:
        try:
            yield zlib.decompressobj(31).decompress(data[start:])
        except zlib.error:
            return


def _decoded(run: bytes) -> Iterable[bytes]:
    run = run.replace(b"-", b"+").replace(b"_", b"/")
    for offset in range(4):
        part = run[offset:]
        part = part[: len(part) // 4 * 4]
        try:
            yield base64.b64decode(part)
        except binascii.Error:
            continue
