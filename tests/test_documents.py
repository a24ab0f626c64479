"""The strict reader: what it takes, and that each refusal names its place and the way out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Mark
from goodword.source import characters
from goodword.source.documents import LIMIT, LIST, locate, read_document
from goodword.source.documents.reader import LEVELS, NODES, PROBLEMS
from goodword.source.documents.scalars import Refused, resolve

if TYPE_CHECKING:
    from tests.conftest import Golden

TAKEN = {
    "a: NO": "NO",
    "a: on": "on",
    "a: 12:30": "12:30",
    "a: 2026-01-02": "2026-01-02",
    "a: 1_000": "1_000",
    "a: 0b101": "0b101",
    "a: 1.2.3": "1.2.3",
    "a: 1e": "1e",
    "a: +": "+",
    "a: .": ".",
    "a: -x": "-x",
    "a: 100": 100,
    "a: -7": -7,
    "a: +7": 7,
    "a: 0": 0,
    "a: 999999999999999999": 999_999_999_999_999_999,
    "a: 0.5": Decimal("0.5"),
    "a: -.25": Decimal("-0.25"),
    "a: 1.50": Decimal("1.50"),
    "a: 15e-1": Decimal("1.5"),
    "a: true": True,
    "a: False": False,
    "a: null": None,
    "a: ~": None,
    "a:": None,
    'a: "007"': "007",
    "a: '1.0'": "1.0",
    'a: "x\\ty\\n"': "x\ty\n",
    'a: "\\u00e9\\U0001F600"': "é😀",
    "a: |\n  x\n  y": "x\ny",
    "a: >\n  x\n  y\n": "x y\n",
    "a: שלום\u200f": "שלום\u200f",
    "---\na: 1\n...\n": 1,
    "a: [1, x, {b: c}]": [1, "x", {"b": "c"}],
    "? a\n: 1": 1,
    "a: {? b : c}": {"b": "c"},
    "a: x?y": "x?y",
    "a: ?x": "?x",
    "a: 100%": "100%",
    "a: wow!": "wow!",
    "a: R&D": "R&D",
}

REFUSED = {
    "a key twice": "a: 1\nb:\n  a: 1\n  c: 2\n  a: 3\n",
    "a key twice, quoted": 'a: 1\n"a": 2\n',
    "a key twice in a key that stands twice": "a:\n  x: 1\nb: 1\na:\n  y: 1\n  y: 2\n",
    "a key twice in a list": "a: [x, {b: 1, b: 2}]\n",
    "anchor, alias": "a: &base x\nb: *base\n",
    "an alias as a key": "a: &k x\n*k : y\n",
    "bold text": "a: *important* news\n",
    "tag": "a: !!str 1\nb: !secret x\n",
    "an unquoted exclamation": "a: !important\n",
    "merge key": "a: {x: 1}\nb:\n  <<: {y: 2}\n",
    "directives": "%YAML 1.1\n%FOO bar\n---\na: 1\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "something after the document": "a: 1\n...\nb: 2\n",
    "empty": "",
    "only a comment": "# nothing\n",
    "only a dash line": "---\n",
    "null": "null\n",
    "keys that are no text": "1: a\ntrue: b\nnull: c\n1.5: d\n0x1F: e\n",
    "no key": ": a\n",
    "a list as key": "? [a, b]\n: 1\nc: 007\n",
    "hexadecimal": "a: 0x1F\n",
    "octal": "a: 0o17\n",
    "leading zeros": "a: 007\nb: -01\nc: 00.5\n",
    "long number": "a: 1234567890123456789\nb: 1e99\nc: 1e-99\nd: 1e1000\n",
    "long fraction": "e: 0.1234567890123456789\n",
    "not finite": "a: .inf\nb: -.INF\nc: .nan\n",
    "whole with a point": "a: 1.0\nb: 1e2\nc: 1.\nd: 0.0\ne: 2.50e1\n",
    "tab as indentation": "a:\n\tb: 1\n",
    "tab after spaces": "a:\n  b: 1\n \tc: 2\n",
    "colon in a text": "a: see: this\n",
    "bad indentation": "a: 1\n b: 2\n",
    "key too far left": "a:\n    b: 1\n  c: 2\n",
    "missing colon": "a: 1\nb\nc: 2\n",
    "missing colon on the first line": "a\nb: 2\n",
    "missing colon in an item": "a:\n  - kind\n    url: x\n",
    "missing space after the colon": "a: 1\nb:x\nc: 2\n",
    "quotes that close too late": 'a: "x\nb: "y"\nc: "z"\n',
    "single quotes inside single quotes": "a: 'it's'\nb: 'x'\n",
    "missing item": "a:\n  - x\n  b: 1\n",
    "item beside its key": "a: - x\n",
    "open quote": 'a: "x\nb: 1\n',
    "open single quote": "a: 'x\n",
    "open list": "a: [1, 2\nb: 3\n",
    "open mapping": "a: {b: 1\nc: 2\n",
    "at sign": "a: @ana\n",
    "backtick": "a: `code`\n",
    "percent": "a: %x\n",
    "unknown escape": 'a: "C:\\dir"\n',
    "short escape": 'a: "\\u12"\n',
    "lone surrogate": 'a: "\\ud800"\n',
    "surrogate pair": 'a: "\\ud83d\\ude00"\n',
    "escaped NUL": 'a: "x\\0y"\n"b\\e": 1\n',
    "escaped override": 'a: "\\u202e"\n',
    "text after the bar": "a: |x\n  y\n",
    "document end in quotes": 'a: "x\n---\n"\n',
    "question mark that readers take differently": "a: [?x]\n",
    "lone ampersand": "a: & b\n",
    "control characters": "a: x\x07y\nb: \x00\n\x1b[31m: c\n",
    "C1 and separators": "a: x\x85y\u2028z\u2029\n",
    "overrides": "a: \u202eevil\u2066\n# \u202d in a comment\n",
    "CR LF": "a: 1\r\nb: 2\r\n",
    "CR": "a: 1\rb: 2\r",
    "byte-order mark": "\ufeffa: 1\n",
    "several at once": "\ufeffa: 1.0\r\na: \x07\r\nb: &x 007\r\n",
    "levels": "[" * (LEVELS + 1),
}

BYTES = {
    "not UTF-8": b"a: 1\nb: caf\xe9\n",
    "UTF-16 with a mark": "a: 1\n".encode("utf-16"),
    "UTF-16 without one": "a: 1\n".encode("utf-16-le"),
    "overlong": b"a: \xc0\x80\n",
    "surrogate bytes": b"a: \xed\xa0\x80\n",
    "cut off": "a: é".encode()[:-1],
    "too large": b"a: " + b"x" * LIMIT,
}


@pytest.mark.parametrize("text", TAKEN)
def test_a_value_is_read_as_the_core_schema_has_it(text: str) -> None:
    value, diagnostics = read_document(text.encode(), "f.yml")
    assert not diagnostics
    assert isinstance(value, dict)
    assert value == {"a": TAKEN[text]}
    assert type(value["a"]) is type(TAKEN[text])


def test_a_decimal_keeps_the_digits_that_were_written() -> None:
    value, _ = read_document(b"a: 1.50\n", "f.yml")
    assert value == {"a": Decimal("1.50")}
    assert isinstance(value, dict)
    assert str(value["a"]) == "1.50"


def test_refusals_name_the_stretch_what_is_wrong_and_how_to_mend_it(golden: Golden) -> None:
    cases = {title: text.encode() for title, text in REFUSED.items()} | BYTES
    lines = []
    for title, data in cases.items():
        value, diagnostics = read_document(data, "f.yml")
        assert value is None
        assert diagnostics, title
        lines.append(f"## {title}")
        for each in diagnostics:
            mark = each.mark
            where = "the file"
            if mark:
                where = f"{mark.line}:{mark.column}-{mark.end_line}:{mark.end_column}"
            lines.append(f"{where}: {each.message}" + f" ({each.hint})" * bool(each.hint))
        lines.append("")
    golden("refused-yaml.txt", "\n".join(lines))


@pytest.mark.parametrize("text", REFUSED)
def test_a_refusal_speaks_in_the_one_tone(text: str) -> None:
    for each in read_document(REFUSED[text].encode(), "f.yml")[1]:
        assert each.rule == "yaml"
        assert each.place.path == "f.yml"
        for words in (each.message, each.hint):
            assert not words.endswith(".")
            assert "invalid" not in words
            assert characters.REFUSED.search(words) is None, "terminal escapes reach the reader"


def test_a_file_at_each_limit_is_taken_and_one_more_is_not() -> None:
    size = b"a: " + b"x" * (LIMIT - 4) + b"\n"
    assert not read_document(size, "f")[1]
    assert read_document(size + b"\n", "f")[1]
    levels = "[" * LEVELS + "]" * LEVELS
    assert not read_document(levels.encode(), "f")[1]
    assert read_document(f"[{levels}]".encode(), "f")[1]
    nodes = "[" + "x," * (NODES - 1) + "]"
    assert not read_document(nodes.encode(), "f")[1]
    assert read_document(f"[x,{nodes[1:]}".encode(), "f")[1]
    keys = "{" + ",".join(f"k{n}: v" for n in range((NODES - 1) // 2)) + "}"
    assert not read_document(keys.encode(), "f")[1]
    assert read_document(("{a: b," + keys[1:]).encode(), "f")[1]


def test_a_flood_of_problems_is_cut_off() -> None:
    data = b"".join(b"a: 007\n" for _ in range(500))
    assert PROBLEMS <= len(read_document(data, "f")[1]) <= PROBLEMS + 1
    data = b"a: \x07\x07\x07\n" * 500
    assert len(read_document(data, "f")[1]) <= 2 * PROBLEMS


def test_a_quoted_number_that_was_seen_as_a_key_does_not_let_the_plain_one_pass() -> None:
    assert not read_document(b'"1": a\n"<<": b\n"": c\n', "f")[1]
    assert [each.message for each in read_document(b"1: a\n", "f")[1]] == [
        "the key `1` is not text"
    ]
    assert read_document(b"<<: {a: 1}\n", "f")[1]


def test_an_answer_that_depends_on_what_was_read_before() -> None:
    texts = [text.encode() for text in (*TAKEN, *REFUSED.values())]
    first = [read_document(text, "f") for text in texts]
    assert [read_document(text, "f") for text in reversed(texts)] == first[::-1]


TEXT = """\
# a comment
title: Größe 😀 zählt
"quoted key": 'it''s'
evidence:
  - kind: link
    url: https://example.org/
  - {kind: document, title: "two words"}
