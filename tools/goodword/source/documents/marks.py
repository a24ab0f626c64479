"""Where a value stands in the text: parsing again, only to find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from goodword.diagnostics import Mark
from goodword.source import characters
from goodword.source.documents import syntax

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Pointer

Event = Any
"""An event of libyaml; which attributes it has, its class says."""

_STARTS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})
_LEAVES = frozenset({AliasEvent, ScalarEvent})


class Point(Protocol):
    """A position in a text: line and column count from 0, in characters."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


def locate(data: bytes, pointer: Pointer, *, key: bool = False) -> Mark | None:
    """The stretch of text of a value, or of the key that leads to it.

    Where the pointer leads to nothing, it is the stretch of what encloses it most closely; a
    mapping in the place of a list is taken for its first item; an empty value has that of its
    key. A mapping as a whole file has no stretch, only the point where it begins: none of its
    words is meant.

    Args:
        data: content of the file.
        pointer: keys and indexes from the root.
        key: the key of the mapping entry is meant, not its value.

    Returns:
        None where nothing in the file can be read.
    """
    cleaned = characters.clean(data, "").data
    if cleaned is None:
        return None
    lines = cleaned.decode().split("\n")
    found: Mark | None = None
    next_event: Callable[[], Event] = CParser(cleaned).get_event
    try:
        next_event()
        next_event()
        event: Event = next_event()
        if event is None:
            return None
        found = _whole(event, lines)
        for number, step in enumerate(pointer):
            if step == 0 and event.__class__ is MappingStartEvent:
                continue  # one mapping may stand for a list of one
            entry = _enter(event, step, next_event)
            if entry is None:
                return found
            key_event, event = entry
            shown = key_event if key and number == len(pointer) - 1 else None
            if shown is None and key_event is not None and _is_empty(event):
                shown = key_event
            found = _stretch(event if shown is None else shown, lines)
        if pointer and _starts(event) and event.flow_style and not key:
            end = skip(next_event)
            found = stretch(event.start_mark, end.end_mark, lines)
    except YAMLError:
        return found
    return found


def places(data: bytes, deepest: int) -> dict[Pointer, Mark]:
    """The stretches of all values, found in one reading: for files with many problems.

    Args:
        data: content of the file.
        deepest: steps from the root beyond which values are passed over.

    Returns:
        what could be read, by keys and indexes from the root.
    """
    cleaned = characters.clean(data, "").data or b""
    lines = cleaned.decode().split("\n")
    return {way: _stretch(event, lines) for way, _, event in _values(cleaned, deepest)}


def lines_of(data: bytes, deepest: int) -> dict[Pointer, int]:
    """The lines, from 1, that `locate` finds of all values of a readable file, in one reading.

    Args:
        data: content of the file.
        deepest: steps from the root beyond which values are passed over.
    """
    cleaned = characters.clean(data, "").data or b""
    return {
        way: (key if key is not None and _is_empty(event) else event).start_mark.line + 1
        for way, key, event in _values(cleaned, deepest)
    }


def _values(data: bytes, deepest: int) -> Iterator[tuple[Pointer, Event, Event]]:
    """The key (None in a list) and the first event of every value, as far as can be read."""
    way: list[Any] = []  # the key or index of the value that is read, in each list or mapping
    mappings: list[bool] = []
    key: Event = None
    try:
        next_event: Callable[[], Event] = CParser(data).get_event
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind in _ENDS:
                way.pop()
                mappings.pop()
            elif kind not in _STARTS and kind not in _LEAVES:
                continue
            elif mappings and mappings[-1] and key is None:
                key = event
                way[-1] = getattr(event, "value", None)
                continue
            else:
                if mappings and not mappings[-1]:
                    way[-1] += 1
                if len(way) <= deepest:
                    yield tuple(way), key, event
                if kind in _STARTS:
                    mappings.append(kind is MappingStartEvent)
                    way.append(-1)
            key = None
    except YAMLError:
        return


def _enter(
    event: Event, step: str | int, next_event: Callable[[], Event]
) -> tuple[Event, Event] | None:
    """The key (None in a list) and the value that a step leads to."""
    if event.__class__ is MappingStartEvent:
        while (key := next_event()).__class__ is not MappingEndEvent:
            if key.__class__ is not ScalarEvent:
                if key.__class__ in _STARTS:
                    skip(next_event)
                _skip_value(next_event(), next_event)
                continue
            value = next_event()
            if key.value == step:
                return key, value
            _skip_value(value, next_event)
    elif event.__class__ is SequenceStartEvent:
        index = 0
        while (value := next_event()).__class__ is not SequenceEndEvent:
            if index == step:
                return None, value
            index += 1
            _skip_value(value, next_event)
    return None


