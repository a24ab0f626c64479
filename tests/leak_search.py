"""Marks every free text of a program and finds the marks again, however a file hides them."""

from __future__ import annotations

import base64
import binascii
import copy
import functools
import html
import quopri
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
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

    Way = tuple[str | int, ...]

MARK = re.compile(rb"zq(\d{5})qz", re.IGNORECASE)
GAP = "[.,'\u00a0\u202f\u2019 ]?"
NUMBER = re.compile(rf"(?<![\d.])7(\d\d){GAP}(\d{{3}}){GAP}000(?!\d)")
READ = (".html", ".json", ".ics", ".xml", ".atom", ".svg", ".txt", ".csv")
ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{14,}")
HEX = re.compile(rb"[0-9a-fA-F]{18,}")
ESCAPED = re.compile(
    rb"\\(?:u\{0*([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|0*([0-9a-fA-F]{2}) )"
)
FOLDED = re.compile(rb"\r?\n[ \t]")
TAGS = re.compile(rb"<[^<>]{0,300}>")
UNSEEN = re.compile(rb"\xc2\xad|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf")
"""Letters without width: soft hyphens, joiners, marks of direction."""
DEPTH = 2
"""So many ways of hiding are looked for one in another, as gzip in base64 is two."""
SHORT = 200
"""Longer runs of letters hardly stand twice."""
PACKED = re.compile(rb"\x1f\x8b|\x78[\x01\x5e\x9c\xda]")


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
        for number in (*_marks(path.encode()), *_marks(data)):
            seen.setdefault(number, path)
    return seen


@functools.cache
def _marks(data: bytes) -> tuple[int, ...]:
    """Marks in some bytes; scripts and fonts are the same in every build."""
    return tuple(dict.fromkeys(_within(data, DEPTH)))


def _within(data: bytes, depth: int) -> Iterator[int]:
    """Marks in all forms of some bytes: those of `forms`, where runs that stand again and again
    (names of classes, addresses, digests) are decoded once."""
    for match in MARK.finditer(data):
        yield int(match[1])
    if depth:
        for form in (*_spelled(data), *_unpacked(data)):
            if form != data:
                yield from _within(form, depth - 1)
        for pattern, decoded in ((HEX, _from_hex), (ENCODED, _decoded)):
            for run in pattern.findall(data):
                of = _of_run if len(run) < SHORT else _of_run.__wrapped__
                yield from of(run, decoded, depth - 1)


@functools.lru_cache(200_000)
def _of_run(run: bytes, decoded: Callable[[bytes], Iterable[bytes]], depth: int) -> tuple[int, ...]:
    return tuple({number for form in decoded(run) for number in _within(form, depth)})


def numbers(files: Mapping[str, bytes]) -> dict[int, str]:
    """Marked numbers in the pages and lists of a site, each with the first file that has it.

    Not in scripts and fonts, which are the theme's and full of digits.
    """
    seen: dict[int, str] = {}
    for path, data in sorted(files.items()):
        for number in _numbers(data) if path.endswith(READ) else ():
            seen.setdefault(number, path)
    return seen


@functools.cache
def _numbers(data: bytes) -> tuple[int, ...]:
    """Marked numbers in some bytes; many pages are looked at more than once."""
    text = html.unescape(data.decode("utf-8", "replace"))
    return tuple({int(match[1] + match[2]): 0 for match in NUMBER.finditer(text)})


def forms(data: bytes, depth: int = DEPTH) -> Iterator[bytes]:
    """What bytes may mean: themselves, and decoded in each of the ways that hide a text.

    Args:
        data: contents of a file.
        depth: so many ways one in another.
    """
    yield data
    if depth == 0:
        return
    for form in (*_spelled(data), *_packed(data)):
        if form != data:
            yield from forms(form, depth - 1)


def _spelled(data: bytes) -> Iterator[bytes]:
    """The same letters, each written in another way."""
    if b"\0" in data:
        yield data.replace(b"\0", b"")  # UTF-16 and UTF-32
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"&" in data:
        yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    if b"\\" in data:
        yield ESCAPED.sub(_letter, data)
    if b"=" in data:
        yield quopri.decodestring(data)
    if b"\n " in data or b"\n\t" in data:
        yield FOLDED.sub(b"", data)  # lines of calendars and of mail
    yield TAGS.sub(b"", data)
    yield UNSEEN.sub(b"", data)


def _letter(match: re.Match[bytes]) -> bytes:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code).encode("utf-8", "replace") if code < 0x110000 else b""


def _packed(data: bytes) -> Iterator[bytes]:
    """What runs of letters or of bytes stand for."""
    yield from _unpacked(data)
    for run in HEX.findall(data):
        yield from _from_hex(run)
    for run in ENCODED.findall(data):
        yield from _decoded(run)


def _unpacked(data: bytes) -> Iterator[bytes]:
    for match in PACKED.finditer(data):
        try:
            yield zlib.decompressobj(47).decompress(data[match.start() :])
        except zlib.error:
            continue


def _from_hex(run: bytes) -> Iterator[bytes]:
    yield bytes.fromhex(run[: len(run) // 2 * 2].decode())
    yield bytes.fromhex(run[1:][: (len(run) - 1) // 2 * 2].decode())


def _decoded(run: bytes) -> Iterable[bytes]:
    run = run.replace(b"-", b"+").replace(b"_", b"/")
    for offset in range(4):
        part = run[offset:]
        part = part[: len(part) // 4 * 4]
        try:
            yield base64.b64decode(part)
        except binascii.Error:
            continue
