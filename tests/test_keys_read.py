"""A key of a schema that nothing reads is a promise that nobody keeps."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WAITING = {
    "gift_value_band": "richer rules: rewards counted as gifts",
}
"""Keys that wait for a part that is not built, with that part."""
RENAMED = {
    "call_days": "inactive_call_days",
    "emeritus_days": "inactive_emeritus_days",
    "generous": "gifts",
    "inactive": "inactive_call_days",
    "modest": "gifts",
    "per_quarter": "asks_per_quarter",
    "per_year": "gifts",
    "within_days": "thanks_within_days",
}
"""Keys that models have under the name of what they are in."""
MARKED = {"proposed_by", "digests", "last_two_way"}
"""Keys that a walk over what schemas mark reads: names, spans, what files are erased by."""


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for each in schema.values():
            yield from keys(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from keys(each)


def declared() -> set[str]:
    texts = (path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.schema.json"))
    return {key for text in texts for key in keys(json.loads(text))}


def unread(wanted: Iterable[str], sources: Iterable[str]) -> set[str]:
    """Keys that no source asks for, as an attribute or as a word."""
    asked: set[str] = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute):
                asked.add(node.attr.removesuffix("_"))
            elif isinstance(node, ast.Constant) and re.fullmatch(r"\w+", str(node.value)):
                asked.add(str(node.value))
    return {key for key in wanted if RENAMED.get(key, key) not in asked}


def sources() -> list[str]:
    """What reads: everything but the models, which only hold."""
    package = ROOT / "tools/goodword"
    places = (path for path in package.rglob("*.py") if path.parts[-2] != "model")
    return [path.read_text("utf-8") for path in places]


def test_a_key_is_read_by_nothing_or_no_longer_waits() -> None:
    assert unread(declared() - MARKED, sources()) == set(WAITING)


def test_a_planted_key_is_taken_for_read() -> None:
    assert unread({"planted", "stage"}, ["found = profile.stage"]) == {"planted"}
