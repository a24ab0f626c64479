"""The official YAML test suite: what is taken equals its JSON, what is refused has its reason."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from goodword.source.documents import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require

TAKEN_THOUGH_IT_MUST_FAIL = {
    "9C9N": "libyaml lets a flow list go on in the first column",
    "9JBA": "libyaml takes a comment without a space before it after a bracket",
    "CVW2": "libyaml takes a comment without a space before it after a comma",
    "DK95-01": "libyaml lets a quoted text go on behind a tab",
    "G5U8": "libyaml takes a lone dash in a flow list for text",
    "QB6E": "libyaml lets a quoted text go on in the first column",
    "S98Z": "libyaml takes an empty block text with longer lines of spaces before its end",
    "SU5Z": "libyaml takes a comment without a space before it after quotes",
    "X4QW": "libyaml takes a comment without a space before it after the sign of a block text",
    "Y79Y-03": "libyaml takes a tab before an entry of a flow list",
    "YJV2": "libyaml takes a lone dash in a flow list for text",
}
"""Records that must fail and do not: none of them can be read in two ways."""

REFUSED_ON_PURPOSE = {
    "the anchor": 31,
    "the tag": 29,
    "directive": 15,
    "a list or mapping as a key": 11,
    "a second document": 9,
    "the file is empty": 3,
    "readers of YAML take differently": 2,
    "an escape for control character": 1,
}
"""How many records that are good YAML are refused with these words, the first that fit."""

REFUSED_BY_LIBYAML = {
    "an empty key": "2JQS CFD4 DFF7 FRK4 NHX8 NKF9 S3PD SM9W-01 UKK6-00",
    "a tab between indicator and value, or in an indented empty line": (
        "6BCT 6CA3 96NN-00 96NN-01 A2M4 DK95-00 DK95-03 DK95-04 Q5MG R4YG Y79Y-01 Y79Y-10"
    ),
    "a key of a flow mapping that goes on in the next line": (
        "4MUZ-00 4MUZ-01 4MUZ-02 5MUD 9SA2 K3WX NJ66 UT92 VJP3-01"
    ),
    "a text that begins with a colon in a flow list or mapping": "4ABK 58MP 5T43 DBG4 HM87-00",
    "documents without content, or without a line of dashes between them": "7Z25 HWV9 M7A3 QT73",
    "a block text as the document that is not indented": "DK3J FP8R",
    "a name of an anchor with odd characters": "8XYN W5VH",
}
"""Records that are good YAML and that libyaml cannot read, by what is odd about them."""


class Case(NamedTuple):
    name: str
    data: bytes
    must_fail: bool
    documents: list[object]


def cases(folder: Path) -> list[Case]:
    found = []
    for path in sorted(folder.glob("*.in.yaml")):
        name = path.name.removesuffix(".in.yaml")
        meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
        documents = list(values(meta.get("json", "")))
        found.append(Case(name, path.read_bytes(), meta["fail"], documents))
    return found


def values(text: str) -> list[object]:
    decoder = json.JSONDecoder(parse_float=Decimal)
    found = []
    text = text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:].lstrip()
    return found


@pytest.fixture(scope="module")
def corpus(require: Require) -> list[Case]:
    found = cases(require("corpora") / "yaml-test-suite" / "cases")
    assert len(found) == 405
    return found


def test_a_value_differs_from_the_one_that_the_suite_expects(corpus: list[Case]) -> None:
    taken = 0
    for case in corpus:
        value, diagnostics = read_document(case.data, case.name)
        if not diagnostics and not case.must_fail:
            assert [value] == case.documents, case.name
            taken += 1
    assert taken == 167, "fewer records are taken, or more: is the reader still the same?"


def test_a_record_is_taken_that_must_fail(corpus: list[Case]) -> None:
    taken = {c.name for c in corpus if c.must_fail and not read_document(c.data, c.name)[1]}
    assert taken == set(TAKEN_THOUGH_IT_MUST_FAIL)


def test_good_yaml_is_refused_without_a_reason_of_ours(corpus: list[Case]) -> None:
    reasons: Counter[str] = Counter()
    rest = set()
    for case in corpus:
        _, diagnostics = read_document(case.data, case.name)
        if diagnostics and not case.must_fail:
            messages = " ".join(each.message for each in diagnostics)
            reason = next((words for words in REFUSED_ON_PURPOSE if words in messages), None)
            if reason is None:
                rest.add(case.name)
            else:
                reasons[reason] += 1
    assert dict(reasons) == REFUSED_ON_PURPOSE
    assert rest == {name for names in REFUSED_BY_LIBYAML.values() for name in names.split()}


def test_a_refusal_stands_outside_the_text(corpus: list[Case]) -> None:
    for case in corpus:
        lines = case.data.decode().split("\n")
        for each in read_document(case.data, case.name)[1]:
            assert each.mark, case.name
            assert 1 <= each.mark.line <= each.mark.end_line <= len(lines), case.name
            assert each.mark.column <= len(lines[each.mark.line - 1]) + 1, case.name