points:
text: |
  first
  second

flow: [1, 2,
  3]
nested:
  - - deep
"""


@pytest.mark.parametrize(
    ("pointer", "key", "mark"),
    [
        ((), False, Mark(2, 1, 2, 1)),
        (("title",), False, Mark(2, 8, 2, 21)),
        (("title",), True, Mark(2, 1, 2, 6)),
        (("quoted key",), True, Mark(3, 1, 3, 13)),
        (("quoted key",), False, Mark(3, 15, 3, 22)),
        (("evidence",), False, Mark(5, 3, 5, 15)),
        (("evidence",), True, Mark(4, 1, 4, 9)),
        (("evidence", 0), False, Mark(5, 5, 5, 15)),
        (("evidence", 0), True, Mark(5, 5, 5, 15)),
        (("evidence", 0, "url"), False, Mark(6, 10, 6, 30)),
        (("evidence", 0, "url"), True, Mark(6, 5, 6, 8)),
        (("evidence", 1), False, Mark(7, 5, 7, 41)),
        (("evidence", 1, "title"), False, Mark(7, 29, 7, 40)),
        (("points",), False, Mark(8, 1, 8, 7)),
        (("text",), False, Mark(9, 7, 12, 1)),
        (("flow",), False, Mark(13, 7, 14, 5)),
        (("flow", 2), False, Mark(14, 3, 14, 4)),
        (("nested", 0, 0), False, Mark(16, 7, 16, 11)),
        (("evidence", 0, "missing"), False, Mark(5, 5, 5, 15)),
        (("evidence", 9), False, Mark(5, 3, 5, 15)),
        (("title", "into", "a", "text"), True, Mark(2, 8, 2, 21)),
        (("missing",), True, Mark(2, 1, 2, 1)),
    ],
)
def test_a_value_is_found_in_the_text(
    pointer: tuple[str | int, ...], key: bool, mark: Mark
) -> None:
    assert locate(TEXT.encode(), pointer, key=key) == mark


def test_a_place_in_what_cannot_be_read_does_not_raise() -> None:
    assert locate(b"\xff\xfe", ("a",)) is None
    assert locate(b"", ("a",)) is None
    assert locate(b"# x\n", ()) is None
    assert locate(b"a: [1\nb: {", ("a", 5)) is not None
    assert locate(b"? [a, {b: c}]\n: x\nd: 1\n", ("d",)) == Mark(3, 4, 3, 5)
    assert locate(b"*x : 1\nd: *y\n", ("d",), key=True) == Mark(2, 1, 2, 2)


def test_a_map_has_no_more_room_than_a_record() -> None:
    text = "".join(f"k{number}: v\n" for number in range(3_000)).encode()
    assert read_document(text, "map.yml")[0] is None
    value, found = read_document(text, "map.yml", LIST)
    assert not found
    assert isinstance(value, dict)
    assert len(value) == 3_000
    many = "".join(f"k{number}: v\n" for number in range(150_000)).encode()
    assert "more than 200000 values" in read_document(many, "map.yml", LIST)[1][0].message
    assert "larger than 4096 KiB" in read_document(b"a" * 5_000_000, "x", LIST)[1][0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1e-18", None),
        ("1e-19", "is a number of more than 18 digits"),
        ("1.5e17", "is whole, but written with a point or an exponent"),
        ("1.5e18", "is a number of more than 18 digits"),
    ],
)
def test_a_fraction_of_exactly_so_many_digits_is_refused_or_one_more_taken(
    text: str, said: str | None
) -> None:
    found = resolve(text)
    if said is None:
        assert found == Decimal(text)
    else:
        assert isinstance(found, Refused)
        assert found.message.endswith(said)
