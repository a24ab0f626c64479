"""Registries in the forms of public programs come in with one command each, and pass `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests import made_up_people as made
from tests.test_import_people import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--as-of", "2026-11-28")


def lay(room: Path, form: str, people: list[made.Person]) -> str:
    """The registry in a folder of its own, its map, and an empty program; the registry's path."""
    (room / "program").mkdir(parents=True)
    (room / "program/program.yml").write_text(PROGRAM, "utf-8")
    (room / "map.yml").write_text(getattr(made, f"{form}_MAP"), "utf-8")
    if form == "JSON":
        for name, data in made.json_registry(people).items():
            (room / "list" / name).parent.mkdir(parents=True, exist_ok=True)
            (room / "list" / name).write_bytes(data)
        return str(room / "list")
    path = room / f"list.{'yml' if form == 'YAML' else 'csv'}"
    path.write_bytes(made.yaml_registry(people) if form == "YAML" else made.csv_registry(people))
    return str(path)


def bring(room: Path, listed: str, *more: str) -> int:
    given = ("import", "people", listed, "--map", str(room / "map.yml"))
    return main(["--root", str(room), *given, *TODAY, *more])


@pytest.mark.parametrize(("form", "count"), [("YAML", 2_300), ("JSON", 400), ("CSV", 1_200)])
def test_a_registry_does_not_come_in_with_one_command(
    form: str,
    count: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = made.made_up(count, seed=count)
    listed = lay(tmp_path, form, people)
    assert bring(tmp_path, listed, "--write") == 0
    told = capsys.readouterr().out
    assert f"{count} created, 0 changed, 0 as it is, 0 skipped" in told
    assert main(["--root", str(tmp_path), "check", "--strict", *TODAY]) == 0
    files = {path: path.read_bytes() for path in tmp_path.glob("influencers/*/profile.yml")}
    assert len(files) == count
    assert bring(tmp_path, listed, "--write") == 0
    assert f"0 created, 0 changed, {count} as it is, 0 skipped" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in files} == files
