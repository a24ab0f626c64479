"""What lies beside a program: schemas where its files say they are, and line ends of checkouts."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from goodword.cli import main
from goodword.edits.beside import lay_beside
from goodword.resources import schemas_directory
from goodword.source.characters import ATTRIBUTES, FROM_GIT
from tests.conftest import ROOT
from tests.test_claim_commands import FILES, TODAY, put

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.MULTILINE)
NAMES = {path.name for path in schemas_directory().glob("*.schema.json")}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def schemas_named(root: Path) -> int:
    """How many files name their schema; each of these must be there."""
    found = 0
    for path in root.rglob("*.yml"):
        named = SCHEMA.match(path.read_text(encoding="utf-8"))
        if named is not None:
            assert (path.parent / named[1]).resolve().is_file(), (path, named[1])
            found += 1
    return found


def new(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "new", *arguments, "--as-of", TODAY])


def test_a_file_names_a_schema_that_is_not_there(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in FILES:
        named = SCHEMA.sub("", (program / path).read_text(encoding="utf-8"))
        (program / path).write_text(named, encoding="utf-8")
    person = ("influencer", "--name", "Zoë")
    assert new(program, *person) == 0
    assert not (program / "schemas").exists(), "a dry run wrote"
    assert new(program, *person, "--write") == 0
    assert "schemas/ (for editors) written too" in capsys.readouterr().out
    assert schemas_named(program) == 1
    assert {path.name for path in (program / "schemas").iterdir()} == NAMES
    assert not (program / ".gitattributes").exists(), "the repository was there before"
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0
    (program / "schemas" / "claim.schema.json").write_text("{}")
    assert new(program, *person, "--write") == 0
    assert "written too" not in capsys.readouterr().out
    assert (program / "schemas" / "claim.schema.json").read_text() == "{}"


def test_an_example_lacks_what_its_checkouts_and_editors_need(tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert main(["example", "--members", "3", "--years", "1", str(made)]) == 0
    assert schemas_named(made) > 20
    assert ATTRIBUTES in (made / ".gitattributes").read_text().splitlines()
    git(made, "init", "--quiet")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message", "x")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(made), "clone")
    assert main(["--root", str(tmp_path / "clone"), "check"]) == 0
    assert not any(b"\r" in path.read_bytes() for path in (tmp_path / "clone").rglob("*.yml"))


def test_what_is_there_is_replaced_or_half_a_folder_is_left(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("mine\n")
    (tmp_path / "schemas").symlink_to("elsewhere")
    assert lay_beside(tmp_path, schemas_directory(), begun=True) == ()
    assert (tmp_path / ".gitattributes").read_text() == "mine\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitattributes", "schemas"]


def test_line_ends_that_git_made_are_blamed_on_an_editor(
    program: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    git(program, "init", "--quiet")
    git(program, "add", "--all")
    git(program, "commit", "--quiet", "--message", "x")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "-c", "core.autocrlf=true", "clone", "--quiet", str(program), ".")
    git(clone, "config", "core.autocrlf", "true")
    assert main(["--root", str(clone), "check", "--as-of", TODAY]) == 1
    out = capsys.readouterr().out
    assert out.count("line ends with CR LF") == len(FILES)
    assert out.count(f"put `{ATTRIBUTES}` into .gitattributes, commit what you changed") == (
        len(FILES)
    )
    (clone / ".gitattributes").write_text(f"{ATTRIBUTES}\n")
    for command in FROM_GIT.partition("changed, then git ")[2].split(" && git "):
        git(clone, *command.split())
    assert main(["--root", str(clone), "check", "--strict", "--as-of", TODAY]) == 0


def test_one_line_end_of_many_is_blamed_on_git(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = program / "program/program.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n", 1))
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 1
    out = capsys.readouterr().out
    assert "save the file with Unix line ends" in out
    assert "gitattributes" not in out


def test_an_annotation_misses_the_file_that_it_means(
    program: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    top = tmp_path_factory.mktemp("top")
    inside = top / "teams" / "community"
    inside.parent.mkdir()
    program.rename(inside)
    profile = inside / "influencers/ana/profile.yml"
    profile.write_text(profile.read_text().replace("member", "membr"))

    def named(*arguments: str, form: str = "github") -> str:
        assert main(["--root", str(inside), "check", "--format", form, *arguments]) == 1
        out = capsys.readouterr().out
        if form == "json":
            return str(json.loads(out)[0]["path"])
        found = re.search(r"file=([^,]*)", out) or re.match(r"([^:]*)", out)
        assert found is not None
        return found[1]

    plain = "influencers/ana/profile.yml"
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert named() == plain, "no repository"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(top))
    assert named() == f"teams/community/{plain}"
    monkeypatch.setenv("GITHUB_WORKSPACE", "/elsewhere")
    git(top, "init", "--quiet")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "x")
    assert named() == named("--rev", "HEAD") == f"teams/community/{plain}"
    assert named(plain) == f"teams/community/{plain}"
    assert named(form="json") == named(form="text") == plain


def test_a_commit_that_only_deletes_is_let_through() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        assert hook["always_run"] is True, hook["id"]
        assert hook["pass_filenames"] is False, hook["id"]
        assert not {"files", "types", "types_or", "exclude"} & set(hook), hook["id"]
