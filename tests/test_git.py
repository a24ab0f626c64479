"""git: repositories of every state, and that neither they nor the environment steer us."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Diagnostic, Failure
from goodword.source import author, repository
from goodword.source.history import History
from goodword.source.repository import Repository
from goodword.source.trees import DiskTree, GitTree
from tests.test_trees import FILES, commit, git, lay, seen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return commit(lay(tmp_path / "root", FILES))


def failure(path: Path, revision: str) -> tuple[str, str]:
    with pytest.raises(Failure) as raised:
        GitTree(path, revision)
    return raised.value.message.replace(str(path), "PATH"), raised.value.hint


def test_a_revision_is_not_what_was_committed(root: Path) -> None:
    lay(root, {"program/program.yml": b"second", "missions/new/mission.yml": b""})
    commit(root)
    git(root, "tag", "v2")
    lay(root, {"program/program.yml": b"not committed"})
    first = dict(sorted(FILES.items()))
    second = dict(
        sorted({**FILES, "program/program.yml": b"second", "missions/new/mission.yml": b""}.items())
    )
    assert seen(GitTree(root, "HEAD~1"))[0] == first
    for name in ("HEAD", "main", "v2", "refs/heads/main", git(root, "rev-parse", "HEAD").strip()):
        assert seen(GitTree(root, name))[0] == second
    git(root, "checkout", "--quiet", "--force", "HEAD~1")
    assert seen(GitTree(root, "HEAD"))[0] == first, "a detached head"


def test_a_bare_repository_a_clone_or_a_worktree_differs(root: Path, tmp_path: Path) -> None:
    expected = seen(GitTree(root, "HEAD"))
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    git(tmp_path, "clone", "--quiet", "--no-local", "--depth=1", f"file://{root}", "shallow")
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "worktree"))
    git(root, "gc", "--quiet")
    for name in ("bare.git", "shallow", "worktree", "root"):
        assert seen(GitTree(tmp_path / name, "HEAD")) == expected
    assert seen(DiskTree(tmp_path / "worktree")) == expected
    assert Repository(tmp_path / "bare.git").bare
    assert Repository(tmp_path / "shallow").shallow
    assert not Repository(root).shallow


def test_a_repository_with_long_ids_differs(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    tree = GitTree(commit(lay(tmp_path, FILES)), "HEAD")
    assert seen(tree)[0] == dict(sorted(FILES.items()))
    assert len(tree.commit) == 64


def test_what_cannot_be_read_ends_in_more_than_a_sentence(root: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    unborn = tmp_path / "unborn"
    unborn.mkdir()
    git(unborn, "init", "--quiet")
    commit(lay(root, {"program/a.yml": b""}))
    git(tmp_path, "clone", "--quiet", "--no-local", "--depth=1", f"file://{root}", "shallow")
    show = "git branch --all and git log show what there is"
    assert failure(plain, "HEAD") == (
        "PATH is not in a git repository",
        "name a folder of one, or begin one with git init",
    )
    assert failure(unborn, "HEAD") == ("the repository has no commit yet", "commit the files first")
    assert failure(root, "nowhere") == ("there is no revision 'nowhere'", show)
    assert failure(root, "HEAD~9") == ("there is no revision 'HEAD~9'", show)
    assert failure(tmp_path / "shallow", "HEAD~1") == (
        "there is no revision 'HEAD~1'",
        "the clone is shallow: git fetch --unshallow gets the rest",
    )


@pytest.mark.parametrize(
    "revision",
    [
        *("", "--all", "-h", "--help", "HEAD:program", "a\nb", "a\0b", "\udcff", "^HEAD"),
        *("HEAD..HEAD", "@{99}", ":/x)(", "HEAD^{tree}", "x" * 5_000, "--output=/tmp/x", "HEAD --"),
    ],
)
def test_a_hostile_revision_is_taken(root: Path, revision: str) -> None:
    with pytest.raises(Failure, match="there is no revision"):
        GitTree(root, revision)


def test_without_git_there_is_a_traceback(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert failure(root, "HEAD") == (
        "git is not installed",
        "install git, then run the command again",
    )
    lay(root, {".gitignore": b"*.yml\n", "program/a.yml": b""})
    assert "program/a.yml" in seen(DiskTree(root))[0], "without git nothing is ignored"


def test_the_environment_steers_git(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = commit(lay(tmp_path / "other", {"program/other.yml": b"other"}))
    expected = seen(GitTree(root, "HEAD"))
    for key, value in {
        "GIT_DIR": other / ".git",
        "GIT_WORK_TREE": other,
        "GIT_INDEX_FILE": "/nowhere",
        "GIT_OBJECT_DIRECTORY": other / ".git" / "objects",
        "GIT_NAMESPACE": "x",
        "GIT_CEILING_DIRECTORIES": tmp_path,
        "GIT_CONFIG_COUNT": "x",
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
        "GIT_TRACE": "1",
        "GIT_EXEC_PATH": "/nowhere",
        "LC_ALL": "de_DE.UTF-8",
    }.items():
        monkeypatch.setenv(key, str(value))
    assert seen(GitTree(root, "HEAD")) == expected
    assert seen(DiskTree(root)) == expected


def test_a_repository_starts_programs(root: Path, tmp_path: Path) -> None:
    mark = tmp_path / "started"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in (
        "post-index-change",
        "fsmonitor-watchman",
        "post-checkout",
        "reference-transaction",
    ):
        (hooks / hook).write_bytes(script.read_bytes())
        (hooks / hook).chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "pager.ls-files",
        "core.sshCommand",
        "diff.external",
    ):
        git(root, "config", key, str(script))
    git(root, "config", "filter.evil.smudge", str(script))
    git(root, "config", "diff.evil.textconv", str(script))
    lay(root, {".gitattributes": b"* filter=evil diff=evil\n", "program/new.yml": b""})
    expected = dict(sorted(FILES.items()))
    assert seen(GitTree(root, "HEAD"))[0] == expected
    assert "program/new.yml" in seen(DiskTree(root))[0]
    assert Repository(root).run("log", "--format=%H")
    assert not mark.exists()


def test_a_replaced_object_or_a_graft_is_seen(root: Path) -> None:
    blob = git(root, "rev-parse", "HEAD:program/program.yml").strip()
    other = git(root, "rev-parse", "HEAD:influencers/ana/profile.yml").strip()
    git(root, "replace", blob, other)
    assert GitTree(root, "HEAD").read("program/program.yml") == FILES["program/program.yml"]


def test_a_partial_clone_reaches_the_network(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--no-local",
        "--bare",
        "--filter=blob:none",
        f"file://{root}",
        "part.git",
    )
    tree = GitTree(tmp_path / "part.git", "HEAD")
    paths = [entry.path for entry in tree.listing().files]
    assert paths == sorted(FILES)
    for _, found in [*tree.read_many(paths), ("", tree.read(paths[0]))]:
        assert isinstance(found, Diagnostic)
        assert found.message == "the repository lacks the content of this file"


def test_a_damaged_repository_raises(root: Path) -> None:
    blob = git(root, "rev-parse", "HEAD:program/program.yml").strip()
    stored = root / ".git" / "objects" / blob[:2] / blob[2:]
    stored.chmod(0o644)
    stored.write_bytes(b"damaged")
    tree = GitTree(root, "HEAD")
    found = dict(tree.read_many([entry.path for entry in tree.listing().files]))
    assert isinstance(found["program/program.yml"], Diagnostic)
    assert isinstance(tree.read("program/program.yml"), Diagnostic)
    assert tree.read("influencers/ana/profile.yml") == FILES["influencers/ana/profile.yml"]
    assert isinstance(tree.read("program/nothing.yml"), Diagnostic)


def test_the_words_of_git_reach_the_reader_as_they_are() -> None:
    refusal = repository.refusal(b"fatal: detected dubious ownership in repository at '/a b'\n")
    assert refusal.message == "git refuses the repository: it belongs to another user"
    assert refusal.hint.startswith("git config --global --add safe.directory '/a b' says")
    assert repository.refusal(b"\nfatal: bad \xff\nmore\n").message == "git refuses: bad \ufffd"
    assert repository.refusal(b"").message == "git refuses: no reason given"


def test_git_that_cannot_be_started_or_fails_ends_in_more_than_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Failure, match="git refuses: "):
        Repository(root).run("ls-tree", "0000000000000000000000000000000000000001")
    with pytest.raises(Failure, match="there is no folder"):
        repository.start(root / "nowhere", "version")

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", full)
    with pytest.raises(Failure, match="git cannot be started: Cannot allocate memory"):
        Repository(root)


def test_a_submodule_is_listed(root: Path, tmp_path: Path) -> None:
    commit(lay(tmp_path / "sub", {"mission.yml": b""}))
    git(
        root,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(tmp_path / "sub"),
        "missions/sub",
    )
    commit(root)
    words = [("missions/sub", "a repository inside the program, expected plain files")]
    assert seen(GitTree(root, "HEAD"))[1] == words
    assert seen(DiskTree(root))[1] == words


def test_a_process_stays_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    tree = GitTree(root, "HEAD")
    paths = [entry.path for entry in tree.listing().files] * 5_000
    some = tree.read_many(paths)
    assert next(some)[0] == paths[0]
    tree.read(paths[0])
    assert len([each for each in started if each.poll() is None]) == 2
    del some
    tree.close()
    assert all(each.poll() is not None for each in started)


def test_a_commit_says_something_else_than_git(root: Path, tmp_path: Path) -> None:
    lay(root, {"missions/guide/mission.yml": b"", "acme/program/program.yml": b""})
    git(root, "add", "--all")
    message = "second\n\nmore"
    git(
        *(root, "-c", "user.name=Ána\u202e <x>", "-c", "user.email=ana@example.org", "commit"),
        *("--quiet", "--date=@86400 +0500", "--message", message),
    )
    history = History(Repository(root))
    second, first = history.commits("HEAD")
    assert (second.author, second.email) == ("Ána\u202e x", "ana@example.org")
    assert (second.subject, second.authored) == ("second", 86_400)
    assert second.parents == (first.id,)
    assert first.parents == ()
    assert second.committed >= first.committed > 1_600_000_000
    assert list(history.commits("HEAD", base="HEAD~1")) == [second]
    assert list(history.commits("HEAD", base="HEAD")) == []
    assert list(history.commits("HEAD", path="missions/guide")) == [second, first]
    assert list(history.commits("HEAD", path="influencers/ana/profile.yml")) == [first]
    inside = History(Repository(root / "acme"))
    assert list(inside.commits("HEAD", path="program/program.yml")) == [second]
    assert history.contains("HEAD~1", "HEAD")
    assert history.contains("HEAD", "HEAD")
    assert not history.contains("HEAD", "HEAD~1")
    with pytest.raises(Failure, match="no revision 'nowhere'"):
        list(history.commits("nowhere"))
    git(tmp_path, "clone", "--quiet", "--no-local", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(Failure, match="the clone is shallow"):
        History(Repository(tmp_path / "shallow"))


def test_a_commit_with_odd_times_raises(root: Path) -> None:
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    for times in ("99999999999999999999 +0000", "-5 +0000", "x", "1 +9999"):
        text = f"tree {tree}\nauthor A <a@b> {times}\ncommitter A <a@b> {times}\n\n\xff\0x\n"
        written = subprocess.run(
            ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
            cwd=root,
            input=text.encode(),
            check=True,
            capture_output=True,
        )
        (found,) = History(Repository(root)).commits(written.stdout.decode().strip())
        assert found.authored >= 0
        assert found.parents == ()


def test_settings_without_end_are_waited_for(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = (root / ".git" / "config").read_text()
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(repository, "SECONDS", 0.3)
    (root / ".git" / "config").write_text(f"{kept}[include]\n\tpath = {tmp_path / 'pipe'}\n")
    words = r"git gave no answer in 0\.3 seconds"
    with pytest.raises(Failure, match=words):
        GitTree(root, "HEAD")
    with pytest.raises(Failure, match=words):
        DiskTree(root).listing()
    with pytest.raises(Failure, match=words):
        author.email(root)
    monkeypatch.setattr(repository, "SECONDS", 60)
    (root / ".git" / "config").write_text(f"{kept}[include]\n\tpath = /dev/zero\n")
    with pytest.raises(Failure, match="git refuses: bad config line 1"):
        GitTree(root, "HEAD")
    with pytest.raises(Failure, match="git refuses: bad config line 1"):
        DiskTree(root).listing()


def test_a_variable_says_which_program_git_is_or_where_it_writes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "started"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    stated = {
        **{f"GIT_TRACE{each}": str(mark) for each in ("", "2", "_SETUP", "_PERFORMANCE")},
        **{name: str(script) for name in ("GIT_PYTHON_GIT_EXECUTABLE", "GIT_PAGER", "GIT_EDITOR")},
        "GIT_PYTHON_REFRESH": "nonsense",
        "GIT_PYTHON_TRACE": "full",
        "GIT_DIR": str(tmp_path),
        "GIT_CONFIG_GLOBAL": str(script),
    }
    program = (
        "import sys; from goodword.source.trees import DiskTree, GitTree; "
        "from goodword.source import author; "
        "print(len(GitTree(sys.argv[1], 'HEAD').listing().files), "
        "len(DiskTree(sys.argv[1]).listing().files)); author.email(sys.argv[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        env={**os.environ, **stated},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == ([str(len(FILES))] * 2, "")
    assert not mark.exists()
    monkeypatch.setenv("GIT_TRACE", "kept")
    Repository(root)
    assert os.environ["GIT_TRACE"] == "kept", "the process's own environment is as it was"


def test_what_git_ignores_is_guessed_where_git_refuses(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_arguments: object) -> subprocess.Popen[bytes]:
        words = "fatal: detected dubious ownership in repository at '/x'"
        return subprocess.Popen(
            ["sh", "-c", f'echo "{words}" >&2; exit 128'],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    monkeypatch.setattr(repository, "start", refusing)
    with pytest.raises(Failure, match="belongs to another user") as raised:
        DiskTree(root).listing()
    assert "safe.directory" in raised.value.hint


def test_a_folder_of_git_without_files_is_refused(root: Path) -> None:
    lay(root / ".git", {"program/program.yml": b""})
    assert list(seen(DiskTree(root / ".git"))[0]) == ["program/program.yml"]
    lay(root / "other", {"program/program.yml": b"", ".git": b"gitdir: /nowhere\n"})
    assert list(seen(DiskTree(root / "other"))[0]) == ["program/program.yml"]
