"""What is wrong with a schema itself: the rules that all schemas of the tool keep.

Every value has a bound, every pattern reads alike in every engine, every property says what it is
for and what holds without it, and of every union a message can tell which branch was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.schema_patterns import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LARGEST = 10**9
_NAMING = 10**18 - 1
"""The greatest whole number, and with a minus the least, that a file may hold."""
LEFT_OUT = "Left out:"
"""Begins the sentence of a description that says what holds where there is no constant default."""

# fmt: off
KEYWORDS = frozenset({
    "$defs", "$ref", "$schema", "additionalProperties", "allOf", "anyOf", "const", "default",
    "description", "else", "enum", "enumDescriptions", "examples", "format", "if", "items",
    "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength",
    "minProperties", "minimum", "not", "oneOf", "pattern", "patternErrorMessage", "properties",
    "propertyNames", "required", "then", "title", "type", "uniqueItems", "x-audience", "x-day",
    "x-later", "x-names", "x-span", "x-words",
})
# fmt: on
AUDIENCES = ("everyone", "record", "said", "recognition", "contact", "staff")
"""What `x-audience` may say; without it, staff and the person it is about have a text."""
_CONDITIONS = ("if", "then", "else", "not")
"""Keywords whose schemas ask about a value and do not define one."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a schema: where in it, by slashes, and what."""

    where: str
    message: str


def flaws(schema: Schema) -> list[Flaw]:
    """Everything that is wrong with the schema of a kind; empty where it keeps all rules."""
    return list(_Lint(schema).root())


@dataclass(frozen=True)
class _Lint:
    schema: Schema

    def root(self) -> Iterator[Flaw]:
        if self.schema.get("$schema") != DRAFT:
            yield Flaw("", f"$schema is not {DRAFT}")
        for word in ("title", "description"):
            if not self.schema.get(word):
                yield Flaw("", f"has no {word}")
        yield from self._node(self.schema, "")
        used = set(_references(self.schema))
        for name, part in self.schema.get("$defs", {}).items():
            where = f"$defs/{name}"
            if f"#/{where}" not in used:
                yield Flaw(where, "is used nowhere")
            if not part.get("title") or not part.get("description"):
                yield Flaw(where, "has no title or no description")
            yield from self._node(part, where)

    def _target(self, node: Schema) -> Schema:
        ref = node.get("$ref")
        if not isinstance(ref, str):
            return node
        target: Schema = self.schema.get("$defs", {}).get(ref.removeprefix("#/$defs/"), {})
        return self._target(target)

    def _node(self, node: Schema, where: str) -> Iterator[Flaw]:
        """A schema that defines a value."""
        for word in node.keys() - KEYWORDS:
            yield Flaw(where, f"has {word}, which is no keyword here")
        if "$ref" in node and not self._target(node):
            yield Flaw(where, f"refers to {node['$ref']}, which is not there")
        checks = (_text, _number, _array, _object, _enumeration, self._required, self._union)
        for check in checks:
            yield from (Flaw(where, message) for message in check(node))
        for name, part in node.get("properties", {}).items():
            inside = f"{where}/properties/{name}"
            required = name in node.get("required", ())
            yield from (Flaw(inside, message) for message in self._property(part, required))
            yield from self._node(part, inside)
        for word in ("items", "additionalProperties", "propertyNames"):
            if isinstance(node.get(word), dict):
                yield from self._node(node[word], f"{where}/{word}")
        for word in ("oneOf", "anyOf"):
            for index, part in enumerate(node.get(word, ())):
                if set(part) != {"required"}:
                    yield from self._node(part, f"{where}/{word}/{index}")

    def _property(self, part: Schema, required: bool) -> Iterator[str]:
        for word in ("title", "description"):
            if not part.get(word):
                yield f"has no {word}"
        if not part.get("examples"):
            yield "has no examples"
        if part.get("x-audience", AUDIENCES[0]) not in AUDIENCES:
            yield f"has an x-audience that is none of {', '.join(AUDIENCES)}"
        if not str(part.get("description", "")).endswith("."):
            yield "has a description that does not end with a full stop"
        stated = "default" in part or LEFT_OUT in str(part.get("description", ""))
        if not required and not stated:
            yield f'has neither a default nor "{LEFT_OUT} …" in its description'
        if required and stated:
            yield "is required and says what holds without it"

    def _required(self, node: Schema) -> Iterator[str]:
        """Keys that are required here or under a condition are keys of the object."""
        known = self._target(node).get("properties", {})
        parts = [node, *node.get("allOf", ())]
        parts += [part[word] for part in list(parts) for word in _CONDITIONS if word in part]
        parts += [part["not"] for part in list(parts) if "not" in part]
        parts += [part for part in node.get("oneOf", ()) if set(part) == {"required"}]
        for part in parts:
            names = [*part.get("required", ()), *part.get("properties", ())]
            for name in names:
                if name not in known:
                    yield f"requires or asks for {name}, which is none of its properties"

    def _union(self, node: Schema) -> Iterator[str]:
        branches = [self._target(part) for part in node.get("anyOf", ())]
        kinds = [kind for branch in branches for kind in self._kinds(branch)]
        if len(set(kinds)) < len(kinds):
            yield "has branches of one type under anyOf, between which no message can choose"
        choices = [self._target(part) for part in node.get("oneOf", ())]
        if not choices or all(set(part) == {"required"} for part in choices):
            return
        constants = [_constants(part) for part in choices]
        told = all(constants) and len(set(constants)) == len(constants)
        if not told or not _follow_from_fields(choices):
            yield "has branches under oneOf that no required constants tell apart"

    def _kinds(self, branch: Schema) -> Iterator[str]:
        if "const" in branch:
            yield type(branch["const"]).__name__.replace("str", "string")
        elif "type" in branch:
            yield str(branch["type"])
        elif "oneOf" in branch:
            yield "object"
        else:
            for part in branch.get("anyOf", ()):
                yield from self._kinds(self._target(part))


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for part in node.values():
            yield from _references(part)
    elif isinstance(node, list):
        for part in node:
            yield from _references(part)


