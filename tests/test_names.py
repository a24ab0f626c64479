"""Names of files: those that some disk cannot hold are refused, and their likes are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.source.names import is_reserved
from goodword.source.trees import DiskTree, GitTree, Overlay
from tests.test_trees import commit, lay, refused, seen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    ["aux", "con", "nul", "prn", "com1", "lpt9", "AUX", "Con", "aux.yml", "com3.2.yml", "NUL.md"],
)
def test_a_name_that_windows_reserves_is_listed(tmp_path: Path, name: str) -> None:
    assert is_reserved(name)
    words = "Windows reserves"
    for files in (
        {f"influencers/{name}/profile.yml": b""},
        {f"program/communities/{name}": b"", "program/program.yml": b""},
        {f"missions/{name}/claims/2026-01-02-ana.yml": b"", "program/Upper.yml": b""},
    ):
        tree = Overlay(DiskTree(tmp_path), files)
        (message,) = refused(tree).values()
        assert words in message


@pytest.mark.parametrize(
    "path",
    [
        *("influencers/auxiliary/profile.yml", "influencers/con-air/profile.yml"),
        *("missions/com/mission.yml", "missions/com10/mission.yml", "missions/lpt0/mission.yml"),
        *("missions/guide/claims/2026-01-02-aux.yml", "program/rewards/x.aux.yml"),
    ],
)
def test_a_name_like_those_that_windows_reserves_is_refused(tmp_path: Path, path: str) -> None:
    read, found = seen(Overlay(DiskTree(tmp_path), {path: b""}))
    assert (list(read), found) == ([path], [])


def test_a_name_with_a_backslash_is_passed_over(tmp_path: Path) -> None:
    names = [
        "influencers\\ana\\profile.yml",
        "program/rewards\\mug.yml",
        "missions/a\\b/mission.yml",
    ]
    root = commit(lay(tmp_path, dict.fromkeys([*names, "pro\\gram.yml"], b"")))
    words = "a backslash in the name, expected folders, with a slash between them"
    expected = dict.fromkeys([names[0], names[1], "missions/a\\b"], words)
    assert refused(DiskTree(root)) == refused(GitTree(root, "HEAD")) == expected
    inside = commit(lay(tmp_path, {f"acme/{names[0]}": b"", "acme/program/program.yml": b""}))
    assert refused(DiskTree(inside / "acme")) == {names[0]: words}
    assert refused(GitTree(inside / "acme", "HEAD")) == {names[0]: words}


def test_a_folder_in_the_place_of_a_file_is_not_named(tmp_path: Path) -> None:
    words = "a folder, expected a file"
    (tmp_path / "influencers/eve/profile.yml/deeper").mkdir(parents=True)
    (tmp_path / "program/touchpoints/2025-Q1.jsonl").mkdir(parents=True)
    root = commit(lay(tmp_path, {"missions/guide/mission.yml/README.md": b""}))
    lay(root, {"missions/.kept/x.yml/README.md": b"", "missions/sub~/x.yml/README.md": b""})
    eve, guide = "influencers/eve/profile.yml", "missions/guide/mission.yml"
    pack = "program/touchpoints/2025-Q1.jsonl"
    assert refused(DiskTree(root)) == {eve: words, guide: words, pack: words}
    assert refused(GitTree(root, "HEAD")) == {guide: words}


def test_folders_without_end_are_read(tmp_path: Path) -> None:
    deep = "influencers/" + "d/" * 4_000 + "profile.yml"
    level = "influencers/" + "/".join("d" * 16)
    files = {deep: b"", f"{level}/x.yml": b"", f"{level[:-2]}/y.yml": b""}
    listing = Overlay(DiskTree(tmp_path), files).listing()
    assert [each.path for each in listing.files] == [f"{level[:-2]}/y.yml"]
    (found,) = listing.refused
    assert found.message == "more than 16 folders inside each other"
    assert found.place.path == level[:-2]
    del files[deep]
    assert refused(DiskTree(commit(lay(tmp_path, files)))) == {level[:-2]: found.message}
    assert refused(GitTree(tmp_path, "HEAD")) == {level[:-2]: found.message}
