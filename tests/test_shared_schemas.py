"""Shared schemas are those of the same files, and of no others."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from tests import shared_schemas

if TYPE_CHECKING:
    from pathlib import Path


def test_other_schemas_are_taken_for_the_same(tmp_path: Path) -> None:
    path = tmp_path / "tag.schema.json"
    path.write_text('{"type": "integer"}', "utf-8")
    before = Schemas.load(tmp_path)
    assert before.judge("tag", 1)
    assert Schemas.load(tmp_path) is before
    path.write_text('{"type": "boolean"}', "utf-8")
    after = Schemas.load(tmp_path)
    assert (after.judge("tag", 1), after.judge("tag", value=True)) == (False, True)
    path.rename(tmp_path / "mark.schema.json")
    assert list(Schemas.load(tmp_path).documents) == ["mark"]
    (tmp_path / "mark.schema.json").unlink()
    with pytest.raises(Failure):
        Schemas.load(tmp_path)


def test_a_file_that_took_the_place_of_another_is_taken_for_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where what was loaded is told by the stamps of its files alone."""
    monkeypatch.setattr(shared_schemas, "SETTLED", -(10**12))
    path = tmp_path / "tag.schema.json"
    path.write_text('{"type": "integer"}', "utf-8")
    before = Schemas.load(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(path), "read_bytes", None)  # nothing is read again
        assert Schemas.load(tmp_path) is before
    (tmp_path / "new").write_text('{"type": "boolean"}', "utf-8")
    (tmp_path / "new").replace(path)
    assert Schemas.load(tmp_path).judge("tag", value=True)


def test_what_is_shared_was_changed_by_a_test() -> None:
    """Its documents are those of the files, whatever tests ran before."""
    shared = Schemas.load(schemas_directory())
    again = inspect.unwrap(Schemas.load)(schemas_directory())
    assert again is not shared
    assert again.documents == shared.documents
    assert again.digest == shared.digest