def _skip_value(event: Event, next_event: Callable[[], Event]) -> None:
    if event.__class__ in _STARTS:
        skip(next_event)


def skip(next_event: Callable[[], Event]) -> Event:
    """Pass over the rest of a list or mapping; its last event."""
    depth = 1
    while True:
        event = next_event()
        if event.__class__ in _STARTS:
            depth += 1
        elif event.__class__ in _ENDS:
            depth -= 1
            if not depth:
                return event


def first_line(data: bytes, key: Event) -> int | None:
    """The line (from 1) on which a mapping has a key for the first time.

    Args:
        data: the text as it was parsed.
        key: the event of the same key further down in that mapping.
    """
    next_event: Callable[[], Event] = CParser(data).get_event
    open_: list[dict[str, int] | None] = []  # keys and their lines; None for a list
    at_key: list[bool] = []
    while (event := next_event()) is not None:
        kind = event.__class__
        if kind in _ENDS:
            open_.pop()
            at_key.pop()
        elif kind in _STARTS or kind in _LEAVES:
            keys = open_[-1] if open_ else None
            if keys is not None:
                if at_key[-1] and kind is ScalarEvent:
                    if event.start_mark.index == key.start_mark.index:
                        return keys.get(event.value)
                    keys.setdefault(event.value, event.start_mark.line + 1)
                at_key[-1] = not at_key[-1]
            if kind in _STARTS:
                open_.append({} if kind is MappingStartEvent else None)
                at_key.append(True)
    return None


def last_quoted(data: bytes) -> tuple[syntax.Point, syntax.Point] | None:
    """Start and end of the quoted text that is the last value before a syntax error."""
    next_event: Callable[[], Event] = CParser(data).get_event
    last: Event = None
    try:
        while (event := next_event()) is not None:
            last = event
    except YAMLError:
        quoted = last is not None and getattr(last, "style", None) in {'"', "'"}
        if quoted:
            start, end = last.start_mark, last.end_mark
            return syntax.Point(start.line, start.column), syntax.Point(end.line, end.column)
    return None


def _starts(event: Event) -> bool:
    return event.__class__ in _STARTS


def _is_empty(event: Event) -> bool:
    return event.__class__ is ScalarEvent and not event.style and not event.value


def _stretch(event: Event, lines: list[str]) -> Mark:
    """The stretch of an event; of a list or mapping its first line."""
    if _starts(event):
        start = event.start_mark
        line = lines[start.line] if start.line < len(lines) else ""
        return stretch_to(start, start.line, len(line.rstrip()), lines)
    return stretch(event.start_mark, event.end_mark, lines)


def _whole(event: Event, lines: list[str]) -> Mark:
    """The place of a file as a whole, by its first event."""
    start: Point = event.start_mark
    return stretch(start, start, lines) if _starts(event) else _stretch(event, lines)


def stretch(start: Point, end: Point, lines: list[str]) -> Mark:
    """The stretch between two of libyaml's marks, kept inside the text.

    Args:
        start: line and column from 0.
        end: likewise; the first character after it.
        lines: the text, cut at its line ends.
    """
    return stretch_to(start, end.line, end.column, lines)


def stretch_to(start: Point, line: int, column: int, lines: list[str]) -> Mark:
    """The stretch from one of libyaml's marks to a line and column that count from 0."""
    first, begin = _inside(start.line, start.column, lines)
    last, end = _inside(line, column, lines)
    if last > first and end == 0:  # a block text ends where the next line begins
        last -= 1
        end = len(lines[last])
    last, end = max((last, end), (first, begin))
    return Mark(first + 1, begin + 1, last + 1, end + 1)


def _inside(line: int, column: int, lines: list[str]) -> tuple[int, int]:
    """The position itself, or the end of the text where libyaml counts a line more."""
    last = len(lines) - 1
    if last and not lines[last]:
        last -= 1
    if line > last:
        return last, len(lines[last])
    return line, min(column, len(lines[line]))
