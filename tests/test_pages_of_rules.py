"""The pages of groups, milestones and ends of points show files that `check` accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.conftest import ROOT
from tests.docs_program import DAY, FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHOWN = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MISSION = "title: {0}\ninstructions: Do it and send us the link.\npoints: 10\n"
ENDS = re.compile(r"^\| ((?:`[^`|]+`(?:, )?)+) \|", re.MULTILINE)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def accepted(root: Path, files: Mapping[str, str]) -> bool:
    for path, text in {**FILES, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return main(["--root", str(root), "check", "--strict", "--as-of", DAY]) == 0


@pytest.mark.parametrize("name", ["groups", "milestones"])
def test_check_refuses_what_a_page_shows(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = SHOWN.findall(page(f"{name}.md"))
    named = re.findall(r"missions: \[(.*?)\]", shown)
    missions = {each for some in named for each in some.split(", ")}
    files = {f"missions/{each}/mission.yml": MISSION.format(each) for each in missions}
    accepts = accepted(tmp_path, {**files, f"program/{name}.yml": shown})
    assert accepts, capsys.readouterr()


def test_check_refuses_an_end_of_points_that_the_page_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = page("when-points-end.md")
    (shown,) = SHOWN.findall(text)
    found = [each for row in ENDS.findall(text) for each in re.findall("`([^`]+)`", row)]
    found = [each for each in found if each != "expiry"]
    found += re.findall(r"`(\{[^`]*carry_at_most[^`]*\})`", text)
    assert len(found) == 7
    settings = FILES["program/program.yml"]
    for each in (shown, *(f"points:\n  expiry: {said}\n" for said in found)):
        accepts = accepted(tmp_path, {"program/program.yml": settings + each})
        assert accepts, (each, capsys.readouterr())
