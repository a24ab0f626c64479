"""Days on which something is still so, or no longer, and ranks, digits and parts of a country.

Each of these stands for one small change of the code that no other test had noticed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.diagnostics import Place
from goodword.ledger.ranking import Total, rank
from goodword.ledger.redemption_steps import faults
from goodword.ledger.stock import covers
from goodword.loops.workdays import WorkDays, work_days
from goodword.model import calendar, claim, community, profile, reward, touchpoint
from goodword.nearest import alike
from goodword.snapshot import Snapshot
from goodword.source.documents.scalars import DIGITS, Refused, resolve
from tests import ledger_program as made
from tests import test_audience as gate

DAY = date(2026, 11, 15)


def read_person(**data: Any) -> profile.Profile:
    base = {"name": "Ana", "stage": "member", "since": "2025-01-01"}
    return profile.Profile.read({**base, **data}, Place("influencers/ana/profile.yml"))


def test_equal_points_have_different_ranks_or_the_next_rank_has_a_gap() -> None:
    totals = [Total("ana", 60, DAY), Total("ben", 60, date(2026, 1, 2)), Total("cleo", 50, DAY)]
    assert [(each.id, each.rank) for each in rank(totals)] == [("ben", 1), ("ana", 1), ("cleo", 2)]


@pytest.mark.parametrize(
    ("on", "live"),
    [("2026-01-31", False), ("2026-02-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_an_agreement_ends_a_day_early_or_late(on: str, *, live: bool) -> None:
    signed = {"version": "1", "signed": "2026-02-01", "expires": "2026-06-30"}
    later = {"version": "2", "signed": "2027-02-01", "expires": "2027-06-30"}
    assert read_person(nda=[signed]).nda_on(date.fromisoformat(on)) == live
    assert read_person(nda=[signed, later]).nda_on(date.fromisoformat(on)) == live


def test_only_the_newest_agreement_counts() -> None:
    """An older one without an end is live although a newer one has ended."""
    older = {"version": "1", "signed": "2025-02-01"}
    newer = {"version": "2", "signed": "2026-02-01", "expires": "2026-06-30"}
    assert read_person(nda=[older, newer]).nda_on(DAY)


@pytest.mark.parametrize(("back", "covered"), [(10, True), (11, False)])
def test_what_comes_back_on_a_day_cannot_be_had_on_that_day(back: int, *, covered: bool) -> None:
    first = date(2026, 1, 1).toordinal()
    shelf = reward.Reward.read(
        {
            "name": "Mug",
            "summary": "A mug.",
            "kind": "merchandise",
            "cost": 10,
            "stock": [{"date": "2026-01-01", "quantity": 1}],
        },
        Place("program/rewards/mug.yml"),
        date(2026, 1, 1),
    )
    never = first + 10_000
    assert covers(shelf, [(first, first + back, 1), (first + 10, never, 1)]) == covered


@pytest.mark.parametrize(("country", "works"), [("DE", True), ("DE-BY", False)])
def test_a_holiday_of_a_part_of_a_country_is_a_work_day(country: str, *, works: bool) -> None:
    """6 January is free in Bavaria and not in Germany as a whole."""
    days = work_days(calendar.Calendar.read({"country": country}, Place("program/calendar.yml")))
    assert (days.add(date(2026, 1, 5), 1) == date(2026, 1, 6)) == works


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("SA", "2026-11-06", False),  # a Friday
        ("SA", "2026-11-08", True),  # a Sunday
        ("AE", "2021-11-05", False),  # a Friday, before the weekend was moved
        ("AE", "2022-11-04", True),  # a Friday, after it
        ("CN", "2024-02-04", True),  # a Sunday worked for the days off of the new year
        ("CN", "2024-02-16", False),  # a Friday off in exchange
        ("DE", "2026-11-08", False),
        (None, "2026-11-08", False),
        (None, "2026-11-06", True),
    ],
)
def test_a_country_rests_on_the_days_of_another(country: str | None, day: str, works: bool) -> None:
    days = WorkDays(country)
    asked = date.fromisoformat(day)
    assert days.open_on(asked) == works
    assert (days.between(asked - timedelta(1), asked) == 1) == works
    assert (days.add(asked - timedelta(1), 1) == asked) == works
    shut = WorkDays(country, frozenset({asked}))
    assert not shut.open_on(asked)
    assert shut.between(asked - timedelta(1), asked) == 0


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("9" * DIGITS, True),
        ("9" * (DIGITS + 1), False),
        ("1." + "9" * (DIGITS - 1), True),
        ("1." + "9" * DIGITS, False),
        ("5e-18", True),
        ("5e-19", False),
    ],
)
def test_a_number_of_just_so_many_digits_is_refused_or_one_more_is_taken(
    text: str, *, taken: bool
) -> None:
    assert isinstance(resolve(text), Refused) != taken


@pytest.mark.parametrize(("text", "said"), [("1e17", "is whole"), ("1e18", "more than 18 digits")])
def test_a_whole_number_too_long_to_write_out_is_to_be_written_out(text: str, said: str) -> None:
    refused = resolve(text)
    assert isinstance(refused, Refused)
    assert said in refused.message


@pytest.mark.parametrize(("void", "shown"), [("2026-11-15", False), ("2026-11-16", True)])
def test_thanks_are_shown_on_the_day_they_are_void(void: str, *, shown: bool) -> None:
    program = gate.program([gate.person("public")])
    path = "influencers/ppublic/touchpoints/2026-10-02-thanks.yml"
    data = {
        "kind": "thanks",
        "helped": "mark-thanks-of-ppublic",
        "audience": "public",
        "void": {"date": void, "by": "maya", "reason": "Another person"},
    }
    thanks = touchpoint.Touchpoint.read(data, Place(path))
    program = replace(program, touchpoints={**program.touchpoints, path: thanks})
    found = gate.marks(audience_view(Snapshot(program, DAY), "public", DAY))
    assert ("mark-thanks-of-ppublic" in found) == shown


@pytest.mark.parametrize(("void", "spendable"), [("2026-11-10", 0), ("2026-11-11", 50)])
def test_an_adjustment_void_on_its_own_day_gives_points(void: str, spendable: int) -> None:
    """One that was void only later has been, and is answered by the rules for what was given."""
    files = made.person("ana") | {
        "influencers/ana/touchpoints/2026-11-10-adjustment.yml": {
            "kind": "adjustment",
            "by": "maya",
            "points": 50,
            "reason_code": "goodwill",
            "summary": "For the fair.",
            "void": {"date": void, "by": "maya", "reason": "Twice"},
        }
    }
    account = Snapshot(made.program(files), date(2026, 11, 10)).ledger.account("ana")
    assert (account.awarded, account.spendable) == (spendable, spendable)


@pytest.mark.parametrize(
    ("recognition", "points"), [("public", "staff"), ("staff", "public"), ("public", "public")]
)
def test_points_go_with_the_permission_for_names(recognition: str, points: str) -> None:
    """Who is shown without points has no tier, rank or claims; who is not shown has no page."""
    who = gate.person("public").id
    consent = {"from": "2026-01-01", "recognition": recognition, "points": points}
    person = gate.person("public", consent=[consent])
    shown = audience_view(Snapshot(gate.program([person]), DAY), "public", DAY)
    pages = [each for each in shown.people if each.id == who]
    assert len(pages) == (recognition == "public")
    for each in pages:
        assert bool(each.claims) == (points == "public")
        assert (each.standing is not None) == (points == "public")
    assert bool(shown.leaderboard.cycle) == (recognition == points == "public")


def test_one_point_cannot_be_taken_back() -> None:
    taken = {"date": "2026-11-12", "by": "jon", "shares": {"ana": 1}, "reason_code": "duplicate"}
    files = made.person("ana") | made.mission(points=1)
    given = made.approved("2026-11-10", points=1)
    files |= made.claim("ana", "2026-11-09", decision=given, reversals=[taken])
    account = Snapshot(made.program(files), DAY).ledger.account("ana")
    assert (account.awarded, account.reversed, account.spendable) == (1, 1, 0)


def test_the_people_of_a_community_stand_in_the_order_of_their_ids() -> None:
    """They stand in that of their names."""
    people = [
        gate.person("public", name="Zoe", communities=["makers"]),
        profile.Profile.read(
            {
                "name": "Ana",
                "stage": "member",
                "since": "2025-01-01",
                "communities": ["makers"],
                "consent": [{"from": "2026-01-01", "recognition": "public"}],
            },
            Place("influencers/zzz/profile.yml"),
        ),
    ]
    makers = community.Community.read(
        {"name": "Makers", "stance": [{"from": "2026-01-01", "stance": "join"}]},
        Place("program/communities/makers.yml"),
    )
    program = replace(gate.program(people), communities={"makers": makers})
    (shown,) = audience_view(Snapshot(program, DAY), "public", DAY).communities
    assert [each.name for each in shown.people] == ["Ana", "Zoe"]


@pytest.mark.parametrize("points", ["public", "members", "staff", "nobody"])
def test_a_link_names_somebody_who_did_it_too_and_did_not_agree(points: str) -> None:
    together = gate.person("public")
    other = profile.Profile.read(
        {
            "name": "Eve",
            "stage": "member",
            "since": "2025-01-01",
            "consent": [{"from": "2026-01-01", "recognition": "public", "points": points}],
        },
        Place("influencers/eve/profile.yml"),
    )
    program = gate.program([together, other])
    path = f"missions/guide/claims/2026-10-05-{together.id}.yml"
    data = {
        "with": ["eve"],
        "evidence": [{"url": "https://example.org/by-both"}],
        "decision": made.approved("2026-10-06", shares={together.id: 50, "eve": 50}),
    }
    both = claim.Claim.read(data, Place(path))
    program = replace(program, claims={**program.claims, path: both})
    shown = audience_view(Snapshot(program, DAY), "public", DAY)
    assert ("https://example.org/by-both" in repr(shown.people)) == (points == "public")
    points_shown = {each.id: len(each.claims) for each in shown.people}
    assert points_shown[together.id] == 2


def test_a_letter_that_nobody_sees_makes_another_title() -> None:
    assert alike("A gui\u200bde for\u2060 all") == alike("a guide for all")
    assert alike("A guide") != alike("A guise")


@pytest.mark.parametrize(("on", "right"), [("2026-03-10", True), ("2026-03-11", False)])
def test_somebody_asks_for_a_reward_after_their_death(on: str, *, right: bool) -> None:
    history = [
        {"date": "2025-01-01", "stage": "member"},
        {"date": "2026-03-10", "stage": "deceased"},
    ]
    mug = {"name": "Mug", "summary": "A mug.", "kind": "merchandise", "cost": 10}
    files = made.person("ana", history=history) | {
        "program/rewards/mug.yml": mug,
        f"influencers/ana/redemptions/{on}-mug.yml": {"points": 10},
    }
    program = made.program(files)
    (request,) = program.redemptions.values()
    assert ([each.message for each in faults(program, request)] == []) == right


def test_a_part_of_a_country_rests_on_its_own_holiday() -> None:
    # Berlin alone of these rests on Women's Day, Bavaria alone on Corpus Christi.
    for region, free, worked in (
        ("DE-BE", date(2027, 3, 8), date(2027, 5, 27)),
        ("DE-BY", date(2027, 5, 27), date(2027, 3, 8)),
    ):
        days = WorkDays(region)
        assert days.between(free - timedelta(1), free) == 0
        assert days.between(worked - timedelta(1), worked) == 1
