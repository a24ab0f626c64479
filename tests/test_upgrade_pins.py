"""Pins of a program that is there: the new lock whole, and nothing of yours lost."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from goodword.resources import lock_file
from goodword.starter.pinned import by_text, by_wheel, not_pinned
from goodword.starter.pins import moved
from tests.former_program import commit, laid, run
from tests.git_person import as_maya

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.starter.pinned import Pin

OLD = b"click==8.0 \\\n    --hash=sha256:aa\n    # via goodword\ngone==1 \\\n    --hash=sha256:bb\n"
NEW = b"click==8.3 \\\n    --hash=sha256:cc\n    # via goodword\nnew==2 \\\n    --hash=sha256:dd\n"
FORMER = frozenset({"click", "gone", "new"})
OWN = "# ours, for the room\nchat_bot==3 \\\n    --hash=sha256:ee\n"
FIRST, SECOND = (f"git+https://git.example.com/goodword@{each * 40}" for each in "ab")
OLD_WHEEL, WHEEL = (f"goodword-0.{each}-py3-none-any.whl" for each in "12")


def text(lock: bytes, place: str) -> Pin:
    found = by_text(lock, place)
    assert found is not None
    return found


def wheel(lock: bytes, name: str) -> Pin:
    found = by_wheel(lock, name, name.encode())
    assert found is not None
    return found


def held(pin: Pin, more: str = "") -> dict[str, bytes | None]:
    lock = pin.files["requirements.txt"] + more.encode()
    return {"requirements.txt": lock, "goodword.txt": pin.files.get("goodword.txt")}


@pytest.mark.parametrize("old", [text(OLD, FIRST), wheel(OLD, OLD_WHEEL)])
@pytest.mark.parametrize("new", [text(NEW, SECOND), wheel(NEW, WHEEL)])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_own_packages_go_or_old_ones_stay(old: Pin, new: Pin, ends: str) -> None:
    here = {
        path: data and data.replace(b"\n", ends.encode()) for path, data in held(old, OWN).items()
    }
    found = moved(here, new, FORMER)
    lock = (found.files["requirements.txt"] or b"").decode()
    assert lock.count("\n") == lock.count(ends)
    lock = lock.replace("\r\n", "\n")
    assert lock == new.files["requirements.txt"].decode() + OWN
    assert "gone" not in lock
    assert lock.count("goodword-0.") == (1 if "goodword.txt" not in new.files else 0)
    assert found.versions == (("click", "8.0", "8.3"),)
    if "goodword.txt" in new.files:
        assert found.files["goodword.txt"] == new.files["goodword.txt"]
    elif "goodword.txt" in old.files:
        assert found.files["goodword.txt"] is None
    if "goodword.txt" not in old.files:
        assert found.files[f"wheels/{OLD_WHEEL}"] is None
    then = {path: found.files.get(path) for path in ("requirements.txt", "goodword.txt")}
    again = moved(then, new, FORMER)
    assert {path: again.files.get(path) for path in then} == then


def test_pins_are_taken_away_by_a_version_that_knows_no_place() -> None:
    found = moved(held(text(OLD, FIRST)), not_pinned(NEW), FORMER)
    assert found.files == {}
    assert "--goodword says it" in found.notes[0]
    found = moved(held(not_pinned(OLD)), not_pinned(NEW), FORMER)
    assert found.files == not_pinned(NEW).files
    assert moved({"requirements.txt": None}, text(NEW, SECOND), FORMER).files == {}


def test_a_program_is_pinned_to_another_wheel_than_the_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_maya(monkeypatch)
    root = laid(tmp_path, "before")
    for name in (OLD_WHEEL, WHEEL):
        file = tmp_path / name
        file.write_bytes(b"PK" + name.encode())
        assert run(root, "upgrade", "--goodword", str(file), "--write") == 0
        commit(root)
        lock = (root / "requirements.txt").read_bytes()
        line = f"./wheels/{name} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"
        assert lock.endswith(line.encode())
        assert lock_file().splitlines()[-1].split(b" (")[0] in lock
        assert [path.name for path in (root / "wheels").iterdir()] == [name]
    capsys.readouterr()
    assert run(root, "upgrade") == 0
    out = capsys.readouterr().out
    assert "the pins stay: it is not known where this goodword came from" in out
    assert "nothing to do" in out
