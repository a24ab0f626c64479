"""The sentence for each keyword of a schema that a value does not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.nearest import nearest
from goodword.source.schemas import mending, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.source.schemas.faults import Fault

Sentence = tuple[str, str]
"""Message and hint."""

WEIGHTS = {"type": 0, "pattern": 1, "maxLength": 3, "format": 4}
"""Of several things wrong with one value that with the least weight is said; 2 for all others."""


def sentence(fault: Fault, name: str) -> Sentence:
    """What is wrong with a value that is called `name`, and how to mend it where known."""
    return _SENTENCES.get(fault.keyword, _unfit)(fault, name)


def _unfit(fault: Fault, name: str) -> Sentence:
    shown = wording.shown(fault.value, fault.written)
    return f"{name} is {shown}, expected {wording.expected(fault.schema)}", ""


def _pattern(fault: Fault, name: str) -> Sentence:
    return _unfit(fault, name)[0], mending.of_pattern(fault.value, fault.schema)


def _type(fault: Fault, name: str) -> Sentence:
    hint = mending.of_type(fault.value, fault.schema, fault.written) if fault.pointer else ""
    return _unfit(fault, name)[0], hint


def _enum(fault: Fault, name: str) -> Sentence:
    value = fault.value
    meant = nearest(value, fault.wanted) if isinstance(value, str) else None
    return _unfit(fault, name)[0], f'did you mean "{meant}"?' if meant else ""


def _format(fault: Fault, name: str) -> Sentence:
    return f"{name} is {wording.shown(fault.value)}, expected a day that exists", ""


def _length(fault: Fault, name: str) -> Sentence:
    if not fault.value:
        return f"{name} is empty, expected text", "write a value, or leave the line out"
    return _bounded(fault, name, "character", "characters")


def _items(fault: Fault, name: str) -> Sentence:
    return _bounded(fault, name, "item", "items")


def _entries(fault: Fault, name: str) -> Sentence:
    return _bounded(fault, name, "entry", "entries")


def _bounded(fault: Fault, name: str, thing: str, things: str) -> Sentence:
    side = "least" if fault.keyword.startswith("min") else "most"
    count = len(fault.value)
    have = wording.counted(count, thing, things) if count else f"no {things}"
    limit = wording.counted(fault.wanted, thing, things)
    return f"{name} has {have}, expected at {side} {limit}", ""


def _bound(fault: Fault, name: str) -> Sentence:
    side = "least" if fault.keyword == "minimum" else "most"
    return f"{name} is {wording.shown(fault.value)}, expected at {side} {fault.wanted}", ""


def _unique(fault: Fault, name: str) -> Sentence:
    return f"{name} {fault.note}", "leave one of them out"


def _not(fault: Fault, name: str) -> Sentence:
    return f"{name} is {wording.shown(fault.value)}, expected another value", ""


_SENTENCES: dict[str, Callable[[Fault, str], Sentence]] = {
    "enum": _enum,
    "format": _format,
    "maxItems": _items,
    "maxLength": _length,
    "maxProperties": _entries,
    "maximum": _bound,
    "minItems": _items,
    "minLength": _length,
    "minProperties": _entries,
    "minimum": _bound,
    "not": _not,
    "pattern": _pattern,
    "type": _type,
    "uniqueItems": _unique,
}
