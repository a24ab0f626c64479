"""Each rule bites on its cases, and on nothing else in them.

A case is a folder `tests/cases/<rule>/<case>/`: files laid over `tests/cases/base`, and
`expected.txt`, what `goodword check` says of the whole on 15 November 2026. A near miss has
`silent.txt` instead, which says why no rule may speak. A file `absent.txt` lists paths of the base
that the case does not have.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import arrange
from goodword.formats import text
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.rules import RULES, judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay

if TYPE_CHECKING:
    from goodword.diagnostics import Diagnostic
    from tests.conftest import Golden

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
DAY = date(2026, 11, 15)
LATER = date(2031, 11, 15)
"""A day on which nothing may be at fault that was not before: days pass, files stay."""
BESIDE = {"expected.txt", "absent.txt", "silent.txt"}


OF_READING = {"packed"}
"""Rules that reading a file states, so that they have no row in RULES, and cases all the same."""


def folders() -> list[Path]:
    return sorted(
        case
        for rule in CASES.iterdir()
        if rule.is_dir() and rule != BASE
        for case in rule.iterdir()
        if case.is_dir()
    )


def case_folders() -> list[Path]:
    return [case for case in folders() if not (case / "silent.txt").is_file()]


def near_misses() -> list[Path]:
    return [case for case in folders() if (case / "silent.txt").is_file()]


def named(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def laid(case: Path | None) -> Overlay:
    changes: dict[str, bytes | None] = {}
    if case is not None:
        for path in sorted(case.rglob("*")):
            name = path.relative_to(case).as_posix()
            if path.is_file() and name not in BESIDE:
                changes[name] = path.read_bytes()
        absent = case / "absent.txt"
        if absent.is_file():
            changes |= dict.fromkeys(absent.read_text().split())
    return Overlay(DiskTree(BASE), changes)


@cache
def schemas() -> Schemas:
    """Read once for all cases: that takes longer than a case does."""
    return Schemas.load(schemas_directory())


def found(tree: Overlay, *later: date) -> tuple[tuple[Diagnostic, ...], Locator]:
    """What is said on the day, and on later ones."""
    loaded = load(tree, schemas())
    locator = Locator(tree)
    said = list(loaded.diagnostics)
    for day in (DAY, *later):
        said += judge(Snapshot(loaded.program, day), locator.mark)
    return arrange(said), locator


def test_the_base_of_all_cases_is_at_fault_itself() -> None:
    assert found(laid(None), LATER)[0] == ()


@pytest.mark.parametrize("case", case_folders(), ids=named)
def test_a_rule_is_silent_or_says_something_else(case: Path, golden: Golden) -> None:
    diagnostics, locator = found(laid(case))
    assert {each.rule for each in diagnostics} == {case.parent.name}
    assert all(each.mark for each in diagnostics)
    golden(case / "expected.txt", text.diagnostics(diagnostics, locator.text))


@pytest.mark.parametrize("case", near_misses(), ids=named)
def test_a_near_miss_is_spoken_of(case: Path) -> None:
    assert len((case / "silent.txt").read_text(encoding="utf-8").split()) > 3
    assert any(path.name not in BESIDE for path in case.rglob("*") if path.is_file())
    diagnostics, locator = found(laid(case), LATER)
    assert text.diagnostics(diagnostics, locator.text) == ""


def test_a_rule_has_no_case_on_which_it_bites_or_no_near_miss() -> None:
    judged = {rule.name for rule in RULES}
    assert judged | OF_READING == {case.parent.name for case in case_folders()}
    assert judged | OF_READING == {case.parent.name for case in near_misses()}


def test_a_rule_has_no_manual() -> None:
    for rule in RULES:
        assert "Mend" in rule.manual, rule.name
        assert rule.summary.endswith("."), rule.name
        assert rule.name == rule.check.__module__.rpartition(".")[2].replace("_", "-")
