"""Conditions measure what was done over a span of days, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.book import Book, Span
from goodword.ledger.conditions import Deed, Facts, Measured, Tally, measured, words
from goodword.ledger.deeds import deeds_of
from goodword.ledger.running import run
from goodword.model.conditions import MEASURES, Condition
from goodword.model.shape import made
from goodword.texts import LANGUAGES, Named, Texts
from tests.ledger_program import approved, claim, mission, person, program

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


def book(files: dict[str, Any], on: str, **settings: Any) -> Book:
    """Ana's book at a day's end."""
    today = date.fromisoformat(on)
    whole = program({**person("ana"), **person("beth"), **files}, **settings)
    ledger = compute(whole, today)
    records = ledger.gathered.people["ana"]
    span = Span(today.toordinal(), closing=False, closings=())
    return run(Book(ledger.terms, "ana", whole.influencers["ana"], records, span))


def deeds(files: dict[str, Any], on: str, **settings: Any) -> list[tuple[str, int, str]]:
    """What Ana's deeds are on a day: when they count, for how much, and their mission."""
    day = date.fromisoformat(on).toordinal()
    found = deeds_of(book(files, on, **settings), day)
    return [(str(date.fromordinal(each.day)), each.points, each.mission) for each in found]


AT_ONCE = {"maturation_days": 0, "expiry": "never"}
GIVEN = {"kind": "adjustment", "by": "maya", "reason_code": "goodwill", "summary": "For the talk."}


def test_a_deed_counts_on_the_day_it_was_posted_though_in_time() -> None:
    files = {**mission(), **claim("ana", "2026-03-30", decision=approved("2026-04-05"))}
    assert deeds(files, "2026-04-30", points=AT_ONCE) == [("2026-03-30", 100, "guide")]
    late: dict[str, Any] = {"submitted": "2026-05-05", "decision": approved("2026-05-06")}
    files = {**mission(), **claim("ana", "2026-03-30", **late)}
    assert deeds(files, "2026-06-30", points=AT_ONCE) == [("2026-05-06", 100, "guide")]


def test_what_matures_counts_already() -> None:
    files = {**mission(), **claim("ana", "2026-03-30", decision=approved("2026-04-05"))}
    slow = {"maturation_days": 10, "expiry": "never"}
    assert deeds(files, "2026-04-14", points=slow) == []
    assert deeds(files, "2026-04-15", points=slow) == [("2026-03-30", 100, "guide")]


def test_an_award_of_nothing_is_no_deed_or_a_cut_one_is() -> None:
    files = {
        **mission(points={"value": 0}),
        **claim("ana", "2026-03-01", decision=approved("2026-03-02", 0)),
    }
    assert deeds(files, "2026-04-30", points=AT_ONCE) == [("2026-03-01", 0, "guide")]
    shared = {"shares": {"ana": 0, "beth": 0}}
    files |= claim(
        "beth", "2026-03-05", together=["ana"], decision=approved("2026-03-06", 0, **shared)
    )
    found = deeds(files, "2026-04-30", points=AT_ONCE)
    assert sorted(found) == [("2026-03-01", 0, "guide"), ("2026-03-05", 0, "guide")]
    cut = {"computed": 100, "shares": {}, "capped_by": {"ana": "per_influencer"}}
    files = {
        **mission(points={"value": 100, "limits": {"per_influencer": 1}}),
        **claim("ana", "2026-03-01", decision=approved("2026-03-02")),
        **claim("ana", "2026-03-03", decision=approved("2026-03-04", 0, **cut)),
    }
    assert deeds(files, "2026-04-30", points=AT_ONCE) == [("2026-03-01", 100, "guide")]
    path = "missions/guide/claims/2026-03-03-ana.yml"
    files[path]["decision"]["shares"] = {"ana": 0}
    assert deeds(files, "2026-04-30", points=AT_ONCE) == [("2026-03-01", 100, "guide")]


def test_what_was_paid_for_is_a_deed() -> None:
    paid: dict[str, Any] = {"disclosure": [{"connection": "paid", "where": "In the text."}]}
    decision = approved("2026-03-02", 0)
    files = {**mission(), **claim("ana", "2026-03-01", decision=decision, **paid)}
    assert deeds(files, "2026-04-30", points=AT_ONCE) == []


def reversal(on: str, points: int) -> dict[str, Any]:
    return {"date": on, "by": "jon", "shares": {"ana": points}, "reason_code": "brand-error"}


def test_what_was_taken_back_whole_is_a_deed() -> None:
    def once(points: int) -> dict[str, Any]:
        back: dict[str, Any] = {"reversals": [reversal("2026-03-10", points)]}
        return {**mission(), **claim("ana", "2026-03-01", decision=approved("2026-03-02"), **back)}

    assert deeds(once(100), "2026-03-09", points=AT_ONCE) == [("2026-03-01", 100, "guide")]
    assert deeds(once(100), "2026-03-10", points=AT_ONCE) == []
    assert deeds(once(40), "2026-03-10", points=AT_ONCE) == [("2026-03-01", 60, "guide")]


def test_points_by_hand_are_left_out_or_are_a_claim() -> None:
    def hand(on: str, points: int, **more: Any) -> dict[str, Any]:
        path = f"influencers/ana/touchpoints/{on}-hand.yml"
        return {path: {**GIVEN, "points": points, **more}}

    files = {
        **mission(),
        **claim("ana", "2026-03-01", decision=approved("2026-03-02")),
        **hand("2026-03-05", 70),
        **hand("2026-03-06", -20),
        **hand("2026-03-07", 500, standing=False),
    }
    found = deeds(files, "2026-04-30", points=AT_ONCE)
    assert sorted(found) == [
        ("2026-03-01", 100, "guide"),
        ("2026-03-05", 70, ""),
        ("2026-03-06", -20, ""),
    ]


def test_points_of_deeds_differ_from_standing() -> None:
    back: dict[str, Any] = {"reversals": [reversal("2026-06-10", 100)]}
    closed = b"statement,2026-Q1,2026-05-01,maya,1,x,\n"
    files = {
        **mission(),
        **claim("ana", "2026-03-01", decision=approved("2026-03-02"), **back),
        **claim("ana", "2026-05-01", decision=approved("2026-05-02")),
    }
    whole = program({**person("ana"), **files}, points=AT_ONCE)
    whole = replace(whole, statements={"2026-Q1": closed})
    today = date(2026, 6, 20)
    ledger = compute(whole, today)
    span = Span(today.toordinal(), closing=False, closings=())
    kept = run(
        Book(ledger.terms, "ana", whole.influencers["ana"], ledger.gathered.people["ana"], span)
    )
    facts = Facts(deeds_of(kept, today.toordinal()))
    for start, points in kept.by_cycle.items():
        last = kept.terms.around(start)[2] - 1
        assert facts.tally(start, last).points == points
    assert kept.by_cycle == {
        date(2026, 1, 1).toordinal(): 100,
        date(2026, 4, 1).toordinal(): 0,
    }
    assert measured([Condition(claims=1)], facts, ALWAYS)[0].there == 1
