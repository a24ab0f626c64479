"""A tree becomes a program; what cannot be read is set aside and nothing is said because of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.test_cases import BASE, found, laid

if TYPE_CHECKING:
    from pathlib import Path

SMALLEST = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
staff:
  - id: maya
    name: Maya Weber
""",
    "influencers/ana/profile.yml": """\
name: Ana Lopes
stage: member
since: "2026-11-01"
""",
    "missions/write-a-guide/mission.yml": """\
title: Write a how-to guide
instructions: Publish a guide and send us the link.
points: 100
""",
}
"""The smallest program there is: three short files."""


def write(folder: Path, files: dict[str, str]) -> DiskTree:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return DiskTree(folder)


def schemas() -> Schemas:
    return Schemas.load(schemas_directory())


def test_three_short_files_are_no_program(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, SMALLEST), schemas())
    assert loaded.diagnostics == ()
    program = loaded.program
    assert program.influencers["ana"].stage_on(date(2026, 11, 1)) == "member"
    assert program.owner_of(program.influencers["ana"]) == "maya"
    assert program.missions["write-a-guide"].points[0].value == 100
    assert loaded.counts["profile"] == loaded.counts["mission"] == 1


def test_a_folder_without_a_program_ends_otherwise_than_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"there is no program/program\.yml"):
        load(DiskTree(tmp_path), schemas())


@pytest.mark.parametrize("slip", ["syntax", "schema"])
def test_a_broken_file_is_spoken_of_twice_or_not_at_all(slip: str) -> None:
    for entry in DiskTree(BASE).listing().files:
        tree = laid(None)
        text = (BASE / entry.path).read_text()
        text += '\t"' if slip == "syntax" else "\nno_such_field: 1\n"
        broken = type(tree)(DiskTree(BASE), {entry.path: text.encode()})
        diagnostics, _ = found(broken)
        assert [each.place.path for each in diagnostics] == [entry.path], diagnostics
        assert diagnostics[0].rule == ("yaml" if slip == "syntax" else "schema")


def test_a_missing_subject_is_complained_of(tmp_path: Path) -> None:
    for optional in ("strategy", "tiers", "departments", "policies"):
        base = {
            entry.path: (BASE / entry.path).read_text() for entry in DiskTree(BASE).listing().files
        }
        del base[f"program/{optional}.yml"]
        loaded = load(write(tmp_path / optional, base), schemas())
        assert loaded.diagnostics == ()
        assert getattr(loaded.program, optional) is None


def test_a_file_that_fits_nowhere_is_passed_over_in_silence(tmp_path: Path) -> None:
    stray = {
        "missions/write-a-guide/claims/2026-8-3-ana.yml": "evidence: https://example.org/a\n",
        "program/stratgey.yml": "pillars: [reach]\n",
        "influencers/Ana/profile.yml": "name: Ana\n",
    }
    loaded = load(write(tmp_path, SMALLEST | stray), schemas())
    hints = {each.place.path: each.hint for each in loaded.diagnostics}
    claim = "missions/write-a-guide/claims/2026-8-3-ana.yml"
    assert hints[claim] == "dates have two digits: 2026-08-03-ana.yml"
    assert set(hints) >= {claim, "program/stratgey.yml"}


def test_order_of_creation_changes_the_program(tmp_path: Path) -> None:
    one = load(write(tmp_path / "one", SMALLEST), schemas())
    other = load(write(tmp_path / "two", dict(reversed(SMALLEST.items()))), schemas())
    assert one.program == other.program
    assert list(one.program.influencers) == list(other.program.influencers)
