"""The repository of a new program: begun, and its first files committed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source.own_programs import without_own_programs
from goodword.source.repository import Repository, setting, start

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BRANCH = "main"
"""The branch of a repository that is begun here."""
_IDENTITY = (
    ("user.name", ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME")),
    ("user.email", ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")),
)


def first_commit(folder: Path, paths: Sequence[str], message: str) -> str:
    """Commit the files of a new program, in a repository that is begun where there is none.

    Hooks do not run. A repository that has a commit, or that begins above the folder, is
    somebody's already and is left alone.

    Args:
        folder: the program's, which exists.
        paths: the files, from there.
        message: of the commit.

    Returns:
        why nothing was committed; empty where it was.
    """
    try:
        return _first_commit(folder, paths, message)
    except Failure as failure:
        return failure.message


def _first_commit(folder: Path, paths: Sequence[str], message: str) -> str:
    known = folder / ".git"
    if known.is_symlink() or known.is_file():
        return f"{known} leads to a repository that lies elsewhere"
    if inside(folder) is not None:
        return f"{folder} lies in the repository of {inside(folder)}"
    if _top(folder) is None:
        _run(folder, "init", "--quiet", f"--initial-branch={BRANCH}")
    repository = Repository(folder)
    if repository.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
        return "the repository has commits already"
    who = identity(folder)
    if who is None:
        return "git has no user.name and user.email"
    plain = without_own_programs(folder)
    repository.run(*plain, "add", "--force", "--", *paths)
    repository.run(*plain, *who, "commit", "--quiet", "--no-verify", "--message", message)
    return ""


def inside(folder: Path) -> Path | None:
    """The top of the repository in which a folder lies, or would lie; None at a top and outside.

    Raises:
        Failure: git is missing.
    """
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    found = _top(there)
    return found if found != folder.resolve() else None


def _top(folder: Path) -> Path | None:
    """The folder at the top of the repository that a folder lies in."""
    process = start(folder, "rev-parse", "--show-toplevel")
    output, _ = process.communicate()
    if process.returncode:
        return None
    return folder.__class__(os.fsdecode(output[:-1])).resolve()


def _run(folder: Path, *arguments: str) -> None:
    process = start(folder, *arguments)
    _, errors = process.communicate()
    if process.returncode:
        raise Failure(f"git refuses: {errors.decode(errors='replace').strip()}")


def identity(folder: Path) -> list[str] | None:
    """Who commits, as git's arguments; None where git does not know.

    What the environment says goes before what git is set to.
    """
    found = []
    for name, variables in _IDENTITY:
        said = next((os.environ[each] for each in variables if os.environ.get(each)), None)
        if said is not None:
            found += ["-c", f"{name}={said}"]
        elif setting(folder, name) is None:
            return None
    return found
