"""What is looked for in two processes is found as in one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import BeyondPart
from goodword.source import copies as source_copies
from goodword.source import finding
from goodword.source.finding import Finder
from goodword.source.trees import DiskTree, Overlay
from tests.copies_told import telling
from tests.test_copies import comes

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "missions/guide/claims"


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number in range(30):
        path = tmp_path / FOLDER / f"2025-01-{number + 1:02}-ana.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"summary: {'even' if number % 3 else 'odd'} {number}\n")
    monkeypatch.setattr(finding, "MANY", 0)
    monkeypatch.setattr(finding, "can_double", lambda: True)
    return tmp_path


@pytest.mark.parametrize("each", [100, 1, 0])
def test_what_a_copy_looks_through_is_found_otherwise(
    claims: Path, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "EACH", each)
    changes = {
        f"{FOLDER}/2025-01-02-ana.yml": None,
        f"{FOLDER}/2025-01-03-ana.yml": b"summary: now odd\n",
        f"{FOLDER}/2025-02-01-ben.yml": b"summary: even\n",
    }
    tree = Overlay(DiskTree(claims), changes)
    folders = [FOLDER, "missions/none/claims"]

    here, begun = os.getpid(), claims / "begun"

    def even(_: str, data: bytes) -> bool:
        if os.getpid() != here:
            begun.touch()
        elif copied:
            assert comes(begun)  # the copy has taken its part before this process takes the rest
        return b"even" in data

    def found() -> list[str]:
        return sorted(Finder(tree).among(folders, even))

    copied = each == 100  # with others a copy may have nothing to take
    copies: list[object] = []
    monkeypatch.setattr(source_copies, "aside", telling(copies))
    halved = found()
    assert len(copies) == 1
    assert copies[0] or not copied  # some of it was found by the copy, and not looked for again
    copied = False
    monkeypatch.setattr(source_copies, "aside", lambda *_, **_more: lambda: None)  # it died
    died = found()
    monkeypatch.setattr(finding, "can_double", lambda: False)
    assert halved == died == found()
    assert len(halved) == len({*halved}) == 19


@pytest.mark.parametrize("day", ["01", "02"])
def test_what_is_no_file_in_the_half_of_a_copy_is_passed_over(claims: Path, day: str) -> None:
    path = claims / FOLDER / f"2025-01-{day}-ana.yml"
    path.unlink()
    path.symlink_to("2025-01-03-ana.yml")
    with pytest.raises(BeyondPart):
        Finder(DiskTree(claims)).among([FOLDER], lambda *_: True)
