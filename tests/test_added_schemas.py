"""The schemas for files that add to packed records: made of what the kinds' schemas mark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from goodword.resources import schemas_directory
from goodword.source.added import WORD, joined
from goodword.source.schemas.fields import document
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Golden

KINDS = ("claim", "redemption", "touchpoint")
_ABOUT = (
    "What is added to a {kind} that lies in a packed file: a file of the {kind}'s old name with "
    "that alone. A list goes on after that of the line; an entry that says again its day and who "
    "did it goes on with that entry. Made of the marks in {kind}.schema.json."
)


def derived(kind: str) -> dict[str, Any]:
    """The schema of what may be added to a kind: all that it marks, by reference to it."""
    schema = document(kind)
    found: dict[str, list[tuple[Any, str]]] = {}
    for way, part in (("", schema), *_branches(schema)):
        for key, value in part.get("properties", {}).items():
            if value.get(WORD) and value not in [each for each, _ in found.get(key, [])]:
                found.setdefault(key, []).append((value, f"{way}/properties/{key}"))
    properties = {}
    for key, ways in found.items():
        several = [_opened(kind, schema, *each) for each in ways]
        properties[key] = several[0] if len(several) == 1 else {"anyOf": several}
    return {
        "$schema": schema["$schema"],
        "title": f"{schema['title']}, added to",
        "description": _ABOUT.format(kind=schema["title"].lower()),
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": properties,
    }


def _branches(schema: Any) -> Iterator[tuple[str, Any]]:
    for index, each in enumerate(schema.get("oneOf", ())):
        yield f"/oneOf/{index}", each


def _opened(kind: str, schema: Any, value: Any, way: str) -> dict[str, Any]:
    """A part by reference; one in which more is marked, without what it would have to say."""
    name = f"{kind}.schema.json#"
    ref = value.get("$ref", "")
    target = schema["$defs"][ref.rpartition("/")[2]] if ref else value
    below = ref.removeprefix("#") or way
    if WORD not in json.dumps(target.get("properties", {})) and "items" not in target:
        return {"$ref": f"{name}{way}"}
    if "items" in target:
        entry = _opened(kind, schema, target["items"], f"{below}/items")
        if entry == {"$ref": f"{name}{below}/items"}:
            return {"$ref": f"{name}{way}"}
        return {"type": "array", "maxItems": target["maxItems"], "items": entry}
    inner = {
        key: _opened(kind, schema, each, f"{below}/properties/{key}")
        if each.get(WORD)
        else {"$ref": f"{name}{below}/properties/{key}"}
        for key, each in target["properties"].items()
    }
    return {"type": "object", "additionalProperties": False, "properties": inner}


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_of_additions_is_another_than_its_kind_marks(kind: str, golden: Golden) -> None:
    text = json.dumps(derived(kind), indent=2, ensure_ascii=False) + "\n"
    golden(ROOT / f"schemas/{kind}-added.schema.json", text)


def test_a_kind_that_can_be_added_to_has_no_schema_of_additions() -> None:
    for path in schemas_directory().glob("*.schema.json"):
        kind = path.name.removesuffix(".schema.json")
        marked = f'"{WORD}"' in path.read_text("utf-8")
        assert marked == (kind in KINDS), kind


DECIDED = {"outcome": "approved", "by": "jon", "date": "2026-11-12", "points": 100}
BACK = {"date": "2026-11-10", "by": "jon", "shares": {"ana": 40}, "reason_code": "duplicate"}
CLAIM = {"decision": DECIDED, "reversals": [BACK], "appeal": {"date": "2026-11-13", "text": "No"}}
THANKS = {"kind": "thanks", "helped": "Ben"}
VOID = {"date": "2026-11-05", "by": "maya", "reason": "Twice"}
CASES: list[tuple[str, Any, Any, bool]] = [
    ("claim", {}, {"reversals": [BACK]}, True),
    ("claim", CLAIM, {"appeal": {"decision": DECIDED}}, True),
    ("claim", CLAIM, {"reversals": [{"date": "2026-11-10", "appeal": CLAIM["appeal"]}]}, True),
    ("claim", {}, {"evidence": "https://example.org/1"}, False),
    ("claim", {}, {"appeal": {"words": "No"}}, False),
    ("claim", {}, {"reversals": {}}, False),
    ("touchpoint", THANKS, {"void": VOID}, True),
    ("touchpoint", THANKS, {"void": {"date": "2026-11-05"}}, False),
    ("touchpoint", THANKS, {"summary": "x"}, False),
    ("redemption", {"points": 50}, {"returned": {"date": "2026-11-05", "by": "maya"}}, True),
    ("redemption", {"points": 50}, {"fulfilled": {"date": "2026-11-05", "by": "maya"}}, False),
]


@pytest.mark.parametrize(("kind", "line", "added", "fits"), CASES)
def test_an_editor_says_another_thing_of_an_addition_than_check(
    kind: str, line: Any, added: Any, *, fits: bool
) -> None:
    names = [path.name for path in schemas_directory().glob("*.schema.json")]
    texts = {name: json.loads((schemas_directory() / name).read_bytes()) for name in names}
    registry: Registry[Any] = Registry().with_resources(
        [(f"https://example.org/{n}", Resource.from_contents(each)) for n, each in texts.items()]
    )
    schema = {"$id": f"https://example.org/{kind}-added.schema.json"}
    schema |= texts[f"{kind}-added.schema.json"]
    said = Draft202012Validator(schema, registry=registry).is_valid(added)
    whole = joined(kind, line, added)
    fit = Draft202012Validator(dict(document(kind))).is_valid({**whole.says})
    assert said == fits == (not whole.conflicts and fit)
