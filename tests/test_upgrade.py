"""`goodword upgrade`: a program of an older version becomes one of this, and loses nothing."""

from __future__ import annotations

import json
import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from goodword import __version__
from goodword.cli import main
from goodword.edits.edit import digest
from goodword.resources import starter_files
from goodword.source.laid import RECORD, recorded
from tests.former_program import (
    CHECK,
    CLAIM,
    DAY,
    GITLAB,
    NAMES,
    OWNERS,
    beside,
    commit,
    laid,
    passes,
    run,
)
from tests.git_person import as_maya, git
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = f"nothing to do: the program is of goodword {__version__}"
OWN_STEP = """\
      - name: Tell our room
        run: ./tell-our-room
"""


@pytest.fixture(autouse=True)
def maya(monkeypatch: pytest.MonkeyPatch) -> None:
    as_maya(monkeypatch)


def data(root: Path) -> dict[str, bytes]:
    mine = ("program/", "influencers/", "missions/", "README.md")
    return {path: held for path, held in everything(root).items() if path.startswith(mine)}


def points(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    for words in (("points",), ("leaderboard",), ("loops",)):
        assert run(root, *words, "--format", "json") == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_a_program_of_an_earlier_version_does_not_pass_after_it(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, name)
    files, figures, own = everything(root), points(root, capsys), data(root)
    assert run(root, "upgrade") == 0
    out = capsys.readouterr().out
    assert "dry run: nothing was written; --write writes it (" in out
    assert everything(root) == files
    assert f"{GITLAB}: as an older version laid it: replaced" in out or name == "before"
    assert run(root, "upgrade", "--write") == 0
    assert f"written: the program is of goodword {__version__}\n" in capsys.readouterr().out
    assert data(root) == own
    passes(root)
    assert points(root, capsys) == figures
    for path, wanted in starter_files().items():
        assert (root / path).read_bytes() == wanted, path
    assert set(recorded((root / RECORD).read_bytes()) or ()) >= set(starter_files())
    assert run(root, "portal") == 0
    files = everything(root)
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 0
    assert capsys.readouterr().out == f"{NOTHING}\n"
    assert everything(root) == files


def test_a_program_of_this_version_has_something_to_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ((), ("--minimal",)):
        root = tmp_path / f"new{len(more)}"
        said = ("--name", "Acme", "--timezone", "Europe/Berlin", "--staff", "Maya Weber")
        assert main(["init", str(root), *said, *more, "--as-of", DAY]) == 0
        files = everything(root)
        capsys.readouterr()
        assert run(root, "upgrade", "--write") == 0
        assert capsys.readouterr().out == f"{NOTHING}\n"
        assert everything(root) == files
        assert (root / RECORD).exists() != bool(more)


@pytest.mark.parametrize("name", NAMES)
def test_own_edits_that_fit_are_lost(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, name)
    check = root / CHECK
    text = check.read_text(encoding="utf-8")
    check.write_text(text.replace("  ci:\n", f"{OWN_STEP}\n  ci:\n", 1), encoding="utf-8")
    settings = root / ".vscode/settings.json"
    value = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**value, "editor.rulers": [100]}, indent=2) + "\n")
    with (root / ".gitattributes").open("a", encoding="utf-8") as stream:
        stream.write("*.mp4 filter=lfs\n")
    with (root / ".gitignore").open("a", encoding="utf-8") as stream:
        stream.write("/drafts/\n")
    check.chmod(0o755)
    commit(root)
    assert run(root, "upgrade", "--write") == 0, capsys.readouterr()
    out = capsys.readouterr().out
    assert stat.S_IMODE(check.stat().st_mode) == 0o755
    now = check.read_text(encoding="utf-8")
    assert OWN_STEP in now
    assert now.replace(f"{OWN_STEP}\n", "") == starter_files()[CHECK].decode()
    assert "editor.rulers" in settings.read_text(encoding="utf-8")
    assert "*.mp4" in (root / ".gitattributes").read_text(encoding="utf-8")
    assert "/drafts/" in (root / ".gitignore").read_text(encoding="utf-8")
    if name == "first":
        assert f"{CHECK}: your edits stay, and what is new comes in beside them" in out
    assert ".gitattributes: your edits stay; nothing is new in it" in out
    passes(root)
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    assert NOTHING in capsys.readouterr().out


