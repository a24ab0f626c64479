"""A commit on a branch of its own, made without the files on disk: they stay as they are.

Hooks do not run: those of a commit look at the files on disk, which are not what is committed, and
what is committed was judged before. It is signed where git is set to sign commits, by no program
that the repository itself names.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure
from goodword.source.first_commit import identity
from goodword.source.own_programs import without_own_programs
from goodword.source.repository import Repository, setting, start

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_LONGEST = 80
_NOTHING = "0" * 40
_YES = frozenset({"true", "yes", "on", "1"})


class Remote(NamedTuple):
    """Where a branch is pushed to: the remote's name, its address, and the branch it goes into."""

    name: str
    address: str
    base: str


def free_branch(folder: Path, wanted: str) -> str:
    """The name, or with the first number behind it that no branch has, here or as last fetched."""
    listed = Repository(folder).run("for-each-ref", "--format=%(refname)", "refs/heads")
    fetched = Repository(folder).run("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes")
    names = {each.removeprefix("refs/heads/") for each in listed.decode().splitlines()}
    taken = {each.lower() for each in (*names, *fetched.decode().splitlines())}
    wanted = wanted[:_LONGEST].rstrip("-.")
    return next(each for each in _numbered(wanted) if each.lower() not in taken)


def _numbered(name: str) -> Iterable[str]:
    yield name
    for number in range(2, 1_000_000):
        yield f"{name}-{number}"


def commit_on(
    folder: Path, base: str, branch: str, files: dict[str, bytes | None], say: str
) -> str:
    """Commit changes of files on a new branch.

    Args:
        folder: the program's.
        base: id of the commit that the changes were made for.
        branch: a name that no branch has.
        files: new contents by path from there; None for one that goes.
        say: the message.

    Returns:
        the id of the commit.

    Raises:
        Failure: there is such a branch, git does not know who commits, or refuses.
    """
    repository = Repository(folder)
    who = identity(folder)
    if who is None:
        raise Failure(
            "git has no user.name and user.email",
            "git config user.name and git config user.email say who commits",
        )
    tree = _tree(folder, base, {f"{repository.prefix}{path}": each for path, each in files.items()})
    signed = (setting(folder, "commit.gpgsign") or "").lower() in _YES
    flags = ("-S",) if signed else ()
    plain = without_own_programs(folder)
    made = repository.run(*plain, *who, "commit-tree", tree, "-p", base, *flags, "-m", say)
    commit = made.decode().strip()
    repository.run("update-ref", f"refs/heads/{branch}", commit, "0" * len(commit))
    return commit


def commit_over(
    folder: Path, branch: str, files: dict[str, bytes | None], say: str, who: Sequence[str]
) -> str:
    """Commit changes of files on a branch that is there, in a repository without a checkout.

    Args:
        folder: the repository.
        branch: its name.
        files: new contents by path from the top; None for one that goes.
        say: the message.
        who: who commits, as git's arguments.

    Returns:
        the id of the commit.

    Raises:
        Failure: git refuses.
    """
    repository = Repository(folder)
    base = repository.commit(f"refs/heads/{branch}")
    tree = _tree(folder, base, files)
    made = repository.run(*who, "commit-tree", tree, "-p", base, "-m", say).decode().strip()
    repository.run("update-ref", f"refs/heads/{branch}", made, base)
    return made


def _tree(folder: Path, base: str, files: dict[str, bytes | None]) -> str:
    """The id of the tree of a commit with some files new, changed or gone."""
    lines = []
    runnable = _run_as_programs(folder, base)
    for path, data in files.items():
        blob, mode = _NOTHING, "0"
        if data is not None:
            blob = _git(folder, data, "hash-object", "-w", "--stdin")
            mode = "100755" if path in runnable else "100644"
        lines.append(f"{mode} {blob}\t{path}\0".encode())
    with tempfile.TemporaryDirectory() as place:
        index = Path(place) / "index"
        _git(folder, b"", "read-tree", base, index=index)
        _git(folder, b"".join(lines), "update-index", "-z", "--index-info", index=index)
        return _git(folder, b"", "write-tree", index=index)


def _run_as_programs(folder: Path, base: str) -> frozenset[str]:
    """Files of a commit that can be run, by their paths from the top: they stay so."""
    listed = Repository(folder).run("ls-tree", "-r", "-z", "--full-tree", base)
    entries = (each.partition(b"\t") for each in listed.split(b"\0"))
    found = (path for kind, _, path in entries if kind.startswith(b"100755"))
    return frozenset(path.decode(errors="surrogateescape") for path in found)


def _git(folder: Path, data: bytes, *arguments: str, index: Path | None = None) -> str:
    """What git prints for what it is given to read."""
    process = start(folder, *arguments, stdin=subprocess.PIPE, index=index)
    output, _ = process.communicate(data)
    if process.returncode:
        raise Failure(f"git refuses: {arguments[0]} ended with {process.returncode}")
    return output.decode().strip()


def unlike(folder: Path, paths: Container[str]) -> tuple[str, ...]:
    """Those of the paths whose files on disk are not as committed."""
    repository = Repository(folder)
    flags = ("--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    said = repository.run(*without_own_programs(folder), "status", "--porcelain", "-z", *flags)
    names = (each[3:].removeprefix(repository.prefix) for each in said.decode().split("\0"))
    return tuple(each for each in names if each in paths)


def remote(folder: Path) -> Remote | None:
    """Where a new branch is pushed to; None where the repository knows no other one."""
    repository = Repository(folder)
    listed = repository.run("remote").decode(errors="replace").splitlines()
    names = [each for each in listed if not each.startswith("-")]  # git would take it for a flag
    if not names:
        return None
    here = _stated(repository, "symbolic-ref", "--quiet", "--short", "HEAD")
    own = setting(folder, f"branch.{here}.remote") if here else None
    name = next((each for each in (own, "origin") if each in names), names[0])
    address = _stated(repository, "remote", "get-url", name)
    head = _stated(repository, "symbolic-ref", "--quiet", f"refs/remotes/{name}/HEAD")
    base = head.removeprefix(f"refs/remotes/{name}/") or here or "main"
    return Remote(name, address, base)


def _stated(repository: Repository, *arguments: str) -> str:
    """What git prints, empty where it says no."""
    try:
        return repository.run(*arguments).decode().strip()
    except Failure:
        return ""
