"""The strict YAML reader: one document as plain values, or every reason why it is none.

Documents of the plainest sort are read line by line (`lines`); all others, and whatever is wrong,
are composed from libyaml's events with a stack of its own, so that no nesting can exhaust the
interpreter's, and with line and column of whatever is refused. The same bytes always give the
same answer; nothing in them can make it raise.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from goodword.diagnostics import Diagnostic, Mark, Place
from goodword.source import characters
from goodword.source.documents import lines, marks, scalars, syntax

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.source.documents.marks import Event, Point


Value = dict[str, "Value"] | list["Value"] | str | int | bool | Decimal | None

LIMIT = 64 * 1024
"""The largest file, in bytes."""
LEVELS = 16
"""The most mappings and lists inside each other, the outermost counted."""
NODES = 5_000
"""The most values in a file: keys, scalars, lists and mappings."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a document may be: bytes, values, and what is said of a larger one."""

    size: int = LIMIT
    nodes: int = NODES
    hint: str = "one file holds one person, mission or record"


RECORD = Bounds()
"""A file of a program, which holds one thing."""
LIST = Bounds(4 * 1024 * 1024, 200_000, "cut it into parts")
"""A file beside a program that names very many things, such as the map of an import."""

PROBLEMS = 20
"""The most problems that are named in one file."""

_UNSEEN = scalars.Refused("")
_PLAIN: dict[str, scalars.Scalar] = {}
_KEYS: set[str] = set()
_REMEMBERED = 4_096
_SHORT = 40
_FLOW_KEY = re.compile(r"[\[{,]\s*\?(?=\S)")
_NONE: frozenset[int] = frozenset()
_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)

_Problem = tuple[str, str, "Point | Mark", "Point | Mark"]


def read_document(
    data: bytes, path: str, bounds: Bounds = RECORD, *, plain: bool = True
) -> tuple[Value, tuple[Diagnostic, ...]]:
    """The value of a YAML document, or None and what is wrong with it.

    A document is never null as a whole, so that None always comes with diagnostics.

    Args:
        data: content of the file; of one above its bounds the first bytes beyond them will do.
        path: its path, for the diagnostics.
        bounds: how large it may be.
        plain: it may be of the plainest sort; False where `lines.quick` has said that it is not.
    """
    if len(data) > bounds.size:
        message = f"the file is larger than {bounds.size // 1024} KiB"
        return None, (Diagnostic(Place(path), "yaml", message, bounds.hint),)
    cleaned, refused, replaced = characters.clean(data, path)
    if cleaned is None:
        return None, refused
    if plain and not refused and (quickly := lines.read(cleaned.decode())) is not None:
        return quickly, ()
    problems: list[_Problem] = []
    value, error = _parse(cleaned, problems, bounds.nodes, shorten=not refused)
    if error is None and not problems and not refused:
        return value, ()
    text = cleaned.decode().split("\n")
    diagnostics = list(refused)
    for message, hint, start, end in problems:
        mark = start if isinstance(start, Mark) else marks.stretch(start, end, text)
        diagnostics.append(Diagnostic(Place(path), "yaml", message, hint, mark))
    if error is not None and not replaced:
        found = _syntax(error, text, path)
        if found.mark and found.mark.line not in {m.mark.line for m in diagnostics if m.mark}:
            diagnostics.append(found)
    return None, tuple(diagnostics)


def _parse(
    data: bytes, problems: list[_Problem], nodes: int = NODES, *, shorten: bool
) -> tuple[Value, YAMLError | None]:
    """The value from libyaml's events, and the error that ended them."""
    if shorten and data.startswith(b"#"):
        # The line that names the schema is a sixth of most files: left out, it costs nothing.
        with suppress(YAMLError):
            value = _compose(data[data.find(b"\n") + 1 :], problems, nodes)
            if not problems:
                return value, None
        problems.clear()
    try:
        return _compose(data, problems, nodes), None
    except YAMLError as error:
        return None, error


