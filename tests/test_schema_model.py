"""Tests that schemas and models say the same: the same keys, the same defaults."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from goodword.days import EARLIEST
from goodword.diagnostics import Place
from goodword.model.program import BY_NAME, KINDS, Program
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    Way = tuple[str | int, ...]

SCHEMAS = Schemas.load(schemas_directory())
STARTED = date(2024, 1, 1)
MISSING = object()
OTHERS: list[Any] = [
    True, False, 7, 11, "tomo", "hours", "2026-12-24", "2026-12-24-other", "23:59:59", "en", "FR",
    "https://example.org/other", "other words, at least twenty characters of them", "2025", [],
    "#123456", "12-24",
    "2026-Q4", "public", "high", "low", "decided", "opted-out", "duplicate", "never",
    "f" * 64, {"tomo": 3}, ["2026-12-24"], ["tomo"], ["2026-12-24-other"], ["FR"], ["en", "fr"],
    ["https://example.org/other"],
]  # fmt: skip
"""Values one of which fits wherever an example alone cannot show that a key is read."""

PATHS = {
    "program": "program/program.yml",
    "reward": "program/rewards/hoodie.yml",
    "event": "program/events/2026-04-16-meetup.yml",
    "community": "program/communities/map-makers.yml",
    "feedback": "program/feedback/2026-08-03-slow-export.yml",
    "incident": "program/incidents/2026-05-04-exports.yml",
    "signal": "program/signals/2026-10-29-forum.yml",
    "audit": "program/audits/2026-Q3/ana.yml",
    "measures": "program/measures/2026-Q3.yml",
    "erasure": "program/erasures/2026-10-01-quiet-fox.yml",
    "profile": "influencers/ana/profile.yml",
    "touchpoint": "influencers/ana/touchpoints/2026-11-03-thanks.yml",
    "redemption": "influencers/ana/redemptions/2026-08-05-hoodie.yml",
    "term": "influencers/ana/terms/2026-07-01.yml",
    "mission": "missions/write-a-guide/mission.yml",
    "claim": "missions/write-a-guide/claims/2026-11-02-ana.yml",
}
"""A path for each kind; the others lie in `program/<kind>.yml`."""


@dataclass(frozen=True)
class Key:
    """A key that may stand in a document: the way to its mapping, its name, its schema, and the
    keys beside which it may not stand.
    """

    way: Way
    name: str
    part: dict[str, Any]
    rivals: frozenset[str]

    def set_in(self, document: Any, value: Any) -> Any:
        """The document with the key set; without it where the value is MISSING.

        What lies beside the way is shared by both.
        """
        changed = mapping = copy.copy(document)
        for step in self.way:
            mapping[step] = copy.copy(mapping[step])
            mapping = mapping[step]
        for name in (self.name, *self.rivals):
            mapping.pop(name, None)
        if value is not MISSING:
            mapping[self.name] = copy.deepcopy(value)
        return changed


@dataclass(frozen=True)
class Walker:
    """Documents of a kind, and every key that its schema allows in them."""

    kind: str
    schema: dict[str, Any]
    judges: dict[int, jsonschema_rs.Draft202012Validator] = field(default_factory=dict)

    def target(self, part: dict[str, Any]) -> dict[str, Any]:
        """A part of the schema, or what it refers to."""
        while "$ref" in part:
            part = self.schema["$defs"][part["$ref"].removeprefix("#/$defs/")]
        return part

    def fits(self, part: dict[str, Any], value: Any) -> bool:
        """Whether a value fits a part of the schema."""
        if id(part) not in self.judges:
            own = {**part, "$defs": self.schema.get("$defs", {})}
            judge = jsonschema_rs.Draft202012Validator(own, validate_formats=True)
            self.judges[id(part)] = judge
        return self.judges[id(part)].is_valid(value)

    def mappings(self, part: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The schemas of mappings with fixed keys that a value can be, or that it can list."""
        part = self.target(part)
        if "properties" in part:
            yield part
            return
        inner = [*part.get("anyOf", ()), *part.get("oneOf", ())]
        inner += [part[word] for word in ("items", "additionalProperties") if word in part]
        for each in inner:
            if isinstance(each, dict):
                yield from self.mappings(each)

    def samples(self, part: dict[str, Any], *, full: bool) -> list[Any]:
        """Values with every mapping in them that can be, each as full or as empty as it can be;
        one for each branch of a union of mappings.
        """
        part = self.target(part)
        if "properties" in part:
            return [self.sample(part, full=full)]
        if part.get("type") == "array":
            return [self.samples(part["items"], full=full)]
        if "propertyNames" in part:
            return [{"ana": self.samples(part["additionalProperties"], full=full)[0]}]
        branches = [*part.get("anyOf", ()), *part.get("oneOf", ())]
        holding = [each for each in branches if any(self.mappings(each))]
        wanted = holding[:1] if "anyOf" in part else holding
        return [one for each in wanted for one in self.samples(each, full=full)]

    def sample(self, part: dict[str, Any], *, full: bool) -> dict[str, Any]:
        """A mapping with what it must have, or can have, and with the mappings that it can."""
        properties = part["properties"]
        value: dict[str, Any] = copy.deepcopy(part.get("examples", [None])[0]) or {
            name: copy.deepcopy(properties[name]["examples"][0]) for name in part["required"]
        }
        choices = [each["required"][0] for each in part.get("oneOf", ())]
        for name in () if full else list(value):
            less = {key: each for key, each in value.items() if key != name}
            value = less if self.fits(part, less) else value
        for name, each in properties.items():
            if name in choices and not value.keys().isdisjoint(set(choices) - {name}):
                continue
            more = {**value, name: copy.deepcopy(each["examples"][0])}
            if any(self.mappings(each)):
                value[name] = self.samples(each, full=full)[0]
            elif name not in value and (full or not self.fits(part, value)):
                value = more if self.fits(part, more) or not full else value
        return value

    def documents(self) -> list[Any]:
        """Documents of the kind, each of which fits."""
        documents = [one for full in (False, True) for one in self.samples(self.schema, full=full)]
        for document in documents:
            assert self.fits(self.schema, document), SCHEMAS.explain(self.kind, document)
        return documents

    def keys(self, part: dict[str, Any], value: Any, way: Way = ()) -> Iterator[Key]:
        """Each key that may stand in a document."""
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from self.keys(part, one, (*way, index))
        elif isinstance(value, dict):
            for mapping in self.mappings(part):
                if self.fits(mapping, value):
                    choices = [each["required"][0] for each in mapping.get("oneOf", ())]
                    for name, each in mapping["properties"].items():
                        rivals = frozenset(choices) - {name} if name in choices else frozenset()
                        yield Key(way, name, each, rivals)
                        yield from self.keys(each, value.get(name), (*way, name))
                    return
            for name, one in value.items():
                yield from self.keys(part, one, (*way, name))

    def values(self, part: dict[str, Any]) -> list[Any]:
        """Values, some of which fit a part of the schema that holds no mapping."""
        own = self.target(part)
        words = [*own.get("enum", ()), *self.target(own.get("items", {})).get("enum", ())]
        return [MISSING, *part["examples"], *OTHERS, *words, *([word] for word in words)]

    def read(self, document: Any) -> Any:
        """The model of a document."""
        path = PATHS.get(self.kind, f"program/{self.kind}.yml")
        return BY_NAME[self.kind].read(copy.deepcopy(document), Place(path), STARTED)


