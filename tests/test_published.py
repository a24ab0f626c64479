"""Rule tables that programs publish, as programs of ours: every figure is worked out by hand.

A folder `tests/published/<program>/` has the rules as files of a program and three texts:
`claims.txt` says who did what when and what that gave, `expected.txt` what somebody has on a day,
`table.md` what was published. The claims are laid as decided in that way; `check` computes each of
them again, and may have nothing to say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.cli import main
from tests.conftest import ROOT
from tests.published_claims import files, statements
from tests.published_page import FOLDER, SHOWN, page

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(path.name for path in FOLDER.iterdir())
LAST = "2027-03-01"
"""All of it has happened by then."""


def laid(name: str, into: Path) -> Path:
    """The program with all of its claims."""
    for path in sorted((FOLDER / name).rglob("*.yml")):
        target = into / path.relative_to(FOLDER / name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for claimed, claim in files((FOLDER / name / "claims.txt").read_text()).items():
        target = into / claimed
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(claim, sort_keys=False))
    return into


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["--root", str(root), *arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_fewer_than_twelve_tables_are_shown() -> None:
    assert len(NAMES) >= 12
    assert sorted(SHOWN) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_published_table_comes_to_other_figures(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(name, tmp_path)
    code, said = run(root, capsys, "check", "--strict", "--as-of", LAST)
    assert (code, said.rpartition(": ")[2]) == (0, "nothing to mend\n"), said
    wrong = []
    for day, who, what, figure, tier in statements((FOLDER / name / "expected.txt").read_text()):
        code, said = run(root, capsys, "points", who, "--as-of", day, "--format", "json")
        assert code == 0, said
        found = figures(json.loads(said)["members"][0])
        if found.get(what) != (figure, tier):
            wrong.append((day, who, what, (figure, tier), found))
    assert not wrong


def figures(member: dict[str, Any]) -> dict[str, tuple[int, str | None]]:
    """What of a person is stated: points, what can be spent, and each ladder's figure and tier."""
    found: dict[str, tuple[int, str | None]] = {
        "points": (member["standing"], None),
        "spendable": (member["spendable"], None),
    }
    for ladder in member.get("ladders", []):
        found[ladder["id"]] = (ladder["standing"], ladder["tier"])
    return found


def test_the_page_shows_other_rules_than_those_that_were_computed(
    pytestconfig: pytest.Config,
) -> None:
    shown = ROOT / "docs" / "published-rules.md"
    if pytestconfig.getoption("--bless"):
        shown.write_text(page())
    assert shown.read_text() == page()
