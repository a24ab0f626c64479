"""What is staff's alone in a repository that others read: what is refused, and what is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from goodword.due import all_dues
from goodword.model.program import KINDS
from goodword.source.schemas.annotations import STAFF
from goodword.source.schemas.fields import document
from tests.relation_program import person, snapshot
from tests.test_cases import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator


def staffs(schema: Any, key: str = "") -> Iterator[str]:
    """The keys of which a schema says that nobody but staff reads them, however deep they lie."""
    if isinstance(schema, dict):
        if schema.get("x-audience") == STAFF:
            yield key
        for name, each in schema.items():
            yield from staffs(each, name)
    elif isinstance(schema, list):
        for each in schema:
            yield from staffs(each, key)


def test_a_key_of_staff_alone_stands_in_an_open_program() -> None:
    """Each key that a schema marks so is refused in one of the cases."""
    folder = CASES / "open-program"
    said = "".join(each.read_text("utf-8") for each in sorted(folder.glob("*/expected.txt")))
    marked = {key for kind in KINDS for key in staffs(document(kind.name))}
    assert {"stance", "wants", "answer", "segments"} <= marked
    assert set(re.findall(r'error: "(\w+)" is for staff', said)) == marked


@pytest.mark.parametrize("mode", ["closed", "shared", "public"])
def test_an_open_program_is_asked_for_what_it_may_not_have(mode: str) -> None:
    files: dict[str, Any] = {
        **person("ana"),
        "program/policies.yml": {
            "versions": [{"from": "2025-01-01", "relation": {"ask_wants_days": 365}}]
        },
    }
    on = snapshot(files, "2026-12-01", mode=mode, started="2025-01-01")
    asked = {each.what for each in all_dues(on)} & {"wants", "audits"}
    assert asked == ({"wants", "audits"} if mode == "closed" else set())
