"""Packed records: files of a closed cycle as lines of one file, each of which says where it lay.

A line is `{"file":…,"says":…}`: the path that the record had and has as its name, what it says, and
`comments` where it had any. It is read only in the one form in which it is written, so that no key
stands twice, no number is written oddly and no editor has been at it: what is decoded and encoded
again gives the same bytes. A line that does not is set aside by itself, and the strict reader, for
which a line is a document like others, says what is wrong with it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import DecodeError, Struct
from msgspec.json import Decoder, Encoder

from goodword.diagnostics import Diagnostic, Mark, Place
from goodword.source.characters import REFUSED
from goodword.source.documents import LIMIT, locate, read_document
from goodword.source.judged import Document
from goodword.source.schemas.visible import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.source.schemas import Schemas

ENDING = ".jsonl"
"""How packed files end."""
LARGEST = 64 * 1024 * 1024
"""Of a packed file so many bytes are read."""
RULE = "packed"
"""The rule of what is wrong with a line as such."""
MEND = "git checkout brings the line back; goodword cycle unpack then makes files, to be edited"
FORM = '{"file":…,"says":…}'
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = rf"([0-9]{{4}})(-[0-9]{{2}}-[0-9]{{2}})-{_ID}(?:\.(?:[2-9]|[1-9][0-9]{{1,3}}))?\.yml"
_RECORD = re.compile(
    rf"(?:(missions/{_ID})/claims|influencers/{_ID}/(redemptions|touchpoints))/{_NAME}"
)
_LONGEST_ID, _LONGEST_RECORD = 40, 96
_KINDS = {"redemptions": "redemption", "touchpoints": "touchpoint"}
_PARTS = ("", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2")
_FILE = re.compile(rb'\{"file":"([^"\\]*)"')
_UNREADABLE = (DecodeError, RecursionError, ValueError)
_ESCAPED = re.compile(rb"\\[ubfr]")
"""What may stand for a character that no file may hold."""


class Line(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A line: the record's path, what it says, and its comments without their `#`."""

    file: str
    says: dict[str, Any]
    comments: list[str] = []


class Stands(NamedTuple):
    """Where the line of a record stands.

    Args:
        pack: the packed file.
        number: of the line, from 1.
        text: of the line, without its end.
    """

    pack: str
    number: int
    text: bytes


def _no_fraction(text: str) -> float:
    """No record has a fraction; a whole number is not written as one."""
    raise ValueError(text)


_decode = Decoder(Line, float_hook=_no_fraction).decode
_encode = Encoder().encode


def kind_of(path: str) -> str | None:
    """The kind of a record that can be packed, by its path; None of other paths."""
    found = _RECORD.fullmatch(path)
    return None if found is None else _KINDS.get(found[2] or "", "claim")


def homes(path: str) -> tuple[str, ...]:
    """The packed files that may hold a record: of the cycles in which its day can lie.

    Which these are follows from its path alone, whatever cycles a program has or had.
    """
    found = _RECORD.fullmatch(path)
    if found is None:
        return ()
    year = int(found[3])
    return tuple(
        home(path, f"{each}{part}") for each in (year, year - 1) for part in _PARTS
    )  # the year of a cycle is the one in which it began


def home(path: str, cycle: str) -> str:
    """The packed file of a cycle in which a record lies: one a mission, or one a kind."""
    found = _RECORD.fullmatch(path)
    folder = f"{found[1]}/claims" if found and found[1] else f"program/{found[2] if found else ''}"
    return f"{folder}/{cycle}{ENDING}"


def written(file: str, says: Mapping[str, Any], comments: list[str]) -> bytes:
    """The line of a record, with its end."""
    return _encode(Line(file, dict(says), comments)) + b"\n"


def line_of(text: bytes) -> Line | None:
    """A line taken apart; None where it is not in the form in which lines are written."""
    try:
        one = _decode(text)
        return one if _encode(one) == text else None
    except _UNREADABLE:
        return None


def index(content: bytes, pack: str) -> dict[str, Stands]:
    """Where each record of a packed file stands, by path; of one that stands twice the first."""
    found: dict[str, Stands] = {}
    for number, text in enumerate(content.split(b"\n"), 1):
        begins = _FILE.match(text)
        if begins:
            found.setdefault(begins[1].decode("utf-8", "replace"), Stands(pack, number, text))
    return found


def read_pack(
    pack: str, content: bytes | Diagnostic, kind: str, schemas: Schemas
) -> Iterator[tuple[int, Document]]:
    """The records of a packed file with the numbers of their lines, in their order.

    Args:
        pack: its path.
        content: its bytes, or why it cannot be read.
        kind: of its records.
        schemas: the definitions of shape.
    """
    if isinstance(content, Diagnostic):
        yield 0, Document(pack, kind, None, diagnostics=(content,))
        return
    if len(content) > LARGEST:
        message = f"the file is larger than {LARGEST >> 20} MiB"
        yield 0, _aside(Stands(pack, 0, b""), kind, message, "unpack the cycle and pack it in two")
        return
    plain = content.isascii() and b"\x7f" not in content and _ESCAPED.search(content) is None
    prefix = pack[: pack.rfind("/") + 1] if kind == "claim" else "influencers/"
    cycle, seen = pack[pack.rfind("/") + 1 : -len(ENDING)], dict[str, int]()
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    for number, text in enumerate(lines, 1):
        one = line_of(text) if len(text) <= LIMIT else None
        if one is None or not (plain or _is_clean(text)):
            yield number, _broken(pack, number, kind, text)
            continue
        path = one.file
        if not (path.startswith(prefix) and _may_lie(path, kind, cycle)):
            message = f'"{path}" is no {kind} that can lie in {pack}'
            yield number, _aside(Stands(pack, number, text), kind, message, MEND)
        elif path in seen:
            message = f"{path} stands in line {seen[path]} already"
            yield (
                number,
                _aside(Stands(pack, number, text), kind, message, "delete one of the two lines"),
            )
        else:
            seen[path] = number
            yield number, judged_line(path, kind, one, Stands(pack, number, text), schemas)


