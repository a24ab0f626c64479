"""What an audience gets of small programs of whole files: words, days and lists at their edges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.known import known
from goodword.audience.own import record
from goodword.reports.desk import desk_figures
from goodword.reports.report import nowhere
from tests import relation_program
from tests.relation_program import DEPARTMENTS, decided, mission, person, snapshot, told

if TYPE_CHECKING:
    from goodword.audience.view import StaffView, View

ITEM = "2026-03-02-export"
UNDER_NDA = {"version": "1", "signed": "2025-02-01"}


def view(audience: str, files: dict[str, Any], on: str = "2026-06-30", **settings: Any) -> View:
    found = snapshot({**person("ana"), **files}, on, **settings)
    return audience_view(found, audience, found.as_of)


def staff(files: dict[str, Any], on: str = "2026-06-30") -> StaffView:
    found = view("staff", files, on).staff
    assert found is not None
    return found


def item(id_: str, *steps: dict[str, Any]) -> dict[str, Any]:
    """An item of ana's that members may have."""
    ((path, data),) = relation_program.item(id_, "ana", steps=steps).items()
    return {path: {**data, "confidentiality": "members"}}


def delivered(on: str, **more: Any) -> dict[str, Any]:
    return {"step": "delivered", "date": on, "what": "Faster", "scope": "full", **more}


EARLY = {
    **person("ana", nda=[UNDER_NDA]),
    **item(
        ITEM,
        {"step": "acknowledged", "date": "2026-03-03", "by": "jon"},
        {
            "step": "triaged",
            "date": "2026-03-04",
            "department": "product",
            "owner": "jon",
            "severity": "high",
        },
        decided("2026-03-10", "planned"),
        delivered("2026-04-01", public="2026-12-01"),
    ),
    **told("ana", ITEM, "acknowledged", "2026-03-03"),
}
"""Something was delivered that is not public yet; ana may know of it."""


def clock(files: dict[str, Any]) -> str | None:
    (found,) = view("members", {**EARLY, **files}).items
    return found.clock.clock if found.clock else None


def test_a_word_of_a_decision_is_lost_with_a_delivery_that_is_not_public_yet() -> None:
    assert clock({}) == "tell_decision"
    assert clock(told("ana", ITEM, "decided", "2026-04-02")) is None


def test_a_word_of_a_delivery_that_is_not_public_yet_shows() -> None:
    heard = told("ana", ITEM, "decided", "2026-03-11")
    early = told("ana", ITEM, "delivered", "2026-04-20")
    for day in ("2026-04-21", "2026-06-30", "2026-10-01"):
        files = {**EARLY, **heard}
        assert view("members", files | early, day) == view("members", files, day)


def test_a_clock_of_another_person_runs_in_ones_own_items() -> None:
    """Ben was told of the delivery and asked what it does for him; ana waits for her word."""
    ((path, data),) = item(ITEM, delivered("2026-04-01", say={"members": "Faster"})).items()
    data["steps"][0]["from"] = ["ana", "ben"]
    files = {
        **person("ana"),
        **person("ben"),
        path: data,
        **told("ben", ITEM, "delivered", "2026-04-02", summary="It is there"),
    }
    found = snapshot(files, "2026-04-03")
    running = {each.person for each in found.loops.items[ITEM].clocks if each.running}
    assert {"ana", "ben"} <= running

    def clocks(who: str) -> set[str]:
        (own,) = record(found, who).items
        return {name for name, *_ in own.clocks}

    for who, name in (("ana", "tell_delivery"), ("ben", "verify")):
        assert name in clocks(who)
        assert not clocks(who) & {"tell_delivery", "verify"} - {name}


def test_who_heard_of_a_public_delivery_knows_of_one_that_is_not_public_yet() -> None:
    steps = (
        decided("2026-03-10", "planned"),
        delivered("2026-04-01"),
        {"step": "reopened", "date": "2026-04-10", "by": "jon", "cause": "regression"},
        decided("2026-04-12", "planned"),
        delivered("2026-05-01", public="2026-12-01"),
    )
    heard = told("ana", ITEM, "delivered", "2026-04-02")
    files = {**person("ana"), **item(ITEM, *steps), **heard}
    (found,) = record(snapshot(files), "ana").items
    without = files | item(ITEM, *steps[:-1])
    assert (found,) == record(snapshot(without), "ana").items
    files |= item(ITEM, steps[0], delivered("2026-04-01", public="2026-12-01"), *steps[2:])
    (early,) = known(snapshot(files), "members", date(2026, 6, 30)).unknown.values()
    assert early == date(2026, 4, 1), "the first day that may not be known"


def test_an_answer_without_words_is_news() -> None:
    files = item(ITEM, delivered("2026-04-01"))
    assert view("members", files).items[0].delivered == date(2026, 4, 1)
    assert view("members", files).news == ()
    words = item(ITEM, delivered("2026-04-01", say={"members": "Faster"}))
    assert [each.kind for each in view("members", words).news] == ["answer"]


def test_a_delivery_without_words_takes_those_of_the_decision() -> None:
    steps = (decided("2026-03-10", "planned"), delivered("2026-04-01"))
    files = {**person("ana"), **item(ITEM, *steps)}
    (found,) = record(snapshot(files), "ana").items
    assert found.delivered == date(2026, 4, 1)
    assert found.say == {"en": "We will not."}


@pytest.mark.parametrize(("audience", "ids"), [("members", []), ("staff", [ITEM])])
def test_an_item_that_was_withdrawn_is_shown_to_others_than_staff(
    audience: str, ids: list[str]
) -> None:
    gone = {"step": "withdrawn", "date": "2026-03-20", "from": ["ana"]}
    found = view(audience, item(ITEM, gone))
    assert [each.id for each in found.items] == ids


