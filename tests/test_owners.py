"""CODEOWNERS: whose paths are whose, what is written, and what is drift."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.starter.owners import PATH, code_owners, drift

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.program import Program

DAY = date(2026, 11, 30)
FILES = {
    "program/program.yml": (
        "name: Owned\ntimezone: UTC\nstaff:\n"
        "  - {id: pim, name: Pim, github: {login: pim-manages, id: 7}}\n"
        "  - {id: sal, name: Sal, github: sal, department: social}\n"
        "  - {id: ola, name: Ola, department: social}\n"
        "  - {id: tek, name: Tek, github: tek, department: product}\n"
        '  - {id: old, name: Old, github: old, department: product, until: "2026-11-29"}\n'
        '  - {id: odd, name: Odd, github: "odd\\n* @evil", department: product}\n'
    ),
    "program/departments.yml": (
        "departments:\n  - {id: social, lead: sal}\n  - {id: product, lead: tek}\n"
        "categories:\n  - {id: rider, department: product}\n"
    ),
    "influencers/ana/profile.yml": 'name: Ana\nstage: member\nsince: "2026-11-01"\nowner: sal\n',
    "influencers/bo/profile.yml": (
        'name: Bo\nstage: member\nsince: "2026-11-01"\nowner: old\ncategory: rider\n'
    ),
    "influencers/cy/profile.yml": 'name: Cy\nstage: member\nsince: "2026-11-01"\n',
    "influencers/di/profile.yml": 'name: Di\nstage: left\nsince: "2026-11-01"\nowner: sal\n',
    "missions/talk/mission.yml": (
        "title: Talk\ninstructions: Talk.\npoints: 10\ndepartment: social\n"
    ),
    "missions/test/mission.yml": (
        "title: Test\ninstructions: Test.\npoints: 10\ndepartment: social\nreviewers: [tek]\n"
    ),
    "missions/free/mission.yml": "title: Free\ninstructions: Do.\npoints: 10\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A program in a repository of its own."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def read(root: Path) -> Program:
    found = load(DiskTree(root), Schemas.load(schemas_directory()), cache=None)
    assert not found.diagnostics
    return found.program


def lines(root: Path, day: date = DAY, way: str = "") -> dict[str, str]:
    text = code_owners(read(root), day, way).text
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    return {row.partition(" @")[0]: row[len(row.partition(" @")[0]) :].strip() for row in rows}


def owners(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "owners", "--as-of", DAY.isoformat(), *arguments])


def test_a_path_is_reviewed_by_somebody_else_than_it_should_be(root: Path) -> None:
    leads = "@pim-manages @sal @tek"
    assert lines(root) == {
        "*": "@pim-manages",
        **{f"/program/{e}/": leads for e in ("communities", "events", "feedback", "incidents")},
        "/missions/talk/": "@sal",
        "/missions/test/": "@tek",
        "/influencers/ana/": "@sal",
        "/influencers/bo/": "@tek",
    }


def test_somebody_who_has_left_or_whose_login_is_none_is_asked(root: Path) -> None:
    made = code_owners(read(root), DAY)
    assert "@old" not in made.text
    assert "evil" not in made.text
    assert made.without == ("ola", "odd")
    assert made.notes()[0].endswith("without an account in program/program.yml: ola, odd")
    assert "@old" in code_owners(read(root), date(2026, 11, 29)).text


def test_where_everyone_has_a_department_nobody_manages(root: Path) -> None:
    path = root / "program/program.yml"
    path.write_text(path.read_text().replace("id: 7}", "id: 7}, department: social"))
    assert lines(root)["*"] == "@pim-manages"
    assert lines(root)["/missions/talk/"] == "@pim-manages @sal"


def test_somebody_reviews_what_is_their_own_or_of_somebody_close(root: Path) -> None:
    path = root / "influencers/ana/profile.yml"
    text = path.read_text()
    path.write_text(f"{text}staff: sal\ncategory: rider\n")
    assert lines(root)["/influencers/ana/"] == "@tek"
    path.write_text(f"{text}relations: [{{staff: sal}}]\ndepartment: social\n")
    assert "/influencers/ana/" not in lines(root)
    path.write_text(text)
    assert lines(root)["/influencers/ana/"] == "@sal"


def test_without_any_account_somebody_is_named(root: Path) -> None:
    (root / "program/program.yml").write_text(
        "name: Owned\ntimezone: UTC\nstaff:\n  - {id: sal, name: Sal}\n  - {id: tek, name: Tek}\n"
        "  - {id: old, name: Old}\n"
    )
    assert lines(root) == {}


def test_claims_wait_for_a_review_where_anyone_may_decide(root: Path) -> None:
    (root / "program/policies.yml").write_text("versions:\n  decisions_recorded_by: anyone\n")
    text = code_owners(read(root), DAY).text
    assert text.endswith("\n/missions/*/claims/\n")


def test_a_program_below_the_top_owns_more_than_its_folder(root: Path) -> None:
    found = lines(root, way="our program/")
    assert "*" not in found
    assert found["/our\\ program/"] == "@pim-manages"
    assert found["/our\\ program/missions/test/"] == "@tek"


def test_what_is_written_is_drift_or_written_without_being_asked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert owners(root, "--check") == 1
    assert "there is none [code-owners]" in capsys.readouterr().out
    assert owners(root) == 0
    assert not (root / PATH).exists()
    assert owners(root, "--write") == 0
    assert owners(root, "--check") == 0
    capsys.readouterr()
    text = (root / PATH).read_text()
    (root / PATH).write_text(text.replace("/missions/test/ @tek", "/missions/test/ @sal"))
    assert owners(root, "--check", "--format", "github") == 1
    shown = capsys.readouterr().out
    number = text.splitlines().index("/missions/test/ @tek") + 1
    assert f"::error file={PATH},line={number}," in shown


def test_a_revision_is_judged_by_the_files_on_disk(root: Path) -> None:
    assert owners(root, "--write") == 0
    for arguments in (["add", "-A"], ["commit", "--quiet", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    (root / PATH).write_text("* @nobody\n")
    assert owners(root, "--check", "--rev", "HEAD") == 0
    assert owners(root, "--check") == 1
    assert owners(root, "--check", "--write") == 2


def test_a_line_that_is_missing_or_too_much_is_drift() -> None:
    assert drift("a\n", b"a\n") is None
    for found in (b"", b"a", b"a\nb\n", b"\xff\n", b"a\r\n"):
        assert drift("a\n", found) is not None, found


def test_somebody_new_fails_the_check_before_managers_have_seen_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert owners(root, "--write") == 0
    text = (root / PATH).read_text()
    new = text.replace("/missions/test/ @tek\n", "").replace("/influencers/ana/ @sal\n", "")
    (root / PATH).write_text(new)
    capsys.readouterr()
    assert owners(root, "--check") == 0
    said = '"/missions/test/ @tek" and 1 other is missing: managers are asked instead'
    assert f"warning: {said}" in capsys.readouterr().out
    assert owners(root, "--check", "--strict") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("* @pim-manages\n", ""),
        ("/program/events/ @pim-manages @sal @tek\n", ""),
        ("/missions/test/ @tek\n", "/missions/test/ @tek\n/missions/test/ @sal\n"),
        ("/influencers/bo/ @tek\n", "/influencers/di/ @tek\n"),
        (
            "/influencers/ana/ @sal\n/influencers/bo/ @tek\n",
            "/influencers/bo/ @tek\n/influencers/ana/ @sal\n",
        ),
    ],
)
def test_somebody_else_is_asked_than_should_be(old: str, new: str, root: Path) -> None:
    assert owners(root, "--write") == 0
    text = (root / PATH).read_text()
    assert old in text
    (root / PATH).write_text(text.replace(old, new))
    assert owners(root, "--check") == 1


def test_a_link_leads_the_file_elsewhere(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / ".github").symlink_to(elsewhere)
    assert owners(root, "--write") == 3
    assert list(elsewhere.iterdir()) == []
    assert owners(root, "--check") == 1
