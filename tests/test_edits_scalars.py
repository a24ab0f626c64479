from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from goodword.edits import layout, scalars
from goodword.source import characters
from goodword.source.documents import read_document

WORDS = """
no No NO n N y Y yes on On off true True false null Null ~ NULL = << 012 0o14 0x1F 1_000 1e3 1.0 .5
12:30 190:20:30 2026-01-02 2026-01-02T10:00:00Z +1 -1 .inf .NaN - -- --- ... ? : # & * ! | > ' " %
@ ` [ ] { } , a: a:b #a a# [a] {a} a,b on: nothing no.one yes! null-ish
"""
SPACED = ("", " ", "a ", " a", "a: b", "a #b", "- a", "? a", "a\tb", "a\n", "\na", "a\n\nb", "a\\")
AMBIGUOUS = (*WORDS.split(), *SPACED)


def readings(text: str) -> list[Any]:
    value, diagnostics = read_document(text.encode(), "x.yml")
    assert not diagnostics, diagnostics
    return [value, yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)]


def texts() -> st.SearchStrategy[str]:
    seen = st.characters(exclude_categories=["Cs"]).filter(
        lambda c: not characters.REFUSED.match(c)
    )
    sharp = st.sampled_from(list(" \n\t:#-?,[]{}&*!|>'\"%@`~=<\\0123456789eExonyNOYE._+")) | seen
    return st.text(sharp, max_size=30) | st.sampled_from(AMBIGUOUS)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_text_is_not_the_same_text_for_every_reader(text: str) -> None:
    document = "\n".join(layout.lines_of({"key": text, "list": [text], "flow": {}}, 0)) + "\n"
    for value in readings(document):
        assert value == {"key": text, "list": [text], "flow": {}}


@given(texts(), texts())
def test_a_hostile_text_is_not_the_same_text_for_every_reader(key: str, text: str) -> None:
    value = {key: text, f"{key} list": [text, {key: text, "deep": [[text]]}], "plain": 1}
    document = "\n".join(layout.lines_of(value, 0)) + "\n"
    for found in readings(document):
        assert found == value
    for found in readings(f"flow: {layout.inline(value)}\n"):
        assert found == {"flow": value}


@given(texts())
def test_a_text_in_single_quotes_says_something_else(text: str) -> None:
    single = scalars.single_quoted(text)
    if single is not None:
        for found in readings(f"key: {single}\n"):
            assert found == {"key": text}


@given(st.text(st.characters(), max_size=20))
def test_a_refused_character_gets_past_the_reader_or_breaks_the_line(text: str) -> None:
    line = f"key: {scalars.scalar(text)}\n"
    value, diagnostics = read_document(line.encode(), "x.yml")
    assert line.count("\n") == 1
    assert (value == {"key": text}) != bool(characters.REFUSED.search(text))
    assert bool(diagnostics) == bool(characters.REFUSED.search(text))


@pytest.mark.parametrize("text", ["Ana Lopes", "write-a-guide", "https://example.org/a/1", "Łucja"])
def test_a_harmless_text_is_quoted(text: str) -> None:
    assert scalars.scalar(text) == text


@pytest.mark.parametrize("text", ["no", "2026-01-02", "12:30", "on", "1_000", "y", "0.5"])
def test_a_text_that_readers_differ_on_is_left_plain(text: str) -> None:
    assert scalars.scalar(text) == f'"{text}"'


def test_several_lines_are_written_on_one() -> None:
    text = "First line.\n\n- a: list\n# no comment\n"
    assert layout.entry_lines("text", text, 0) == [
        "text: |",
        "  First line.",
        "",
        "  - a: list",
        "  # no comment",
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("one\ntwo\n", True),
        ("a \U0001f469\u200d\U0001f52c\ntwo\n", True),  # a picture made of two
        ("a\u00a0b\ntwo\n", False),
        ("a\u00adb\u200d\ntwo\n", False),
    ],
)
def test_lines_with_a_picture_are_put_on_one_or_something_hidden_stays_so(
    text: str, *, block: bool
) -> None:
    lines = layout.entry_lines("key", text, 0)
    assert (lines[0] == "key: |") == block
    for value in readings("\n".join(lines) + "\n"):
        assert value == {"key": text}
