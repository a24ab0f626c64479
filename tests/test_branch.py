"""`--branch`: a commit on a branch of its own, and where its pull request is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from goodword.cli import main
from goodword.cli.group import goodword
from goodword.host.pull_request import page
from tests.git_person import as_maya, git
from tests.test_claim_commands import CLAIM, FILES, GUIDE, TODAY, everything, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "claim-approve-write-a-guide-2025-05-02-ana"
APPROVE = ("claim", "approve", "write-a-guide/2025-05-02-ana", "--by", "maya")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the program in a folder of it."""
    as_maya(monkeypatch)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for path, text in FILES.items():
        put(tmp_path / "site", path, text)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def run(repository: Path, *arguments: str) -> int:
    asked = (*arguments, "--branch", "--as-of", TODAY)
    return main(["--root", str(repository / "site"), *asked])


def test_a_branch_has_other_files_or_those_here_change(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository / "site"
    put(root, "influencers/kim/profile.yml", "name: Kim  # not committed\n")
    put(root, CLAIM, "evidence: https://example.com/other\n")
    git(repository, "add", "site/influencers")
    before, staged = everything(root), git(repository, "status", "--porcelain")
    assert run(repository, *APPROVE) == 0
    assert f"--write commits it on the new branch {NAME}\n" in capsys.readouterr().out
    assert git(repository, "branch", "--format=%(refname:short)") == "main"
    assert run(repository, *APPROVE, "--write") == 0
    out = capsys.readouterr().out
    assert f"1 file committed on the new branch {NAME}; the files here are as they were\n" in out
    assert f"not in it are changes that are not committed: {CLAIM}\n" in out
    assert "there is no remote: " in out
    assert everything(root) == before
    assert git(repository, "status", "--porcelain") == staged
    assert git(repository, "rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert git(repository, "diff", "--name-status", "main", NAME) == f"M\tsite/{CLAIM}"
    shown = git(repository, "show", f"{NAME}:site/{CLAIM}")
    assert shown.startswith("evidence: https://example.com/a\ndecision:\n  outcome: approved\n")
    asked = "--format=%an <%ae>|%s|%P"
    parent = git(repository, "rev-parse", "main")
    said = "claim approve write-a-guide/2025-05-02-ana"
    assert git(repository, "log", "-1", asked, NAME) == f"Maya <maya@example.com>|{said}|{parent}"


def test_a_branch_that_is_there_is_overwritten(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "branch", NAME.upper())
    git(repository, "update-ref", f"refs/remotes/origin/{NAME}-2", "HEAD")
    assert run(repository, *APPROVE, "--write") == 0
    assert run(repository, *APPROVE, "--write") == 0
    branches = git(repository, "branch", "--format=%(refname:short)").split()
    assert branches == [NAME.upper(), f"{NAME}-3", f"{NAME}-4", "main"]
    assert git(repository, "rev-parse", NAME.upper()) == git(repository, "rev-parse", "main")
    assert f"new branch {NAME}-4" in capsys.readouterr().out


def test_what_is_new_or_in_a_table_is_on_no_branch(repository: Path) -> None:
    table = repository / "people.csv"
    table.write_text("name\nZoë\nKim\n", encoding="utf-8")
    assert run(repository, "new", "influencer", "--from", str(table), "--write") == 0
    names = git(repository, "diff", "--name-only", "main", "new-influencer-kim").split()
    assert names == [f"site/influencers/{each}/profile.yml" for each in ("kim", "zoe")]


def test_a_hook_runs_or_a_refusal_makes_a_branch(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction"):
        hook = repository / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch '{repository}/ran'\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    assert run(repository, *APPROVE, "--write") == 0
    assert not (repository / "ran").exists()
    assert run(repository, *APPROVE[:3], "--by", "kim", "--write") == 1
    assert git(repository, "branch", "--format=%(refname:short)").split() == [NAME, "main"]
    capsys.readouterr()


GPG = """\
#!/bin/sh
cat > /dev/null
echo '[GNUPG:] SIG_CREATED ' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nbWF5YQ==\\n-----END PGP SIGNATURE-----\\n'
"""


@pytest.mark.parametrize("signs", ["true", "false"])
def test_a_commit_is_signed_other_than_git_would(
    repository: Path, signs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = repository / ".git/sign"
    program.write_text(GPG, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("HOME", str(repository))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    git(repository, "config", "--global", "gpg.program", str(program))
    git(repository, "config", "commit.gpgsign", signs)
    assert run(repository, *APPROVE, "--write") == 0
    raw = git(repository, "cat-file", "commit", NAME)
    assert ("gpgsig -----BEGIN PGP SIGNATURE-----" in raw) == (signs == "true")


def test_a_repository_without_a_commit_or_a_name_is_a_traceback(
    repository: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty = tmp_path_factory.mktemp("empty")
    for path, text in FILES.items():
        put(empty / "site", path, text)
    assert run(empty, *APPROVE, "--write") == 3
    git(empty, "init", "--quiet")
    assert run(empty, *APPROVE, "--write") == 3
    assert "the repository has no commit yet" in capsys.readouterr().err
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    monkeypatch.setenv("HOME", str(empty))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(empty))
    assert run(repository, *APPROVE, "--write") == 3
    assert "git has no user.name and user.email" in capsys.readouterr().err
    assert git(repository, "branch", "--format=%(refname:short)") == "main"


def test_where_it_is_pushed_is_not_said(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "remote", "add", "ours", "https://maya:secret@codeberg.org/acme/wheel.git")
    git(repository, "update-ref", "refs/remotes/ours/trunk", "HEAD")
    git(repository, "symbolic-ref", "refs/remotes/ours/HEAD", "refs/remotes/ours/trunk")
    assert run(repository, *APPROVE, "--write") == 0
    out = capsys.readouterr().out
    assert f"push it: git push -u ours {NAME}\n" in out
    assert f": https://codeberg.org/acme/wheel/compare/trunk...{NAME}\n" in out
    assert "secret" not in out
    git(repository, "remote", "set-url", "ours", str(repository))
    assert run(repository, *APPROVE, "--write") == 0
    assert "then open a pull request there\n" in capsys.readouterr().out
    assert f"{GUIDE}/mission.yml" in FILES


def test_a_remote_that_is_named_like_a_flag_is_pushed_to(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "config", "remote.--receive-pack=touch x.url", "https://github.com/acme/wheel")
    assert run(repository, *APPROVE, "--write") == 0
    out = capsys.readouterr().out
    assert "there is no remote" in out
    assert "receive-pack" not in out


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("git@github.com:acme/wheel.git", "https://github.com/acme/wheel/pull/new/b-1"),
        ("https://github.com/acme/wheel", "https://github.com/acme/wheel/pull/new/b-1"),
        ("https://x:y@github.com/acme/wheel.git/", "https://github.com/acme/wheel/pull/new/b-1"),
        (
            "ssh://git@gitlab.acme.org:2222/a/b/wheel.git",
            (
                "https://gitlab.acme.org/a/b/wheel/-/merge_requests/new"
                "?merge_request%5Bsource_branch%5D=b-1"
            ),
        ),
        (
            "https://gitea.acme.org:3000/acme/wheel.git",
            "https://gitea.acme.org:3000/acme/wheel/compare/main...b-1",
        ),
        ("forgejo.acme.org:acme/wheel", "https://forgejo.acme.org/acme/wheel/compare/main...b-1"),
        (
            "git@bitbucket.org:acme/wheel.git",
            "https://bitbucket.org/acme/wheel/pull-requests/new?source=b-1",
        ),
        ("git@git.acme.org:acme/wheel.git", ""),
        ("/srv/git/github.git", ""),
        ("file:///srv/git/github.git", ""),
        ("https://github.com:x/acme", ""),
        ("https://github.com/", ""),
        ("", ""),
    ],
)
def test_the_page_of_a_pull_request_is_another(address: str, expected: str) -> None:
    assert page(address, "b-1", "main") == expected


AS_THEY_ARE = {
    "outbox": "writes a folder of messages with --write, and records what went where it went from",
    "forms": "makes files that its own check holds to the schemas, outside the program's folder",
    "keys": "seals keys in a folder outside of the repository",
    "schemas": "copies what the tool carries, which is none of the program's files",
    "owners": "makes one file that its own check holds to the staff, outside the program's folder",
    "influencer erase": "goes with a mirror of all of history, and stays out of old branches",
    "recover": "puts back what a killed command left half-written",
}


def writing(group: click.Group, *way: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that has --write."""
    for name in group.list_commands(click.Context(group)):
        found = group.get_command(click.Context(group), name)
        if isinstance(found, click.Group):
            yield from writing(found, *way, name)
        elif found is not None and any("--write" in each.opts for each in found.params):
            yield " ".join([*way, name]), found


def test_a_command_that_writes_makes_no_branch() -> None:
    every = dict(writing(goodword))
    without = {
        name for name, each in every.items() if all("--branch" not in p.opts for p in each.params)
    }
    assert without == set(AS_THEY_ARE)
    assert len(every) > 60


def test_a_line_is_put_off_here_and_not_on_the_branch(repository: Path) -> None:
    said = ("--until", "2025-06-20", "--because", "Away.", "--by", "maya")
    assert run(repository, "agenda", "--snooze", CLAIM, *said, "--write") == 0
    assert git(repository, "status", "--porcelain") == ""
    (name,) = set(git(repository, "branch", "--format=%(refname:short)").split()) - {"main"}
    assert "snoozed:" in git(repository, "show", f"{name}:site/{CLAIM}")
