"""A file that cannot be read is spoken of once, and nothing is said because of it.

Files of the example program are broken one at a time: one of each kind in three ways, the others
in one of them, in turn. Ordinarily these others are some; with GOODWORD_REQUIRE=all (or every-file)
they are all. The whole program is read and computed again for the first of each kind; of the others
the broken file alone is read, and what is computed of equal files is taken from before.
"""

from __future__ import annotations

import os
import random
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import arrange
from goodword.load import Alike, load
from goodword.model.paths import DOCUMENTS, row_of
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from tests.conftest import is_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.source.trees.listing import Listing

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 15)
SLIPS: dict[str, tuple[Callable[[str], str], str]] = {
    "a quote is open": (lambda text: text + '\t"', "yaml"),
    "a key is unknown": (lambda text: text + "\nno_such_field: 1\n", "schema"),
    "nothing is left": (lambda _: "", "yaml"),
}
"""Ways to break a file, and the rule that says so."""


def documents() -> list[str]:
    """The files that are read as YAML, or a choice of them that is always the same."""
    by_kind: dict[str, list[str]] = {}
    for entry in DiskTree(ROOT).listing().files:
        row = row_of(entry.path)
        if row is not None and row.kind in DOCUMENTS:
            by_kind.setdefault(row.kind, []).append(entry.path)
    every = [path for paths in by_kind.values() for path in paths]
    if is_required("every-file", os.environ.get("GOODWORD_REQUIRE", "")):
        return every
    chance = random.Random(1)  # noqa: S311 - a choice of files is no secret
    chosen = {chance.choice(paths) for paths in by_kind.values()}
    return sorted(chosen.union(chance.sample(every, len(every) // 16)))


class Still(DiskTree):
    """Files that nobody changes meanwhile: they are listed once."""

    @cached_property
    def _listed(self) -> Listing:
        return super().listing()

    def listing(self) -> Listing:
        return self._listed


@pytest.mark.parametrize("slip", SLIPS)
def test_a_broken_file_is_not_spoken_of_once_or_something_is_said_because_of_it(slip: str) -> None:
    broken, rule = SLIPS[slip]
    example, schemas = Still(ROOT), Schemas.load(schemas_directory())
    paths = documents()
    assert len(paths) > 40
    whole = Snapshot(load(example, schemas).program, DAY)
    every = frozenset(entry.path for entry in example.listing().files)
    kinds: set[str] = set()
    wrong: dict[str, list[str]] = {}
    turn = list(SLIPS).index(slip)
    for number, path in enumerate(paths):
        row = row_of(path)
        assert row
        first = row.kind not in kinds
        if not first and number % len(SLIPS) != turn:
            continue
        text = (ROOT / path).read_text(encoding="utf-8")
        tree = Overlay(example, {path: broken(text).encode()})
        kinds.add(row.kind)
        alike, like = (None, None) if first else (Alike(whole.program, every - {path}), whole)
        loaded = load(tree, schemas, alike=alike)
        found = judge(Snapshot(loaded.program, DAY, like=like), Locator(tree).mark)
        said = [(d.place.path, d.rule, d.message) for d in arrange((*loaded.diagnostics, *found))]
        if [(where, by) for where, by, _ in said] != [(path, rule)]:
            wrong[path] = [f"{where}: {message} [{by}]" for where, by, message in said]
    assert wrong == {}
