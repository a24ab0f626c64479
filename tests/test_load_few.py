"""A program made of what is known of another, of which few files differ, is what is loaded."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from goodword.load import load
from goodword.load.few import loaded_of_few
from goodword.model.program import KINDS
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, GitTree, Same
from tests.conftest import ROOT
from tests.test_trees import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goodword.load import Loaded
    from goodword.source.trees import Tree

SCHEMAS = Schemas.load(schemas_directory())
CLAIM = "missions/answer-an-owner/claims/2025-09-23-owen-farrow.yml"
TIERS, SETTINGS = "program/tiers.yml", "program/program.yml"


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as one commit."""
    root = tmp_path_factory.mktemp("few")
    for name in ("program", "influencers", "missions", "site"):
        shutil.copytree(ROOT / name, root / name)
    return commit(root)


@pytest.fixture
def program(committed: Path, tmp_path: Path) -> Path:
    root = tmp_path / "program"
    shutil.copytree(committed, root, symlinks=True)
    git(root, "update-index", "-q", "--refresh")
    return root


def both(one: Tree, other: GitTree) -> tuple[Loaded | None, Loaded]:
    """What is made of the one, and what is loaded of the other."""
    known = load(one, SCHEMAS, workers=0)
    made = loaded_of_few(known, other, SCHEMAS, Same(one, other).unlike())
    whole = load(GitTree(other.repository, other.commit), SCHEMAS, workers=0)
    if made is not None:
        assert made == whole
        for kind in KINDS:
            if kind.many:
                rooms = (getattr(each.program, kind.room) for each in (made, whole))
                first, second = map(list, rooms)
                assert first == second, kind.name
    return made, whole


def write(root: Path, path: str, change: Callable[[str], str]) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    there = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
    (root / path).write_text(change(there), encoding="utf-8")


EDITS: dict[str, tuple[bool, Callable[[Path], object]]] = {
    "nothing": (True, lambda _: None),
    "a claim that changed": (
        True,
        lambda root: write(root, CLAIM, lambda text: text.replace("battery", "cell")),
    ),
    "a tier": (True, lambda root: write(root, TIERS, lambda text: f"{text}# said\n")),
    "a claim that is new": (
        True,
        lambda root: write(
            root,
            CLAIM.replace("09-23", "09-24"),
            lambda _: "evidence: [https://forum.haulwick.example/t/9]\nsummary: It.\n",
        ),
    ),
    "a site that changed": (
        True,
        lambda root: write(root, "site/pages/more.md", lambda _: "# More\n\nOf it.\n"),
    ),
    "a claim that is gone": (False, lambda root: (root / CLAIM).unlink()),
    "a claim that was moved": (
        False,
        lambda root: (root / CLAIM).rename(root / CLAIM.replace("09-23", "09-24")),
    ),
    "a file of a kind of which there is one that is new": (
        False,
        lambda root: (root / "program/segments.yml").unlink(),
    ),
    "settings": (False, lambda root: write(root, SETTINGS, lambda text: f"{text}# said\n")),
    "a statement": (
        False,
        lambda root: write(root, "program/statements/2023-Q4.csv", lambda text: f"{text}x\n"),
    ),
    "a broken file": (False, lambda root: write(root, CLAIM, lambda _: "summary: [\n")),
    "a file in a wrong place": (
        False,
        lambda root: write(root, "program/what.yml", lambda _: "a: b\n"),
    ),
    "a link": (False, lambda root: (root / "program/what.yml").symlink_to("tiers.yml")),
    "a name that differs in case": (
        False,
        lambda root: write(root, CLAIM.replace("owen", "OWEN"), lambda _: "summary: It.\n"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_after_which_another_program_is_made(name: str, program: Path) -> None:
    quick, edit = EDITS[name]
    edit(program)
    made, _ = both(DiskTree(program), GitTree(program, "HEAD"))
    assert (made is not None) == quick


@pytest.mark.parametrize("name", EDITS)
def test_a_change_in_a_commit_after_which_another_program_is_made(name: str, program: Path) -> None:
    before = GitTree(program, "HEAD")
    EDITS[name][1](program)
    commit(program)
    after = GitTree(program, "HEAD")
    both(after, before)
    both(before, after)


def test_what_git_takes_as_unchanged_unseen_is_believed(program: Path) -> None:
    git(program, "update-index", "--assume-unchanged", TIERS)
    write(
        program, TIERS, lambda text: text.replace("standing_at_least: 90", "standing_at_least: 91")
    )
    made, whole = both(DiskTree(program), GitTree(program, "HEAD"))
    assert made is not None
    assert whole.program.tiers != load(DiskTree(program), SCHEMAS, workers=0).program.tiers


@pytest.mark.parametrize("seed", range(12))
def test_many_changes_after_which_another_program_is_made(seed: int, program: Path) -> None:
    draw = Random(seed)  # noqa: S311 - the same changes in every run
    files = sorted(each for each in program.glob("*/**/*.yml"))
    for path in draw.sample(files, 9):
        for other in [draw.choice(files)]:
            if path.parent == other.parent and path.exists() and other.exists():
                path.write_bytes(other.read_bytes())
            elif draw.random() < 0.5:
                path.write_bytes(b"# Said.\n" + path.read_bytes())
    made, _ = both(DiskTree(program), GitTree(program, "HEAD"))
    commit(program)
    both(GitTree(program, "HEAD~1"), GitTree(program, "HEAD"))
    assert made is not None or "program.yml" in git(program, "diff", "--name-only", "HEAD~1")
