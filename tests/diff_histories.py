"""Changes as folders: tests/histories/diff/<name>/01-before and 02-after, each a commit.

Files are laid over those of the base of all rules' cases; `gone.txt` names files that go, and
`alone.txt` says that nothing lies below.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.cli.comparing import Pair
from goodword.cli.session import Session
from tests.test_cases import BASE
from tests.test_trees import commit, git

if TYPE_CHECKING:
    from goodword.reports.diff import Side

HISTORIES = Path(__file__).parent / "histories" / "diff"
DAY = date(2026, 11, 15)
BESIDE = frozenset({"gone.txt", "alone.txt"})


def names() -> list[str]:
    return sorted(each.name for each in HISTORIES.iterdir())


def laid(name: str, root: Path) -> Path:
    """A repository with the history, a commit for each folder, tagged as the folder is called."""
    history = HISTORIES / name
    if not (history / "01-before" / "alone.txt").is_file():
        _copy(BASE, root)
    for step in ("01-before", "02-after"):
        folder = history / step
        if folder.is_dir():
            _copy(folder, root)
        if (folder / "gone.txt").is_file():
            for path in (folder / "gone.txt").read_text(encoding="utf-8").split():
                (root / path).unlink()
        commit(root)
        git(root, "tag", step[3:])
    return root


def _copy(source: Path, root: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.name not in BESIDE:
            target = root / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def pair(root: Path, base: str = "before", head: str | None = "after") -> Pair:
    return Pair(Session(root, head, DAY), base)


def sides(root: Path, base: str = "before", head: str | None = "after") -> tuple[Side, Side]:
    return pair(root, base, head).sides
