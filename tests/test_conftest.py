"""The tests' own tools: they too must be able to fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests import conftest, in_memory

if TYPE_CHECKING:
    from tests.conftest import Golden, Require


def test_a_text_that_differs_from_its_golden_is_shown_as_a_diff(
    golden: Golden, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n")
    golden(tmp_path / "a.txt", "one\ntwo\n")
    with pytest.raises(pytest.fail.Exception, match=r"-two\n\+three"):
        golden(tmp_path / "a.txt", "one\nthree\n")
    with pytest.raises(pytest.fail.Exception, match="line ends only"):
        golden(tmp_path / "a.txt", "one\r\ntwo\n")


def test_a_golden_that_is_missing_fails(golden: Golden, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="is missing"):
        golden(tmp_path / "none.txt", "")


@pytest.mark.parametrize("name", ["corpora", "hledger"])
def test_a_missing_thing_skips_and_says_why_unless_it_is_asked_for(
    name: str, require: Require, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "PATHS", ["/nowhere"])
    monkeypatch.delenv("GOODWORD_CORPORA", raising=False)
    monkeypatch.delenv("GOODWORD_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"is not installed|names no folder"):
        require(name)
    for asked in ("all", f"nginx, {name}"):
        monkeypatch.setenv("GOODWORD_REQUIRE", asked)
        with pytest.raises(pytest.fail.Exception, match="GOODWORD_REQUIRE asks for it"):
            require(name)
    monkeypatch.setenv("GOODWORD_REQUIRE", "nginx")
    with pytest.raises(pytest.skip.Exception):
        require(name)


def test_a_name_nobody_knows_is_a_mistake_and_no_skip(require: Require) -> None:
    with pytest.raises(KeyError):
        require("hledgre")


def test_git_sees_only_the_settings_of_the_tests() -> None:
    shown = subprocess.run(
        ["git", "config", "--list", "--show-scope"], capture_output=True, text=True, check=True
    ).stdout
    scopes = {line.split("\t")[0] for line in shown.splitlines()}
    assert "system" not in scopes
    assert "global\tuser.email=author@example.org" in shown.splitlines()


def test_no_habit_of_the_machine_is_left_in_the_environment() -> None:
    left = {k for k in os.environ if k in {"LANG", "LANGUAGE", "PAGER", "EDITOR", "CI", "COLUMNS"}}
    assert left == set()
    assert os.environ["TZ"] == "UTC"


def test_a_skip_is_named_at_the_end_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "def test_needs_it(require):\n    require('corpora')\n"
        "def test_needs_it_too(require):\n    require('corpora')\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(tmp_path)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GOODWORD_")}
    run = subprocess.run(
        command, cwd=conftest.ROOT, env=kept, capture_output=True, text=True, check=False
    )
    assert "not run here: 2 tests: GOODWORD_CORPORA names no folder" in run.stdout


def test_a_test_that_leaves_a_variable_behind_fails(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import os\ndef test_leaves_it():\n    os.environ['LEFT'] = '1'\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(tmp_path)]
    run = subprocess.run(command, cwd=conftest.ROOT, capture_output=True, text=True, check=False)
    assert "did not change it back" in run.stdout


def test_a_file_that_takes_long_is_begun_last_or_is_gone() -> None:
    files = [conftest.ROOT / "tests" / f"test_{name}.py" for name in conftest.DEAR]
    assert [each.name for each in files if not each.is_file()] == []
    names = ["test_agenda", "test_zones", "test_lighthouse", "test_agenda", "test_audit"]
    items: list[Any] = [SimpleNamespace(path=Path(f"{name}.py")) for name in names]
    conftest.pytest_collection_modifyitems(items)
    dear, others = ["test_lighthouse", "test_agenda", "test_agenda"], ["test_zones", "test_audit"]
    assert [each.path.stem for each in items] == dear + others


def test_processes_make_the_same_files_first_or_leave_one_out() -> None:
    paths = [Path(f"test_{number}.py") for number in range(8)]
    turns = [conftest.begun_elsewhere(paths, number, 3) for number in range(3)]
    assert [sorted(each) for each in turns] == [paths] * 3
    assert {path for each in turns for path in each[:3]} == set(paths)
    assert not set(turns[0][:2]) & set(turns[1][:2]) & set(turns[2][:2])
    assert conftest.begun_elsewhere(paths, 0, 1) == paths


def test_tests_write_where_there_is_no_room_or_not_where_they_are_told(tmp_path: Path) -> None:
    machine = tmp_path / "meminfo"
    machine.write_text(f"MemTotal: 1 kB\nMemAvailable:   {in_memory.ROOM >> 10} kB\n")
    known = os.statvfs(tmp_path)
    roomy = known.f_bavail * known.f_frsize >= in_memory.ROOM
    wanted = tmp_path if roomy and not known.f_flag & os.ST_NOEXEC else None
    assert in_memory.place(tmp_path, machine) == wanted
    machine.write_text(f"MemAvailable:   {(in_memory.ROOM >> 10) - 1} kB\n")
    assert in_memory.place(tmp_path, machine) is None
    assert in_memory.place(tmp_path, tmp_path / "none") is None
    assert in_memory.place(tmp_path / "none", machine) is None
    (tmp_path / "test_it.py").write_text(
        "import tempfile\ndef test_where(tmp_path, tmp_path_factory):\n"
        "    assert tempfile.gettempdir() == str(tmp_path_factory.getbasetemp().parents[1])\n"
        f"    assert tempfile.gettempdir() == {str(tmp_path)!r}\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(tmp_path)]
    told = {**os.environ, "TMPDIR": str(tmp_path)}
    run = subprocess.run(
        command, cwd=conftest.ROOT, env=told, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
