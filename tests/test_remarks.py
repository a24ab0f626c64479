"""Texts that end before a `#`: warned of wherever they are read, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Severity
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.source import reading
from goodword.source.documents.remarks import remarks
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.test_claim_commands import FILES, TODAY, put

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = Schemas.load(schemas_directory())


@pytest.mark.parametrize(
    ("text", "line", "column", "cut"),
    [
        ("title: Evening #3\n", 1, 16, "#3"),
        ("title: Evening\t#3 of many\n", 1, 16, "#3"),
        ("a: 1\ntopics:\n  - one #two\n", 3, 9, "#two"),
        ("a: [x, y #z\n  ]\n", 1, 10, "#z"),
        ("a: several\n  lines #x\n", 2, 9, "#x"),
        ("naïve: é #1\n", 1, 10, "#1"),
    ],
)
def test_a_text_that_is_cut_off_passes_in_silence(
    text: str, line: int, column: int, cut: str
) -> None:
    (found,) = remarks(text.encode(), "x.yml")
    assert found.severity is Severity.WARNING
    assert found.message == f"the text ends before `{cut}`, which is taken for a comment"
    assert found.mark is not None
    assert (found.mark.line, found.mark.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "title: Evening # the third\n",
        "title: Evening #\n",
        'title: "Evening #3"\n',
        "title: 'Evening #3' #why\n",
        "title: Evening#3\n",
        "#title: Evening\na: x\n  #b\n",
        "points: 100 #why\n",
        "open: true #why\n",
        "a: |\n  Evening #3\n",
        "a: x ##\n",
        "a: x #!bang\n",
        "key: #why\n  - x\n",
        "# yaml-language-server: $schema=x\na: https://example.org/#a\n",
    ],
)
def test_a_comment_is_warned_of(text: str) -> None:
    assert remarks(text.encode(), "x.yml") == ()


def test_a_file_with_a_warning_is_left_out_or_warned_of_once_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    person = tmp_path / "influencers/ana/profile.yml"
    person.write_text(person.read_text().replace("Ana Lopes", "Ana #1"))
    program = tmp_path / "program/program.yml"
    program.write_text(program.read_text().replace("Acme Champions", "Acme #2"))
    monkeypatch.setattr(reading, "ALONE", 2)
    for workers in (0, 0, 1):
        loaded = load(DiskTree(tmp_path), SCHEMAS, workers=workers, cache=tmp_path)
        assert [each.message for each in loaded.diagnostics] == [
            "the text ends before `#1`, which is taken for a comment",
            "the text ends before `#2`, which is taken for a comment",
        ]
        assert loaded.program.influencers["ana"].name == "Ana"
        assert loaded.program.settings.name == "Acme"
        assert not loaded.program.broken
    check = ["--root", str(tmp_path), "check", "--as-of", TODAY]
    assert main(check) == 0
    assert "influencers/ana/profile.yml:1:11: warning: " in capsys.readouterr().out
    assert main([*check, "--strict"]) == 1
