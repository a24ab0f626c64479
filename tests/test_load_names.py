"""What is told of names while files are read is what is told of them before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import goodword.load as loading
from goodword.diagnostics import Failure
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.source import reading
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

EXAMPLE = Path(__file__).parent / "example"
SCHEMAS = Schemas.load(schemas_directory())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "program"))
    (root / "influencers/Ana B").mkdir()
    (root / "influencers/Ana B/profile.yml").write_text("a: b\n")
    (root / "program/rewards/x.yaml").write_text("a: b\n")
    (root / "program/events").mkdir(exist_ok=True)
    (root / "program/events/2026-02-30-no-day.yml").write_text("a: b\n")
    (root / "missions/write-a-guide/claims/2026-04-11-ana.yml").write_text("broken: [\n")
    return root


@pytest.mark.parametrize("workers", [0, 2])
def test_files_of_which_many_are_read_are_others(
    workers: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load(DiskTree(root), SCHEMAS, workers=0)
    assert {each.rule for each in before.diagnostics} >= {"misplaced-file", "yaml"}
    monkeypatch.setattr(loading, "ALONE", 0)
    monkeypatch.setattr(reading, "ALONE", 0)
    told: list[tuple[int, int]] = []
    now = load(DiskTree(root), SCHEMAS, workers=workers, progress=lambda *each: told.append(each))
    assert now == before
    assert list(now.counts.items()) == list(before.counts.items())
    assert [*now.program.claims] == [*before.program.claims]
    count = sum(before.counts.values()) - 1  # the settings are read before all others
    assert workers == 0 or told[-1] == (count, count)


def test_packed_records_are_among_many_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "missions/write-a-guide/claims/2025-Q1.jsonl").write_text("broken\n")
    before = load(DiskTree(root), SCHEMAS)
    monkeypatch.setattr(loading, "ALONE", 0)
    assert load(DiskTree(root), SCHEMAS) == before


def test_there_are_no_settings_among_many_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "ALONE", 0)
    (root / "program/program.yml").unlink()
    with pytest.raises(Failure):
        load(DiskTree(root), SCHEMAS)
