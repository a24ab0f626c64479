"""The portal is replaced when the new one is whole, and nothing else is ever replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goodword.diagnostics import Failure
from goodword.portal.write import MARK, Output
from tests.portal_site import tree


def write(destination: Path, text: bytes) -> None:
    with Output(destination) as output:
        output.file("a/b/index.html", text)
        output.finish()


def write_half(destination: Path) -> None:
    with Output(destination) as output:
        output.file("a/b/index.html", b"two")
        raise KeyboardInterrupt


def test_a_run_that_ends_early_leaves_the_portal_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "out" / "site"
    write(site, b"one")
    before = tree(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_half(site)
    with Output(site) as output:
        output.file("a/c/index.html", b"two")
    assert tree(tmp_path) == before
    write(site, b"three")
    assert tree(site) == {MARK: tree(site)[MARK], "a/b/index.html": b"three"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]


def test_a_folder_that_is_no_portal_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Failure, match="something else than a portal"):
        write(tmp_path, b"x")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
    (tmp_path / "site").mkdir()
    write(tmp_path / "site", b"x")  # an empty one may be


def test_a_link_or_a_file_is_not_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real"
    write(real, b"one")
    (tmp_path / "link").symlink_to(real)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("link", "file"):
        with pytest.raises(Failure, match="is not a folder"):
            write(tmp_path / name, b"two")
    assert tree(real)["a/b/index.html"] == b"one"


def test_a_run_that_died_between_its_two_renames_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, b"one")
    site.rename(tmp_path / ".site.old")
    with Output(site) as output:
        assert tree(site)["a/b/index.html"] == b"one"
        output.file("index.html", b"two")
        output.finish()
    assert tree(site)["index.html"] == b"two"
    assert not (tmp_path / ".site.old").exists()


@pytest.mark.parametrize(
    "path", ["../x.html", "a/../../x.html", "/x.html", "/a/x.html", "a//x.html", "-a/x"]
)
def test_a_path_out_of_the_folder_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(Failure), Output(tmp_path / "site") as output:
        output.file(path, b"x")
    assert tree(tmp_path) == {}


def test_two_pages_of_one_path_are_refused(tmp_path: Path) -> None:
    with Output(tmp_path / "site") as output:
        output.file("a/index.html", b"x")
        with pytest.raises(Failure):
            output.file("a/index.html", b"y")


def test_a_place_that_cannot_be_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Failure, match="cannot be written"):
        write(tmp_path / "file" / "site", b"x")


@pytest.mark.parametrize("stated", [".", "..", "inner/..", "./"])
def test_the_folder_where_one_stands_is_no_place(
    stated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "of a program"
    (root / "inner").mkdir(parents=True)
    (root / "kept").touch()
    monkeypatch.chdir(root / "inner" if stated == ".." else root)
    with pytest.raises(Failure, match="holds something else than a portal"), Output(Path(stated)):
        pass
    assert (root / "kept").exists()
    with pytest.raises(Failure, match="/ cannot be replaced"):
        Output(Path("/"))


def test_the_portal_can_be_read_by_a_server_of_another_user(tmp_path: Path) -> None:
    write(tmp_path / "site", b"x")
    assert (tmp_path / "site").stat().st_mode & 0o755 == 0o755


def test_what_a_killed_build_left_is_removed_and_one_at_work_is_not(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in (".site.killed", ".site.young", ".site.mine", ".sitemap.other"):
        (tmp_path / name / "a").mkdir(parents=True)
        if name != ".site.mine":
            (tmp_path / name / MARK).write_text("x", encoding="utf-8")
    with Output(site) as working:
        for path in tmp_path.iterdir():
            if path.name != ".site.young":
                os.utime(path, (1, 1))
        write(site, b"one")
        left = {path.name for path in tmp_path.iterdir()}
        assert left == {"site", ".site.young", ".site.mine", ".sitemap.other", working._new.name}
