"""Give and take: what is counted on which side, when, and what the tilt says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.formats import csv, table
from goodword.model.policies import BANDS, WEIGHTS, RelationPolicy
from goodword.relation.account import band, tilt
from goodword.relation.asks import budget
from goodword.reports.relation import relation_report
from goodword.reports.report import plain
from tests.relation_program import (
    DEPARTMENTS,
    claim,
    decided,
    example,
    item,
    mission,
    person,
    program,
    snapshot,
    told,
    touch,
)

if TYPE_CHECKING:
    from goodword.relation import Relation
    from tests.conftest import Golden

ANA = person("ana")


def counted(files: dict[str, Any], on: str = "2026-06-30", who: str = "ana") -> dict[str, int]:
    relation = snapshot({**ANA, **files}, on).relation.of(who)
    return {lane.name: lane.count for lane in relation.lanes if lane.count}


def sides(relation: Relation) -> tuple[int, int, int | None, str]:
    return relation.them, relation.us, relation.tilt, relation.band


@pytest.mark.parametrize(
    ("files", "lanes"),
    [
        ({**mission(effort_hours=4), **claim("ana", "2026-03-01", "2026-03-02")}, {"missions": 4}),
        ({**mission(), **claim("ana", "2026-03-01", "2026-03-02")}, {"missions": 1}),
        (
            {**mission(effort_hours=4), **claim("ana", "2026-03-01", "2026-03-02", effort_hours=9)},
            {"missions": 9},
        ),
        ({**mission(), **claim("ana", "2026-03-01")}, {}),
        ({**mission(), **claim("ana", "2026-03-01", "2026-07-01")}, {}),
        (
            {
                **mission(),
                **claim("ana", "2026-03-01", "2026-03-02", disclosure=[{"connection": "paid"}]),
            },
            {},
        ),
        (
            {
                **mission(),
                **claim(
                    "ana",
                    "2026-03-01",
                    "2026-03-02",
                    reversals=[
                        {
                            "date": "2026-04-01",
                            "by": "jon",
                            "shares": {"ana": 10},
                            "reason_code": "fraud",
                        }
                    ],
                ),
            },
            {},
        ),
        (item("2026-06-29-slow", "ana", "ben"), {"feedback": 1}),
        (
            item(
                "2026-06-29-slow",
                "ben",
                steps=({"step": "joined", "date": "2026-06-30", "from": ["ana"]},),
            ),
            {"feedback": 1},
        ),
        (person("ben", referred_by="ana", since="2026-02-01"), {"referrals": 1}),
        (person("ben", referred_by="ana", stage="candidate", since="2026-02-01"), {}),
        (
            {"program/events/2026-02-01-fair.yml": {"title": "Fair", "attended": ["ana"]}},
            {"events": 1, "access": 1},
        ),
        (
            {
                "program/events/2026-02-01-fair.yml": {
                    "title": "Fair",
                    "audience": "public",
                    "attended": ["ana"],
                }
            },
            {"events": 1},
        ),
        (
            {
                "program/events/2026-02-01-fair.yml": {"title": "Fair", "attended": ["ana"]},
                **touch("ana", "access", "2026-01-20", refs=["2026-02-01-fair"]),
            },
            {"events": 1, "access": 1},
        ),
        (touch("ana", "ask", "2026-02-01", outcome="accepted", answered="2026-02-03"), {"asks": 1}),
        (touch("ana", "ask", "2026-02-01", outcome="accepted", answered="2026-07-03"), {}),
        (touch("ana", "ask", "2026-02-01", outcome="declined"), {}),
        (touch("ana", "thanks", "2026-02-01", helped="x"), {"thanks": 1}),
        (touch("ana", "gift", "2026-02-01"), {"rewards": 1}),
        (touch("ana", "sample", "2026-02-01"), {"samples": 1}),
        (touch("ana", "introduction", "2026-02-01"), {"introductions": 1}),
        (touch("ana", "introduction", "2026-02-01", direction="from-them"), {}),
        (touch("ana", "promotion", "2026-02-01"), {"promotion": 1}),
        (touch("ana", "contact", "2026-02-01"), {}),
        ({"influencers/ana/redemptions/2026-04-10-mug.yml": {"points": 60}}, {}),
        (
            touch(
                "ana",
                "gift",
                "2026-02-01",
                void={"date": "2026-03-01", "by": "maya", "reason": "wrong person"},
            ),
            {},
        ),
        (
            touch(
                "ana",
                "gift",
                "2026-02-01",
                void={"date": "2026-07-01", "by": "maya", "reason": "wrong person"},
            ),
            {"rewards": 1},
        ),
    ],
)
def test_a_lane_counts_what_it_should_not(files: dict[str, Any], lanes: dict[str, int]) -> None:
    assert counted(files) == lanes


@pytest.mark.parametrize(
    ("day", "count"), [("2025-06-30", 0), ("2025-07-01", 1), ("2026-06-30", 1), ("2026-07-01", 0)]
)
def test_a_year_begins_or_ends_a_day_off(day: str, count: int) -> None:
    assert counted(touch("ana", "thanks", day, helped="x")) == ({"thanks": 1} if count else {})


def test_a_year_that_ends_on_a_leap_day_loses_a_day() -> None:
    thanks = touch("ana", "thanks", "2027-02-28", helped="x")
    assert counted(thanks, "2028-02-28") == {}
    assert counted(thanks, "2028-02-29") == {}
    assert counted(touch("ana", "thanks", "2027-03-01", helped="x"), "2028-02-29") == {"thanks": 1}


def test_answers_about_one_item_count_as_many() -> None:
    files = {
        **item("2026-06-01-slow", "ana", steps=(decided("2026-06-02", "planned"),)),
        **told("ana", "2026-06-01-slow", "acknowledged", "2026-06-02"),
        **told("ana", "2026-06-01-slow", "decided", "2026-06-03"),
        **told("ana", "2026-06-01-slow", "delivered", "2026-06-05"),
    }
    assert counted(files) == {"feedback": 1, "answers": 1}
    bounced = told("ana", "2026-06-01-slow", "decided", "2026-06-03", delivery="bounced")
    assert counted({**item("2026-06-01-slow", "ana"), **bounced}, "2026-06-03") == {"feedback": 1}


def test_an_answer_to_who_was_merged_in_counts_twice() -> None:
    double = decided("2026-06-04", "duplicate", of="2026-06-01-slow")
    files = {
        **item("2026-06-01-slow", "ben", steps=(decided("2026-06-02", "planned"),)),
        **item("2026-06-03-again", "ana", steps=(double,)),
        **told("ana", "2026-06-03-again", "decided", "2026-06-05"),
        **told("ana", "2026-06-01-slow", "decided", "2026-06-08"),
        **told("ben", "2026-06-01-slow", "decided", "2026-06-03"),
    }
    assert counted(files) == {"feedback": 1, "answers": 1}
    # Who raised both gave two things and got two answers.
    both = {**files, **item("2026-06-01-slow", "ana", steps=(decided("2026-06-02", "planned"),))}
    assert counted(both) == {"feedback": 2, "answers": 2}
    # Untold of both, one answer is late.
    late = {path: each for path, each in files.items() if "touchpoints" not in path}
    assert counted(late) == {"feedback": 1, "overdue_answers": 1}


def test_an_answer_that_is_late_is_not_taken_from_us() -> None:
    files = {
        **item("2026-01-05-slow", "ana", steps=(decided("2026-01-06"),)),
        **touch("ana", "gift", "2026-02-01"),
        **touch("ana", "gift", "2026-02-02"),
    }
    assert counted(files, "2026-01-08") == {"feedback": 1}
    assert counted(files) == {"feedback": 1, "rewards": 2, "overdue_answers": 1}
    relation = snapshot({**ANA, **files}).relation.of("ana")
    assert sides(relation) == (3, 4 - 3, -50, "quiet")
    # Of a debt that still stands the age does not matter; of what was given it does.
    assert counted(files, "2028-01-01") == {"overdue_answers": 1}


def test_a_promise_is_broken_too_soon_or_forgiven() -> None:
    def broken(on: str, **more: str) -> bool:
        promise = touch("ana", "promise", "2026-01-10", due="2026-02-01", **more)
        return "broken_promises" in counted(promise, on)

    assert not broken("2026-02-01")
    assert broken("2026-02-02")
    assert not broken("2026-06-30", kept="2026-02-01")
    assert broken("2026-06-30", kept="2026-02-02")
    assert not broken("2027-03-01", kept="2026-02-02")
    assert broken("2029-03-01")
    assert broken("2026-02-15", kept="2026-03-01")


def test_debts_make_our_side_negative() -> None:
    files = {
        **touch("ana", "promise", "2026-01-10", due="2026-02-01"),
        **touch("ana", "thanks", "2026-02-02", helped="x"),
        **touch("ana", "ask", "2026-02-01", outcome="accepted", slug="one"),
        **touch("ana", "ask", "2026-02-02", outcome="accepted", slug="two"),
    }
    assert sides(snapshot({**ANA, **files}).relation.of("ana")) == (6, 0, -100, "they-feel-used")


@pytest.mark.parametrize(
    ("them", "us", "percent"),
    [(0, 0, None), (1, 2, 33), (2, 1, -33), (1, 5, 66), (5, 1, -66), (3, 3, 0), (0, 7, 100)],
)
def test_a_tilt_is_not_rounded_towards_zero(them: int, us: int, percent: int | None) -> None:
    assert tilt(them, us) == percent


@pytest.mark.parametrize(
    ("them", "us", "name"),
    [
        (7, 3, "balanced"),  # -40 exactly
        (71, 29, "they-feel-used"),
        (3, 7, "balanced"),  # 40 exactly
        (29, 71, "we-lose-interest"),
        (4, 0, "quiet"),
        (5, 0, "they-feel-used"),
        (0, 0, "quiet"),
    ],
)
def test_a_band_has_the_wrong_edge(them: int, us: int, name: str) -> None:
    assert band(them, us, RelationPolicy()) == name


def test_weights_and_bands_of_the_policies_are_not_used() -> None:
    relation = {"weights": {"thanks": 50}, "bands": {"we_lose_interest_above": 99}}
    files = {
        **ANA,
        **touch("ana", "thanks", "2026-02-02", helped="x"),
        "program/policies.yml": {
            "versions": [
                {"from": "2026-01-01", "relation": relation},
                {"from": "2026-07-01", "relation": {}},
            ]
        },
    }
    assert sides(snapshot(files).relation.of("ana")) == (0, 50, 100, "we-lose-interest")
    assert sides(snapshot(files, "2026-07-01").relation.of("ana")) == (0, 1, 100, "quiet")
    assert set(WEIGHTS) == set(dict(RelationPolicy().weights))
    assert set(BANDS) == set(dict(RelationPolicy().bands))


def test_asks_are_counted_beyond_the_quarter_or_the_capacity() -> None:
    files = {
        **person("ana", capacity={"asks_per_quarter": 2}),
        **touch("ana", "ask", "2026-03-31", outcome="declined"),
        **touch("ana", "ask", "2026-04-01", outcome="no-answer"),
        **touch("ana", "ask", "2026-06-30", outcome="accepted", answered="2026-07-01"),
    }
    found = budget(program(files), "ana", snapshot(files).as_of)
    assert (found.quarter, found.asked, found.capacity) == ("2026-Q2", 2, 2)
    assert (found.accepted, found.answered, found.used_up, found.reluctant) == (0, 2, True, True)
    later = budget(program(files), "ana", snapshot(files, "2026-07-01").as_of)
    assert (later.asked, later.accepted, later.answered) == (0, 1, 3)


def test_the_lines_shown_do_not_add_up_to_the_sides() -> None:
    found, locator = example()
    told = plain(relation_report(found, explain=True).value, locator.spot)
    assert told["members"]
    for member in told["members"]:
        sums = {"them": 0, "us": 0, "owed": 0}
        for entry in member["entries"]:
            sums[entry["side"]] += entry["points"]
            assert entry["line"] >= 1
        assert member["them"] == sums["them"], member["id"]
        assert member["us"] == max(0, sums["us"] - sums["owed"]), member["id"]
        assert sum(lane["points"] for lane in member["lanes"].values()) == sum(sums.values())


def test_departments_do_not_add_up_to_their_people() -> None:
    files = {
        **DEPARTMENTS,
        **person("ana", category="journalist"),
        **person("ben", category="builder"),
        **person("cleo"),
        **touch("ana", "gift", "2026-02-01"),
        **touch("ben", "sample", "2026-02-01"),
    }
    value = relation_report(snapshot(files)).value
    assert [(d["department"], d["people"], d["us"]) for d in value["departments"]] == [
        ("pr", ["ana"], 2),
        ("product", ["ben"], 3),
        (None, ["cleo"], 0),
    ]
    only = relation_report(snapshot(files), department="product").value
    assert [each["id"] for each in only["members"]] == ["ben"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"ids": ["anna"]}, 'there is no influencer "anna", did you mean "ana"?'),
        ({"department": "prr"}, 'there is no department "prr", did you mean "pr"?'),
    ],
)
def test_a_name_that_nobody_has(more: dict[str, Any], message: str) -> None:
    with pytest.raises(Failure) as caught:
        relation_report(snapshot({**ANA, **DEPARTMENTS}), **more)
    assert caught.value.message == message


def test_the_example_reads_otherwise(golden: Golden) -> None:
    found, locator = example()
    report = relation_report(found)
    golden("reports/relation.txt", table.report(report, 200))
    golden("reports/relation.csv", csv.report(report))
    one = relation_report(found, ["lucia-ibanez"], explain=True)
    golden("reports/relation-lucia-ibanez.txt", table.report(one, 200, line=locator.spot))
