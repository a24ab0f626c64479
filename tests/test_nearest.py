"""Tests of `goodword.nearest`."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.nearest import Known, alike, did_you_mean, nearest, one_of, without_guess

TIERS = ("bronze", "silver", "gold", "per_influencer", "end-of-cycle")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("glod", "gold"),
        ("GOLD", "gold"),
        ("Silver", "silver"),
        ("per-influencer", "per_influencer"),
        ("end of cycle", "end-of-cycle"),
        ("platinum", None),
        ("", None),
        ("g", None),
        ("gold" * 26, None),
    ],
)
def test_another_word_is_meant(word: str, meant: str | None) -> None:
    assert nearest(word, TIERS) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("jan", "jan-kruger"),
        ("Kruger", "jan-kruger"),
        ("slow-export", "2026-08-03-slow-export"),
        ("slow", "2026-08-03-slow-export"),
        ("j", None),
        ("ja", None),
        ("export-slow", None),
        ("08-slow", None),
    ],
)
def test_whole_parts_of_a_longer_word_stand_for_it(word: str, meant: str | None) -> None:
    known = ["2026-08-03-slow-export", "jan-kruger", "x-janice-long-name"]
    assert nearest(word, known) == meant


def test_the_order_of_the_known_words_decides() -> None:
    known = ["ana-lopes", "ana-lopez", "Ana-Lopes"]
    assert nearest("ana-lope", known) == nearest("ana-lope", reversed(known))


def test_a_message_goes_on_otherwise() -> None:
    assert did_you_mean("glod", TIERS) == ', did you mean "gold"?'
    assert not did_you_mean("platinum", TIERS)


@pytest.mark.parametrize(
    ("word", "known", "words"),
    [
        ("glod", TIERS, ', did you mean "gold"?'),
        ("teacher", ["practitioner"], ", expected practitioner"),
        ("teacher", ["journalist", "analyst"], ", expected one of analyst, journalist"),
        ("teacher", [], ""),
        ("teacher", [f"kind-{each}" for each in range(7)], ""),
        ("x", [f"kind-{each}" for each in range(6)], ", expected one of kind-0, kind-1"),
    ],
)
def test_the_few_that_there_are_stay_unnamed(word: str, known: list[str], words: str) -> None:
    found = one_of(word, known)
    assert found.startswith(words) if words else not found


def test_two_spellings_of_one_text_are_two_texts() -> None:
    assert alike("Jose\u0301  said\nYES") == alike("jos\u00e9 said yes")
    assert alike("Straße") == alike("STRASSE")
    assert alike("Jose") != alike("José")
    assert nearest("cafe\u0301s", ["cafés", "cases"]) == "cafés"


WORDS = st.text("ab0-é", max_size=12)


@given(st.lists(WORDS, max_size=12), WORDS)
def test_it_is_another_word_than_difflib_finds_among_all(known: list[str], word: str) -> None:
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6) if word else []
    parts = [each for each in sorted(known) if len(word) > 1 and f"-{word}-" in f"-{each}-"]
    assert nearest(word, known) == next(iter(close or parts), None)


def test_many_questions_to_the_same_words_compare_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    ratio = SequenceMatcher.ratio

    def counted(matcher: SequenceMatcher[str]) -> float:
        nonlocal compared
        compared += 1
        return ratio(matcher)

    monkeypatch.setattr(SequenceMatcher, "ratio", counted)
    known = Known(
        f"{one}{two}-{one}{three}" for one in "abcde" for two in "fghij" for three in "klm"
    )
    assert known.nearest("bj-bx") in {"bj-bk", "bj-bl", "bj-bm"}
    assert compared < 10


@pytest.mark.parametrize("known", [TIERS, ("gold",), ("zebra", "other-thing"), ()])
@pytest.mark.parametrize("word", ["glod", "platinum"])
def test_a_message_is_another_when_what_was_meant_is(word: str, known: tuple[str, ...]) -> None:
    message = f'there is no tier "{word}"'
    assert without_guess(f"{message}{one_of(word, known)}") == message
    assert without_guess('is "big, did you mean it?", expected 5') == 'is "big, did you mean it?"'
    kept = 'is "x, expected one of y"'
    assert without_guess(kept) == kept
