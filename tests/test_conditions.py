"""Conditions measure what was done over a span of days, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.ledger.conditions import Deed, Facts, Measured, Tally, measured, words
from goodword.model.conditions import MEASURES, Condition
from goodword.model.shape import made
from goodword.texts import LANGUAGES, Named, Texts

ALWAYS = (0, 10**7)
DEEDS = (
    Deed(100, 50, "a/1", "a", 100, "Beth"),
    Deed(101, 50, "a/2", "a", 100, " beth"),
    Deed(110, 20, "b/1", "b", 110, "Carl"),
    Deed(120, 0, "c/1", "c", 119),
    Deed(121, -30),
)
GROUPS = {"writing": ("a", "c")}
FACTS = Facts(
    DEEDS, since=90, in_tier=lambda tier, first, last: len(tier) * (last - first), groups=GROUPS
)


@pytest.mark.parametrize(
    ("condition", "span", "there"),
    [
        ({"points": 1}, ALWAYS, 90),
        ({"points": 1}, (101, 120), 70),
        ({"points": 1}, (121, 121), -30),
        ({"claims": 1}, ALWAYS, 4),
        ({"claims": 1}, (101, 110), 2),
        ({"claims": 1, "of": "a"}, ALWAYS, 2),
        ({"claims": 1, "of": "writing"}, ALWAYS, 3),
        ({"claims": 1, "of": "nothing"}, ALWAYS, 0),
        ({"missions": 1}, ALWAYS, 3),
        ({"missions": 1}, (100, 101), 1),
        ({"people_helped": 1}, ALWAYS, 2),
        ({"days": 1}, ALWAYS, 3),
        ({"days": 1}, (100, 109), 1),
        ({"since_days": 1}, (100, 150), 60),
        ({"since_days": 1}, (0, 80), 0),
        ({"in_tier_days": 1, "tier": "gold"}, (100, 110), 40),
    ],
)
def test_a_measure_counts_something_else(
    condition: dict[str, Any], span: tuple[int, int], there: int
) -> None:
    asked = Condition(**condition)
    assert measured([asked], FACTS, span) == (Measured(asked, there, 1),)


def test_who_is_no_member_has_days_as_one() -> None:
    assert measured([Condition(since_days=5)], Facts(DEEDS), ALWAYS)[0].there == 0


def test_a_share_of_what_is_needed_is_rounded_down() -> None:
    asked = [Condition(points=55), Condition(claims=1), Condition(days=10)]
    found = measured(asked, FACTS, ALWAYS, percent=90)
    assert [each.needed for each in found] == [50, 1, 9]
    assert [each.short for each in found] == [0, 0, 6]


def test_a_count_that_was_kept_differs_from_one_made_anew() -> None:
    kept = Tally(DEEDS[:2])
    for each in DEEDS[2:]:
        kept.add(each)
    asked = [made(Condition, {each: 2}) for each in MEASURES[:5]]
    assert measured(asked, Facts(), ALWAYS, tally=kept) == measured(asked, FACTS, ALWAYS)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_has_no_words_in_a_language(language: str, measure: str) -> None:
    texts, more = Texts(language), {"tier": "gold"} if measure == "in_tier_days" else {}
    said = {
        number: texts.say(words(made(Condition, {measure: 7, **more}), number)) for number in (1, 7)
    }
    assert said[1].startswith("1 ")
    assert said[7].startswith("7 ")
    assert said[1][1:] != said[7][1:]


def test_words_leave_out_what_is_counted() -> None:
    english, asked = Texts("en"), Condition(claims=3, of="write-a-guide")
    assert english.say(words(asked, 3)) == "3 approved claims of write-a-guide"
    assert words(asked, 3).values["of"] == Named("mission", "write-a-guide")
    assert words(asked, 3, ("write-a-guide",)).values["of"] == Named("group", "write-a-guide")
    assert english.say(words(Condition(in_tier_days=9, tier="gold"), 2)) == "2 days in gold"
