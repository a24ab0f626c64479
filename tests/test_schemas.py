"""Tests of the schemas, of what judges by them and of what explains them."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.diagnostics import Failure
from goodword.model.paths import DOCUMENTS
from goodword.resources import schemas_directory
from goodword.source.schemas import MOST, Schemas
from goodword.source.schemas.explain import Explainer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.source.schemas.explain import Problem

SCHEMAS = Schemas.load(schemas_directory())
KINDS = sorted(SCHEMAS.documents)
BESIDE = {"import-map", "intake-map", "people-map", "signal-map"}
"""Schemas of files that are given to a command and do not lie in a program."""
EXPLAINERS = {kind: Explainer(schema) for kind, schema in SCHEMAS.documents.items()}

PROGRAM = {
    "name": "Acme Champions",
    "timezone": "Europe/Berlin",
    "staff": [{"id": "maya", "name": "Maya Weber"}],
}
PROFILE = {"name": "Ana Lopes", "stage": "member", "since": "2026-11-01"}
MISSION = {
    "title": "Write a how-to guide",
    "instructions": "Publish a guide and send us the link.",
    "points": 100,
}


def parts(node: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping in a schema that is a schema, with the way to it."""
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            if key not in ("examples", "default", "const", "enum"):
                yield from parts(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from parts(value, f"{where}/{index}")


def rich(kind: str) -> list[Any]:
    """Valid documents of a kind: its examples, and one with the first example of every key.

    Of keys of which one alone may stand there the first does.
    """
    schema = SCHEMAS.documents[kind]
    documents: list[Any] = copy.deepcopy(schema["examples"])
    kinds = [each for each in schema.get("oneOf", ()) if "properties" in each]
    for branch in kinds or [schema]:
        ways = [each["required"] for each in branch.get("oneOf", ()) if "properties" not in each]
        others = {name for each in ways[1:] for name in each} - {*(ways[0] if ways else ())}
        full = {
            name: part["examples"][0]
            for name, part in branch["properties"].items()
            if name not in others
        }
        documents.append(full)
    return documents


def explained(kind: str, document: Any) -> list[Problem]:
    """The problems of a document; both judges are asked whether there are any."""
    problems = EXPLAINERS[kind].problems(document)
    assert SCHEMAS.judge(kind, document) is (not problems)
    return problems


def test_a_kind_has_no_schema_or_a_schema_no_kind() -> None:
    assert set(KINDS) - BESIDE == DOCUMENTS


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_none(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS.documents[kind])
    assert jsonschema_rs.meta.is_valid(SCHEMAS.documents[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_or_default_does_not_fit_its_own_schema(kind: str) -> None:
    schema = SCHEMAS.documents[kind]
    definitions = {"$defs": schema.get("$defs", {})}
    counted = 0
    for where, part in parts(schema):
        values = [*part.get("examples", ()), *([part["default"]] if "default" in part else ())]
        own = {**part, **definitions}
        for value in values:
            counted += 1
            assert jsonschema_rs.is_valid(own, value, validate_formats=True), (where, value)
    assert counted > 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_example_does_not_fit(kind: str) -> None:
    for document in rich(kind):
        assert explained(kind, document) == []


def test_a_definition_of_one_name_differs_between_files() -> None:
    shared = "day moment time id record reference language region link line words audience say"
    for name in shared.split():
        texts = {
            json.dumps(schema["$defs"][name])
            for schema in SCHEMAS.documents.values()
            if name in schema.get("$defs", {})
        }
        assert len(texts) == 1, name


def test_the_first_program_does_not_fit() -> None:
    assert explained("program", PROGRAM) == []
    assert explained("profile", PROFILE) == []
    assert explained("mission", MISSION) == []


@pytest.mark.parametrize(
    "evidence",
    [
        "https://example.com/guide",
        ["https://example.com/guide"],
        [{"kind": "link", "url": "https://example.com/guide"}],
    ],
)
def test_a_claim_of_one_line_does_not_fit(evidence: Any) -> None:
    assert explained("claim", {"evidence": evidence}) == []


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("mission", {**MISSION, "points": {"value": 60}}),
        ("mission", {**MISSION, "points": [{"from": "2026-01-01", "value": 60}]}),
        ("program", {**PROGRAM, "cycle": "half-year", "points": {"maturation_days": 7}}),
        ("program", {**PROGRAM, "cycle": [{"from": "2026-01-01", "every": "year"}]}),
        ("reward", {"name": "Hoodie", "kind": "merchandise", "cost": 300}),
        ("reward", {"name": "Hoodie", "kind": "merchandise", "cost": {"points": 300}}),
        ("community", {"name": "Map makers", "stance": "join"}),
        ("tiers", {"versions": {"tiers": [{"id": "gold", "standing_at_least": 5}]}}),
        ("policies", {"versions": {"clocks": {"review": 7}}}),
    ],
)
def test_a_plain_value_cannot_stand_for_a_list(kind: str, document: Any) -> None:
    assert explained(kind, document) == []


DAYS = {
    "2024-02-29": True,
    "2100-02-28": True,
    "1900-01-01": True,
    "2199-12-31": True,
    "2026-02-30": False,
    "2026-02-29": False,
    "2100-02-29": False,
    "2026-04-31": False,
    "2026-13-01": False,
    "2026-00-10": False,
    "2026-1-1": False,
    "1899-12-31": False,
    "2200-01-01": False,
    "20260101": False,
    "2026-W01-1": False,
    "2026-01-01\n": False,
    "٢٠٢٦-01-01": False,
}


@pytest.mark.parametrize(("day", "real"), DAYS.items())
def test_a_day_that_is_none_is_taken(day: str, real: bool) -> None:
    assert (explained("mission", {**MISSION, "opens": day}) == []) is real
    assert (explained("event", {"title": "Meetup", "starts": day}) == []) is real
    moment = f"{day}T10:00"
    assert (explained("event", {"title": "Meetup", "starts": moment}) == []) is real


@pytest.mark.parametrize(
    ("moment", "real"),
    [
        ("2026-08-03T00:00", True),
        ("2026-08-03T23:59+02:00", True),
        ("2026-08-03T23:59Z", True),
        ("2026-08-03T24:00", False),
        ("2026-08-03T10:60", False),
        ("2026-08-03 10:00", False),
        ("2026-08-03T10:00:00", False),
        ("2026-08-03T10:00+15:00", False),
        ("2026-08-03T10:00\n", False),
    ],
)
def test_a_moment_that_is_none_is_taken(moment: str, real: bool) -> None:
    assert (explained("event", {"title": "Meetup", "starts": moment}) == []) is real


def test_a_decimal_is_judged_by_another_measure() -> None:
    def measured(value: Decimal) -> dict[str, Any]:
        return {"values": [{"kpi": "share", "value": value, "source": "survey"}]}

    assert explained("measures", measured(Decimal("12.5"))) == []
    assert explained("measures", measured(Decimal("1000000000.5")))
    assert explained("mission", {**MISSION, "points": Decimal("60.5")})


def test_half_a_surrogate_pair_raises() -> None:
    assert not SCHEMAS.judge("mission", {**MISSION, "department": "\ud800"})
    assert SCHEMAS.explain("mission", {**MISSION, "department": "\ud800"})


def test_thousands_of_mistakes_are_each_told() -> None:
    problems = SCHEMAS.explain("mission", {**MISSION, **{f"k{n}": n for n in range(150)}})
    assert len(problems) == MOST + 1
    assert problems[-1].message == "the file has 50 more mistakes than the 100 shown"


def test_a_schema_that_is_cut_off_raises_what_nobody_catches(tmp_path: Path) -> None:
    with pytest.raises(Failure):
        Schemas.load(tmp_path)
    (tmp_path / "claim.schema.json").write_text('{"type":', encoding="utf-8")
    with pytest.raises(Failure):
        Schemas.load(tmp_path)


def test_a_changed_schema_keeps_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "claim.schema.json"
    path.write_text('{"type": "object"}', encoding="utf-8")
    first = Schemas.load(tmp_path).digest
    assert Schemas.load(tmp_path).digest == first
    path.write_text('{"type": "array"}', encoding="utf-8")
    assert Schemas.load(tmp_path).digest != first


ODD: list[Any] = [
    None, True, False, 0, -1, 1, 10**9, 10**9 + 1, -(10**18), Decimal("0.5"), Decimal("-7.25"),
    "", " ", "x", "x\n", "ana", "Ana", "ana-", "a--b", "a" * 41, "y" * 10001, "2026-02-30",
    "2026-08-03", "2026-08-03\n", "2026-08-03-ana.2", "2026-Q3", "2026-Q5", "https://x.y",
    "https://x y", "ftp://x", "en", "EN", "link", "told", "all", "quarter", "never", "gold",
    "é", "😀", "0", "1", "true", [], [None], ["ana"], ["ana", "ana"], [1, 1], [[]], {}, {"": 1},
    {"en": "x"}, {"kind": "link"}, {"from": "2026-01-01"}, {"kind": ["link"]}, {"step": None},
]  # fmt: skip
KEYS = ["", "kind", "step", "from", "by", "date", "points", "title", "nmae", "outcome", "void", "x"]


def places(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The pointers of everything in a document."""
    yield pointer
    items: Any = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, inner in items:
        yield from places(inner, (*pointer, key))


def mutated(data: st.DataObject, document: Any) -> Any:
    """The document with one thing replaced, taken out or put in."""
    box = [copy.deepcopy(document)]
    pointer = (0, *data.draw(st.sampled_from(list(places(document)))))
    parent: Any = box
    for step in pointer[:-1]:
        parent = parent[step]
    last: Any = pointer[-1]
    match data.draw(st.sampled_from(["replace", "remove", "add", "double"])):
        case "remove" if len(pointer) > 1:
            del parent[last]
        case "add" if isinstance(parent[last], dict):
            parent[last][data.draw(st.sampled_from(KEYS))] = data.draw(st.sampled_from(ODD))
        case "double" if isinstance(parent[last], list) and parent[last]:
            parent[last].append(copy.deepcopy(parent[last][0]))
        case _:
            parent[last] = data.draw(st.sampled_from(ODD))
    return box[0]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(data=st.data())
def test_the_two_judges_disagree_on_a_mutated_document(kind: str, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(rich(kind)))
    for _ in range(data.draw(st.integers(1, 3))):
        document = mutated(data, document)
    there = set(places(document))
    for pointer, key, message, hint in explained(kind, document):
        assert pointer in there, "the problem is nowhere in the document"
        assert pointer or not key
        for text in (message, hint):
            assert "\n" not in text
            assert "invalid" not in text
            assert not text.endswith(".")
        assert message


def test_an_editor_offers_some_kinds_of_touchpoint_only_or_rare_ones_first() -> None:
    schema = SCHEMAS.documents["touchpoint"]
    offered = schema["properties"]["kind"]["enum"]
    branches = {branch["properties"]["kind"]["const"] for branch in schema["oneOf"]}
    assert set(offered) == branches
    assert offered[:4] == ["contact", "thanks", "answer", "ask"]
    assert offered[-2:] == ["adjustment", "extension"]


GIVEN: dict[str, dict[str, Any]] = {
    "thanks": {"helped": "Ben"},
    "promotion": {"summary": "A talk"},
    "access": {"summary": "A preview"},
    "adjustment": {"points": 5, "reason_code": "goodwill", "by": "jon"},
    "extension": {"of": "all", "until": "2026-12-31", "reason": "Late.", "by": "jon"},
}
"""Kinds of touchpoints that only we give."""
EITHER: dict[str, dict[str, Any]] = {
    "contact": {},
    "gift": {},
    "introduction": {},
    "sample": {"until": "2026-12-01"},
}


@pytest.mark.parametrize("kind", [*GIVEN, *EITHER])
def test_what_only_we_give_comes_from_them(kind: str) -> None:
    value = {"kind": kind, **(GIVEN | EITHER)[kind]}
    assert SCHEMAS.judge("touchpoint", value)
    assert SCHEMAS.judge("touchpoint", {**value, "direction": "to-them"})
    assert SCHEMAS.judge("touchpoint", {**value, "direction": "from-them"}) == (kind in EITHER)
