"""No list of words of a schema is typed again in Python."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from goodword.ledger.limits import LIMITS
from goodword.model.mission import PER
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = ROOT / "tools" / "goodword"
EACH = "says something of its own for each word"
_FIELDS = (
    "stage since category department owner source region languages topics communities pronouns "
    "stance bio links"
)
REASONS = {
    ("actions/import_people.py", "bot asked wrong"): EACH,
    ("actions/take_in.py", "join claim feedback reward profile"): EACH,
    ("audience/missions.py", "open paused proposed closed"): "the order on pages is another",
    ("audience/sharing.py", "public members nda staff"): EACH,
    ("days.py", "month quarter half-year year"): EACH,
    ("guard/said_by.py", "nobody staff members public"): "an order, from least to most",
    ("guard/said_by.py", "none portal-only essential all"): "an order, from least to most",
    ("intake/forms.py", "point comma"): EACH,
    ("intake/people/cells.py", _FIELDS): EACH,
    ("ledger/groups.py", "day week month cycle year ever"): EACH,
    ("ledger/redeeming.py", "cycle year ever"): EACH,
    ("loops/sentences.py", "solves partly no"): EACH,
    (*("relation/entry.py", "topic region contact referral category account consent nda"),): EACH,
    (
        "relation/onboarding.py",
        "has-claim has-approved-claim has-feedback has-attended has-consent has-nda has-account",
    ): EACH,
    ("model/tiers.py", "at-once-and-by-one at-boundary never-down"): EACH,
    ("reports/imported.py", "bot asked"): EACH,
    ("reports/imported.py", "always other-missions never"): EACH,
    (
        *(
            "rules/entry_conditions.py",
            "topic region contact referral category account consent nda",
        ),
    ): EACH,
    ("reports/diff.py", "public shared closed"): EACH,
    (
        "rules/stage_moves.py",
        "candidate invited member on-leave emeritus left declined opted-out deceased",
    ): EACH,
    ("starter/example_terms.py", "renewed ended emeritus paused"): "each in words of its own",
    ("starter/example_touchpoints.py", "to-them from-them"): "each is written in its own way",
    ("starter/first_records.py", "closed shared public"): EACH,
}
"""By module and words: why they stand there as well. A word more in the schema is missed here."""


def enums(node: Any) -> Iterator[tuple[str, ...]]:
    """Every list of words in a schema, also those that branches have as constants of one key."""
    if isinstance(node, dict):
        words = node.get("enum")
        if isinstance(words, list) and all(isinstance(each, str) for each in words):
            yield tuple(words)
        branches = [each.get("properties", {}) for each in node.get("oneOf", ())]
        for key in ("kind", "step"):
            said = [each[key]["const"] for each in branches if "const" in each.get(key, {})]
            if said:
                yield tuple(dict.fromkeys(said))
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from enums(each)


def stated() -> set[frozenset[str]]:
    """All of them with more than one word."""
    found = set()
    for path in (ROOT / "schemas").glob("*.schema.json"):
        found |= {frozenset(each) for each in enums(json.loads(path.read_bytes())) if len(each) > 1}
    return found


def _words(node: ast.AST) -> tuple[str, ...]:
    """The words of a literal: of a list, tuple or set, or the keys of a mapping."""
    parts: list[ast.expr | None] = []
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        parts = [*node.elts]
    elif isinstance(node, ast.Dict):
        parts = [*node.keys]
    words: list[str] = []
    for each in parts:
        if isinstance(each, ast.Starred):
            words += _words(each.value)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            words.append(each.value)
        else:
            return ()
    return tuple(words)


def typed(text: str) -> Iterator[tuple[str, ...]]:
    """The literals of words of a module."""
    for node in ast.walk(ast.parse(text)):
        words = _words(node)
        if len(words) > 1:
            yield words


def again() -> Iterator[tuple[str, str]]:
    """Module and words of each literal that is a list of words of a schema."""
    known = stated()
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for words in typed(path.read_text("utf-8")):
            if frozenset(words) in known:
                yield name, " ".join(words)


def test_a_list_of_a_schema_is_typed_again_or_lacks_a_new_word() -> None:
    assert set(again()) == set(REASONS)


def test_a_literal_is_overlooked() -> None:
    text = "A = ('a', *('b', 'c'))\nB = {'a': 1, 'b': 2}\nC = f(['x', 'y'])\nD = ('a', D)\n"
    assert {" ".join(each) for each in typed(text)} == {"a b c", "b c", "a b", "x y"}
    branches = [{"properties": {"kind": {"const": each}}} for each in ("gift", "ask")]
    schema = {"oneOf": branches, "properties": {"of": {"enum": ["b", "a"]}}}
    assert list(enums(schema)) == [("gift", "ask"), ("b", "a")]


def test_a_limit_that_a_mission_may_have_is_looked_at_by_nobody() -> None:
    limits = json.loads((ROOT / "schemas/mission.schema.json").read_text("utf-8"))
    cut = json.loads((ROOT / "schemas/claim.schema.json").read_text("utf-8"))
    assert list(LIMITS) == [*limits["$defs"]["limits"]["properties"], PER]
    said = cut["$defs"]["computed_limit"]["pattern"].removeprefix("^(?:").partition(")$")[0]
    assert list(LIMITS) == said.partition("|group:")[0].split("|")
