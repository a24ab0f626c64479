"""What was typed at a terminal is given back as a line that says the same when it is run."""

from __future__ import annotations

import io
import shlex
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_claim_commands import FILES, TODAY, everything, put

if TYPE_CHECKING:
    from pathlib import Path

STRATEGY = """
pillars: [adoption]
objectives:
  - {id: more-guides, pillar: adoption, goal: Answers, kpis: [
      {id: used, name: Used, kind: outcome, unit: answers}]}
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in {**FILES, "program/strategy.yml": STRATEGY}.items():
        put(tmp_path, path, text)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments, "--as-of", TODAY])


def typed(err: str) -> list[str]:
    """The words of the line that was given back."""
    (found,) = (line for line in err.splitlines() if line.startswith("with what was typed: "))
    command, *words = shlex.split(found.removeprefix("with what was typed: "))
    assert command == "goodword"
    return words


SAID = "Speak up\nSpeak 'twice' & say --why\n40\n"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        pytest.param(f"{SAID}more-guides\n", 0, id="dry"),
        pytest.param(f"{SAID}more-guids\n", 2, id="unknown"),
        pytest.param(f"{SAID}", 130, id="left half-way"),
    ],
)
def test_what_was_typed_is_lost(
    program: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answers: str,
    code: int,
) -> None:
    before = everything(program)
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    assert run(program, "new", "mission") == code
    assert everything(program) == before
    words = typed(capsys.readouterr().err)
    said = [each for each in words if each not in {"--objective", "more-guids", "more-guides"}]
    assert said == [
        *("--root", str(program), "new", "mission", "--title", "Speak up"),
        *("--instructions", "Speak 'twice' & say --why", "--points", "40", "--as-of", TODAY),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main([*said, "--objective", "more-guides", "--write"]) == 0
    assert (program / "missions/speak-up/mission.yml").is_file()
    assert "with what was typed" not in "".join(capsys.readouterr())


def test_what_was_written_is_given_back_again(
    program: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(f"{SAID}more-guides\n"))
    assert run(program, "new", "mission", "--write") == 0
    assert "with what was typed" not in "".join(capsys.readouterr())


def test_a_refused_answer_is_lost(
    program: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the files refuse, not the command line."""
    monkeypatch.setattr("sys.stdin", Terminal("x" * 101 + "\n"))
    assert run(program, "new", "influencer", "--topic", "lenses", "--write") == 1
    words = typed(capsys.readouterr().err)
    assert words[4:] == ["--name", "x" * 101, "--topic", "lenses", "--as-of", TODAY, "--write"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            "claim decline missions/write-a-guide/claims/2025-05-02-ana.yml",
            "claim decline missions/write-a-guide/claims/2025-05-02-ana.yml --reason …",
        ),
        (
            "new mission --title 'A b' --points 1",
            "new mission --title 'A b' --instructions … --points 1 --objective …",
        ),
        ("influencer thank ana --surprise", "influencer thank ana --helped … --surprise"),
    ],
)
def test_the_line_that_is_proposed_leaves_out_what_was_said(
    program: Path, capsys: pytest.CaptureFixture[str], given: str, line: str
) -> None:
    assert run(program, *shlex.split(given)) == 2
    err = capsys.readouterr().err
    assert f"such as goodword --root {program} {line} --as-of {TODAY}" in " ".join(err.split())


def test_a_mission_without_objective_is_asked_for_one_too_often(program: Path) -> None:
    asked = ("new", "mission", "--title", "A", "--instructions", "B", "--points", "1")
    assert run(program, *asked, "--status", "proposed") == 0
    assert run(program, *asked) == 2
    (program / "program/strategy.yml").unlink()
    assert run(program, *asked) == 0
