"""The page of ladders shows files that `check` accepts, and says of them what holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.cli import main
from tests.conftest import ROOT
from tests.docs_program import DAY, FILES, LADDERS, PAGES

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHOWN = re.compile(r"^```yaml\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lay(root: Path) -> dict[str, str]:
    """The program of the page with every file that it shows; gives these."""
    page = (ROOT / "docs/ladders.md").read_text(encoding="utf-8")
    shown = dict(SHOWN.findall(page))
    for path, text in {**FILES, **PAGES["ladders.md"], **shown}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return shown


def test_check_refuses_what_the_page_of_ladders_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = lay(tmp_path)
    assert sorted(shown) == ["missions/review-a-guide/mission.yml", "program/tiers.yml"]
    assert shown["program/tiers.yml"] == LADDERS  # with which its commands are run
    assert main(["--root", str(tmp_path), "check", "--as-of", DAY]) == 0, capsys.readouterr()


def test_a_tier_of_a_ladder_that_is_not_there_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = lay(tmp_path)
    path = "missions/review-a-guide/mission.yml"
    text = shown[path].replace("authors/editor", "editor")
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert main(["--root", str(tmp_path), "check", "--as-of", DAY]) == 1
    assert "editor" in capsys.readouterr().out


def test_a_new_tier_is_written_into_a_file_of_ladders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path)
    tier = ("new", "tier", "--name", "Platinum", "--standing", "900")
    assert main(["--root", str(tmp_path), *tier, "--write", "--as-of", DAY]) == 1
    said = capsys.readouterr()
    assert "program/tiers.yml: error: it states ladders" in said.out + said.err
    assert "write it into a version of the ladder that it is for" in said.out + said.err
    assert (tmp_path / "program/tiers.yml").read_text(encoding="utf-8") == LADDERS
