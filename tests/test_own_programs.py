"""A repository that came from elsewhere with settings of its own runs nothing, whatever is done."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.source.first_commit import first_commit
from goodword.source.new_branch import commit_on, unlike
from goodword.source.own_programs import without_own_programs
from goodword.source.trees import DiskTree, GitTree, same
from tests.git_person import as_maya, git

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = (
    *("filter.e.clean", "filter.e.smudge", "filter.e.process", "gpg.program"),
    *("gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand"),
    *("core.editor", "core.fsmonitor", "core.pager", "core.sshCommand", "diff.e.textconv"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository begun somewhere else; whatever it starts leaves a file `ran`."""
    as_maya(monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    root = tmp_path / "program"
    root.mkdir()
    git(root, "init", "--quiet", "-b", "main")
    return root


def arm(folder: Path) -> Path:
    """Lay programs into the settings; the file that shows that one ran."""
    ran, script = folder.parent / "ran", folder.parent / "script"
    script.write_text(f"#!/bin/sh\necho ran >> '{ran}'\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    for key in PROGRAMS:
        git(folder, "config", key, str(script))
    git(folder, "config", "filter.e.required", "true")
    git(folder, "config", "commit.gpgSign", "true")
    attributes = folder / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("* filter=e diff=e\n", encoding="utf-8")
    for hook in ("pre-commit", "commit-msg", "post-commit", "post-index-change"):
        (folder / ".git/hooks").mkdir(exist_ok=True)
        (folder / ".git/hooks" / hook).write_bytes(script.read_bytes())
        (folder / ".git/hooks" / hook).chmod(0o755)
    return ran


def put(folder: Path, text: str) -> None:
    (folder / "program").mkdir(exist_ok=True)
    (folder / "program/program.yml").write_text(text, encoding="utf-8")


def test_a_first_commit_starts_what_the_repository_names(folder: Path) -> None:
    ran = arm(folder)
    put(folder, "name: x\n")
    said = first_commit(folder, ["program/program.yml"], "Begin")
    assert "git refuses" in said, "there is no key to sign with"
    assert not ran.exists()
    git(folder, "config", "commit.gpgSign", "false")
    assert first_commit(folder, ["program/program.yml"], "Begin") == ""
    assert not ran.exists()
    assert git(folder, "show", "HEAD:program/program.yml") == "name: x"


def test_a_branch_or_a_comparison_starts_what_the_repository_names(folder: Path) -> None:
    put(folder, "name: x\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "x")
    base = git(folder, "rev-parse", "HEAD")
    ran = arm(folder)
    put(folder, "name: y\n")
    assert unlike(folder, {"program/program.yml"}) == ("program/program.yml",)
    assert same(DiskTree(folder), GitTree(folder, "HEAD")) == frozenset()
    put(folder, "name: x\n")
    assert unlike(folder, {"program/program.yml"}) == ()
    git(folder, "config", "commit.gpgSign", "false")
    commit_on(folder, base, "side", {"program/program.yml": b"name: z\n"}, "x")
    assert not ran.exists()
    assert git(folder, "show", "side:program/program.yml") == "name: z"
    subprocess.run(["git", "add", "--renormalize", "."], cwd=folder, check=False)
    assert ran.exists(), "git itself starts it"


def test_what_a_person_has_set_for_all_repositories_is_put_aside(folder: Path) -> None:
    assert without_own_programs(folder) == ()
    settings = folder.parent / "home/.gitconfig"
    settings.write_text('[gpg]\n\tprogram = /my/gpg\n[filter "lfs"]\n\tclean = git-lfs clean\n')
    assert without_own_programs(folder) == ()
    git(folder, "config", "gpg.program", "/evil")
    git(folder, "config", "gpg.ssh.program", "/evil")
    git(folder, "config", "filter.a.b.clean", "/evil")
    found = without_own_programs(folder)
    assert found[::2] == ("-c",) * 6
    assert set(found[1::2]) == {
        *("gpg.program=/my/gpg", "gpg.ssh.program=ssh-keygen", "filter.a.b.clean="),
        *("filter.a.b.smudge=", "filter.a.b.process=", "filter.a.b.required=false"),
    }


@pytest.mark.parametrize("link", [True, False])
def test_a_new_program_is_committed_to_a_repository_that_lies_elsewhere(
    link: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, target = tmp_path / "other", tmp_path / "new"
    other.mkdir()
    target.mkdir()
    git(other, "init", "--quiet", ".")
    if link:
        (target / ".git").symlink_to(other / ".git")
    else:
        (target / ".git").write_text(f"gitdir: {other}/.git\n", encoding="utf-8")
    flags = ("--name", "Acme", "--timezone", "UTC", "--staff", "Maya <maya@acme.example>")
    assert main(("init", str(target), *flags)) == 0
    assert "leads to a repository that lies elsewhere" in capsys.readouterr().out
    assert not (other / ".git/index").exists()
