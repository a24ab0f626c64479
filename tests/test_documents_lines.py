"""The quick way through plain documents gives what the long way gives, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodword.source import characters
from goodword.source.documents import lines, reader
from tests.conftest import ROOT

if TYPE_CHECKING:
    from goodword.source.documents import Value

SPACES = st.sampled_from(("", "", "  ", "  ", "    ", "      ", " ", "   "))
DASHES = st.sampled_from(("", "", "", "- ", "-", "- - ", "-  "))
KEYS = st.sampled_from(
    (
        "a: ",
        "b: ",
        "b:",
        "c-d: ",
        "e:  ",
        "f: \t",
        "no: ",
        "null: ",
        "7: ",
        "G: ",
        "",
        "",
        "x ",
        "<<: ",
        '"a": ',
        '"b":  ',
        '"c-d":',
        '"null": ',
        '"A": ',
        "'a': ",
        '"a" : ',
    )
)
VALUES = st.sampled_from(
    (
        *(
            "",
            "",
            "word",
            "two words",
            "two  spaces",
            "end ",
            "12",
            "007",
            "1.5",
            "1.0",
            "0x1F",
            "-3",
        ),
        *("true", "~", "no", "2026-01-02", "12:30", "https://e.org/a#b", "a #b", "a: b", "a:", "#"),
        *('"quoted"', '"a \\"b\\""', '"tab\t"', '"a: b" ', "'it'", "'it''s'", '"a" b', "''", '""'),
        *(
            "[a, b]",
            "[a,b]",
            '["a", b-c]',
            "[true, null]",
            "[]",
            "[a, 1]",
            "[a: b]",
            "{a: b}",
            "[[a]]",
        ),
        *(
            "|",
            ">",
            "&a x",
            "*a",
            "!x y",
            "? a",
            "%x",
            "@x",
            "`x`",
            "Zoë",
            "é",
            "a\u00a0b",
            "a\u2028b",
        ),
        *(
            '"\\u0926\\u0947"',
            '"a\\xE9b"',
            '"\\u00a0a"',
            '"a\\u2028"',
            '"\\ud83d\\ude00"',
            '"\\u0300x"',
            '"a\\"b\\\\"',
            '"\\n"',
            '"a\\tb"',
            '"\\u061c"',
            '"\\x41"',
            '"\\"',
        ),
        *("...", "---", "a]", "a, b", "_x", "１２", "a\u3000b", "x:y", "x::", "x#y", "?x", "!"),
    )
)
ENDS = st.sampled_from(("", "", "", "", " # c", "  # c # d", " #c", "# c", " #", " # ", "\t# c"))
LINE = st.one_of(
    st.tuples(SPACES, DASHES, KEYS, VALUES, ENDS).map("".join),
    st.sampled_from(("", "# comment", "  # comment", " ", "---", "...", "%YAML 1.2", "\t")),
)
DOCUMENT = st.lists(LINE, max_size=9).map("\n".join)


def long(text: str) -> Value:
    """What the reader makes of a text from libyaml's events; None where it refuses it."""
    problems: list[object] = []
    value, error = reader._parse(text.encode(), problems, shorten=False)  # type: ignore[arg-type] # only counted
    return None if error or problems else value


@settings(max_examples=3_000)
@given(DOCUMENT)
@example("a:\nb: c")
@example("a: b\n c")
@example("a: b\n c: d")
@example("a: b\n# c\n d")
@example("a:\n- b")
@example("a:\n  - b: c\n    d: e\n   f: g")
@example("a:\n  - b\n    - c")
@example("a: b\na: c")
@example("a:\n- b\n- c: d\n  e: f\ng: h")
@example("a:\n  b:\n  - c\n  d: e\nf: g")
@example("a:\n  - b\n- c")
@example("a:\n- b:\n  - c\n- d")
@example("---\na: b")
@example("---\n---\na: b")
@example("# c\n---\n---\na: b")
@example("# c\n ---\na: b")
def test_a_text_is_read_otherwise_line_by_line(text: str) -> None:
    if characters.REFUSED.search(text):
        return
    quick = lines.read(text)
    assert quick is None or repr(quick) == repr(long(text))


def test_a_file_of_this_repository_is_read_otherwise_line_by_line() -> None:
    quickly = 0
    for path in sorted(ROOT.glob("*/**/*.yml")):
        if path.relative_to(ROOT).parts[0] in {"influencers", "missions", "program", "tests"}:
            text = path.read_bytes().decode("utf-8", "replace")
            quick = None if characters.REFUSED.search(text) else lines.read(text)
            quickly += quick is not None
            assert quick is None or repr(quick) == repr(long(text)), path
    assert quickly > 300


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: b  # c\nd: 1 # e\n", {"a": "b", "d": 1}),
        ('"a": "b"  # c\n"d":\n- "e"\n', {"a": "b", "d": ["e"]}),
        ('a: "\\u0926\\xE9 \\"b\\\\"\n', {"a": 'द\xe9 "b\\'}),
        ('# c\n\na:\n  - "1"\n  - 1\n', {"a": ["1", 1]}),
        (
            "a:\n  - b: c\n    d:\n      e: f\n  - g\nh: i",
            {"a": [{"b": "c", "d": {"e": "f"}}, "g"], "h": "i"},
        ),
        ("a: [b, true]", {"a": ["b", True]}),
        ("a:\n- b: c\n  d: e\n- f\ng: h", {"a": [{"b": "c", "d": "e"}, "f"], "g": "h"}),
        ("a:\n  b:\n  - c\n  d: e\nf: g", {"a": {"b": ["c"], "d": "e"}, "f": "g"}),
        ("---\na: b\n", {"a": "b"}),
        ("# c\n\n---\n# d\na: b\n", {"a": "b"}),
    ],
)
def test_a_plain_text_takes_the_long_way(text: str, value: Value) -> None:
    assert lines.read(text) == value


def test_two_documents_share_a_list() -> None:
    first, second = lines.read("a: [b, c]"), lines.read("a: [b, c]")
    assert first is not None
    assert second is not None
    assert first["a"] is not second["a"]


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + ", ".join("b" * 1 for _ in range(3_000)) + "]",
        "\n".join(" " * n + "a:" for n in range(14)) + " b",
        "a: b\n" + "# c\n" * 3_000,
        "",
        "# c\n",
        "a:\n",
        "a",
        "- a",
    ],
)
def test_a_text_beyond_the_limits_takes_the_quick_way(text: str) -> None:
    assert lines.read(text) is None
