"""What several kinds share is defined once, in schemas/fragments.json, and is the same in each."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FRAGMENTS = ROOT / "schemas/fragments.json"
OWN = {"eligibility", "evidence", "judged", "relation", "second", "snooze"}
"""Names under which two kinds mean different things."""
_DEFINITIONS = '\n  "$defs": {\n'


def definitions(text: str) -> dict[str, str]:
    """The lines of each of a schema's `$defs`, without the comma behind it."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.partition(_DEFINITIONS)[2].splitlines():
        if line.startswith("  }"):
            break
        begins = re.match(r'    "(\w+)": ', line)
        name = begins[1] if begins else name
        found.setdefault(name, []).append(line)
    return {name: "\n".join(lines).rstrip(",") for name, lines in found.items()}


def published(text: str, shared: dict[str, str]) -> str:
    """A schema with the shared definitions as they are now."""
    head, mark, tail = text.partition(_DEFINITIONS)
    for name, own in definitions(text).items():
        tail = tail.replace(own, shared.get(name, own), 1)
    return head + mark + tail


def schemas() -> list[Path]:
    return sorted((ROOT / "schemas").glob("*.schema.json"))


def test_a_shared_fragment_is_another_in_a_kind(request: pytest.FixtureRequest) -> None:
    shared = definitions(FRAGMENTS.read_text("utf-8"))
    for path in schemas():
        text = path.read_text("utf-8")
        if request.config.getoption("--bless"):
            path.write_text(published(text, shared), "utf-8")
        assert published(path.read_text("utf-8"), shared) == path.read_text("utf-8"), path.name


def test_two_kinds_define_a_fragment_each_by_itself() -> None:
    shared = definitions(FRAGMENTS.read_text("utf-8"))
    count: dict[str, int] = {}
    for path in schemas():
        for name in json.loads(path.read_text("utf-8")).get("$defs", {}):
            count[name] = count.get(name, 0) + 1
    twice = {name for name, times in count.items() if times > 1}
    assert twice - shared.keys() == OWN
    assert shared.keys() <= twice


def test_a_changed_fragment_reaches_no_kind() -> None:
    text = (ROOT / "schemas/claim.schema.json").read_text("utf-8")
    shared = definitions(FRAGMENTS.read_text("utf-8"))
    changed = {**shared, "day": shared["day"].replace("2026-08-03", "2026-12-31")}
    assert changed["day"] != shared["day"]
    assert json.loads(published(text, changed))["$defs"]["day"] != json.loads(text)["$defs"]["day"]
    assert published(published(text, changed), shared) == text
