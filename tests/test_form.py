"""The form of a program's data: every command refuses a newer one, and names an older one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from goodword import resources
from goodword.cli import main
from goodword.cli import session as cli_session
from goodword.diagnostics import Failure
from goodword.resources import schemas_directory
from goodword.source import form
from goodword.source.schemas import Schemas
from tests.reading_commands import formats
from tests.test_claim_commands import FILES, everything, put
from tests.test_killed_commands import REQUESTS, arguments

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "program/program.yml"
TODAY = "2025-07-20"
NO_PROGRAM = {"doctor", "rules", "probe", "guard", "diff", "blame"}
"""Commands that stand without a program, or are about two commits."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path / "site", path, text)
    return tmp_path / "site"


def of_form(root: Path, number: int) -> None:
    with (root / SETTINGS).open("a", encoding="utf-8") as stream:
        stream.write(f"schema_version: {number}\n")


def reading_form(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this version of the tool read another form of data."""
    shutil.copytree(schemas_directory(), folder)
    file = folder / "program.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["properties"][form.KEY]["maximum"] = number
    file.write_text(json.dumps(schema), encoding="utf-8")
    for each in (resources, cli_session):
        monkeypatch.setattr(each, "schemas_directory", lambda: folder)


def test_a_program_of_a_newer_version_is_read_all_the_same(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_form(root, 2)
    before = everything(root)
    more = {"list": ["influencers"], "show": ["ana"], "record": ["ana"]}
    reading = [[name, *more.get(name, [])] for name in formats() if name not in NO_PROGRAM]
    assert len(reading) > 15
    for words in (["check", "--strict"], ["portal"], *reading):
        assert main(["--root", str(root), *words]) == 3, words
        said = capsys.readouterr()
        assert "states schema_version 2, and this goodword reads up to 1" in said.err, words
        assert said.out == "", words
    for name in sorted(REQUESTS):
        if not name.startswith("import") and name not in {"intake", "listen"}:
            write = () if name == "outbox" else ("--write",)  # writes into a folder by that
            assert main([*arguments(root, name), *write]) == 3, name
            assert "the program was made for a newer version" in capsys.readouterr().err, name
    for name in ("forms", "owners", "schemas"):
        assert main(["--root", str(root), name, "--write"]) == 3, name
        assert "the program was made for a newer version" in capsys.readouterr().err, name
    assert everything(root) == before


def test_files_of_an_older_form_are_judged_as_if_they_were_of_this_one(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_form(root, 1)
    reading_form(root.parent / "schemas", 2, monkeypatch)
    put(root, "influencers/kim/profile.yml", "name: Kim\nnick: K\n")
    assert main(["--root", str(root), "check", "--as-of", TODAY]) == 1
    out = capsys.readouterr().out
    line = len((root / SETTINGS).read_text(encoding="utf-8").splitlines())
    assert f"{SETTINGS}:{line}:17: error: the files are of form 1" in out
    assert "goodword upgrade shows what it would change" in out
    assert "nick" in out  # what cannot be read otherwise is said beside
    assert main(["--root", str(root), "points", "--as-of", TODAY]) == 3
    assert "the files are of form 1, and this goodword reads form 2" in capsys.readouterr().err


def test_a_program_that_states_no_form_is_of_another_than_the_first(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--root", str(root), "check", "--as-of", TODAY]) == 0
    reading_form(root.parent / "schemas", 2, monkeypatch)
    assert main(["--root", str(root), "check", "--as-of", TODAY]) == 1
    assert f"{SETTINGS}:1:1: error: the files are of form 1" in capsys.readouterr().out


@pytest.mark.parametrize("value", [None, 2, "2", True, 0, -3, [3], {"a": 1}, 1.5])
def test_a_number_that_is_none_is_taken_for_a_form(value: object) -> None:
    found = form.stated({form.KEY: value})
    assert found == (2 if value == 2 and type(value) is int else 1)
    assert form.stated(value) == 1


def test_the_newest_form_is_not_what_the_schema_states() -> None:
    schemas = Schemas.load(schemas_directory())
    assert form.outdated({form.KEY: form.known(schemas)}, SETTINGS, schemas) is None
    with pytest.raises(Failure):
        form.outdated({form.KEY: form.known(schemas) + 1}, SETTINGS, schemas)