def _compose(  # noqa: C901, PLR0912, PLR0915 - hot
    data: bytes, problems: list[_Problem], nodes: int = NODES
) -> Value:
    """The value of the document; what it refuses is appended to the problems.

    One loop without calls for what is in order: it runs for every value of every file.
    """
    asked = _asked(data) if b"?" in data else _NONE
    nodes_may_carry = b"&" in data or b"!" in data or asked
    escapes = b"\\" in data
    next_event: Callable[[], Event] = CParser(data).get_event
    remembered = _PLAIN.get
    root: list[Value] = []
    stack: list[Any] = []
    container: Any = root  # a list or a dict, as told by at_key and key
    key: str | None = None  # of the mapping entry whose value comes next
    at_key = False  # the next node is a key
    count = 1
    value: Any
    while len(problems) < PROBLEMS:
        event = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            if nodes_may_carry:
                _properties(event, asked, problems)
            text = event.value
            if at_key:
                if text not in _KEYS:
                    _key(event, problems, escapes=escapes)
                if text in container:
                    problems.append(_twice(data, event))
                key, at_key = text, False
                continue
            if not event.style:
                value = remembered(text, _UNSEEN)
                if value is _UNSEEN:
                    value = _plain(event, problems)
            else:
                value = text
                if escapes and characters.REFUSED.search(text):
                    problems.append(_escaped(event))
        elif kind in _NODES:
            value = _begun(event, asked, problems)
            if at_key:
                key, at_key = _no_key(event, problems, next_event), False
                continue
        elif kind in _ENDS:
            count += len(container) * (2 if kind is MappingEndEvent else 1)
            if count > nodes:
                message = f"more than {nodes} values in one file"
                problems.append(_problem(event, message, "one file holds one record"))
                return None
            container = stack.pop()
            key, at_key = None, container.__class__ is dict
            continue
        elif kind is StreamEndEvent:
            return _whole(root, event, problems)
        else:
            if kind is DocumentStartEvent and _refused(root, data, event, problems):
                return None
            continue
        if key is None:
            container.append(value)
        else:
            container[key] = value
            key, at_key = None, True
        if kind in _STARTS:
            stack.append(container)
            if len(stack) > LEVELS:
                message = f"more than {LEVELS} lists and mappings inside each other"
                problems.append(_problem(event, message))
                return None
            container, at_key = value, kind is MappingStartEvent
    return None


_STARTS = frozenset((MappingStartEvent, SequenceStartEvent))
_ENDS = frozenset((MappingEndEvent, SequenceEndEvent))
_NODES = _STARTS | {AliasEvent}


def _begun(event: Event, asked: frozenset[int], problems: list[_Problem]) -> Value:
    """An empty list or mapping; None for a value that stands elsewhere, which is refused."""
    if event.__class__ is AliasEvent:
        name = f"`*{event.anchor}` stands for a value from elsewhere, expected the value"
        problems.append(_problem(event, name, "quote it if it is text, else write it out"))
        return None
    _properties(event, asked, problems)
    return {} if event.__class__ is MappingStartEvent else []


def _no_key(event: Event, problems: list[_Problem], next_event: Callable[[], Event]) -> str:
    """A key that no file holds, in place of one that is not text."""
    if event.__class__ is not AliasEvent:
        problems.append(_problem(event, "a list or mapping as a key, expected text"))
        marks.skip(next_event)
    return f"\0{len(problems)}"


def _refused(root: list[Value], data: bytes, event: Event, problems: list[_Problem]) -> bool:
    """Whether a document that begins is a second one; what stands before it is looked at."""
    if root:
        message = "a second document begins, expected one in a file"
        problems.append(_problem(event, message, "make it a file of its own"))
        return True
    _directives(data, event, problems)
    return False


def _whole(root: list[Value], event: Event, problems: list[_Problem]) -> Value:
    """The one value that a document has."""
    if not root or (root[0] is None and not problems):
        problems.append(_problem(event, "the file is empty, expected keys and values"))
        return None
    return root[0]


def _problem(event: Event, message: str, hint: str = "") -> _Problem:
    return message, hint, event.start_mark, event.end_mark


