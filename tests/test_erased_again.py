"""Who was erased by the command is not made anew by an issue, a mail or a table of claims."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.intake.sheet import address_hash
from tests.erased_world import DAY, NEW, erase, put
from tests.guard_history import HOUR, NOON, begun, commit, git
from tests.intake_program import ADDRESS, KEY, SERVER, body, eml, event, written

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
by: maya
columns: {person: who, type: what, occurred: when, points: points, evidence: link}
missions:
  - {type: Post, id: write-a-post, title: Write, instructions: Write a post., points: 3}
people: {account: github, category: writer}
"""
ROWS = "who,what,when,points,link\n%s,Post,2026-08-15,3,https://example.com/%s\n"


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program from which ana was erased, whose github and mail accounts it had known."""
    root = begun(tmp_path_factory.mktemp("erased") / "program")
    profile, settings = root / "influencers/ana/profile.yml", root / "program/program.yml"
    accounts = (
        f"accounts:\n  github: {{login: ana-x, id: 90210497}}\n  mail: {address_hash(ADDRESS, KEY)}"
    )
    lines = profile.read_text().splitlines()
    kept = [line for line in lines if not line.startswith("accounts:")]
    intake = "intake: {mail: champions@acme.example, issues: 'https://github.com/acme/champions'}\n"
    put(
        root,
        {
            "influencers/ana/profile.yml": "\n".join((*kept, accounts, "")),
            "program/program.yml": settings.read_text() + intake,
        },
    )
    commit(root, at=NOON + HOUR)
    git(root, "config", "user.name", "Maya Weber")
    git(root, "config", "user.email", "maya@acme.example")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("GOODWORD_INTAKE_KEY", KEY)
        assert erase(root, "--write", "--also", "ana") == 0
    return root


@pytest.fixture
def left(erased: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    return shutil.copytree(erased, tmp_path / "program")


def people(root: Path) -> set[str]:
    return {each.name for each in (root / "influencers").iterdir()}


def claims(root: Path, who: str) -> int:
    file, named = root.parent / "rows.csv", root.parent / "map.yml"
    file.write_text(ROWS % (who, who))
    named.write_text(MAP)
    asked = ("import", "claims", str(file), "--map", str(named), "--into", str(root))
    return main([*asked, "--write", "--as-of", DAY])


@pytest.mark.parametrize("login", ["ana-x", "Ana-X"])
def test_a_table_of_claims_brings_them_back(
    login: str, left: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = people(left)
    assert NEW in before
    assert claims(left, login) == 0
    assert "rows of the erased" in capsys.readouterr().out
    assert people(left) == before
    assert not list(left.glob("missions/write-a-post/claims/*ana*"))
    assert claims(left, "somebody-else") == 0
    assert people(left) - before == {"somebody-else"}


@pytest.mark.parametrize(("login", "number"), [("ANA-X", 1), ("renamed", 90210497)])
def test_an_issue_of_theirs_brings_them_back(
    login: str, number: int, left: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = people(left)
    made = event(body("join", name="Do Re"), "join")
    file = left.parent / "issue.json"
    for who, code in (((login, number), 1), (("do-re", 98), 0)):
        made["issue"]["user"] = {"login": who[0], "id": who[1], "type": "User"}
        file.write_bytes(written(made))
        capsys.readouterr()
        asked = ["--root", str(left), "intake", str(file), "--write", "--as-of", "2026-11-28"]
        assert main(asked) == code, capsys.readouterr()
        assert ("was erased from the program" in capsys.readouterr().out) == bool(code)
        assert people(left) - before == (set() if code else {"do-re"})


def test_a_mail_of_theirs_brings_them_back(left: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = people(left)
    file = left.parent / "mail.eml"
    file.write_bytes(eml(body("join", name="Do Re")))
    asked = ["--eml", str(file), "--server", SERVER, "--write", "--as-of", "2026-11-28"]
    capsys.readouterr()
    assert main(["--root", str(left), "intake", *asked]) == 1
    assert "was erased from the program" in capsys.readouterr().out
    assert people(left) == before
