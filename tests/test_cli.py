"""The command line: exit codes, one message for each mishap, and never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.cli.commands import COMMANDS
from tests.test_cases import BASE, CASES

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-11-15")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def program(tmp_path: Path) -> str:
    shutil.copytree(BASE, tmp_path / "program-folder")
    return str(tmp_path / "program-folder")


def test_a_clean_program_is_complained_of(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--root", program, "check", "--strict", *DAY)
    assert (code, err) == (0, "")
    assert out.startswith("19 files, ")


def test_a_problem_does_not_end_in_exit_code_one(
    tmp_path: Path, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = tmp_path / "program-folder/influencers/ana/profile.yml"
    slip.write_text(slip.read_text().replace("owner: tom", "owner: tim"))
    code, out, err = run(capsys, "--root", program, "check", *DAY)
    assert code == 1
    assert out.startswith("influencers/ana/profile.yml:4:8: error: ")
    assert "1 error" in err
    assert run(capsys, "--root", program, "check", "program", *DAY)[0] == 0
    assert run(capsys, "--root", program, "check", "./influencers/ana/", *DAY)[0] == 1
    code, out, _ = run(capsys, "--root", program, "check", "--format", "json", *DAY)
    assert (code, json.loads(out)[0]["rule"]) == (1, "unknown-reference")


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc",),
        ("check", "--fromat"),
        ("check", "--as-of", "2026-02-30"),
        ("check", "--as-of", "1"),
        ("rules", "no-such-rule"),
        ("list", "peple"),
        ("list", "claims", "--where", "nonsense"),
        ("list", "claims", "--columns", "nope"),
        ("show", "anna"),
        ("points", "anna"),
        ("points", "--cycle", "2026-Q9"),
        ("loops", "no-item"),
        ("leaderboard", "--from", "2026-01-01"),
        ("leaderboard", "--from", "2026-01-01", "--to", "2026-02-01", "--cycle", "2026-Q1"),
        ("portal", "--audience", "everyone"),
    ],
)
def test_wrong_usage_ends_otherwise_than_in_two(
    program: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, "--root", program, *arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err.strip()


def test_a_folder_without_a_program_ends_otherwise_than_in_three(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("check", "points", "loops", "portal"):
        code, out, err = run(capsys, "--root", str(tmp_path), command)
        assert (code, out) == (3, "")
        assert "program/program.yml" in err


def test_figures_are_shown_although_a_file_is_broken(
    tmp_path: Path, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "program-folder/missions/guide/mission.yml").write_text("title: [\n")
    for command in (("points",), ("loops",), ("list", "claims"), ("leaderboard",)):
        code, out, err = run(capsys, "--root", program, *command)
        assert (code, out) == (3, "")
        assert "missions/guide/mission.yml" in err
        assert "goodword check" in err


def test_help_lacks_a_command_or_a_command_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for row in COMMANDS:
        assert f"  {row.name} " in out
        code, shown, _ = run(capsys, row.name, "--help")
        assert code == 0
        assert shown.startswith("Usage: ")


def test_a_rule_shows_no_manual(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rules")
    assert code == 0
    for line in out.splitlines():
        code, manual, _ = run(capsys, "rules", line.split()[0])
        assert code == 0
        assert len(manual.splitlines()) > 3


def test_help_reads_more_than_click() -> None:
    script = (
        "import sys; from goodword.cli import main; main(['--help']); "
        "print([name for name in ('yaml', 'jinja2', 'rich', 'git', 'jsonschema', "
        "'goodword.load', 'goodword.model') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_listing_of_things_is_empty_or_wrong(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--where", "state=submitted", "--columns", "influencer,mission,evidence")
    code, out, _ = run(
        capsys, "--root", program, "list", "claims", *where, *DAY, "--format", "json"
    )
    assert code == 0
    assert json.loads(out)["items"] == [
        {
            "influencer": "ben",
            "mission": "guide",
            "evidence": "kind link; url https://example.org/guides/ben",
        }
    ]
    for kind in ("influencers", "missions", "feedback", "touchpoints", "events", "communities"):
        code, out, _ = run(capsys, "--root", program, "list", kind, *DAY, "--format", "csv")
        assert code == 0
        assert len(out.splitlines()) > 1


@pytest.mark.parametrize(
    "identifier",
    [
        "ana",
        "guide",
        "2026-10-01-slow-search",
        "guide/2026-10-10-ana",
        "missions/guide/claims/2026-11-02-ben.yml",
        "forum",
        "2026-11-10-briefing",
        "influencers/ana/touchpoints/2026-03-01-thanks.yml",
        "influencers/ana/profile.yml",
        "program/communities/forum.yml",
        "program/feedback/2026-10-01-slow-search.yml",
    ],
)
def test_a_thing_cannot_be_shown(
    program: str, capsys: pytest.CaptureFixture[str], identifier: str
) -> None:
    code, out, err = run(capsys, "--root", program, "show", identifier, *DAY)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 3
    code, out, _ = run(capsys, "--root", program, "show", identifier, *DAY, "--format", "json")
    assert json.loads(out)["path"].endswith(".yml")


def test_a_case_on_disk_is_judged_otherwise_than_by_the_command(
    tmp_path: Path, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / "unknown-reference" / "many"
    shutil.copytree(case, tmp_path / "program-folder", dirs_exist_ok=True)
    code, out, _ = run(capsys, "--root", program, "check", *DAY)
    assert code == 1
    assert out == (case / "expected.txt").read_text()
