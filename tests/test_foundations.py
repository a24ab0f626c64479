"""Questions of the handbook that are open: each once, and none where nothing was begun."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.due import foundations
from goodword.load import load
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import ROOT
from tests.test_due import SCHEMAS, STRATEGY, put

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.diagnostics import Place

PROGRAM = "name: Acme\ntimezone: UTC\nstaff: [{id: maya, name: Maya}, {id: jon, name: Jon}]\n"
PLACES = {
    "purpose": "program/program.yml",
    "pillars": "program/strategy.yml",
    "objectives": "program/strategy.yml",
    "marketplace.audience": "program/strategy.yml",
    "influence.greater_than_average": "program/strategy.yml",
    "behaviours": "program/identification.yml",
}
ANSWERED = {
    "program/program.yml": f"{PROGRAM}purpose: Riders help riders.\n",
    "program/strategy.yml": f"{STRATEGY.replace('    department: product', '')}"
    "marketplace: {audience: Riders}\ninfluence: {greater_than_average: Three people helped}\n",
    "program/identification.yml": "topics: [repair]\n",
}


def asked(root: Path, files: dict[str, str]) -> list[str]:
    put(root, files)
    loaded = load(DiskTree(root), SCHEMAS, workers=1)
    found = list(foundations.find(Snapshot(loaded.program, date(2026, 4, 10))))
    for each in found:
        assert each.who == "maya"
        assert str(each.date) == "2026-06-30"
    return [about(each.place, files) for each in found]


def about(place: Place, files: dict[str, str]) -> str:
    """The key that is open; of a file that is not there, the file, and the program's is named."""
    if not place.pointer:
        assert place.path == "program/program.yml"
        return "a file"
    key = ".".join(map(str, place.pointer))
    assert place.path == PLACES[key]
    assert place.path in files
    return key


@pytest.mark.parametrize(
    ("files", "open_"),
    [
        ({"program/program.yml": PROGRAM}, []),
        (ANSWERED, []),
        (ANSWERED | {"program/program.yml": PROGRAM}, ["purpose"]),
        (
            {"program/program.yml": PROGRAM, "program/identification.yml": "{}\n"},
            ["purpose", "a file", "behaviours"],
        ),
        (
            ANSWERED | {"program/strategy.yml": "pillars: [quality, reach]\n"},
            [*["objectives"] * 2, "marketplace.audience", "influence.greater_than_average"],
        ),
        (ANSWERED | {"program/identification.yml": "behaviours: [helps]\n"}, []),
        (ANSWERED | {"program/strategy.yml": "pillars: nonsense\n"}, []),
        (ANSWERED | {"program/identification.yml": "topics: nonsense\n"}, []),
    ],
)
def test_a_question_is_open_that_is_answered_or_the_reverse(
    tmp_path: Path, files: dict[str, str], open_: list[str]
) -> None:
    assert asked(tmp_path, files) == open_


def test_the_example_left_a_question_open() -> None:
    loaded = load(DiskTree(ROOT), SCHEMAS)
    assert isinstance(SCHEMAS, Schemas)
    assert list(foundations.find(Snapshot(loaded.program, date(2026, 11, 15)))) == []
