"""Every command of the documentation runs as it stands there, in the order of its page."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.portal.seal import VARIABLE
from tests.conftest import ROOT
from tests.docs_program import DAY, FILES, FIRST, PAGES

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = {"first-program.md", "intake.md", "own-program.md", "tutorial.md"}
"""Pages that a test of their own follows step by step."""
DRY = {"closing-loops.md", "relationship.md"}
"""Pages whose commands stand without --write, though each builds on those before it."""
TIMELESS = {"blame", "guard"}
"""Commands that compare commits, for which the day is that of the commits."""
MAP = re.compile(r"^```yaml\n(# yaml-language-server.*?)^```$", re.MULTILINE | re.DOTALL)
MAPS = {"importing.md": "map.yml", "importing-people.md": "people-map.yml"}
"""Pages that show the map that their commands name."""
EXAMPLE = {"agenda.md", "measuring.md", "example-stories.md"}
"""Pages that are about the example program."""


def commands(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in lines if line.startswith("goodword ")]


def lay(root: Path, page: str) -> None:
    """The program as the page finds it, in a repository of Maya's."""
    if page in EXAMPLE:
        for folder in ("program", "influencers", "missions"):
            shutil.copytree(ROOT / folder, root / folder)
    else:
        for path, text in {**FILES, **PAGES.get(page, {})}.items():
            if text is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
    if page in MAPS:
        found = MAP.search((DOCS / page).read_text(encoding="utf-8"))
        assert found is not None
        (root / MAPS[page]).write_text(found[1], encoding="utf-8")
    begin = ["commit", "--quiet", "--message", "begin"]
    for arguments in (
        ["init", "--quiet"],
        ["config", "user.email", "maya@example.com"],
        *((["add", "--all"], begin) if page == "reviewing.md" else ()),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)


def run(command: str, *more: str) -> int:
    arguments = [*shlex.split(command.removeprefix("goodword ")), *more]
    dated = "--as-of" in arguments or arguments[0] in TIMELESS
    return main(arguments if dated else [*arguments, "--as-of", DAY])


@pytest.mark.parametrize("page", sorted(p.name for p in DOCS.glob("*.md") if commands(p.name)))
def test_a_command_of_a_page_does_not_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if page in ELSEWHERE:
        assert set(commands(page)) <= followed(page)
        return
    lay(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "of the sixty-four letters that openssl makes")
    for command in FIRST.get(page, ()):
        assert run(command) == 0, command
    wrong = []
    for command in commands(page):
        code = run(command)
        if not code and page in DRY and "--write" not in command and "loops " not in command:
            code = run(command, "--write")  # as the page says at its end
        shown = capsys.readouterr()
        if code:
            wrong.append(f"{command}\n    {code}: {shown.out[-400:]}{shown.err[-400:]}")
    assert not wrong, "\n".join(wrong)


def followed(page: str) -> set[str]:
    """The commands that the page's own test runs, by their first words."""
    if page == "tutorial.md":
        return set(commands(page))  # test_tutorial.py runs every line
    if page == "intake.md":
        return set(commands(page))  # test_intake_ways.py runs every line
    known = tuple(
        f"goodword {words}" for words in ("check", "claim approve", "portal", "init", "agenda")
    )
    return {each for each in commands(page) if each.startswith(known)}