def test_loops_are_counted_in_no_cycle_or_in_another() -> None:
    later = item("2026-05-04-import", decided("2026-05-05", "planned"))
    found = view("members", {**item(ITEM), **later}).loops
    assert found is not None
    assert [(each.label[""], each.received, each.closed) for each in found.cycles] == [
        ("2026-Q1", 1, 0),
        ("2026-Q2", 1, 0),
    ]


MUG = "program/rewards/mug.yml"
REQUEST = {"influencers/ana/redemptions/2026-06-30-mug.yml": {"points": 10}}


@pytest.mark.parametrize(("on", "count"), [("2026-06-29", 0), ("2026-06-30", 1)])
def test_a_request_is_not_seen_on_its_day(on: str, count: int) -> None:
    mug = {MUG: {"name": "Mug", "kind": "merchandise", "cost": 10}}
    found = desk_figures(snapshot({**person("ana"), **mug, **REQUEST}, on), (), nowhere)
    assert len(found["requests"]) == count
    assert [each["open"] for each in found["stock"]] == [count]


def test_a_price_that_nobody_announced_is_said_to_come_or_stops_the_page() -> None:
    cost = [{"from": "2026-01-01", "points": 10}, {"from": "2026-12-01", "points": 20}]
    (found,) = view("members", {MUG: {"name": "Mug", "kind": "merchandise", "cost": cost}}).rewards
    assert (found.points, found.changes) == (10, ())


def test_an_agreement_without_an_end_comes_after_one_that_ends() -> None:
    ends = {"version": "2", "signed": "2026-01-01", "expires": "2026-02-01"}
    for both in ([UNDER_NDA, ends], [ends, UNDER_NDA]):
        (found,) = staff(person("ana", nda=both)).register
        assert (found.nda, found.expires, found.nda_state) == ("1", None, "live")


@pytest.mark.parametrize(("audience", "count"), [("members", 0), ("nda", 0), ("staff", 1)])
def test_a_mission_says_for_which_categories_it_is(audience: str, count: int) -> None:
    files = mission(eligibility={"categories": ["builder"]}) | DEPARTMENTS
    (found,) = view(audience, files).missions
    assert len(found.eligibility.categories) == count


def test_the_rules_of_another_day_are_shown() -> None:
    points = [
        {"from": "2026-01-01", "maturation_days": 7},
        {"from": "2026-06-01", "maturation_days": 20},
    ]
    found = view("members", {}, "2026-05-31", points=points).how
    assert (found.points.maturation_days, found.points.from_) == (7, date(2026, 1, 1))
    found = view("members", {}, "2026-06-01", points=points).how
    assert (found.points.maturation_days, found.points.from_) == (20, date(2026, 6, 1))


def test_the_first_rules_are_older_than_the_program() -> None:
    found = view("members", {}, started="2026-02-01", points={"maturation_days": 7}).how
    assert (found.points.maturation_days, found.points.from_) == (7, date(2026, 2, 1))


def test_somebody_who_names_no_language_is_said_to_read_them_all() -> None:
    found = record(snapshot(person("ana"), languages=["en", "es"]), "ana")
    assert dict(found.profile)["languages"] == "en"


def test_somebody_is_shown_what_others_were_told_and_not_what_they_were() -> None:
    ((path, data),) = relation_program.item(ITEM, "ana", "ben").items()
    files = {**person("ana"), **person("ben"), path: data}
    files |= told("ana", ITEM, "acknowledged", "2026-03-03")
    (found,) = record(snapshot(files), "ana").items
    assert [(each.milestone, each.status) for each in found.told] == [("acknowledged", "told")]
    (other,) = record(snapshot(files), "ben").items
    assert [each.status for each in other.told] == ["overdue"]


@pytest.mark.parametrize(("audience", "who"), [("members", []), ("staff", ["ana"])])
def test_staff_do_not_see_who_raised_an_item(audience: str, who: list[str]) -> None:
    (found,) = view(audience, item(ITEM)).items
    assert [each.id for each in found.originators] == who


SHARED = {"from": "2025-01-01", "recognition": "members", "contact": "members", "points": "members"}


def test_an_account_leads_nowhere_or_to_another_place() -> None:
    files = person("ana", consent=[SHARED], accounts={"github": "@ana b", "forum": "ana"})
    (found,) = view("members", files).people
    assert {each.channel: each.url for each in found.accounts} == {
        "github": "https://github.com/ana%20b",
        "forum": None,
    }


@pytest.mark.parametrize(("audience", "points"), [("members", 10), ("staff", 50)])
def test_points_of_a_mission_that_is_not_shown_count_or_others_do_not(
    audience: str, points: int
) -> None:
    award = {"outcome": "approved", "by": "maya", "date": "2026-04-03", "points": 40}
    hidden = {"evidence": "https://example.org/x", "decision": award}
    files = {
        **person("ana", consent=[SHARED]),
        **mission(),
        **mission("secret", status="proposed", points=40),
        **relation_program.claim("ana", "2026-04-01", "2026-04-02"),
        "missions/secret/claims/2026-04-02-ana.yml": hidden,
    }
    (found,) = view(audience, files).people
    assert found.standing == points


def test_the_place_on_the_board_is_not_shown_with_the_person() -> None:
    award = relation_program.claim("ana", "2026-04-01", "2026-04-02")
    files = {**person("ana", consent=[SHARED]), **person("ben"), **mission(), **award}
    found = view("members", files | relation_program.claim("ben", "2026-04-01", "2026-04-02"))
    assert [(each.id, each.rank) for each in found.people] == [("ana", 1)]
