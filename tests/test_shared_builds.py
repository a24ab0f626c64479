"""A shared build is that of the same files, and of no others."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.portal import engine
from tests.shared_builds import once

if TYPE_CHECKING:
    from pathlib import Path


def laid(folder: Path, text: str, name: str = "a.md") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def shout(folder: Path, _: int) -> None:
    """Builds one page of one file."""
    (folder / "built").mkdir()
    for each in sorted(folder.glob("*.md")):
        (folder / "built" / f"{each.stem}.html").write_text(each.read_text("utf-8").upper())


def test_other_files_are_taken_for_the_same(tmp_path: Path) -> None:
    runs: list[Path] = []

    def run(folder: Path, epoch: int) -> None:
        runs.append(folder)
        shout(folder, epoch)

    shared = laid(tmp_path / "shared", "")
    build = once(run, shared)
    names = [("x", "a.md"), ("x", "a.md"), ("y", "a.md"), ("x", "b.md"), ("x", "a.md")]
    for number, (text, name) in enumerate(names):
        folder = laid(tmp_path / str(number), text, name)
        build(folder, number)
        (made,) = (folder / "built").iterdir()
        assert (made.name, made.read_text("utf-8")) == (f"{name[0]}.html", text.upper())
    assert [each.name for each in runs] == ["0", "2", "3"]


def test_a_build_that_failed_is_kept(tmp_path: Path) -> None:
    def fail(folder: Path, _: int) -> None:
        (folder / "built").mkdir()
        raise Failure("MkDocs is unhappy")

    shared = laid(tmp_path / "shared", "")
    with pytest.raises(Failure, match="unhappy"):
        once(fail, shared)(laid(tmp_path / "one", "x"), 0)
    once(shout, shared)(laid(tmp_path / "two", "x"), 0)
    assert (tmp_path / "two" / "built" / "a.html").read_text("utf-8") == "X"


def test_two_at_once_both_build(tmp_path: Path) -> None:
    runs: list[Path] = []

    def slow(folder: Path, epoch: int) -> None:
        runs.append(folder)
        time.sleep(0.2)
        shout(folder, epoch)

    build = once(slow, laid(tmp_path / "shared", ""))
    folders = [laid(tmp_path / name, "x") for name in ("one", "two")]
    threads = [threading.Thread(target=build, args=(folder, 0)) for folder in folders]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(runs) == 1
    assert all((each / "built" / "a.html").read_text("utf-8") == "X" for each in folders)


def test_the_tests_start_mkdocs_each_time() -> None:
    assert hasattr(engine._mkdocs, "__wrapped__")
