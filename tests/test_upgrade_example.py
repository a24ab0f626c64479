"""A made-up program that an earlier version wrote is one of this version after an upgrade."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword import __version__
from goodword.cli import main
from goodword.resources import schemas_directory
from goodword.starter.example import example
from tests.former_program import FOLDER, commit, run
from tests.git_person import as_maya, git

if TYPE_CHECKING:
    from pathlib import Path

UNTIL = date(2026, 10, 31)
LAID = {
    "data alone": (None, False),
    "with schemas of then": ("first", False),
    "with later schemas and attributes": ("before", True),
}
"""What `goodword example` wrote beside the data, over time: schemas of which version, and whether
it said how git takes line ends. The data themselves were always the same bytes."""


def told(root: Path, capsys: pytest.CaptureFixture[str]) -> object:
    capsys.readouterr()
    assert run(root, "points", "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("kind", LAID)
def test_a_program_of_an_earlier_example_does_not_pass_after_it(
    kind: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_maya(monkeypatch)
    root = tmp_path / "program"
    for path, data in example(3, 2, 5, UNTIL):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    schemas, attributes = LAID[kind]
    if schemas is not None:
        shutil.copytree(FOLDER / schemas / "schemas", root / "schemas")
    if attributes:
        (root / ".gitattributes").write_text("* text=auto eol=lf\n")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(root))
    commit(root)
    laid = {each.name for each in (root / "schemas").glob("*.schema.json")}
    before = told(root, capsys)
    assert main(["--root", str(root), "upgrade", "--write"]) == 0
    assert run(root, "check", "--strict") == 0
    assert told(root, capsys) == before
    copies = {each.name: each.read_bytes() for each in (root / "schemas").glob("*.schema.json")}
    ours = {each.name: each.read_bytes() for each in schemas_directory().glob("*.schema.json")}
    assert copies.items() <= ours.items()
    assert copies.keys() == laid
    commit(root)
    capsys.readouterr()
    assert main(["--root", str(root), "upgrade", "--write"]) == 0
    assert f"nothing to do: the program is of goodword {__version__}" in capsys.readouterr().out
