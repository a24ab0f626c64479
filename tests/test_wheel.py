"""The package built, installed elsewhere and used where no checkout is near."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from goodword import __version__
from tests.conftest import ROOT

PROGRAM = {
    "program/program.yml": "name: Elsewhere\ntimezone: UTC\nstaff:\n  - id: kim\n    name: Kim\n",
    "influencers/ana/profile.yml": 'name: Ana\nstage: member\nsince: "2026-11-01"\n',
    "missions/write-a-guide/mission.yml": (
        "title: Write a guide\ninstructions: Publish a guide and send us the link.\npoints: 100\n"
    ),
}


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**{k: v for k, v in os.environ.items() if k != "PYTHONPATH"}, **more}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what the repository holds, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    built = run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)),
        cwd=copy,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("goodword-*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`goodword` installed from the wheel into an environment of its own.

    The libraries come from the environment of the tests, but not its goodword: the new one's
    folder stands before it, and the test makes sure of that.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    made = run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=home.parent)
    assert made.returncode == 0, made.stderr
    python = home / "bin" / "python"
    put = run(
        *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"),
        *("--no-index", "--no-deps", str(wheel)),
        cwd=home.parent,
    )
    assert put.returncode == 0, put.stdout + put.stderr
    site = next((home / "lib").glob("python3*/site-packages"))
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "libraries.pth").write_text("\n".join(here) + "\n")
    return home / "bin" / "goodword"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of three files, outside any repository."""
    for path, text in PROGRAM.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_the_wheel_holds_what_the_tool_reads_and_nothing_of_the_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for folder in ("schemas", "site", "requirements.txt"):
        for path in (ROOT / folder, *sorted((ROOT / folder).rglob("*"))):
            if path.is_file():
                assert f"goodword/_data/{path.relative_to(ROOT).as_posix()}" in held
    for path in sorted((ROOT / "tools" / "goodword").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            assert path.relative_to(ROOT / "tools").as_posix() in held
    tops = {name.split("/")[0] for name in held}
    assert tops == {"goodword", f"goodword-{__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_installed_package_is_used_and_not_the_checkout(command: Path, tmp_path: Path) -> None:
    python = command.parent / "python"
    shown = run(str(python), "-c", "import goodword; print(goodword.__file__)", cwd=tmp_path)
    assert Path(shown.stdout.strip()).is_relative_to(command.parent.parent), shown.stderr


def test_a_program_is_checked_outside_the_repository(command: Path, program: Path) -> None:
    checked = run(str(command), "check", "--strict", cwd=program)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_mistake_is_found_outside_the_repository(command: Path, program: Path) -> None:
    (program / "influencers/ana/profile.yml").write_text("name: Ana\nnmae: Ana\n")
    checked = run(str(command), "check", cwd=program)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "influencers/ana/profile.yml:2" in checked.stdout + checked.stderr


def test_a_portal_is_built_outside_the_repository(command: Path, program: Path) -> None:
    built = run(str(command), "portal", cwd=program)
    assert built.returncode == 0, built.stdout + built.stderr
    pages = list(program.rglob("index.html"))
    assert pages
    assert any("Elsewhere" in page.read_text(encoding="utf-8") for page in pages)


def test_a_program_is_begun_outside_the_repository(
    command: Path, wheel: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    said = ("--name", "Elsewhere", "--timezone", "UTC", "--staff", "Kim <kim@a.example>")
    begun = run(str(command), "init", str(made), *said, cwd=tmp_path)
    assert begun.returncode == 0, begun.stdout + begun.stderr
    for arguments in (("check", "--strict"), ("portal",), ("agenda",)):
        ran = run(str(command), *arguments, cwd=made)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert any("Elsewhere" in page.read_text("utf-8") for page in made.rglob("index.html"))
    # It was installed from a wheel of this machine, which goes along with its hash.
    *_, line = (made / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert (made / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert "is not pinned" not in begun.stdout
    assert "pinned and runs" in run(str(command), "doctor", cwd=made).stdout
    alone = made / "alone.txt"
    alone.write_text(f"{line}\n")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps")
    flags = ("--require-hashes", "--target", str(tmp_path / "there"), "-r", str(alone))
    assert run(*pip, *flags, cwd=made).returncode == 0
    assert (tmp_path / "there" / "goodword" / "__init__.py").is_file()
    (made / "wheels" / wheel.name).write_bytes(wheel.read_bytes() + b"more")
    refused = run(*pip, *flags, "--upgrade", cwd=made)
    assert refused.returncode != 0
    assert "hash" in refused.stderr.lower()