def by_branches(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without what stands before a union only so that editors offer it at first."""
    branches = schema.get("oneOf", ())
    if branches and all("properties" in each for each in branches):
        return {key: each for key, each in schema.items() if key != "properties"}
    return schema


WALKERS = {
    kind.name: Walker(kind.name, by_branches(SCHEMAS.documents[kind.name])) for kind in KINDS
}


@pytest.mark.parametrize("kind", sorted(WALKERS))
def test_a_default_written_out_changes_the_model(kind: str) -> None:
    walker = WALKERS[kind]
    for document in walker.documents():
        for key in walker.keys(walker.schema, document):
            without = key.set_in(document, MISSING)
            if "default" in key.part and walker.fits(walker.schema, without):
                written = key.set_in(document, key.part["default"])
                assert walker.fits(walker.schema, written), key
                assert walker.read(written) == walker.read(without), (*key.way, key.name)


@pytest.mark.parametrize("kind", sorted(WALKERS))
def test_a_key_of_the_schema_is_passed_over_by_the_model(kind: str) -> None:
    walker = WALKERS[kind]
    told_apart: dict[tuple[int, str], bool] = {}
    for document in walker.documents():
        for key in walker.keys(walker.schema, document):
            if "const" in key.part or any(walker.mappings(key.part)):
                continue
            written = [key.set_in(document, value) for value in walker.values(key.part)]
            models = [walker.read(each) for each in written if walker.fits(walker.schema, each)]
            differ = any(model != models[0] for model in models)
            told_apart[id(key.part), key.name] = told_apart.get((id(key.part), key.name)) or differ
    passed = [name for (_, name), differ in told_apart.items() if not differ]
    # There is one form so far, so that no other number fits the schema.
    assert passed == (["schema_version"] if kind == "program" else [])


def test_a_program_without_policies_has_others_than_one_whose_file_states_none() -> None:
    settings = {"name": "P", "timezone": "UTC", "staff": []}
    without = Program(BY_NAME["program"].read(settings, Place("program/program.yml"), EARLIEST))
    data = {"versions": [{"from": EARLIEST.isoformat()}]}
    stated = BY_NAME["policies"].read(data, Place("program/policies.yml"), EARLIEST)
    assert without.policy_versions == stated.versions
