"""The same files and the same day give the same bytes, whatever the machine is like.

Each case runs the commands in a process of its own, over a copy of a made-up program whose files
were written in another order, with another zone, locale, hash seed, umask and Python.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = "2026-10-31"
COMMANDS = (
    ("check", "--as-of", DAY, "--format", "text"),
    ("check", "--as-of", DAY, "--format", "json"),
    ("check", "--as-of", DAY, "--format", "github"),
    ("list", "influencers", "--as-of", DAY, "--format", "json"),
    ("list", "claims", "--as-of", DAY, "--format", "csv"),
    ("points", "--as-of", DAY, "--format", "json"),
    ("leaderboard", "--as-of", DAY, "--format", "json"),
    ("loops", "--as-of", DAY, "--format", "json"),
)
DRIVER = f"""
import sys
sys.path.insert(0, {str(ROOT / "tools")!r})
from goodword.cli.main import main
for command in {COMMANDS!r}:
    print(command, flush=True)
    print("exit", main(["--root", sys.argv[1], *command]), flush=True)
"""
GOODWORD = [
    sys.executable,
    "-c",
    (
        f"import sys; sys.path.insert(0, {str(ROOT / 'tools')!r});"
        "from goodword.cli.main import main; sys.exit(main())"
    ),
]
SPOILT = {
    "influencers/zoe-broken/profile.yml": b"name: Zoe\nstage: membr\nsince: '2026-01-01'\n",
    "influencers/bad-syntax/profile.yml": b"name: [Zoe\n",
    "missions/two-words/mission.yml": b"title: A\ninstruction: B\npoints: ten\n",
    "program/elsewhere.yml": b"a: 1\n",
}
"""Mistakes, so that the order of what is said is compared too."""


class Case(NamedTuple):
    """How one run differs from the first: environment, order of files, umask, Python."""

    env: dict[str, str]
    order: int = 0
    umask: int = 0o022
    python: str = sys.executable


CASES = {
    "zone far ahead": Case({"TZ": "Pacific/Kiritimati"}),
    "zone far behind": Case({"TZ": "Etc/GMT+12"}),
    "hash seed": Case({"PYTHONHASHSEED": "4711"}),
    "no hash seed": Case({"PYTHONHASHSEED": "random"}),
    "plain C": Case({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "Turkish": Case({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    "reversed files": Case({}, order=-1),
    "shuffled files": Case({}, order=7),
    "narrow umask": Case({}, umask=0o077),
    "wide terminal": Case({"COLUMNS": "300", "FORCE_COLOR": "1", "TERM": "xterm-256color"}),
    "no home": Case({"HOME": "/nonexistent", "USER": "nobody"}),
}


def copy(source: Path, target: Path, order: int) -> None:
    """Write the files of the source anew, in another order; 0 is by name, -1 backwards."""
    paths = sorted(path for path in source.rglob("*") if path.is_file())
    if order < 0:
        paths.reverse()
    elif order:
        random.Random(order).shuffle(paths)  # noqa: S311 - an order and no secret
    for path in paths:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def said(case: Case, source: Path, folder: Path) -> str:
    """What the commands print about a copy of the source, made and run as the case says."""
    before = os.umask(case.umask)
    try:
        copy(source, folder, case.order)
    finally:
        os.umask(before)
    run = subprocess.run(
        [case.python, "-c", DRIVER, str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": "0", **case.env},
        capture_output=True,
        umask=case.umask,
        check=False,
    )
    text = run.stdout.decode() + run.stderr.decode()
    assert run.returncode == 0, text
    return text.replace(str(folder), "<folder>")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up program with a few mistakes."""
    folder = tmp_path_factory.mktemp("made-up") / "program"
    make(folder)
    for path, data in SPOILT.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def make(folder: Path, **more: str) -> None:
    """Write a made-up program."""
    command = [*GOODWORD, "example", "--members", "30", "--seed", "3", str(folder)]
    env = {**os.environ, **more}
    run = subprocess.run(command, env=env, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()


@pytest.fixture(scope="module")
def first(source: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the commands print on an ordinary machine."""
    text = said(Case({}), source, tmp_path_factory.mktemp("first"))
    assert "zoe-broken" in text
    assert "Traceback" not in text
    return text


@pytest.mark.parametrize("name", CASES)
def test_a_machine_does_not_change_what_is_said(
    name: str, source: Path, first: str, tmp_path: Path
) -> None:
    assert said(CASES[name], source, tmp_path) == first


def test_the_comparison_sees_a_single_changed_file(
    source: Path, first: str, tmp_path: Path
) -> None:
    copy(source, tmp_path / "changed", 0)
    profile = min((tmp_path / "changed" / "influencers").glob("*/profile.yml"))
    profile.write_bytes(b"name: Somebody Else\nstage: member\nsince: '2026-01-01'\n")
    assert said(Case({}), tmp_path / "changed", tmp_path / "run") != first


def test_each_python_that_is_found_says_the_same(
    source: Path, first: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Those with the libraries installed; the others are compared by the matrix of CI."""
    judged = [f"{sys.version_info.major}.{sys.version_info.minor}"]
    for minor in range(11, 15):
        python = shutil.which(f"python3.{minor}")
        probe = "import sys, goodword.cli.main, yaml, jsonschema_rs; print(sys.version_info.minor)"
        if python is None or f"3.{minor}" in judged:
            continue
        env = {**os.environ, "PYTHONPATH": str(ROOT / "tools")}
        able = subprocess.run([python, "-c", probe], env=env, capture_output=True, check=False)
        if able.returncode == 0 and able.stdout.decode().strip() == str(minor):
            folder = tmp_path / str(minor)
            assert said(Case({}, python=python), source, folder) == first, python
            judged.append(f"3.{minor}")
    record_property("pythons", ", ".join(judged))
    print("compared:", ", ".join(judged))  # noqa: T201 - a test that says what it judged


def digest(folder: Path) -> dict[str, str]:
    """The digest of each file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_made_up_program_is_the_same_on_any_machine(tmp_path: Path) -> None:
    make(tmp_path / "one", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    make(tmp_path / "two", PYTHONHASHSEED="2", TZ="Etc/GMT+12", LC_ALL="C")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_a_portal_is_the_same_on_any_machine(tmp_path: Path) -> None:
    make(tmp_path / "made-up")
    built = []
    for name, order, env in (
        ("one", 0, {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}),
        ("two", 5, {"PYTHONHASHSEED": "2", "TZ": "Etc/GMT+12", "LC_ALL": "C"}),
    ):
        copy(tmp_path / "made-up", tmp_path / name, order)
        run = subprocess.run(
            [*GOODWORD, "portal", "--as-of", DAY, "--into", str(tmp_path / name / "portal")],
            cwd=tmp_path / name,
            env={**os.environ, **env},
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        built.append(digest(tmp_path / name / "portal"))
    assert built[0]
    assert built[0] == built[1]
