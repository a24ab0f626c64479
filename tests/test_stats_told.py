"""What is known of files that were read is what a walk sees of them, whatever changed meanwhile."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from goodword.model.paths import DOCUMENTS, row_of
from goodword.source import answers
from goodword.source.answers import Answer, on_disk
from goodword.source.reading import read_documents
from goodword.source.schemas import Schemas
from goodword.source.stats import look
from goodword.source.stats_told import Listed, Told, names_in, names_of
from goodword.source.trees import DiskTree
from goodword.source.trees.listing import ROOTS
from tests.test_trees import commit

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.source.answers import Answers
    from goodword.source.stats_told import Named

EXAMPLE = Path(__file__).parent / "example"
SCHEMAS = Path(__file__).parents[1] / "schemas"
FOLDERS = ("program", "influencers", "missions", "site", "schemas")
ON = date(2026, 11, 15)
READ = Path("program/tiers.yml")
CHANGED = Path("missions/write-a-guide/mission.yml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return commit(Path(shutil.copytree(EXAMPLE, tmp_path / "program")))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_SETTLED", -(1 << 62))


def read(root: Path) -> DiskTree:
    """The files of a program, read in slices as those of a large one are."""
    tree = DiskTree(root)
    rows = {each.path: row_of(each.path) for each in tree.listing().files}
    items = [(path, row.kind) for path, row in rows.items() if row and row.kind in DOCUMENTS]
    items = [each for each in items if each[0] != str(CHANGED)]
    assert items
    assert [*read_documents(tree, items, Schemas.load(SCHEMAS), workers=1)]
    return tree


def names(root: Path) -> Named:
    found = names_in(root, FOLDERS)
    assert found is not None
    return found


def list_all(root: Path) -> Listed:
    tree = DiskTree(root)
    files = [each.path for each in tree.listing().files]
    assert tree.beside is not None
    passed, empty = tree.beside
    return Listed(ROOTS, sorted([*files, *passed]), empty)


def test_the_walk_sees_what_it_would_have_seen(root: Path) -> None:
    (root / "missions/.hidden/below").mkdir(parents=True)
    (root / "missions/.hidden/below/x.yml").touch()
    (root / "missions/link.yml").symlink_to("mission.yml")
    (root / "program/notes.md").write_text("x")
    (root / "site/empty").mkdir(parents=True)
    os.mkfifo(root / "site/pipe")
    told = read(root).told()
    assert told.records
    assert all(told.records)
    assert names(root).seen(told) == names(root).seen(Told()) == look(root, FOLDERS)


def test_a_listing_tells_other_names_than_a_walk(root: Path) -> None:
    (root / "program/README.md").write_text("x")
    (root / "missions/empty/below").mkdir(parents=True)
    (root / "site/.hidden").mkdir(parents=True)
    (root / "influencers/ana/notes.md").write_text("x")
    told = read(root).told()
    listed = list_all(root)
    found = names_of(root, FOLDERS, listed)
    assert found is not None
    assert found.seen(told) == look(root, FOLDERS)
    shutil.rmtree(root / "missions")
    listed = list_all(root)
    found = names_of(root, FOLDERS, listed)
    assert found is not None
    assert found.seen(Told()) == look(root, FOLDERS)
    (root / "missions").mkdir()
    assert names_of(root, FOLDERS, listed) is None
    shutil.rmtree(root / "influencers/ana")
    assert names_of(root, FOLDERS, listed) is None
    (root / "influencers/ana").write_text("x")
    assert names_of(root, FOLDERS, listed) is None


@pytest.mark.parametrize(
    "odd",
    ["program/.hidden/", "program/old~/", "program/link", "program/a\\b.yml", "program/i.yml"],
)
def test_what_lies_beside_the_files_is_known_where_there_is_more(odd: str, root: Path) -> None:
    (root / ".gitignore").write_text("i.yml\n")
    if odd.endswith("/"):
        (root / odd).mkdir()
    elif odd.endswith("link"):
        (root / odd).symlink_to("tiers.yml")
    else:
        (root / odd).write_text("a: b\n")
    tree = DiskTree(root)
    tree.listing()
    assert tree.beside is None


@pytest.mark.parametrize("name", ["missions", "site"])
def test_what_cannot_be_walked_through_is_walked_through(name: str, root: Path) -> None:
    folder = root / name
    if folder.exists():
        shutil.rmtree(folder)
    folder.symlink_to(root / "program")
    assert look(root, FOLDERS) is None
    assert names_in(root, FOLDERS) is None
    folder.unlink()
    folder.write_text("x")
    assert look(root, FOLDERS) is None
    assert names_in(root, FOLDERS) is None


def test_a_folder_too_deep_is_walked_through(root: Path) -> None:
    (root / "/".join(["missions", *["x"] * 60])).mkdir(parents=True)
    assert look(root, FOLDERS) is None
    assert names_in(root, FOLDERS) is None


def test_a_file_that_went_before_it_was_looked_at_is_seen(root: Path) -> None:
    found = names(root)
    (root / CHANGED).unlink()
    assert found.seen(Told()) is None
    (root / CHANGED).mkdir()
    assert found.seen(Told()) is None


def write(root: Path) -> None:
    (root / CHANGED).write_bytes((root / CHANGED).read_bytes() + b"\n")


def write_what_was_read(root: Path) -> None:
    (root / READ).write_bytes((root / READ).read_bytes() + b"\n")


def replace(root: Path) -> None:
    made = root / "made"
    made.write_bytes((root / CHANGED).read_bytes())
    made.replace(root / CHANGED)


def come(root: Path) -> None:
    (root / "program/notes.md").write_text("x")


def go(root: Path) -> None:
    next((root / CHANGED).parent.glob("claims/*.yml")).unlink()


def come_and_go(root: Path) -> None:
    come(root)
    (root / "program/notes.md").unlink()


def put_another_folder_there(root: Path) -> None:
    folder, other = root / "missions/write-a-guide", root / "other"
    folder.rename(other)
    shutil.copytree(other, folder)


def unlooked(root: Path, *, listed: bool = False) -> Answers:
    """The answers where there is none yet; names are walked for at once, or else told of a list."""
    shutil.rmtree(root / ".goodword", ignore_errors=True)
    asked: list[bool] = []

    def ahead() -> Callable[[], Named | None] | None:
        asked.append(True)
        if not listed:
            return None
        names = list_all(root)
        return lambda: names_of(root, FOLDERS, names)

    found = on_disk(root, ahead)
    assert found is not None
    assert asked
    assert found.on_disk
    assert found.files is None
    assert found.find(ON) is None
    return found


def keep(state: Answers) -> bool:
    return state.keep(ON, Answer((), 5, 7), zone=ZoneInfo("UTC"))


def is_kept(root: Path) -> bool:
    found = on_disk(root)
    assert found is not None
    return found.find(ON) is not None


@pytest.mark.parametrize("listed", [False, True])
def test_what_was_found_is_kept_once_it_was_told_what_was_known(
    root: Path, *, listed: bool
) -> None:
    state = unlooked(root, listed=listed)
    assert not keep(state)
    assert not is_kept(root)
    state.told(read(root).told())
    assert state.files is not None
    assert keep(state)
    assert is_kept(root)


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("when", ["before it was read", "before it was told", "afterwards"])
@pytest.mark.parametrize(
    "change", [write, write_what_was_read, replace, come, go, come_and_go, put_another_folder_there]
)
def test_a_change_while_it_was_read_and_judged_leaves_no_trace(
    change: Callable[[Path], None], when: str, root: Path, *, listed: bool
) -> None:
    state = unlooked(root, listed=listed)
    if when == "before it was read":
        change(root)
    tree = read(root)
    if when == "before it was told":
        change(root)
    state.told(tree.told())
    if when == "afterwards":
        change(root)
    keep(state)
    assert not is_kept(root)
