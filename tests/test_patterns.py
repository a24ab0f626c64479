"""Names that fit no pattern of what git is to ignore: never said where git ignores one."""

from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodword.source.answers import Files
from goodword.source.around import Ignored, fits_none
from goodword.source.patterns import stated
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = int(os.environ.get("GOODWORD_HISTORIES", "400")) // 10
"""Sets of patterns that are drawn; each is held against all names of a folder."""
NAMES = ["a.yml", "ab.yml", "B.yml", "b c.yml", "x.tmp", "ax", "xb", "yyb", "é.yml", "a]b", "!a"]
FOLDERS = ["missions", "missions/ab", "missions/ab/a", "program", "influencers/xb"]


def git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    root = tmp_path / "top" / "own"
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True)
    for folder in FOLDERS:
        for name in NAMES:
            (root / folder / name).write_text("x")
    git(tmp_path / "top", "init", "-q")
    return root


def is_free(root: Path) -> bool:
    """Whether git is not asked; what is listed is the same as with it, in either case."""
    tree, asked = DiskTree(root, patterns=stated(root)), DiskTree(root)
    assert tree.listing() == asked.listing()
    assert tree.ignores == asked.ignores
    if tree.free:
        assert tree.ignores is False
        assert fits_none(root)
        files = Files(root, {}, Ignored("", "index"), ())
        assert files.weighed(ignores=False, free=True) == files.weighed(ignores=False)
    return tree.free


FREE = [
    "",
    "# a.yml",
    "!a.yml",
    ".goodword/",
    "*.egg-info/",
    "*~\r",
    "node_modules  ",
    "/htmlcov/x",
    "**/zz",
    "z[ab]",
    "   ",
    "\\#x",
]
ASKED = [
    "*",
    "a.yml",
    "A.YML",
    "a.yml  ",
    "a.yml\r",
    "*.tmp",
    "x*",
    "own",
    "**/ab",
    "missions/**",
    "/own/missions/[x/qq]b",
    "**/[x/qq]b",
    "[x/qq]b",
    "[!z]b",
    "a[]]b",
    "\\!a",
    "b\\ c.yml",
    "é.yml",
    "a\\]b",
    "z\t",
    "ab/",
    "/own/missions/ab",
]


@pytest.mark.parametrize("pattern", FREE)
def test_git_is_not_asked_where_no_name_can_fit(program: Path, pattern: str) -> None:
    (program / ".gitignore").write_bytes(pattern.encode())
    assert is_free(program)


@pytest.mark.parametrize("pattern", ASKED)
def test_git_is_asked_where_a_name_may_fit(program: Path, pattern: str) -> None:
    (program.parent / ".gitignore").write_bytes(f"{pattern}\n".encode())
    assert not is_free(program)


def _excludes(root: Path) -> None:
    git(root, "config", "core.excludesFile", "~/mine")
    (Path.home() / "mine").write_text("a.yml\n")


def _of_all(root: Path) -> None:
    assert Path.home() not in root.parents
    (Path.home() / ".config" / "git").mkdir(parents=True)
    (Path.home() / ".config" / "git" / "ignore").write_text("a.yml\n")


def _info(root: Path) -> None:
    (root.parent / ".git" / "info" / "exclude").write_text("a.yml\n")


def _nested(root: Path) -> None:
    (root / "missions" / "ab" / ".gitignore").write_text("a.yml\n")


def _from_index(root: Path) -> None:
    _nested(root)
    git(root, "add", "missions/ab/.gitignore")
    git(root, "update-index", "--skip-worktree", "missions/ab/.gitignore")
    (root / "missions" / "ab" / ".gitignore").unlink()


def _shared(root: Path) -> None:
    git(root, "add", "missions/ab/a.yml")
    git(root, "update-index", "--split-index")


def _fourth(root: Path) -> None:
    git(root, "add", "missions/ab/a.yml")
    git(root, "update-index", "--index-version", "4")


def _link(root: Path) -> None:
    (root / ".gitignore").symlink_to("nowhere")


def _folder(root: Path) -> None:
    (root / ".gitignore").mkdir()


def _relative(root: Path) -> None:
    git(root, "config", "core.excludesFile", "mine")


def _inner(root: Path) -> None:
    git(root / "missions" / "ab", "init", "-q")


def _hidden(root: Path) -> None:
    (root / "missions" / "new" / ".x").mkdir(parents=True)
    (root / "missions" / "new" / ".x" / "y").write_text("x")


def _only_passed_over(root: Path) -> None:
    (root / ".gitignore").write_text("*~\n")
    (root / "missions" / "new.yml").mkdir()
    (root / "missions" / "new.yml" / "y~").write_text("x")


def _empty(root: Path) -> None:
    (root / ".gitignore").write_text("empty\n")
    (root / "missions" / "empty").mkdir()


def _tracked(root: Path) -> None:
    git(root, "add", "missions/ab/a.yml")
    (root / ".gitignore").write_text("a.yml\n")


@pytest.mark.parametrize(
    "change",
    [
        _excludes,
        _of_all,
        _info,
        _nested,
        _from_index,
        _shared,
        _fourth,
        _link,
        _folder,
        _relative,
        _inner,
        _hidden,
        _only_passed_over,
        _empty,
        _tracked,
    ],
)
def test_git_is_asked_wherever_its_patterns_come_from(
    program: Path, change: Callable[[Path], None]
) -> None:
    assert is_free(program)
    change(program)
    assert not is_free(program)


def test_a_link_to_the_folder_is_that_folder(program: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(program)
    assert is_free(tmp_path / "link")
    (program.parent / ".gitignore").write_text("own\n")
    assert not is_free(tmp_path / "link")


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert stated(tmp_path) is None


def test_never_free_where_git_ignores_one(program: Path) -> None:
    """Patterns are drawn of what git gives a meaning, and of the letters of the names."""
    draw = random.Random(1)  # noqa: S311 - the same patterns in every run
    pieces = [*"aabxyzB.*?[]!^\\/ -", "**", "**/", "/**", "[a/", ".yml", "tmp", "missions/", "ab/"]
    free = 0
    for _ in range(DRAWS):
        lines = [
            "".join(draw.choices(pieces, k=draw.randint(1, 6))) for _ in range(draw.randint(1, 2))
        ]
        git(program, "config", "core.ignoreCase", draw.choice(["true", "false"]))
        above, own = draw.sample(["\n".join(lines), ""], 2)
        (program.parent / ".gitignore").write_text(above)
        (program / ".gitignore").write_text(own)
        free += is_free(program)
    assert free