def _is_clean(text: bytes) -> bool:
    """Whether a line holds no character that is refused, be it escaped."""
    try:
        if REFUSED.search(text.decode()):
            return False
    except UnicodeDecodeError:
        return False
    # Escaped, it is as the strict reader sees it; it also takes what may stand so.
    return not _ESCAPED.search(text) or not read_document(text, "")[1]


def _may_lie(path: str, kind: str, cycle: str) -> bool:
    found = _RECORD.fullmatch(path)
    if found is None or _KINDS.get(found[2] or "", "claim") != kind or cycle[4:] not in _PARTS:
        return False
    if not 0 <= int(found[3]) - int(cycle[:4]) <= 1:
        return False
    *folders, name = path.split("/")
    return (
        len(name) <= _LONGEST_RECORD
        and all(len(each) <= _LONGEST_ID for each in folders)
        and _is_day(found[3] + found[4])
    )


def _is_day(text: str) -> bool:
    known = _days.get(text)
    if known is None:
        try:
            known = _days[text] = 1900 <= date.fromisoformat(text).year < 2200
        except ValueError:
            known = _days[text] = False
    return known


_days: dict[str, bool] = {}


def judged_line(path: str, kind: str, one: Line, stands: Stands, schemas: Schemas) -> Document:
    """The record of a line that is in its form, with every problem of its shape."""
    if schemas.judge(kind, one.says):
        shown = trimmed(one.says, stands.text)
        if shown is one.says or schemas.judge(kind, shown):
            return Document(path, kind, one.says)
    else:
        shown = one.says
    if read_document(stands.text, stands.pack)[1]:
        return _broken(stands.pack, stands.number, kind, stands.text)  # it is too deep, or too much
    problems = tuple(
        Diagnostic(
            Place(path, tuple(each.pointer), each.key),
            "schema",
            each.message,
            each.hint,
            marked(stands, tuple(each.pointer), key=each.key),
        )
        for each in schemas.explain(kind, shown, None, one.says)
    )
    return Document(path, kind, one.says, stands.text.decode("utf-8", "replace"), problems)


def marked(stands: Stands, pointer: tuple[str | int, ...], *, key: bool = False) -> Mark:
    """The stretch of a packed file in which a value of a record stands."""
    whole = Mark(1, 1, 1, 1)
    found = (locate(stands.text, ("says", *pointer), key=key) if pointer else None) or whole
    return _moved(found, stands.pack, stands.number)


def _moved(mark: Mark, pack: str, number: int) -> Mark:
    last = number + mark.end_line - mark.line
    return Mark(number, mark.column, last, mark.end_column, pack)


def _broken(pack: str, number: int, kind: str, text: bytes) -> Document:
    """A line that is not in its form, with all that the strict reader has against it."""
    value, problems = read_document(text, pack)
    if not problems:
        return _aside(Stands(pack, number, text), kind, *_unlike(value, text))
    found = tuple(
        Diagnostic(
            Place(pack, (number,)),
            each.rule,
            each.message,
            each.hint,
            _moved(each.mark or Mark(1, 1, 1, 1), pack, number),
        )
        for each in problems
    )
    return Document(_named(text, pack, number), kind, None, _text(text), found)


def _unlike(value: Any, text: bytes) -> tuple[str, str, int]:
    """Why a line that YAML takes is none: message, hint, column."""
    try:
        one = _decode(text)
    except _UNREADABLE:
        if not isinstance(value, dict) or value.keys() - {"file", "says", "comments"}:
            return f"no line of a packed file, expected {FORM}", MEND, 1
        return "the line is no JSON in the form in which it is written", MEND, 1
    wanted = _encode(one)
    pairs = zip(text.decode("utf-8", "replace"), wanted.decode("utf-8", "replace"), strict=False)
    at = next((n for n, (here, there) in enumerate(pairs) if here != there), min(len(text), 1))
    return "the line is not in the form in which it is written, from here on", MEND, at + 1


def _aside(stands: Stands, kind: str, message: str, hint: str, column: int = 1) -> Document:
    pack, number, text = stands
    mark = Mark(number, column, number, column, pack) if number else None
    place = Place(pack, (number, column) if number else ())
    found = Diagnostic(place, RULE, message, hint, mark)
    return Document(_named(text, pack, number), kind, None, _text(text), (found,))


def _named(text: bytes, pack: str, number: int) -> str:
    """The path of the record that a broken line holds, as far as it says so; else its own place."""
    begins = _FILE.match(text)
    path = begins[1].decode("utf-8", "replace") if begins else ""
    return path if pack in homes(path) else f"{pack}:{number}"


def _text(text: bytes) -> str:
    return text[:LIMIT].decode("utf-8", "replace")
