"""Documents made from the schemas: every key that a kind has is in them, and every value is marked.

A text gets a mark of its own (`zq00042qz`), a number with room for it one of nine digits; so a
key that a schema gains tomorrow is searched for tomorrow, by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Way = tuple[str | int, ...]

NUMBERS, APART = 700_000_000, 1000
"""Where marked numbers begin, and how far one is from the next: less what is left is no other's."""
NAME = "<name>"
"""The way to what a path says."""
DAY = "2025-03-03"
MOMENT = "2025-03-03T10:00"


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


class Part(dict[str, Any]):
    """Some keys of a mapping, the others to be filled; those that are None are left out."""


class Filler:
    """Makes documents of every kind.

    Args:
        schemas: the schema of each kind.
        names: ids by what `x-names` says that they name; without one the value is a mark.
    """

    def __init__(
        self, schemas: Mapping[str, Mapping[str, Any]], names: Mapping[str, Sequence[str]]
    ) -> None:
        self._schemas = schemas
        self._names = names
        self._number = 0
        self._ways: list[tuple[int, Way]] = []
        self._root: Mapping[str, Any] = {}
        self.marks: dict[int, Marked] = {}

    def name(self) -> str:
        """An id for the path of the document that is made next, which is its mark."""
        return text_of(self._next((NAME,)))

    def document(self, kind: str, path: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """A document of a kind with every key; a given key that is None is left out."""
        self._root = self._schemas[kind]
        made: dict[str, Any] = self._mapping(self._root, (), Part(given))
        for number, way in self._ways:
            self.marks[number] = Marked(path, kind, way, made)
        self._ways = []
        return made

    def _next(self, way: Way) -> int:
        self._number += 1
        self._ways.append((self._number, way))
        return self._number

    def _value(self, schema: Mapping[str, Any], way: Way, given: Any = ...) -> Any:
        schema = self._whole(schema, given)
        if given is not ... and not isinstance(given, Part) and not _partly(given):
            return given
        kind = schema.get("type")
        if kind == "object" or "properties" in schema:
            return self._mapping(schema, way, given if isinstance(given, Part) else Part())
        if kind == "array":
            return self._list(schema, way, given)
        return self._plain(schema, way)

    def _plain(self, schema: Mapping[str, Any], way: Way) -> str | int | bool:
        """A value of one word: marked, where it is not from a list of words."""
        kind = schema.get("type")
        if "const" in schema or "enum" in schema:
            return str(schema.get("const") or schema["enum"][0])
        if kind == "integer":
            return self._integer(schema, way)
        if kind == "number":
            return NUMBERS + APART * self._next(way)
        return True if kind == "boolean" else self._text(schema, way)

    def _whole(self, schema: Mapping[str, Any], given: Any) -> dict[str, Any]:
        """The schema with what it refers to, and of its branches the one that is made."""
        return _chosen(list(self._branches(schema)), given)

    def _branches(self, schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """What a value may be, each with all that is said of it elsewhere."""
        whole = dict(schema)
        while "$ref" in whole:
            target = self._root["$defs"][whole.pop("$ref").rpartition("/")[2]]
            whole = {**target, **whole}
        choices = [*whole.pop("oneOf", ()), *whole.pop("anyOf", ())]
        if all(set(each) == {"required"} for each in choices):
            choices = []
        for each in choices:
            yield from ({**whole, **branch} for branch in self._branches(each))
        if not choices:
            yield whole

    def _mapping(self, schema: Mapping[str, Any], way: Way, given: Part) -> dict[str, Any]:
        schema = self._whole(schema, given)
        made: dict[str, Any] = {}
        for key, value in schema.get("properties", {}).items():
            if given.get(key, ...) is None:
                continue
            made[key] = self._value(value, (*way, key), given.get(key, ...))
        each = schema.get("additionalProperties")
        if isinstance(each, dict):
            keys = [key for key in given if key not in made] or self._keys(schema, way)
            for key in keys:
                made[key] = self._value(each, (*way, key), given.get(key, ...))
        return made

    def _keys(self, schema: Mapping[str, Any], way: Way) -> list[str]:
        names = self._whole(schema.get("propertyNames", {}), ...)
        if schema.get("x-words"):
            return ["en", "es"]
        if "x-names" in names:
            return list(self._names[names["x-names"]])[:1]
        if "enum" in names:
            return [names["enum"][0]]
        return [self._text(names, (*way, "key"))]

    def _list(self, schema: Mapping[str, Any], way: Way, given: Any) -> list[Any]:
        stated = given if isinstance(given, list) else [...] * max(1, schema.get("minItems", 1))
        return [
            self._value(schema["items"], (*way, place), each) for place, each in enumerate(stated)
        ]

    def _integer(self, schema: Mapping[str, Any], way: Way) -> int:
        if schema.get("maximum", 0) >= 10**9:
            return NUMBERS + APART * self._next(way)
        return int(schema.get("default", schema.get("minimum", 1)) or 1)

    def _text(self, schema: Mapping[str, Any], way: Way) -> str:
        named = schema.get("x-names")
        if isinstance(named, str) and named in self._names:
            return self._names[named][0]
        number = self._next(way)
        mark = text_of(number)
        for tried in _tries(mark):
            fits = re.search(schema.get("pattern", ""), tried)
            if fits and len(tried) <= schema.get("maxLength", 10**6):
                if mark not in tried:
                    self._ways.pop()
                return tried.ljust(schema.get("minLength", 0), ".")
        self._ways.pop()
        return str(schema["examples"][0])


def text_of(number: int) -> str:
    """The mark of a number."""
    return f"zq{number:05d}qz"


def _tries(mark: str) -> Iterator[str]:
    """What a text may have to look like, with the mark in it where there is room."""
    yield from (mark, f"https://{mark}.example/{mark}", f"{mark}@example.org")
    yield from (f"2025-03-03-{mark}", f"{mark}/2025-03-03-{mark}", f"{mark}.example")
    yield from (DAY, MOMENT, "10:00:00")


def _partly(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, Part) for each in value)


def _chosen(branches: Sequence[dict[str, Any]], given: Any) -> dict[str, Any]:
    """The branch whose constants are given, else the one with most in it."""
    if isinstance(given, Part):
        for each in branches:
            constants = {
                key: value["const"]
                for key, value in each.get("properties", {}).items()
                if "const" in value and key in given
            }
            if constants and all(given[key] == value for key, value in constants.items()):
                return each
    if isinstance(given, list):
        return next(each for each in branches if each.get("type") == "array")

    def worth(branch: Mapping[str, Any]) -> int:
        return {"object": 2, "array": 1}.get(str(branch.get("type")), 0)

    return max(branches, key=worth)
