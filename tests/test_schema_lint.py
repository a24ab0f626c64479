"""Tests of `tests.schema_lint`: the schemas keep its rules, and each rule bites."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from tests.schema_lint import DRAFT, flaws
from tests.schema_patterns import faults_of

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = Schemas.load(schemas_directory())

SOUND: dict[str, Any] = {
    "$schema": DRAFT,
    "title": "Thing",
    "description": "A thing.",
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": {
            "title": "Id",
            "description": "What it is called.",
            "$ref": "#/$defs/id",
            "examples": ["ana"],
        },
        "size": {
            "title": "Size",
            "description": "How large it is.",
            "type": "integer",
            "minimum": 0,
            "maximum": 10,
            "default": 0,
            "examples": [3],
        },
        "names": {
            "title": "Names",
            "description": "Further names.",
            "type": "array",
            "items": {"$ref": "#/$defs/id"},
            "maxItems": 5,
            "default": [],
            "examples": [["tomo"]],
        },
        "colour": {
            "title": "Colour",
            "description": "Its colour. Left out: none.",
            "type": "string",
            "enum": ["red"],
            "enumDescriptions": ["As a rose."],
            "examples": ["red"],
        },
        "counts": {
            "title": "Counts",
            "description": "How many, by id.",
            "type": "object",
            "propertyNames": {"$ref": "#/$defs/id"},
            "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 9},
            "maxProperties": 9,
            "default": {},
            "examples": [{"ana": 1}],
        },
        "of": {
            "title": "Of",
            "description": "What it is of. Left out: nothing.",
            "anyOf": [
                {"$ref": "#/$defs/id"},
                {
                    "oneOf": [
                        {
                            "type": "object",
                            "required": ["kind"],
                            "additionalProperties": False,
                            "properties": {
                                "kind": {
                                    "title": "Kind",
                                    "description": "Its kind.",
                                    "const": word,
                                    "examples": [word],
                                }
                            },
                        }
                        for word in ("wood", "iron")
                    ]
                },
            ],
            "examples": ["ana"],
        },
    },
    "$defs": {
        "id": {
            "title": "Id",
            "description": "An id.",
            "type": "string",
            "maxLength": 40,
            "pattern": "^[a-z]+$(?!\\n)",
            "patternErrorMessage": "expected letters",
        }
    },
}


def _at(schema: dict[str, Any], way: str) -> Any:
    part: Any = schema
    for step in way.split("/") if way else ():
        part = part[int(step) if isinstance(part, list) else step]
    return part


def _without(way: str, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda schema: _at(schema, way).pop(key)


def _with(way: str, key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda schema: _at(schema, way).__setitem__(key, value)


BRANCH = "properties/of/anyOf/1/oneOf/1"
PLANTED: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "another draft": (_with("", "$schema", "draft-07"), "$schema is not"),
    "no title of the kind": (_without("", "title"), "has no title"),
    "an unused definition": (_with("$defs", "more", SOUND["$defs"]["id"]), "is used nowhere"),
    "a definition without title": (_without("$defs/id", "title"), "has no title or no descr"),
    "a misspelt keyword": (_with("properties/size", "maxmum", 3), "maxmum, which is no keyword"),
    "a reference to nothing": (_with("properties/id", "$ref", "#/$defs/no"), "is not there"),
    "a property without title": (_without("properties/size", "title"), "has no title"),
    "a property without examples": (_without("properties/size", "examples"), "has no examples"),
    "no full stop": (_with("properties/size", "description", "How large"), "full stop"),
    "nothing said without it": (_without("properties/size", "default"), "neither a default nor"),
    "a default of what is required": (_with("properties/id", "default", "ana"), "is required and"),
    "an audience nobody knows": (_with("properties/id", "x-audience", "all"), "none of everyone"),
    "text without a bound": (_without("$defs/id", "maxLength"), "text without maxLength"),
    "a pattern without a message": (_without("$defs/id", "patternErrorMessage"), "without a pat"),
    "a pattern that is open": (_with("$defs/id", "pattern", "^[a-z]+$"), "not anchored"),
    "another format": (_with("$defs/id", "format", "email"), "a format that is not date"),
    "a number without a bound": (_without("properties/size", "maximum"), "without bounds"),
    "a number too large": (_with("properties/size", "maximum", 10**10), "without bounds"),
    "a list without a bound": (_without("properties/names", "maxItems"), "without maxItems"),
    "a list of anything": (_without("properties/names", "items"), "without maxItems or items"),
    "unknown keys taken": (_without("", "additionalProperties"), "does not refuse others"),
    "a mapping of any keys": (_without("properties/counts", "propertyNames"), "open mapping that"),
    "a mapping without a bound": (_without("properties/counts", "maxProperties"), "maxProperties"),
    "an enum not described": (
        _with("properties/colour", "enum", ["red", "blue"]),
        "description of",
    ),
    "an enum of no type": (_without("properties/colour", "type"), "not of type string"),
    "an unknown required key": (_with("", "required", ["id", "di"]), "asks for di"),
    "an unknown key asked for": (
        _with("", "if", {"properties": {"sise": {"const": 1}}}),
        "asks for sise",
    ),
    "two branches of one type": (
        lambda schema: _at(schema, "properties/of/anyOf").append({"$ref": "#/$defs/id"}),
        "branches of one type",
    ),
    "branches with one constant": (
        _with(f"{BRANCH}/properties/kind", "const", "wood"),
        "no required constants",
    ),
    "a branch whose constant may lack": (_without(BRANCH, "required"), "no required constants"),
}


def test_the_sound_schema_has_no_flaws() -> None:
    assert flaws(SOUND) == []


@pytest.mark.parametrize("name", sorted(SCHEMAS.documents))
def test_a_schema_breaks_a_rule(name: str) -> None:
    assert [f"{each.where}: {each.message}" for each in flaws(SCHEMAS.documents[name])] == []


@pytest.mark.parametrize("plant", sorted(PLANTED))
def test_a_rule_does_not_bite(plant: str) -> None:
    schema = copy.deepcopy(SOUND)
    change, message = PLANTED[plant]
    change(schema)
    assert any(message in each.message for each in flaws(schema))


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("[a-z]+$(?!\\n)", "not anchored"),
        ("^[a-z]+$", "not anchored"),
        ("^[a-z+$(?!\\n)", "is none"),
        ("^\\d+$(?!\\n)", "\\d, which engines"),
        ("^[a-z]\\w$(?!\\n)", "\\w, which engines"),
        ("^a.b$(?!\\n)", "bare ."),
        ("^a|b$(?!\\n)", "bare |"),
        ("^(a+)+$(?!\\n)", "repeats a group"),
        ("^(?:a*b)*$(?!\\n)", "repeats a group"),
        ("^(?:(?:ab){1,3}c){2,}$(?!\\n)", "repeats a group"),
        ("^((a|b+))*$(?!\\n)", "repeats a group"),
        ("^(?:a{2,})*$(?!\\n)", "repeats a group"),
    ],
)
def test_a_bad_pattern_is_let_through(pattern: str, message: str) -> None:
    assert any(message in each for each in faults_of(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z0-9](?:-?[a-z0-9])*$(?!\\n)",
        "^(?:[0-9]{2}:)*[.*+)]$(?!\\n)",
        "^(?:a|b)\\.[\\]x]{1,5}$(?!\\n)",
        "^(?:[a-z]+)?x$(?!\\n)",
        "^(?!other$)[a-z]+$(?!\\n)",
    ],
)
def test_a_sound_pattern_is_refused(pattern: str) -> None:
    assert list(faults_of(pattern)) == []


def test_a_class_written_with_a_backslash_is_let_through() -> None:
    assert any("\\d" in each for each in faults_of("^[\\d]$(?!\\n)"))