def test_edits_of_the_same_lines_are_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    check = root / CHECK
    old = (root / CHECK).read_bytes()
    assert b"types: [" not in old or old != starter_files()[CHECK]
    before, new = old.decode().splitlines(), starter_files()[CHECK].decode().splitlines()
    clash = next(line for line in before if line.strip() and line not in new)
    mine = old.decode().replace(clash, f"{clash} # ours", 1)
    check.write_text(mine, encoding="utf-8")
    commit(root)
    assert run(root, "upgrade") == 1
    out = capsys.readouterr().out
    assert f"{CHECK}: your edits and what is new change the same lines: left as it is" in out
    assert f"+{clash} # ours\n" in out
    assert f"-{clash}\n" in out
    assert f"goodword upgrade --keep {CHECK} --write" in out
    assert run(root, "upgrade", "--write") == 1
    assert check.read_text(encoding="utf-8") == mine
    aside = root / ".goodword/upgrade" / CHECK
    assert aside.read_bytes() == starter_files()[CHECK]
    assert (root / GITLAB).read_bytes() == starter_files()[GITLAB]
    commit(root)
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 1  # it is said until it is decided
    out = capsys.readouterr().out
    assert f"{NOTHING}; 1 file left to you" in out
    assert run(root, "upgrade", "--keep", CHECK, "--write") == 0
    assert check.read_text(encoding="utf-8") == mine
    commit(root)
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 0
    assert NOTHING in capsys.readouterr().out
    assert run(root, "upgrade", "--take", CHECK, "--write") == 0
    assert check.read_bytes() == starter_files()[CHECK]


def test_a_file_that_was_deleted_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    (root / GITLAB).unlink()
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    assert f"{GITLAB}: deleted here, and stays so" in capsys.readouterr().out
    assert not (root / GITLAB).exists()
    assert (root / ".github/workflows/publish.yml").is_file()
    commit(root)
    (root / ".github/dependabot.yml").unlink()
    commit(root)
    shutil.rmtree(root / ".git")  # where no history says so, the record does
    assert run(root, "upgrade", "--write") == 0
    out = capsys.readouterr().out
    assert ".github/dependabot.yml: deleted here, and stays so" in out
    assert not (root / ".github/dependabot.yml").exists()
    assert run(root, "upgrade", "--take", GITLAB, "--write") == 0
    assert (root / GITLAB).read_bytes() == starter_files()[GITLAB]


def test_line_ends_of_windows_are_taken_for_edits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    for path in (CHECK, GITLAB, "requirements.txt"):
        text = (root / path).read_bytes().replace(b"\n", b"\r\n")
        (root / path).write_bytes(text)
    with (root / ".gitignore").open("ab") as stream:
        stream.write(b"/drafts/\n")
    (root / ".gitattributes").unlink()
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    out = capsys.readouterr().out
    assert f"{GITLAB}: as an older version laid it: replaced" in out
    for path in (CHECK, GITLAB):
        assert (root / path).read_bytes() == starter_files()[path].replace(b"\n", b"\r\n")
    assert b"\n" not in (root / "requirements.txt").read_bytes().replace(b"\r\n", b"")
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    assert NOTHING in capsys.readouterr().out


def test_own_forms_and_owners_are_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "before")
    claim = root / CLAIM
    lines = claim.read_text(encoding="utf-8").splitlines(keepends=True)
    items = [number for number, line in enumerate(lines) if line.startswith("  - type:")]
    first, second, third = items[:3]
    moved = [*lines[:first], *lines[second:third], *lines[first:second], *lines[third:]]
    claim.write_text("".join(moved), encoding="utf-8")
    owners = root / OWNERS
    with owners.open("a", encoding="utf-8") as stream:
        stream.write("/docs/ @press\n")
    commit(root)
    assert run(root, "upgrade", "--write") == 0, capsys.readouterr()
    out = capsys.readouterr().out
    assert f"{CLAIM}: your edits stay" in out
    assert claim.read_text(encoding="utf-8") == "".join(moved)
    assert f"{OWNERS}: not as the program makes it: left as it is" in out
    assert "/docs/ @press\n" in owners.read_text(encoding="utf-8")
    assert run(root, "check", "--strict") == 0


def test_a_record_is_not_renewed_by_what_makes_files_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "before")
    assert run(root, "upgrade", "--write") == 0
    settings = root / "program/program.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("languages: [en, es]", "languages: [es, en]"))
    assert run(root, "forms", "--write") == 0
    record = recorded((root / RECORD).read_bytes())
    assert record is not None
    assert record[CLAIM] == digest((root / CLAIM).read_bytes())
    commit(root)
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 0
    assert NOTHING in capsys.readouterr().out


def test_what_is_in_no_commit_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    check = root / CHECK
    with check.open("a", encoding="utf-8") as stream:
        stream.write("# ours\n")
    (root / "notes.txt").write_text("mine")
    files = everything(root)
    assert run(root, "upgrade") == 0
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 3
    err = capsys.readouterr().err
    assert f"{CHECK}: your changes are in no commit and would be lost" in err
    assert everything(root) == files
    assert run(root, "upgrade", "--write", "--branch") == 0
    out = capsys.readouterr().out
    assert "not in it are changes that are not committed: " in out
    assert everything(root) == files
    (branch,) = set(git(root, "branch", "--format=%(refname:short)").split()) - {"main"}
    assert branch == f"upgrade-to-{__version__.replace('.', '-')}"
    shown = git(root, "show", f"{branch}:{CHECK}")
    assert f"{shown}\n" == starter_files()[CHECK].decode()
    git(root, "stash")
    assert run(root, "upgrade", "--write") == 0


