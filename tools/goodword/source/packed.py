"""Packed records: files of a closed cycle as lines of one file, each of which says where it lay.

A line is `{"file":…,"says":…}`: the path that the record had and has as its name, what it says, and
`comments` where it had any. It is read only in the one form in which it is written, so that no key
stands twice, no number is written oddly and no editor has been at it: what is decoded and encoded
again gives the same bytes. A line that does not is set aside by itself, and the strict reader, for
which a line is a document like others, says what is wrong with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, Encoder

from goodword.diagnostics import Diagnostic, Mark, Place
from goodword.source.characters import REFUSED
from goodword.source.documents import LIMIT, locate, read_document
from goodword.source.judged import Document, of_shape
from goodword.source.packed_doubts import ASCII, doubtful
from goodword.source.packed_names import FILE, Lying, homes, path_of
from goodword.source.schemas import MOST
from goodword.source.schemas.visible import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.source.schemas import Schemas

LARGEST = 64 * 1024 * 1024
"""Of a packed file so many bytes are read."""
RULE = "packed"
"""The rule of what is wrong with a line as such."""
MEND = "git checkout brings the line back; goodword cycle unpack then makes files, to be edited"
FORM = '{"file":…,"says":…}'
_FILES = re.compile(rb"\n" + FILE.pattern)
"""Begins with plain letters: searching for a line's begin takes more than twice the time."""
_UNREADABLE = (DecodeError, RecursionError, ValueError)
_ESCAPED = re.compile(rb"\\[ubfr]")
"""What may stand for a character that no file may hold."""


_Comment = Annotated[str, Meta(pattern=r"\A[^\n]*\Z")]
"""A comment ends with its line: what stood behind that would be data once it is in a file."""


