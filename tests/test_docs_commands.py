"""Every command of the documentation runs as it stands there, in the order of its page."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.exports.openbadges.keys import VARIABLE as BADGE_KEY
from goodword.portal.seal import VARIABLE
from tests.badge_keys import secrets
from tests.conftest import ROOT
from tests.docs_program import DAY, FILES, FIRST, PAGES

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = {
    "contact.md": "test_addresses.py",
    "sending.md": "test_settling.py",
    "erasing.md": "test_erase.py",
    "first-program.md": "test_first_program.py",
    "intake.md": "test_intake_ways.py",
    "own-program.md": "test_own_program.py",
    "serving.md": "test_serving_docs.py",
    "tutorial.md": "test_tutorial.py",
}
"""Pages every command of which a test of their own runs, in the page's order."""
NETWORK = {"hosting.md": "goodword probe https://portal.example.com "}
"""Commands that ask hosts of the reader's own: shown, and run against servers by test_probe.py."""
FENCE = re.compile(r"^ *```(\w*)[^\n]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\s*(?:\$ |\S+=\S+ |.*&& )*(?:\S+/)?goodword ")
DRY = {"closing-loops.md", "relationship.md"}
"""Pages whose commands stand without --write, though each builds on those before it."""
TIMELESS = {"blame", "guard"}
"""Commands that compare commits, for which the day is that of the commits."""
MAP = re.compile(r"^```yaml\n(# yaml-language-server.*?)^```$", re.MULTILINE | re.DOTALL)
MAPS = {
    "importing.md": "map.yml",
    "importing-people.md": "people-map.yml",
    "listening.md": "signal-map.yml",
}
"""Pages that show the map that their commands name."""
EXAMPLE = {
    "agenda.md",
    "communities.md",
    "conversations.md",
    "measuring.md",
    "segments.md",
    "example-stories.md",
}
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
    branches = (["branch", "--move", "main"], ["branch", "first-week"])
    for arguments in (
        ["init", "--quiet"],
        ["config", "user.email", "maya@example.com"],
        *((["add", "--all"], begin, *branches) if page == "reviewing.md" else ()),
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
        assert page in (ROOT / "tests" / ELSEWHERE[page]).read_text(encoding="utf-8")
        return
    lay(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "of the sixty-four letters that openssl makes")
    monkeypatch.setenv(BADGE_KEY, secrets()["EdDSA"])
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


def overlooked(page: str, text: str) -> list[str]:
    """Commands of a page that stand where no test looks for them.

    Args:
        page: its name below docs.
        text: what it holds.
    """
    found = [
        (language, line)
        for language, block in FENCE.findall(text)
        for line in block.splitlines()
        if COMMAND.match(line) and not line.startswith(NETWORK.get(page, "\0"))
    ]
    run = "/" not in page
    return [line for kind, line in found if not (run and kind == "sh" and line[:9] == "goodword ")]


def test_a_command_stands_where_nobody_runs_it() -> None:
    pages = [each for each in DOCS.rglob("*.md") if "reference" not in each.parts]
    assert len(pages) > 20
    for each in pages:
        name = each.relative_to(DOCS).as_posix()
        assert overlooked(name, each.read_text(encoding="utf-8")) == [], name


@pytest.mark.parametrize(
    ("page", "kind", "line", "seen"),
    [
        ("points.md", "sh", "goodword points", False),
        ("points.md", "text", "the brand must tell ana: goodword feedback tell", False),
        ("hosting.md", "text", "goodword probe https://portal.example.com --login x", False),
        ("points.md", "bash", "goodword points", True),
        ("points.md", "", "$ goodword points", True),
        ("points.md", "sh", "  goodword points", True),
        ("points.md", "sh", "A=b goodword points", True),
        ("points.md", "sh", "cd acme && goodword points", True),
        ("points.md", "text", ".venv/bin/goodword points", True),
        ("hosting/nginx.md", "sh", "goodword points", True),
        ("hosting.md", "text", "goodword doctor --online", True),
    ],
)
def test_where_a_command_stands_is_taken_for_another_place(
    page: str, kind: str, line: str, seen: bool
) -> None:
    assert (overlooked(page, f"Do\n\n```{kind}\n{line}\n```\n") == [line]) == seen


@pytest.mark.parametrize("page", sorted(NETWORK))
def test_what_is_shown_for_hosts_of_ones_own_is_no_command(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    (line,) = (each for each in text.splitlines() if each.startswith(NETWORK[page]))
    monkeypatch.setenv("READER", "ana:hunter2")

    def nobody(urls: tuple[str, ...], *_: object, **__: object) -> None:
        raise Failure(f"nobody asks {' '.join(urls)}")

    monkeypatch.setattr("goodword.cli.commands.probe.probed", nobody)
    assert main(shlex.split(line)[1:]) == 3
    said = capsys.readouterr().err
    assert "nobody asks https://portal.example.com https://www.portal.example.com" in said


def test_a_report_is_another_than_the_page_of_reviewing_shows() -> None:
    """What stands there are goldens of a change, and of what guard says of two others."""
    text = (DOCS / "reviewing.md").read_text(encoding="utf-8")
    shown = [block for kind, block in FENCE.findall(text) if kind == "text"]
    report, findings = shown
    assert report == (ROOT / "tests/golden/diff/a-reviewed-change.txt").read_text("utf-8")
    said = "".join(
        path.read_text("utf-8") for path in (ROOT / "tests/histories/guard").glob("*/expected.txt")
    )
    for each in re.sub(r"\b[0-9a-f]{12}\b", "COMMIT", findings).rstrip("\n").split("\n\n"):
        assert f"{each}\n" in said
