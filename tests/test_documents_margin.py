"""A line that is read off the text is the one that parsing finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodword.diagnostics import Place
from goodword.source import characters
from goodword.source.documents import first_line, line_at_margin, locate, read_document
from goodword.source.places import Locator
from goodword.source.trees import DiskTree, Overlay
from tests.conftest import ROOT
from tests.test_documents_lines import LINE

ENTRY = st.sampled_from(
    (
        "k:\n  a: b",
        "k:\n  word",
        "k:",
        "k: {a: b}",
        "a: |\n  k:\n    x",
        'a: "b',
        'k:\n  c"',
        "a: [",
        "k:  # c\n  a: b",
        "k:\n    a: b",
        "a: [b, c]  # d",
        "a: 'b'  # 'c",
        "-   a: b",
        "a: 'b",
        "---",
        "{k: {a: b}, c: d}",
    )
)
DOCUMENT = st.lists(st.one_of(LINE, ENTRY), max_size=7).map(lambda found: "\n".join([*found, ""]))


def judge(data: bytes, key: str) -> int:
    """Compare both lines with those of parsing, of a text that is read; how many are known."""
    known = 0
    for line, pointer in ((first_line(data), ()), (line_at_margin(data, key), (key,))):
        if line is not None:
            mark = locate(data, pointer)
            assert mark is not None
            assert line == mark.line, data
            known += 1
    return known


@settings(max_examples=1_000)
@given(DOCUMENT)
@example('a: "b\nk:\n  c"\n')
@example('a: "b\nk:\n  c"\nk:\n  d: e\n')
@example("a: [\nk:\n  c]\n")
@example("# c\n\na: 'b\nk:\n  c'\n")
@example('a: x: "\nk:\n  c"\n')
@example("a: |\n  k:\n    x\nk:\n  d: e\n")
@example("a: b\n---\nk:\n  c\n")
@example("# c\n---\n# d\na: [b, c]\nk:  # e\n    f: g\n")
@example("# c\n{a: b, k: {c: d}}\n")
@example("# c\n---\n{a: b, k: {c: d}}")
@example("a: b # '\nk:\n  c: d # '\n")
@example("a: >-\n  b # '\nk:\n  c: d\n")
@example("a: [b\nk:\n  c\n")
def test_a_line_read_off_the_text_is_another_than_that_of_parsing(text: str) -> None:
    data = text.encode()
    value, problems = read_document(data, "x.yml")
    if not problems and isinstance(value, dict) and not characters.REFUSED.search(text):
        judge(data, "k")


def test_a_line_of_a_file_of_this_repository_is_read_off_wrongly() -> None:
    known = 0
    for path in sorted(ROOT.glob("missions/*/claims/*.yml")):
        known += judge(path.read_bytes(), "decision")
    assert known > 40


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [b, c-d]\nk:\n  e: f\n", 3),
        ("# c\n---\na: 'b'\nk:\n    e: f\n", 5),
        ("a: b  # c\nk:  # c\n  e: f  # c\n", 3),
        ("# c\n{a: b, k: {e: f}}\n", 2),
    ],
)
def test_a_line_in_another_form_is_left_to_parsing(text: str, line: int) -> None:
    assert line_at_margin(text.encode(), "k") == line


@pytest.mark.parametrize(
    "text", ["k:\n  a: b\n", "a: &b c\nk:\n  d: e\n", "a: b\nk: c\n", "", "{a: b,\n c: d}\n"]
)
def test_a_line_is_said_where_the_text_does_not_tell_it(text: str) -> None:
    assert line_at_margin(text.encode(), "k") is None


WAYS = st.lists(st.sampled_from(("k", "a", "b", "c", 0, 1)), min_size=1, max_size=4).map(tuple)


@settings(max_examples=1_000)
@given(DOCUMENT, st.lists(WAYS, min_size=2, max_size=5))
@example("? k\n\n:\na: b\n", [("a",), ("k",)])
@example("k:\n  c: x\n  a: b\n", [("b",), ("k", 0, "a"), ("k", 0, "b"), ("k", "b")])
def test_a_line_among_others_of_a_file_is_another_than_that_of_parsing(
    text: str, ways: list[tuple[str | int, ...]]
) -> None:
    data = text.encode()
    value, problems = read_document(data, "x.yml")
    if problems or not isinstance(value, dict) or characters.REFUSED.search(text):
        return
    locator = Locator(Overlay(DiskTree(ROOT), {"x.yml": data}))
    for way in ways:
        mark = locate(data, way)
        assert mark is not None
        assert locator.spot(Place("x.yml", way)).line == mark.line