def test_a_branch_takes_from_a_file_that_it_can_be_run(tmp_path: Path) -> None:
    root = laid(tmp_path, "first")
    (root / CHECK).chmod(0o755)
    commit(root)
    assert run(root, "upgrade", "--write", "--branch") == 0
    (branch,) = set(git(root, "branch", "--format=%(refname:short)").split()) - {"main"}
    assert git(root, "ls-tree", branch, "--", CHECK).startswith("100755 ")
    assert git(root, "ls-tree", branch, "--", GITLAB).startswith("100644 ")


def test_a_link_in_the_place_of_a_file_is_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    target = tmp_path / "elsewhere.yml"
    target.write_text("mine\n")
    (root / GITLAB).unlink()
    (root / GITLAB).symlink_to(target)
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    assert f"{GITLAB}: no plain file lies there: left as it is" in capsys.readouterr().out
    assert target.read_text() == "mine\n"


def test_a_program_in_a_folder_of_a_repository_is_upgraded_in_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    root = tmp_path / "champions"
    shutil.copytree(laid(tmp_path / "made", "before"), root)
    shutil.rmtree(tmp_path / "made")
    shutil.rmtree(root / ".git")
    for name in (".github", GITLAB):
        (root / name).rename(tmp_path / name)
    commit(tmp_path)
    run(root, "owners", "--write")
    commit(tmp_path)
    capsys.readouterr()
    # What is written one by one at the top is one commit on a branch.
    assert run(root, "upgrade", "--write", "--branch") == 0
    (branch,) = {*git(tmp_path, "branch", "--format=%(refname:short)").split()} - {"main"}
    changed = git(tmp_path, "diff", "--name-only", "main", branch).split()
    assert {each.partition("/")[0] for each in changed} > {".github", "champions"}
    assert git(tmp_path, "rev-list", "--count", f"main..{branch}").strip() == "1"
    assert git(tmp_path, "status", "--porcelain") == ""
    git(tmp_path, "branch", "-D", branch)
    assert run(root, "upgrade", "--write") == 0, capsys.readouterr()
    passes(root)
    commit(tmp_path)
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 0
    assert NOTHING in capsys.readouterr().out
    assert not (root / ".github").exists()
    assert (tmp_path / CHECK).read_bytes() == starter_files()[CHECK]


def test_a_program_of_three_files_gets_what_it_never_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "small"
    said = ("--name", "Acme", "--timezone", "Europe/Berlin", "--staff", "Maya Weber", "--minimal")
    assert main(["init", str(root), *said, "--as-of", DAY]) == 0
    (root / "schemas/claim.schema.json").write_text("{}\n")
    commit(root)
    names = set(beside(root))
    assert run(root, "upgrade", "--write") == 0
    out = capsys.readouterr().out
    assert "schemas/claim.schema.json: the copy of what check judges by" in out
    assert "-{}\n" in out
    assert set(beside(root)) == names
    passes_small = run(root, "schemas", "--check")
    assert passes_small == 0


def test_a_program_of_a_newer_tool_is_made_older(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    assert run(root, "upgrade", "--write") == 0
    record = root / RECORD
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace(f"# goodword {__version__}", "# goodword 10.2"))
    (root / CHECK).write_text("newer\n")
    files = everything(root)
    capsys.readouterr()
    assert run(root, "upgrade", "--write") == 3
    assert "the program was made for a newer version" in capsys.readouterr().err
    assert everything(root) == files


def test_a_name_that_is_none_is_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    for words in (("--take", "README.md"), ("--keep", "program/program.yml")):
        assert run(root, "upgrade", *words) == 2
        assert "is none of the files that goodword lays" in capsys.readouterr().err
    assert run(root, "upgrade", "--take", CHECK, "--keep", CHECK) == 2
    assert run(root, "upgrade", "--goodword", "nowhere") == 2


def test_files_that_cannot_be_read_stop_what_stands_beside_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = laid(tmp_path, "first")
    (root / "influencers/ana/profile.yml").write_text("name: [Ana\n")
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    out = capsys.readouterr().out
    assert "CODEOWNERS is left as it is: influencers/ana/profile.yml cannot be read" in out
    assert (root / GITLAB).read_bytes() == starter_files()[GITLAB]
    assert (root / "influencers/ana/profile.yml").read_text() == "name: [Ana\n"
