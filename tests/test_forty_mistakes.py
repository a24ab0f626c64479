"""Forty mistakes in a copy of the example: each is named on its line, and nothing else is.

A third is of syntax, a third of shape, a third against rules that span files; each third has its
file beside this one. Planted one by one and all together they give the same forty diagnostics.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import arrange
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from tests.forty_mistakes import MISTAKES
from tests.mistakes_against_rules import RULES
from tests.mistakes_of_shape import SHAPE
from tests.mistakes_of_syntax import SYNTAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodword.diagnostics import Diagnostic
    from tests.mistake import Mistake

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 15)


def was(mistake: Mistake) -> str:
    """The file's text in the example, empty where there is none."""
    path = ROOT / mistake.path
    assert path.is_file() == bool(mistake.old), f"{mistake.path} is there otherwise than expected"
    return path.read_bytes().decode() if mistake.old else ""


def planted(mistakes: Iterable[Mistake]) -> dict[str, bytes]:
    return {each.path: each.planted(was(each)).encode() for each in mistakes}


def found(changes: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    tree = Overlay(DiskTree(ROOT), changes)
    loaded = load(tree, Schemas.load(schemas_directory()))
    mark = Locator(tree).mark
    return arrange((*loaded.diagnostics, *judge(Snapshot(loaded.program, DAY), mark)))


@cache
def alone(mistake: Mistake) -> tuple[Diagnostic, ...]:
    return found(planted([mistake]))


def test_the_mistakes_are_not_forty_or_not_a_third_of_each_sort() -> None:
    assert (len(SYNTAX), len(SHAPE), len(RULES)) == (13, 13, 14)
    assert len({each.path for each in MISTAKES}) == 40


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{each.rule}-{each.path}")
def test_a_mistake_is_not_named_on_its_line_or_something_else_is(mistake: Mistake) -> None:
    diagnostics = alone(mistake)
    assert [(each.place.path, each.mark and each.mark.line, each.rule) for each in diagnostics] == [
        (mistake.path, mistake.line(was(mistake)), mistake.rule)
    ]
    said = f"{diagnostics[0].message}\n{diagnostics[0].hint}"
    assert [word for word in mistake.words if word not in said] == [], said


def test_forty_mistakes_together_are_others_than_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for room in ("program", "influencers", "missions"):
        shutil.copytree(ROOT / room, tmp_path / room)
    for path, content in planted(MISTAKES).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    arguments = ("--root", str(tmp_path), "check", "--as-of", str(DAY), "--format", "json")
    assert main(arguments) == 1
    together = json.loads(capsys.readouterr().out)
    expected = sorted((each.path, each.line(was(each)), each.rule) for each in MISTAKES)
    assert [(each["path"], each["line"], each["rule"]) for each in together] == expected
    by_path = {each["path"]: each["message"] for each in together}
    for mistake in MISTAKES:
        assert [each.message for each in alone(mistake)] == [by_path[mistake.path]]
