"""Every word of a document with the stretch of text in which it stands: to put others there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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

from goodword.source import characters

if TYPE_CHECKING:
    from goodword.diagnostics import Pointer

_STARTS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})


class Span(NamedTuple):
    """A scalar, or a key, of a document.

    Args:
        way: keys and indexes from the root; of a key the way to its value.
        key: it is a key.
        value: the text that it stands for.
        start: where it begins in the text, in characters.
        end: the first character after it.
        style: the sign before it: a quote, `|` or `>`; empty where it stands plain.
    """

    way: Pointer
    key: bool
    value: str
    start: int
    end: int
    style: str


def spans(data: bytes) -> tuple[str, list[Span]] | None:
    """The text of a file, and its scalars and keys in their order.

    None where it cannot be read as YAML from end to end.
    """
    cleaned = characters.clean(data, "")
    if cleaned.data is None or cleaned.diagnostics:
        return None
    text = cleaned.data.decode()
    try:
        return text, _spans(cleaned.data)
    except YAMLError:
        return None


def _spans(data: bytes) -> list[Span]:
    found: list[Span] = []
    way: list[Any] = []
    mappings: list[bool] = []
    at_key = False
    next_event = CParser(data).get_event
    while (event := next_event()) is not None:
        kind = event.__class__
        if kind in _ENDS:
            way.pop()
            mappings.pop()
        elif kind in _STARTS or kind in (ScalarEvent, AliasEvent):
            if at_key:
                way[-1] = getattr(event, "value", "")
                if kind is ScalarEvent:
                    found.append(_span(event, way, key=True))
                at_key = False
                continue
            if mappings and not mappings[-1]:
                way[-1] += 1
            if kind in _STARTS:
                mappings.append(kind is MappingStartEvent)
                way.append(-1)
            elif kind is ScalarEvent:
                found.append(_span(event, way, key=False))
        else:
            continue
        at_key = bool(mappings) and mappings[-1]
    return found


def _span(event: Any, way: list[Any], *, key: bool) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    return Span(tuple(way), key, event.value, start, end, event.style or "")