class Line(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A line: the record's path, what it says, and its comments without their `#`."""

    file: str
    says: dict[str, Any]
    comments: list[_Comment] = []


class Together(NamedTuple):
    """The lines of a packed file of which each is in its form and may lie there, each once.

    Args:
        lines: they, in their order.
        wrong: documents of those about which there is something to say, by index.
    """

    lines: list[Line]
    wrong: dict[int, Document]


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
_decode_lines = Decoder(Line, float_hook=_no_fraction).decode_lines
_encode = Encoder().encode
_encode_lines = Encoder().encode_lines


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


def named_in(content: bytes) -> set[bytes]:
    """The paths that lines of a packed file name; of one too large to be read none."""
    return set(_FILES.findall(b"\n" + content)) if len(content) <= LARGEST else set()


def read_pack(
    pack: str,
    content: bytes | Diagnostic,
    kind: str,
    schemas: Schemas,
    found: Together | None,
) -> Iterator[tuple[int, Document]]:
    """The records of a packed file with the numbers of their lines, in their order.

    Args:
        pack: its path.
        content: its bytes, or why it cannot be read.
        kind: of its records.
        schemas: the definitions of shape.
        found: what `check_together` gave of it.
    """
    if isinstance(content, Diagnostic):
        yield 0, Document(pack, kind, None, diagnostics=(content,))
        return
    if len(content) > LARGEST:
        message = f"the file is larger than {LARGEST >> 20} MiB"
        yield 0, _aside(Stands(pack, 0, b""), kind, message, "unpack the cycle and pack it in two")
        return
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    yield from enumerate(
        (found.wrong.get(n) or Document(x.file, kind, x.says) for n, x in enumerate(found.lines))
        if found
        else _one_by_one(pack, lines, kind, schemas),
        1,
    )


def check_together(
    pack: str, content: bytes | Diagnostic, kind: str, schemas: Schemas
) -> Together | None:
    """The lines of a packed file that are all in their form and lie here, each once; else None.

    Nearly all are judged together; those that need a look by themselves may still be broken.
    """
    if isinstance(content, Diagnostic) or len(content) > LARGEST:
        return None
    every = _all_at_once(content)
    if not every or not Lying(pack, kind).each_once([each.file for each in every]):
        return None
    alone = doubtful(content)
    sure = [each.says for index, each in enumerate(every) if index not in alone]
    if not schemas.judge_all(kind, sure):
        return None
    lines = content.split(b"\n") if alone else []
    wrong: dict[int, Document] = {}
    for at in alone:
        document = _by_itself(every[at], kind, Stands(pack, at + 1, lines[at]), schemas)
        if document.diagnostics:
            wrong[at] = document
    return Together(every, wrong)


def checked_before(content: bytes | Diagnostic) -> Together | None:
    """The lines of a packed file of which another process has found that all are sound."""
    return Together(_decode_lines(content), {}) if isinstance(content, bytes) else None


def _one_by_one(pack: str, lines: list[bytes], kind: str, schemas: Schemas) -> Iterator[Document]:
    """The records of a file, line by line; what is wrong is told of the first lines only."""
    may_lie, seen = Lying(pack, kind), dict[str, int]()
    found: list[Document] = []
    told, beyond = 0, list[int]()
    for number, text in enumerate(lines, 1):
        one = line_of(text) if len(text) <= LIMIT else None
        if one is not None and not _is_clean(text):
            one = None
        before = 0
        if one is not None and may_lie(one.file):
            before = seen.setdefault(one.file, number)
            if before == number and _fits(kind, one, text, schemas):
                found.append(Document(one.file, kind, one.says))
                continue
        if told == MOST:
            # To explain a line takes a hundred times as long as to see that it is broken.
            beyond.append(len(found))
            found.append(Document(_named(text, pack, number), kind, None, _text(text)))
            continue
        told += 1
        stands = Stands(pack, number, text)
        if one is None:
            found.append(_broken(pack, number, kind, text))
        elif not before:
            message = f'"{one.file}" is no {kind} that can lie in {pack}'
            found.append(_aside(stands, kind, message, MEND))
        elif before != number:
            message = f"{one.file} stands in line {before} already"
            found.append(twice(stands, kind, message))
        else:
            found.append(judged_line(one.file, kind, one, stands, schemas))
    message = f"the file has {len(beyond)} more broken lines than the {MOST} shown"
    more = (Diagnostic(Place(pack), RULE, message, MEND),)
    for index in beyond:
        found[index] = found[index]._replace(diagnostics=more)
    return iter(found)


def _all_at_once(content: bytes) -> list[Line] | None:
    """All lines of a file of which each is in its form; None where each must be looked at.

    Letters that may not stand are searched for in the whole, and so is the form: what costs is
    the call.
    """
    if not content or len(max(content.split(b"\n"), key=len)) > LIMIT:
        return None
    try:
        if REFUSED.search(content.translate(None, ASCII).decode()):
            return None
        found = _decode_lines(content)
        return found if _encode_lines(found) == content else None
    except _UNREADABLE:
        return None


def _by_itself(one: Line, kind: str, stands: Stands, schemas: Schemas) -> Document:
    """The record of a line that is in its form and may lie here, with all that is wrong with it."""
    if not _is_clean(stands.text):
        return _broken(stands.pack, stands.number, kind, stands.text)
    return judged_line(one.file, kind, one, stands, schemas)


def _is_clean(text: bytes) -> bool:
    """Whether a line holds no character that is refused, be it escaped."""
    try:
        if REFUSED.search(text.decode()):
            return False
    except UnicodeDecodeError:
        return False
    # Escaped, it is as the strict reader sees it; it also takes what may stand so.
    return not _ESCAPED.search(text) or not read_document(text, "")[1]


def judged_line(path: str, kind: str, one: Line, stands: Stands, schemas: Schemas) -> Document:
    """The record of a line that is in its form, with every problem of its shape."""
    if _fits(kind, one, stands.text, schemas):
        return Document(path, kind, one.says)
    shown = trimmed(one.says, stands.text) if schemas.judge(kind, one.says) else one.says
    if read_document(stands.text, stands.pack)[1]:
        return _broken(stands.pack, stands.number, kind, stands.text)  # it is too deep, or too much
    said = schemas.explain(kind, shown, None, one.says)
    problems = of_shape(path, said, lambda at, key: marked(stands, at, key=key))
    return Document(path, kind, one.says, stands.text.decode("utf-8", "replace"), problems)


def _fits(kind: str, one: Line, text: bytes, schemas: Schemas) -> bool:
    """Whether a record has its shape, as it is written and as it is seen."""
    if not schemas.judge(kind, one.says):
        return False
    shown = trimmed(one.says, text)
    return shown is one.says or schemas.judge(kind, shown)


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
    if len(text) > LIMIT:
        message = f"the line is longer than {LIMIT >> 10} KiB, which one record is at most"
        return _aside(Stands(pack, number, text), kind, message, MEND)
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
        said = value.get("comments")
        if isinstance(said, list) and any("\n" in str(each) for each in said):
            return "a comment goes on behind the end of its line", MEND, 1
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


def twice(stands: Stands, kind: str, message: str) -> Document:
    """A line of a record that another line holds already; where, the message says."""
    return _aside(stands, kind, message, "delete one of the two lines")


def _named(text: bytes, pack: str, number: int) -> str:
    """The path of the record that a broken line holds, as far as it says so; else its own place."""
    path = path_of(text)
    return path if pack in homes(path) else f"{pack}:{number}"


def _text(text: bytes) -> str:
    return text[:LIMIT].decode("utf-8", "replace")
