"""The strict reader against hostile input: nothing raises, every refusal has its place, and the
work grows no faster than the input."""

from __future__ import annotations

import base64
import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.source import characters
from goodword.source.documents import LIMIT, lines, read_document, reader
from tests.fuzz_documents import fault, main, mutations

if TYPE_CHECKING:
    from tests.conftest import Require

FOUND = {
    "a last line of spaces in a block text": b"a: |\n  x\n   ",
    "a last line of tabs": b"a: b\n\t",
    "a question mark in a flow list": b"[?x]",
    "a question mark after a line break": b"{\n?x: y}",
    "a duplicate in what is itself a duplicate": b"a: {x: 1}\nb: 1\na: {y: 1, y: 2}",
    "a duplicate after a list as key": b'? [a]\n: 1\n"\\0": 1\nb: 1\nb: 2',
    "an error behind the last line": b"a: [b,\n",
    "an error in an empty last line": b'a: "b\n\n',
    "digits that are no number": b"a: " + b"1" * 60_000 + b"x",
    "digits that are a number": b"a: " + b"1" * 60_000,
    "a line of a byte-order mark": b"\xef\xbb\xbf\r\n",
    "an exponent of many digits": b"a: 1e" + b"9" * 60_000,
}
"""Inputs that once went wrong, or would with a simpler reader."""

HOSTILE = {
    "alias bomb": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120)),
    "deep flow": b"[" * 100_000,
    "deep flow at the limit": b"[" * LIMIT,
    "deep braces": b"{a: " * 16_000,
    "deep block": b"- " * 32_000,
    "deep questions": b"? " * 32_000,
    "deep indentation": b"".join(b" " * n + b"a:\n" for n in range(300)),
    "a scalar of 10 MB": b"a: " + b"x" * 10_000_000,
    "many keys": b"".join(b"k%d: v\n" % n for n in range(6_000)),
    "many equal keys": b"k: v\n" * 12_000,
    "many quotes": b"'" * 65_000,
    "many double quotes": b'"" ' * 20_000,
    "many lines in quotes": b'a: "' + b"\n" * 60_000 + b'"',
    "many anchors": b"- &a x\n" * 9_000,
    "many commas": b"[" + b"a," * 32_000 + b"]",
    "many flow pairs": b"[" + b":," * 32_000 + b"]",
    "many empty documents": b"---\n" * 16_000,
    "many directives": b"%A\n" * 21_000,
    "many comments": b"#\n" * 32_000,
    "many escapes": b'a: "' + b"\\0" * 32_000 + b'"',
    "many control characters": b"\x01" * 65_000,
    "many line ends": b"\r" * 65_000,
    "many question marks": b"[" + b" ?a," * 16_000 + b"]",
    "many open brackets on lines": b"[\n" * 32_000,
    "many tabs": b"a:\n" + b"\t" * 65_000,
    "many colons": b":" * 65_000,
    "many exclamation marks": b"!" * 65_000,
    "long key": b"k" * 65_000 + b": v",
    "long key in quotes": b'"' + b"k" * 65_000 + b'": v',
    "only multibyte": b"a: " + "😀".encode() * 16_000,
    "only spaces": b" " * 65_000,
    "only line ends": b"\n" * 65_000,
}


def test_a_mutated_file_breaks_the_reader() -> None:
    faults = [(data, words) for data in mutations(50_000) if (words := fault(data))]
    assert not faults


def test_the_fuzzer_is_blind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--count", "300"]) == 0
    monkeypatch.setattr("tests.fuzz_documents.read_document", lambda _data, _path: ({"a": 1}, ()))
    assert main(["--count", "300"]) == 1
    assert "for" in capsys.readouterr().out
    monkeypatch.setattr("tests.fuzz_documents.read_document", lambda _data, _path: (None, ()))
    assert main(["--count", "3"]) == 1


@pytest.mark.parametrize("name", [*FOUND, *HOSTILE])
def test_a_hostile_file_breaks_the_reader(name: str) -> None:
    assert not fault((FOUND | HOSTILE)[name])


@given(st.binary(max_size=60))
def test_any_bytes_break_the_reader(data: bytes) -> None:
    assert not fault(data)


@given(st.text(max_size=60))
def test_any_text_breaks_the_reader(text: str) -> None:
    assert not fault(text.encode("utf-8", "surrogatepass"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), JSON, min_size=1, max_size=3))
def test_json_is_read_as_itself(value: dict[str, object]) -> None:
    text = json.dumps(value, ensure_ascii=False)
    read, diagnostics = read_document(text.encode("utf-8", "surrogatepass"), "f")
    if characters.REFUSED.search(text) or "\\" in text:
        return
    assert not diagnostics
    assert read == value


def test_a_naughty_string_is_read_as_itself(require: Require) -> None:
    listed = json.loads((require("corpora") / "blns" / "blns.base64.json").read_bytes())
    taken = 0
    for each in listed:
        text = base64.b64decode(each).decode("utf-8", "replace")
        data = b"a: " + json.dumps(text, ensure_ascii=False).encode() + b"\n"
        read, diagnostics = read_document(data, "f")
        assert not fault(data)
        assert bool(diagnostics) == bool(characters.REFUSED.search(text))
        if not diagnostics:
            assert read == {"a": text}
            taken += 1
    assert taken > 400


def steps(data: bytes) -> int:
    """How many calls, of Python or C, the reader makes for an input."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    reader._KEYS.clear()
    reader._PLAIN.clear()
    lines._known.clear()
    lines._heads.clear()
    sys.setprofile(seen)
    try:
        read_document(data, "f")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_faster_than_the_input(name: str) -> None:
    data = HOSTILE[name][:LIMIT]
    whole, half, small = steps(data), steps(data[: LIMIT // 2]), steps(data[: LIMIT // 4])
    assert whole <= max(3 * half, 2_000)
    assert half <= max(3 * small, 2_000)
    assert whole < 12 * LIMIT
