"""Programs that earlier versions began: as they were laid, in a repository of Maya's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from goodword.cli import main
from tests.conftest import ROOT
from tests.git_person import git

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "tests" / "former"
"""What `goodword init` of 29 November 2026 wrote (`first`: the first version that had it; `before`:
the last one before there was a record), with three of the schemas and the head of the lock."""
NAMES = ("first", "before")
DAY = "2026-11-30"
CHECK, GITLAB = ".github/workflows/check.yml", ".gitlab-ci.yml"
OWNERS, CLAIM = ".github/CODEOWNERS", ".github/ISSUE_TEMPLATE/claim.yml"


def laid(tmp_path: Path, name: str) -> Path:
    """A copy of one of them, committed."""
    root = tmp_path / name
    shutil.copytree(FOLDER / name, root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit all that lies there."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "As it is")


def run(root: Path, *words: str) -> int:
    """A command over it, on its day."""
    return main(["--root", str(root), *words, "--as-of", DAY])


def passes(root: Path) -> None:
    """Whatever judges a program finds nothing in it."""
    for words in (
        ("check", "--strict"),
        ("forms", "--check"),
        ("owners", "--check", "--strict"),
        ("schemas", "--check"),
    ):
        assert run(root, *words) == 0, words


def beside(root: Path) -> dict[str, bytes]:
    """All files but those of the data and of git, by path."""
    skipped = (".git", ".goodword", "program", "influencers", "missions")
    paths = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        name: path.read_bytes()
        for path in paths
        if (name := path.relative_to(root).as_posix()).split("/")[0] not in skipped
    }