def _constants(branch: Schema) -> tuple[tuple[str, str], ...]:
    """The constants that are required, or follow from the other fields and so are the default."""
    required = branch.get("required", ())
    properties = branch.get("properties", {})
    return tuple(
        (name, str(part["const"]))
        for name, part in properties.items()
        if "const" in part and (name in required or part.get("default") == part["const"])
    )


def _follow_from_fields(branches: list[Schema]) -> bool:
    """Whether each branch whose constant may lack requires a field that no other such one has."""
    free = [each for each in branches if not _required_constants(each)]
    for branch in free:
        others = {name for each in free if each is not branch for name in each["properties"]}
        if not set(branch.get("required", ())) - others:
            return False
    return True


def _required_constants(branch: Schema) -> bool:
    return any("const" in branch["properties"].get(name, {}) for name in branch.get("required", ()))


def _text(node: Schema) -> Iterator[str]:
    pattern = node.get("pattern")
    if node.get("type") == "string" and "enum" not in node and "maxLength" not in node:
        yield "is text without maxLength"
    if pattern is not None:
        yield from faults_of(pattern)
        if not str(node.get("patternErrorMessage", "")).startswith("expected "):
            yield 'has a pattern without a patternErrorMessage that begins with "expected"'
    if "format" in node and (node["format"] != "date" or pattern is None):
        yield "has a format that is not date with a pattern for the years"


def _number(node: Schema) -> Iterator[str]:
    if node.get("type") in ("integer", "number"):
        low, high = node.get("minimum"), node.get("maximum")
        if (low, high) == (0, _NAMING):
            return  # it names something, an account perhaps, and nobody counts with it
        if low is None or high is None or not -LARGEST <= low <= high <= LARGEST:
            yield f"is a number without bounds within ±{LARGEST}"


def _array(node: Schema) -> Iterator[str]:
    if node.get("type") == "array" and not ("maxItems" in node and "items" in node):
        yield "is a list without maxItems or items"


def _says_what_others_are(node: Schema) -> bool:
    """Whether a mapping with names of the file's own says what these and their values are."""
    words = ("additionalProperties", "propertyNames")
    return all(isinstance(node.get(word), dict) for word in words) and "maxProperties" in node


def _object(node: Schema) -> Iterator[str]:
    if "properties" in node and node.get("type") != "object":
        yield "has properties and no type object"
    if node.get("type") != "object" or ("oneOf" in node and "properties" not in node):
        return
    if "properties" in node:
        branches = node.get("oneOf", ())
        if branches and all(set(node["properties"]) <= set(_keys(each)) for each in branches):
            return  # what tells the branches apart is listed once more, for editors
        if node.get("additionalProperties") is not False and not _says_what_others_are(node):
            yield "has properties and does not refuse others"
    elif not all(
        isinstance(node.get(word), dict) for word in ("additionalProperties", "propertyNames")
    ):
        yield "is an open mapping that does not say what keys and values are"
    elif "maxProperties" not in node:
        yield "is an open mapping without maxProperties"


def _keys(branch: Schema) -> Schema:
    keys: Schema = branch.get("properties", {})
    return keys


def _enumeration(node: Schema) -> Iterator[str]:
    if "enum" in node and len(node.get("enumDescriptions", ())) != len(node["enum"]):
        yield "has an enum without a description of each value"
    if "enum" in node and node.get("type") != "string":
        yield "has an enum that is not of type string"
