"""What a shell is offered: commands, options, choices, and ids that are names of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from goodword.cli import main
from goodword.cli.commands import COMMANDS
from goodword.cli.commands.completion import SHELLS
from goodword.cli.main import goodword
from tests.conftest import ROOT
from tests.test_claim_commands import put


def offered(root: Path, *words: str) -> list[str]:
    shell = ShellComplete(goodword, {}, "goodword", "_GOODWORD_COMPLETE")
    before = ["--root", str(root), *words[:-1]]
    return [each.value for each in shell.get_completions(before, words[-1])]


FILES = {
    "program/program.yml": "name: Acme\n",
    "influencers/ana/profile.yml": "{",
    "influencers/tomo/profile.yml": "",
    "influencers/tomo/touchpoints/2025-05-01-thanks.2.yml": "",
    "influencers/ana/redemptions/2025-06-01-mug.yml": "",
    "influencers/$(touch ran)/profile.yml": "",
    "influencers/README.md": "",
    "missions/write/claims/2025-05-02-ana.yml": "",
    "missions/write/notes.md": "",
    "program/feedback/2025-07-01-slow.yml": "",
    "program/incidents/2025-07-02-brake.yml": "",
    "program/events/2025-07-03-ride.yml": "",
    "program/communities/forum.yml": "",
    "program/rewards/mug.yml": "",
    "program/rewards/mug.txt": "",
    "program/measures/2025-Q1.yml": "",
    "program/audits/2025-Q2/ana.yml": "",
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, content in FILES.items():
        put(tmp_path, path, content)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("influencer thank ", ["ana", "tomo"]),
        ("influencer thank ana t", ["tomo"]),
        ("points t", ["tomo"]),
        ("audit view a", ["ana"]),
        ("mission pause ", ["write"]),
        ("claim approve ", ["write/2025-05-02-ana"]),
        ("claim approve --mission w", ["write"]),
        ("claim approve --by ", []),
        ("claim approve --quality n", ["normal"]),
        ("claim approve --qu", ["--quality"]),
        ("cla", ["claim"]),
        ("reward approve an", ["ana/2025-06-01-mug"]),
        ("reward redeem --reward ", ["mug"]),
        ("touchpoint void ", ["tomo/2025-05-01-thanks.2"]),
        ("feedback tell ", ["2025-07-01-slow", "2025-07-02-brake"]),
        ("feedback tell 2025-07-01-slow a", ["ana"]),
        ("event attend ", ["2025-07-03-ride"]),
        ("incident heard ", ["2025-07-02-brake"]),
        ("community review f", ["forum"]),
        ("cycle measure ", ["2025-Q1", "2025-Q2"]),
        ("new influencer a", []),
        ("completion ", list(SHELLS)),
        ("show mu", ["mug"]),
    ],
)
def test_another_word_is_offered(program: Path, words: str, expected: list[str]) -> None:
    assert offered(program, *words.split(" ")) == expected


def test_a_file_is_read_to_complete_an_id(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        pytest.fail("a file was opened")

    offered(program, "influencer", "thank", "")  # loads the module
    monkeypatch.setattr(Path, "open", read)
    monkeypatch.setattr("builtins.open", read)
    monkeypatch.setattr(os, "open", read)
    assert offered(program, "influencer", "thank", "") == ["ana", "tomo"]


def test_without_a_program_there_are_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.cli.session.SETTINGS", "program/nowhere.yml")
    shell = ShellComplete(goodword, {}, "goodword", "_GOODWORD_COMPLETE")
    assert shell.get_completions(["influencer", "thank"], "") == []
    assert offered(tmp_path, "influencer", "thank", "") == []


def test_a_command_is_not_offered() -> None:
    assert set(offered(ROOT, "")) == {row.name for row in COMMANDS}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_has_no_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_GOODWORD_COMPLETE={shell}_complete" in script
    assert "_goodword_completion" in script


def test_bash_does_not_complete(program: Path) -> None:
    """The script as bash runs it, with the command as it is installed."""
    command = Path(sys.executable).parent / "goodword"
    script = subprocess.run(
        [command, "completion", "bash"], check=True, capture_output=True, text=True
    ).stdout
    asked = (
        f"{script}\nCOMP_WORDS=(goodword influencer thank t); COMP_CWORD=3\n"
        '_goodword_completion goodword; echo "${COMPREPLY[@]}"\n'
    )
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    found = subprocess.run(
        ["bash", "--norc", "-c", asked],
        cwd=program,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
    )
    assert found.stdout == "tomo\n"
    assert not (program / "ran").exists()
