"""The set-up: done once, taken up again when cut short, done anew when something changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import set_up
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that a set-up is made of."""
    for name in (*set_up.LOCKS.values(), *set_up.ALSO):
        (tmp_path / name).write_text(name)
    return tmp_path


class Pip:
    """Takes pip's place: keeps what it was asked for, fails when told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.failing = ""
        pip = self

        def stand_in(home: set_up.Home, *arguments: str) -> None:
            assert not home.stamp.exists(), "a set-up under way must not look finished"
            pip.asked.append(arguments)
            if pip.failing in arguments:
                raise set_up.Problem(pip.failing)

        monkeypatch.setattr(set_up.Home, "pip", stand_in)
        # What ensurepip would install takes seconds and is asked about in other tests.
        monkeypatch.setattr(set_up, "has_ensurepip", lambda: False)

    def take(self) -> list[tuple[str, ...]]:
        """What was asked for since the last time."""
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    return Pip(monkeypatch)


def calls(root: Path, lock: str) -> list[tuple[str, ...]]:
    return [
        ("--require-hashes", "-r", str(root / lock)),
        ("--no-deps", "--no-build-isolation", "-e", str(root)),
    ]


def test_a_finished_set_up_installs_nothing_again(checkout: Path, pip: Pip) -> None:
    set_up.set_up(checkout, "test")
    assert pip.take() == calls(checkout, "requirements-test.txt")
    for wanted in ("test", "runtime"):
        set_up.set_up(checkout, wanted)
    assert pip.take() == []


def test_a_larger_need_is_filled_up(checkout: Path, pip: Pip) -> None:
    set_up.set_up(checkout, "runtime")
    pip.take()
    set_up.set_up(checkout, "browser")
    assert pip.take() == calls(checkout, "requirements-browser.txt")


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_or_setting_is_noticed(changed: str, checkout: Path, pip: Pip) -> None:
    set_up.set_up(checkout, "runtime")
    pip.take()
    (checkout / changed).write_text("other")
    set_up.set_up(checkout, "runtime")
    assert pip.take() == calls(checkout, "requirements.txt")


@pytest.mark.parametrize("failing", ["--require-hashes", "--no-deps"])
def test_a_set_up_cut_short_is_taken_up_again(failing: str, checkout: Path, pip: Pip) -> None:
    pip.failing = failing
    with pytest.raises(set_up.Problem):
        set_up.set_up(checkout, "runtime")
    pip.failing = ""
    pip.take()
    set_up.set_up(checkout, "runtime")
    assert pip.take() == calls(checkout, "requirements.txt")


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"level": "runtime"}', '{"level": 3}'])
def test_a_damaged_note_is_no_finished_set_up(stamp: str, checkout: Path, pip: Pip) -> None:
    set_up.set_up(checkout, "runtime")
    pip.take()
    (checkout / ".venv" / "goodword-set-up.json").write_text(stamp)
    set_up.set_up(checkout, "runtime")
    assert pip.take() == calls(checkout, "requirements.txt")


def test_an_environment_whose_python_is_gone_is_made_anew(checkout: Path, pip: Pip) -> None:
    set_up.set_up(checkout, "runtime")
    pip.take()
    for link in (checkout / ".venv" / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/nowhere/python")
    set_up.set_up(checkout, "runtime")
    assert pip.take() == calls(checkout, "requirements.txt")
    assert set_up.Home(checkout).works()


def test_a_checkout_that_was_moved_is_set_up_anew(checkout: Path, pip: Pip) -> None:
    set_up.set_up(checkout, "runtime")
    pip.take()
    stamp = checkout / ".venv" / "goodword-set-up.json"
    note = json.loads(stamp.read_text())
    stamp.write_text(json.dumps({**note, "root": "/elsewhere"}))
    set_up.set_up(checkout, "runtime")
    assert pip.take() == calls(checkout, "requirements.txt")


def test_a_python_without_ensurepip_makes_an_environment_all_the_same(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = set_up.call
    asked = []

    def without_pip(command: list[str], **more: str) -> bool:
        asked.append(command)
        if "venv" in command and "--without-pip" not in command:
            return False
        return real(command, **more)

    monkeypatch.setattr(set_up, "call", without_pip)
    monkeypatch.setattr(set_up, "has_ensurepip", lambda: True)
    home = set_up.Home(checkout)
    home.make()
    assert home.works()
    assert not home.has_pip()
    assert any("--without-pip" in command for command in asked)


def test_pip_of_the_system_fills_an_environment_that_has_none(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def note(command: list[str], **_: str) -> bool:
        asked.append(command)
        return True

    monkeypatch.setattr(set_up, "call", note)
    monkeypatch.setattr(set_up.Home, "has_pip", lambda _: False)
    home = set_up.Home(checkout)
    home.pip("-r", "lock")
    install = ["install", "--quiet", "-r", "lock"]
    assert asked == [[sys.executable, "-m", "pip", "--python", str(home.python), *install]]


@pytest.mark.parametrize("arguments", [[], ["everything"], ["test", "test"]])
def test_a_wrong_call_says_how_it_goes(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_up.main(arguments) == 2
    assert "usage: " in capsys.readouterr().err


def test_an_old_python_is_told_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_up, "MINIMUM", (99, 0))
    assert set_up.main(["runtime"]) == 3
    assert "make PYTHON=python3.12" in capsys.readouterr().err


def test_a_set_up_checkout_needs_no_network(tmp_path: Path) -> None:
    """The commands of a second `make`, with pip replaced by something that fails."""
    for name in (*set_up.LOCKS.values(), *set_up.ALSO, "Makefile"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "set_up.py", tmp_path / "tools")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")], check=False
    )
    assert made.returncode == 0
    note = {"level": "runtime", "made_of": set_up.made_of(tmp_path), "root": str(tmp_path)}
    (tmp_path / ".venv" / "goodword-set-up.json").write_text(json.dumps(note))
    command = ["make", "--no-print-directory", "setup", f"PYTHON={sys.executable}"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    (tmp_path / "requirements.txt").write_text("nothing==1\n")
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "pip did not finish" in run.stderr
