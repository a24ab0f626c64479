"""The first page of the documentation, done as it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.cli import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "first-program.md"
FILE = re.compile(r"^`([a-z0-9/.-]+\.yml)`\n\n```yaml\n(.*?)```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^goodword (.*)$", re.MULTILINE)
CLAIM = "missions/write-a-guide/claims/2026-11-10-ana.yml"


def files() -> dict[str, str]:
    return dict(FILE.findall(PAGE.read_text(encoding="utf-8")))


def test_the_first_page_leads_elsewhere_than_to_a_hundred_points_and_a_portal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = files()
    assert len(stated) == 4
    for path, text in stated.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    day = ("--as-of", "2026-11-12")

    def run(*arguments: str) -> tuple[int, str]:
        code = main(("--root", str(tmp_path), *arguments))
        return code, capsys.readouterr().out

    # Those of the page in its order; one that nothing below takes is a command that nobody runs.
    commands = [each.split() for each in COMMAND.findall(PAGE.read_text(encoding="utf-8"))]
    check, approve, build = commands
    assert run(*check, *day)[0] == 0
    assert '"standing": 0,' in run("points", *day, "--format", "json")[1]

    assert run(*approve, "--on", "2026-11-12")[0] == 0
    assert (tmp_path / CLAIM).read_text() == stated[CLAIM], "a dry run wrote"
    assert run(*approve, "--on", "2026-11-12", "--write")[0] == 0
    assert (tmp_path / CLAIM).read_text().startswith(stated[CLAIM])
    assert '"standing": 100,' in run("points", *day, "--format", "json")[1]
    assert run("check", "--strict", *day)[0] == 0

    assert run(*build, *day)[0] == 0
    portal = tmp_path / ".goodword/portal/members"
    assert "Write a how-to guide" in (portal / "missions/index.html").read_text()
    assert "Ana Lopes" not in (portal / "people/index.html").read_text()

    profile = tmp_path / "influencers/ana/profile.yml"
    consent = re.search(r"^```yaml\n(consent:.*?)```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert consent is not None
    profile.write_text(profile.read_text() + consent[1])
    assert run("check", "--strict", *day)[0] == 0
    assert run("portal", *day)[0] == 0
    assert "Ana Lopes" in (portal / "people/index.html").read_text()