def _plain(event: Event, problems: list[_Problem]) -> scalars.Scalar:
    """The value of an unquoted scalar; short ones are remembered."""
    text: str = event.value
    value = scalars.resolve(text)
    if isinstance(value, scalars.Refused):
        problems.append(_problem(event, value.message, value.hint))
        return None
    if len(text) <= _SHORT and len(_PLAIN) < _REMEMBERED:
        _PLAIN[text] = value
    return value


def _key(event: Event, problems: list[_Problem], *, escapes: bool) -> None:
    """Judge a key; those in order are remembered."""
    text: str = event.value
    if event.style:
        if escapes and characters.REFUSED.search(text):
            problems.append(_escaped(event))
        return
    if text == "<<":
        message = "`<<` merges another mapping, expected the keys themselves"
        problems.append(_problem(event, message, "write the keys out"))
    elif not text:
        problems.append(_problem(event, "a colon without a key", "write `key: value`"))
    elif scalars.resolve(text).__class__ is not str:
        message = f"the key `{text}` is not text"
        problems.append(_problem(event, message, f'quote it: "{text}"'))
    elif len(text) <= _SHORT and len(_KEYS) < _REMEMBERED:
        _KEYS.add(text)


def _escaped(event: Event) -> _Problem:
    found = characters.REFUSED.search(event.value)
    what = characters.name(found[0]) if found else ""
    return _problem(event, f"an escape for {what}, expected visible characters", "leave it out")


def _properties(event: Event, asked: frozenset[int], problems: list[_Problem]) -> None:
    """Judge what stands before a value: an anchor, a tag, a question mark without a space."""
    if event.anchor is not None:
        message = f"the anchor `&{event.anchor}`, expected a value alone"
        problems.append(_problem(event, message, "quote it if it is text, else leave it out"))
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"the tag `{tag}`, expected a value alone"
        problems.append(_problem(event, message, "quote it if it is text, else leave it out"))
    if event.start_mark.index in asked:
        problems.append(_problem(event, "a `?` that readers of YAML take differently", "quote it"))


def _asked(data: bytes) -> frozenset[int]:
    """Where a text may begin that libyaml cuts off its question mark, as in `[?x]`."""
    return frozenset(found.end() for found in _FLOW_KEY.finditer(data.decode()))


def _twice(data: bytes, event: Event) -> _Problem:
    """A key that its mapping has already, with the line of the first."""
    first = marks.first_line(data, event)
    where = f", first on line {first}" if first else ""
    return _problem(event, f"the key `{event.value}` stands twice{where}", "keep one of them")


def _directives(data: bytes, event: Event, problems: list[_Problem]) -> None:
    """Judge what stands before the document; libyaml passes over directives it does not know."""
    if b"%" not in data:
        return
    text = data.decode()
    for found in _DIRECTIVE.finditer(text, 0, event.end_mark.index):
        line = text.count("\n", 0, found.start()) + 1
        mark = Mark(line, 1, line, len(found[0]) + 1)
        message = f"the directive `{found[0]}`, expected the document alone"
        problems.append((message, "delete the line", mark, mark))


def _syntax(error: YAMLError, text: list[str], path: str) -> Diagnostic:
    context: str | None = None
    problem: str | None = str(error)
    begun, seen = None, syntax.Point(0, 0)
    if isinstance(error, MarkedYAMLError):
        context, problem = error.context, error.problem
        if error.context_mark is not None:
            begun = syntax.Point(error.context_mark.line, error.context_mark.column)
        if error.problem_mark is not None:
            seen = syntax.Point(error.problem_mark.line, error.problem_mark.column)
    found = syntax.explain(context, problem, begun, seen, text)
    quoted = marks.last_quoted("\n".join(text).encode())
    if quoted is not None:
        found = syntax.after_quotes(*quoted, seen, problem or "", text) or found
    mark = marks.stretch(found.point, syntax.Point(found.point.line, found.point.column + 1), text)
    return Diagnostic(Place(path), "yaml", found.message, found.hint, mark)
