"""The page about a program of one's own, done as it says."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from goodword.cli import main
from tests.conftest import ROOT
from tests.test_docs_commands import BLOCK

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "own-program.md"
DAY = "2026-11-02"


def lines(text: str) -> list[str]:
    return [line for block in BLOCK.findall(text) for line in block.splitlines()]


def test_a_line_of_the_page_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.chdir(tmp_path)
    for line in lines(PAGE.read_text(encoding="utf-8")):
        word, *rest = shlex.split(line)
        if word == "cd":
            monkeypatch.chdir(rest[0])
            continue
        assert word == "goodword"
        assert main([*rest, "--as-of", DAY]) == 0, (line, capsys.readouterr())
    assert "Acme Champions" in (tmp_path / "acme/README.md").read_text(encoding="utf-8")
    assert (tmp_path / "acme/.goodword/portal/members/index.html").is_file()
    assert main(["--root", str(tmp_path / "handbook"), "check", "--strict", "--as-of", DAY]) == 0


def test_what_the_page_says_is_written_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    (first, *_) = (line for line in lines(text) if line.startswith("goodword init"))
    assert main([*shlex.split(first)[1:], "--as-of", DAY]) == 0
    made = {path.name for path in (tmp_path / "acme").iterdir()} - {".git", ".goodword"}
    said = text.partition("| written |")[2].partition("\n\n")[0]
    for name in made:
        assert f"`{name}`" in said or f"`{name}/`" in said, name


def test_the_readme_does_not_say_how_the_command_comes_onto_the_path() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Your own program")[2].partition("\n## ")[0]
    assert [line.partition(" #")[0].split()[:2] for line in lines(section)] == [
        ["pip", "wheel"],
        ["pipx", "install"],
        ["goodword", "init"],
    ]
