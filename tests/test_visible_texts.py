"""Where words are asked, blanks and invisible letters are none, in whichever field."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.source.schemas.visible import EDGES, is_trimmed
from goodword.source.trees import Overlay
from tests.refusal_files import CLAIM, GIVEN
from tests.test_cases import found, laid

BEN = "influencers/ben/profile.yml"
MEMBER = "stage: member\nsince: '2026-03-01'\ncategory: journalist\n"
ITEM = "program/feedback/2026-10-08-export.yml"
DECIDED = (
    "title: %s\nsteps:\n  - {step: received, date: '2026-10-08', from: [ana], by: maya,"
    " channel: mail, summary: Slow.}\n"
    "  - {step: decided, date: '2026-10-10', by: tom, outcome: planned, rationale: %s,"
    " say: {members: %s}}\n"
)
WORDS = "It is what newcomers ask for."
NONE = {
    "blanks": '"   "',
    "single quotes": "'  '",
    "a tab": r'"\t"',
    "a no-break space": '"\u00a0"',
    "a plain no-break space": "\u00a0",
    "a zero-width space": "\u200b",
    "an escape": r'"\u200b\u2060"',
    "a filler": "\u3164",
    "a braille blank": "\u2800",
    "a soft hyphen": "\u00ad",
    "a selector": "\ufe0f",
    "a tag": "\U000e0041",
    "a block of blanks": "|2\n     \n     \n",
}


def said(path: str, text: str) -> set[tuple[str, str]]:
    diagnostics, _ = found(Overlay(laid(None), {path: text.encode()}))
    return {(each.rule, each.message) for each in diagnostics}


@pytest.mark.parametrize("case", sorted(NONE))
def test_a_name_that_nobody_sees(case: str) -> None:
    (only,) = said(BEN, f"{MEMBER}name: {NONE[case]}\n")
    assert only == ("schema", "name is empty, expected text")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ('" "', "write a value, or leave the line out"),
        ('"\u200b"', "U+200B ZERO WIDTH SPACE alone, which editors may not show; delete it"),
        ("\u3164", "U+3164 HANGUL FILLER alone, which editors may not show; delete it"),
        ('"\u2800"', "U+2800 BRAILLE PATTERN BLANK alone, which editors may not show; delete it"),
    ],
)
def test_what_nobody_sees_is_not_named(name: str, hint: str) -> None:
    diagnostics, _ = found(Overlay(laid(None), {BEN: f"{MEMBER}name: {name}\n".encode()}))
    assert [each.hint for each in diagnostics] == [hint]


@pytest.mark.parametrize(
    ("path", "text", "key"),
    [
        (ITEM, DECIDED % ('" "', WORDS, "Well."), "title"),
        (ITEM, DECIDED % ("{en: '  ', es: Ok}", WORDS, "Well."), "en"),
        (ITEM, DECIDED % ('{en: Export, es: "\u200b"}', WORDS, "Well."), "es"),
        (ITEM, DECIDED % ("Export", '"Yes.                          "', "Well."), "rationale"),
        (ITEM, DECIDED % ("Export", '"\u200b%s"' % ("\u200b" * 30), "Well."), "rationale"),
        (ITEM, DECIDED % ("Export", WORDS, '" "'), "members"),
        (GIVEN, "kind: thanks\nby: maya\nhelped: ' '\n", "helped"),
        (GIVEN, "kind: extension\nby: maya\nof: all\nuntil: '2027-12-31'\nreason: ' '\n", "reason"),
        (
            CLAIM,
            (
                "evidence: https://example.org/a\n"
                "decision: {outcome: declined, by: maya, date: '2026-10-12', reason: ' '}\n"
            ),
            "reason",
        ),
        (
            "missions/talk/mission.yml",
            "title: Talk\ninstructions: ' '\npoints: 5\n",
            "instructions",
        ),
    ],
)
def test_words_that_are_none(path: str, text: str, key: str) -> None:
    (only,) = said(path, text)
    assert only[0] == "schema"
    assert key in only[1]


@pytest.mark.parametrize(
    "name",
    ["'  Ana '", '"Ана"', '"\u0905\u0928\u093e"', '"\u0646\u200c\u0627"', '"\u2764\ufe0f"', '"-"'],
)
def test_a_name_with_something_to_see_is_refused(name: str) -> None:
    assert said(BEN, f"{MEMBER}name: {name}\n") == set()


@given(st.text("a\u00e9 \n\t\r\u00a0\u200b\u3164\ufe0f\U000e0041\u0301", max_size=6))
def test_a_text_with_unseen_edges_is_taken_for_trimmed(text: str) -> None:
    assert is_trimmed(text) is (EDGES.sub("", text) == text)


def test_a_letter_is_seen_in_one_place_only() -> None:
    for code in range(sys.maxunicode + 1):
        assert is_trimmed(chr(code)) is (EDGES.sub("", chr(code)) != ""), code
