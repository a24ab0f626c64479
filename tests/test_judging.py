"""Judging in two processes finds what one finds, whatever becomes of the second."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from goodword import rules
from goodword.cli import judging
from goodword.cli.session import Session
from goodword.diagnostics import arrange
from tests.conftest import ROOT
from tests.copies_told import telling

if TYPE_CHECKING:
    from goodword.diagnostics import Diagnostic

DAY = date(2026, 10, 31)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The example with a mistake for a rule that reads points, for another, and for none."""
    for name in ("program", "influencers", "missions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    claim = next(
        path
        for path in sorted(tmp_path.glob("missions/*/claims/*.yml"))
        if re.search(r"\n  computed: [0-9]+\n", path.read_text(encoding="utf-8"))
    )
    text = claim.read_text(encoding="utf-8")
    claim.write_text(re.sub(r"(points|computed): [0-9]+", r"\1: 7", text), encoding="utf-8")
    profile = min(tmp_path.glob("influencers/*/profile.yml"))
    profile.write_text(profile.read_text(encoding="utf-8") + "referred_by: nobody-here\n")
    (tmp_path / "missions" / "stray.yml").write_text("a: b\n", encoding="utf-8")
    return tmp_path


def found(program: Path) -> tuple[Diagnostic, ...]:
    return arrange(judging.judged(Session(program, None, DAY)))


def test_two_processes_find_something_else(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = found(program)
    named = {each.rule for each in alone}
    assert {"frozen-points", "unknown-reference", "misplaced-file"} <= named
    assert all(each.mark for each in alone if each.rule == "unknown-reference")
    copies: list[object] = []
    monkeypatch.setattr(judging, "LARGE", 0)
    monkeypatch.setattr(judging, "can_double", lambda: True)
    monkeypatch.setattr(judging, "aside", telling(copies))
    assert found(program) == alone
    assert len(copies) == 1
    assert copies[0] is not None  # it came to its end, and did not leave all of it to the first one


def test_a_copy_that_dies_takes_findings_along(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = found(program)
    first, judge = os.getpid(), rules.judge

    def dying(*arguments: object) -> object:
        if os.getpid() != first:
            os._exit(9)
        return judge(*arguments)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(judging, "LARGE", 0)
    monkeypatch.setattr(judging, "can_double", lambda: True)
    monkeypatch.setattr(judging, "judge", dying)
    assert found(program) == alone


def test_a_machine_that_allows_no_copy_judges_nothing(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = found(program)

    def refused() -> NoReturn:
        raise OSError

    monkeypatch.setattr(judging, "LARGE", 0)
    monkeypatch.setattr(judging, "can_double", lambda: True)
    monkeypatch.setattr(os, "fork", refused)
    assert found(program) == alone


def test_a_rule_that_reads_points_is_judged_beside_them() -> None:
    for rule in rules.RULES:
        path = Path(rules.__path__[0]) / f"{rule.name.replace('-', '_')}.py"
        text = path.read_text(encoding="utf-8")
        reads = re.search(r"\b(?:snapshot|snap)\.(?:ledger|tier_on)\b", text)
        assert bool(reads) is rule.points, f"{path.name}: Rule(..., points={bool(reads)})"
