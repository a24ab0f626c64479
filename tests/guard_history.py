"""Lays a history of tests/histories/guard as commits, so that guard can judge it.

A history is a folder of commits, `NN-who`, each with the files that it writes and, in `REMOVED`,
those it takes out. `NN-base-who` belongs to what was agreed before; all begin with the files in
`base`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from goodword.diagnostics import arrange
from goodword.guard import judge
from goodword.guard.change import Change
from goodword.resources import schemas_directory
from goodword.source.places import Locator
from goodword.source.repository import Repository
from goodword.source.schemas import Schemas

if TYPE_CHECKING:
    from goodword.diagnostics import Diagnostic

FOLDER = Path(__file__).parent / "histories" / "guard"
AUTHORS = {
    "maya": "Maya Weber <maya@acme.example>",
    "jon": "Jon Dahl <815+jon-d@users.noreply.github.com>",
    "sun": "Sun Li <sun@acme.example>",
    "ana": "Ana Lopes <ana@mail.example>",
    "bo": "Bo Chen <10398+bo-x@users.noreply.github.com>",
    "cy": "Cy Roth <10399+cy-x@users.noreply.github.com>",
}
HOUR = 3_600
NOON = 1_786_356_000
"""2026-08-10 at noon in Berlin: the day of the newest commit of base."""


class Told(NamedTuple):
    """What guard finds, and the tree that has the lines."""

    found: tuple[Diagnostic, ...]
    locator: Locator


@cache
def schemas() -> Schemas:
    """The definitions of shape, read once."""
    return Schemas.load(schemas_directory())


def histories() -> list[str]:
    """Their names."""
    return sorted(each.name for each in FOLDER.iterdir() if each.is_dir() and each.name != "base")


def git(root: Path, *arguments: str, who: str = "maya", at: int = NOON) -> str:
    """What a git command prints, run by one of the authors at a moment."""
    name, _, mail = AUTHORS[who].partition(" <")
    person = {"NAME": name, "EMAIL": mail[:-1], "DATE": f"{at} +0200"}
    named = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in person.items()
    }
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    quick = ("-c", "core.fsync=none", "-c", "maintenance.auto=false")
    command = ["git", "-C", str(root), "-c", "core.autocrlf=false", *quick, *arguments]
    done = subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, **plain, **named}
    )
    return done.stdout.decode().strip()


def commit(root: Path, who: str = "maya", at: int = NOON) -> str:
    """Commit all there is; the id of the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", f"by {who}", who=who, at=at)
    return git(root, "rev-parse", "HEAD")


def begun(root: Path) -> Path:
    """A repository with the base program, committed."""
    shutil.copytree(FOLDER / "base", root)
    git(root, "init", "--quiet", "-b", "main")
    commit(root)
    return root


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the base program."""
    return begun(tmp_path_factory.mktemp("guard") / "base")


@pytest.fixture
def root(agreed: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(agreed, tmp_path / "program")


def laid(root: Path, name: str) -> str:
    """Lay a history's commits on a repository that `begun` made; the id of what they grew from."""
    base = git(root, "rev-parse", "HEAD")
    for number, folder in enumerate(sorted((FOLDER / name).glob("[0-9]*-*")), 1):
        # Not with their moments, for git takes a file of the same size and moment for unchanged.
        shutil.copytree(folder, root, dirs_exist_ok=True, copy_function=shutil.copyfile)
        removed = root / "REMOVED"
        if removed.is_file():
            for path in removed.read_text().split():
                (root / path).unlink()
            removed.unlink()
        agreed = "-base-" in folder.name
        newest = commit(
            root, folder.name.rpartition("-")[2], NOON + number * HOUR * (1 if agreed else 24)
        )
        base = newest if agreed else base
    return base


def guarded(root: Path, base: str, head: str = "HEAD", *, allow_removal: bool = False) -> Told:
    """What guard finds between two commits."""
    repository = Repository(root)
    change = Change(repository, base, head, schemas(), allow_removal=allow_removal)
    locator = Locator(change.head.tree)
    return Told(arrange(judge(change, locator.mark)), locator)
