"""What the schemas say of a value beyond its shape, found by the way that leads to it.

`x-names` says what an id names (at the root of a kind: what the file's path names, by field);
`x-day` that a day has come: `past`, or `theirs` where a member's own day may be one ahead; `x-span`
of a mapping which of its days another must follow, `opens..closes`, with what is said if it does
not; `x-words` that a text is shown, in one language or in several; `x-audience` who else than staff
and the person it is about may read a text, `staff` of any value that nobody else ever may;
`x-later` of a record that is packed that this may still come: a key where there is none, entries
behind those of a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Schema = Mapping[str, Any]


STAFF = "staff"
"""What `x-audience` says of what nobody reads but staff, and perhaps the person it is about."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where values with an annotation are, as a tree of the ways to them.

    Args:
        own: what is said of the value itself; None for nothing.
        keys: what is below each key of a mapping.
        each: what is below each item of a list, or each value of a mapping with free keys.
        names: what is said of such keys.
    """

    own: Any = None
    keys: dict[str, Marks] = field(default_factory=dict)
    each: Marks | None = None
    names: Any = None


def marks(document: Schema, word: str) -> Marks:
    """The tree of one annotation in the schema of a kind; only ways that lead to one are in it."""
    return _marks(document, document, word, ()) or Marks()


def _marks(document: Schema, schema: Schema, word: str, seen: tuple[int, ...]) -> Marks | None:
    if id(schema) in seen:
        return None
    own = names = each = None
    keys: dict[str, Marks] = {}
    for part in _parts(document, schema):
        inside = (*seen, id(schema), id(part))
        own = _said(own, part.get(word))
        for key, value in part.get("properties", {}).items():
            found = _both(keys.get(key), _marks(document, value, word, inside))
            if found is not None:
                keys[key] = found
        for below in (part.get("items"), part.get("additionalProperties")):
            if isinstance(below, dict):
                each = _both(each, _marks(document, below, word, inside))
        names = part.get("propertyNames", {}).get(word, names)
    return Marks(own, keys, each, names) if own or keys or each or names else None


def _parts(document: Schema, schema: Schema) -> Iterator[Schema]:
    """The schema with all that is said of the same value elsewhere: by reference, by branch."""
    yield schema
    if "$ref" in schema:
        yield from _parts(document, document["$defs"][schema["$ref"].rpartition("/")[2]])
    for word in ("oneOf", "anyOf", "allOf"):
        for branch in schema.get(word, ()):
            yield from _parts(document, branch)
    for word in ("then", "else"):
        if word in schema:
            yield from _parts(document, schema[word])


def _both(one: Marks | None, other: Marks | None) -> Marks | None:
    if one is None or other is None:
        return one or other
    keys = dict(one.keys)
    for key, value in other.keys.items():
        found = _both(keys.get(key), value)
        if found is not None:
            keys[key] = found
    each = _both(one.each, other.each)
    return Marks(_said(one.own, other.own), keys, each, one.names or other.names)


def _said(one: Any, other: Any) -> Any:
    """What two places say of one value: the later one, or both where they say it by key."""
    return {**one, **other} if isinstance(one, dict) and isinstance(other, dict) else other or one
