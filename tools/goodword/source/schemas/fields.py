"""What the schemas say of single keys: their order, their choices, bounds and days."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from goodword.resources import schemas_directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Part = Mapping[str, Any]


@lru_cache
def document(kind: str) -> Part:
    """The schema of a kind."""
    content = (schemas_directory() / f"{kind}.schema.json").read_bytes()
    found: Part = json.loads(content)
    return found


@lru_cache
def keys(kind: str, part: str = "") -> Part:
    """The keys of a part of a kind, in their order, each with what the schema says of it.

    Args:
        kind: the schema's name.
        part: a step, a kind of touchpoint, or a key that holds a mapping or a list of them, be
            it in files of some kinds only; empty for the whole file.
    """
    schema = document(kind)
    root = dict(_keys(schema, schema))
    if not part:
        return root
    for branch in _branches(schema):
        constants = branch.get("properties", {})
        named = constants.get("step", {}).get("const") or constants.get("kind", {}).get("const")
        if named == part:
            return dict(_keys(schema, branch))
    every = (each.get("properties", {}) for each in schema.get("oneOf", ()))
    of_some: Part = next((each[part] for each in every if part in each), {})
    return dict(_keys(schema, root[part] if part in root else _resolved(schema, of_some)))


@lru_cache
def anywhere(kind: str) -> frozenset[str]:
    """The keys that some file of a kind may have."""
    schema = document(kind)
    branches = (each.get("properties", {}) for each in schema.get("oneOf", ()))
    return frozenset(keys(kind)).union(*branches)


def key(kind: str, part: str, path: tuple[str, ...]) -> Part:
    """What the schema says of a key, however deep it lies in a part; empty where nothing."""
    schema = document(kind)
    found: Part = {"properties": keys(kind, part)}
    for name in path:
        found = dict(_keys(schema, found)).get(name, {})
    if "type" not in found and (union := found.get("anyOf")):
        return _resolved(schema, union[0])
    return found


def resolved(kind: str, part: Part) -> Part:
    """What the schema of a kind says of a part, where another place of it may say it."""
    return _resolved(document(kind), part)


def _keys(schema: Part, part: Part) -> Iterator[tuple[str, Part]]:
    """The keys of a mapping, of the mappings in a list, and of the branches of a union."""
    for name, each in part.get("properties", {}).items():
        yield name, _resolved(schema, each)
    for branch in (*part.get("anyOf", ()), *([part["items"]] if "items" in part else ())):
        yield from _keys(schema, _resolved(schema, branch))


def _branches(schema: Part) -> Iterator[Part]:
    for each in (schema, *schema.get("$defs", {}).values()):
        yield from each.get("oneOf", ())


def _resolved(schema: Part, part: Part) -> Part:
    while "$ref" in part:
        there = schema["$defs"][part["$ref"].removeprefix("#/$defs/")]
        part = {**there, **{key: each for key, each in part.items() if key != "$ref"}}
    return part
