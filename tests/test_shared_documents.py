"""Shared documents are those of the same bytes, and of no others; each reader has its own."""

from __future__ import annotations

import inspect
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodword.source import judged as judging
from goodword.source import reading
from goodword.source.schemas import Schemas
from tests import shared_documents
from tests.shared_documents import once

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from goodword.diagnostics import Diagnostic
    from goodword.source.judged import Document

    Read = list[tuple[str, str, bytes | Diagnostic]]


def schemas(folder: Path, kind: str = "object") -> Schemas:
    folder.mkdir(exist_ok=True)
    for name in ("tag", "mark"):
        (folder / f"{name}.schema.json").write_text(f'{{"type": "{kind}"}}', "utf-8")
    return Schemas.load(folder)


def counted(read: Read) -> shared_documents.Judge:
    def judge(path: str, kind: str, content: bytes | Diagnostic, of: Schemas) -> Document:
        read.append((path, kind, content))
        return judging.judged(path, kind, content, of)

    return once(judge)


def test_other_documents_are_taken_for_the_same(tmp_path: Path) -> None:
    read: Read = []
    judge, first = counted(read), schemas(tmp_path / "first")
    for path, kind, content, of in (
        ("a.yml", "tag", b"a: 1\n", first),
        ("b.yml", "tag", b"a: 1\n", first),  # the same
        ("a.yml", "mark", b"a: 1\n", first),
        ("a.yml", "tag", b"a: 2\n", first),
        ("a.yml", "tag", b"a: 1\n", schemas(tmp_path / "other", "array")),
    ):
        wanted = judging.judged(path, kind, content, of)
        assert judge(path, kind, content, of) == wanted
    assert [each[:2] for each in read] == [
        ("a.yml", "tag"),
        ("a.yml", "mark"),
        *[("a.yml", "tag")] * 2,
    ]


def test_what_somebody_did_to_a_document_is_met_by_the_next(tmp_path: Path) -> None:
    read: Read = []
    judge, of = counted(read), schemas(tmp_path)
    content = b"a: {b: [1, 0.50, null, true, x]}\nc: '007'\n"
    first: Any = judge("a.yml", "tag", content, of).value
    wanted = repr(first)
    assert first["a"]["b"][1] == Decimal("0.50")
    for _ in range(3):
        value: Any = judge("a.yml", "tag", content, of).value
        assert repr(value) == wanted
        value["a"]["b"].clear()
        del value["c"]
    assert len(read) == 1


def test_a_broken_file_is_spoken_of_under_another_name(tmp_path: Path) -> None:
    read: Read = []
    judge, of = counted(read), schemas(tmp_path)
    for content in (b"a: [\n", b"- 1\n", b"# x\na: b #c\n# y: z\n", b"x" * 30_000):
        for path in ("a.yml", "b.yml"):
            found = judge(path, "tag", content, of)
            assert found == judging.judged(path, "tag", content, of)
            assert {each.place.path for each in found.diagnostics} <= {path}
    assert {each[0] for each in read} == {"a.yml", "b.yml"}


def test_more_and_more_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_documents, "MOST", 2)
    read: Read = []
    judge, of = counted(read), schemas(tmp_path)
    for number in (1, 2, 1, 3, 3, 1):
        judge("a.yml", "tag", b"a: %d\n" % number, of)
    assert [each[2] for each in read] == [b"a: 1\n", b"a: 2\n", b"a: 3\n", b"a: 1\n"]


def test_the_tests_read_each_file_again() -> None:
    read = vars(reading)["judged"]
    assert inspect.unwrap(read) is judging.judged
    assert read is not judging.judged
