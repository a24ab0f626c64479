"""Relations over their years: lanes, contacts, silences, joining years, and campaigns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.relation.evenness import Evenness, evenness
from goodword.relation.years import Joined, Silence, joined, years
from tests.relation_program import claim, mission, person, snapshot, touch

if TYPE_CHECKING:
    from goodword.relation.years import Years


def of(files: dict[str, Any], on: str, who: str = "ana") -> Years:
    return years(snapshot(files, on).relation, who)


def since(day: str, stage: str = "member") -> list[dict[str, str]]:
    return [{"date": day, "stage": stage}]


def test_a_year_without_anything_is_left_out_or_one_has_what_another_has() -> None:
    files = {
        **person("ana", history=since("2023-01-01")),
        **mission(),
        **claim("ana", "2023-12-31", "2024-01-02", effort_hours=3),
        **claim("ana", "2026-01-01", "2026-01-02", effort_hours=4),
        **touch("ana", "thanks", "2023-06-01", helped="x"),
        **touch("ana", "introduction", "2026-02-01"),
    }
    found = of(files, "2026-06-30")
    said = {each.of: {k: v for k, v in each.lanes.items() if v} for each in found.years}
    assert said == {
        2023: {"missions": 3, "thanks": 1},
        2024: {},
        2025: {},
        2026: {"missions": 4, "introductions": 1},
    }


def test_the_coming_year_is_drawn_from_another_span() -> None:
    files = {
        **person("ana", history=since("2023-01-01")),
        **touch("ana", "thanks", "2024-06-30", helped="a"),
        **touch("ana", "thanks", "2024-07-01", helped="b"),
        **touch("ana", "thanks", "2025-07-01", helped="c"),
        **touch("ana", "thanks", "2026-06-30", helped="d"),
    }
    coming = of(files, "2026-06-30").coming
    assert coming is not None
    assert coming["thanks"] == 2  # of three, half up; the first is two years old to the day
    del files["influencers/ana/touchpoints/2024-06-30-thanks.yml"]
    assert of(files, "2026-06-30").coming is None


@pytest.mark.parametrize(
    ("days", "on", "silence"),
    [
        ((), "2026-06-30", None),
        (
            ("2026-06-01",),
            "2026-06-30",
            Silence(29, date(2026, 6, 1), date(2026, 6, 30), ended=False),
        ),
        (
            ("2026-01-01", "2026-03-01", "2026-04-01"),
            "2026-05-01",
            Silence(59, date(2026, 1, 1), date(2026, 3, 1), ended=True),
        ),
        (
            ("2026-01-01", "2026-03-01"),
            "2026-05-01",
            Silence(61, date(2026, 3, 1), date(2026, 5, 1), ended=False),
        ),
    ],
)
def test_a_silence_is_another_than_the_longest(
    days: tuple[str, ...], on: str, silence: Silence | None
) -> None:
    files = person("ana", history=since("2025-01-01"))
    for day in days:
        files |= touch("ana", "contact", day, summary="x")
    # What they wrote, what a machine sent and what is void breaks no silence of ours.
    void = {"date": "2026-02-01", "by": "maya", "reason": "twice"}
    files |= touch("ana", "contact", "2026-02-02", summary="x", direction="from-them", slug="a")
    files |= touch("ana", "message", "2026-02-03", slug="b")
    files |= touch("ana", "contact", "2026-02-04", summary="x", void=void | {"date": "2026-02-04"})
    assert of(files, on).silence == silence


def test_contacts_stand_in_another_cycle_or_on_the_other_side() -> None:
    files = {
        **person("ana", history=since("2025-01-01")),
        **touch("ana", "contact", "2025-12-31", summary="x"),
        **touch("ana", "contact", "2026-04-01", summary="x", direction="from-them"),
        **touch("ana", "thanks", "2026-06-30", helped="x"),
    }
    found = [tuple(each) for each in of(files, "2026-06-30").contacts]
    assert found == [("2025-Q4", 1, 0), ("2026-Q1", 0, 0), ("2026-Q2", 1, 1)]


def test_somebody_stands_in_another_joining_year() -> None:
    files = {
        **mission(),
        **person("ana", history=[*since("2024-01-01", "candidate"), *since("2024-12-31")]),
        **person("ben", history=[*since("2024-02-01"), *since("2026-01-01", "left")]),
        **person("cleo", history=since("2025-01-01")),
        **person("dan", stage="candidate"),
        **claim("ana", "2026-02-01", "2026-02-02"),
        **touch("cleo", "introduction", "2026-02-01"),
    }
    relations = snapshot(files, "2026-06-30").relation
    people = ("ana", "ben", "cleo", "dan")
    us = relations.of("cleo").us
    assert joined(relations, people) == (Joined(2024, 2, 1, 1, 1, 0), Joined(2025, 1, 1, 0, 0, us))
    assert joined(relations, ("dan",)) == ()


CAMPAIGN = mission("summer", campaign=True, opens="2026-05-01", closes="2026-05-31")


def test_a_contact_falls_into_a_campaign_of_others_or_into_none() -> None:
    files = {
        **person("ana"),
        **person("ben"),
        **CAMPAIGN,
        **{
            path.replace("/guide/", "/summer/"): data
            for path, data in claim("ana", "2026-05-02", "2026-05-20").items()
        },
    }
    for who in ("ana", "ben"):
        files |= touch(who, "contact", "2026-04-30", summary="x")
        files |= touch(who, "contact", "2026-05-01", summary="x")
        files |= touch(who, "contact", "2026-05-31", summary="x")
        files |= touch(who, "contact", "2026-06-01", summary="x")
    files |= touch("ana", "thanks", "2026-06-02", helped="x", refs=["summer/2026-05-02-ana"])
    program = snapshot(files, "2026-06-30").program
    day = date(2026, 6, 30)
    endless = {**files, **mission("summer", campaign=True, opens="2026-05-01")}
    found = evenness(snapshot(endless, "2026-06-30").program, "ana", date(2025, 6, 30), day)
    assert found == Evenness(5, 1)
    assert evenness(program, "ana", date(2025, 6, 30), day) == Evenness(5, 3)
    assert evenness(program, "ana", date(2026, 5, 1), day) == Evenness(3, 2)
    assert evenness(program, "ben", date(2025, 6, 30), day) == Evenness(4, 0)


@pytest.mark.parametrize(
    ("contacts", "inside", "uneven"), [(4, 4, False), (5, 3, False), (5, 4, True), (10, 6, False)]
)
def test_few_contacts_or_three_in_five_are_called_uneven(
    contacts: int, inside: int, *, uneven: bool
) -> None:
    assert Evenness(contacts, inside).uneven == uneven


def test_a_record_by_the_year_has_what_only_the_whole_has(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["record", "lucia-ibanez", "--years", "--as-of", "2026-11-15"]) == 0
    shown = capsys.readouterr().out
    assert "the longest silence of ours was 233 days after 2025-02-17, until 2025-10-08" in shown
    assert "every value" not in shown
