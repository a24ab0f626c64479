"""Routing, communities, events and incidents: who is missing, what is due, how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from goodword.diagnostics import Failure
from goodword.formats import table
from goodword.relation.events import meetings
from goodword.relation.incidents import incidents
from goodword.relation.moments import moment
from goodword.relation.routing import routing
from goodword.reports.communities import communities_report
from goodword.reports.events import events_report
from goodword.reports.incidents import incidents_report
from goodword.reports.routing import routing_report
from tests.relation_program import DEPARTMENTS, example, person, program, snapshot, told, touch

if TYPE_CHECKING:
    from goodword.relation.incidents import Alerted
    from goodword.relation.routing import Route
    from tests.conftest import Golden

STAFF = [
    {"id": "maya", "name": "Maya", "department": "pr", "until": "2026-03-31"},
    {"id": "jon", "name": "Jon", "department": "product"},
    {"id": "kim", "name": "Kim", "department": "pr", "from": "2026-02-01"},
]


def route(on: str = "2026-06-30", **more: Any) -> Route:
    found = snapshot({**DEPARTMENTS, **person("ana", **more)}, on, staff=STAFF)
    return routing(found.program, found.as_of)[0]


@pytest.mark.parametrize(
    ("more", "proposed", "reasons"),
    [
        ({"category": "builder", "owner": "jon"}, ("product", "jon"), ()),
        ({"category": "builder"}, ("product", "jon"), ("owner maya left on 2026-03-31",)),
        (
            {"category": "journalist", "owner": "maya"},
            ("pr", "kim"),  # the lead has left, kim is of the department
            ("owner maya left on 2026-03-31",),
        ),
        (
            {"category": "journalist", "department": "product", "owner": "kim"},
            ("pr", "kim"),
            ("journalist goes to pr, not to product",),
        ),
        ({"department": "pr", "owner": "kim"}, ("pr", "kim"), ("no category",)),
        ({}, (None, "jon"), ("no category", "no department", "owner maya left on 2026-03-31")),
    ],
)
def test_a_person_is_left_to_nobody(
    more: dict[str, Any], proposed: tuple[str | None, str], reasons: tuple[str, ...]
) -> None:
    found = route(**more)
    assert (found.proposed_department, found.proposed_owner) == proposed
    assert found.reasons == reasons


def test_an_owner_is_proposed_for_another_day() -> None:
    assert route("2026-03-31", category="journalist").proposed_owner == "maya"
    assert route("2026-04-01", category="journalist").proposed_owner == "kim"
    early = route("2026-01-15", category="builder", owner="kim")
    assert early.reasons == ("owner kim starts on 2026-02-01",)


def test_people_who_have_gone_are_routed() -> None:
    files = {**DEPARTMENTS, **person("ana", stage="left"), **person("ben", since="2027-01-01")}
    report = routing_report(snapshot(files))
    assert report.value["people"] == 0
    found = routing_report(snapshot(person("ana"))).value  # the first of staff is, as in list
    assert found["open"] == 0
    assert routing_report(snapshot(person("ana"), staff=STAFF[1:2])).value["open"] == 0


def test_a_community_is_near_because_of_somebody_who_is_not_ours() -> None:
    files = {
        **person("ana", communities=["forum"]),
        **person("ben", stage="candidate"),
        "program/communities/forum.yml": {"name": "Forum", "where": "online", "size": 5},
        "program/communities/club.yml": {
            "name": "Club",
            "where": "offline",
            "size": 90,
            "movers": ["ben"],
            "reviewed": "2026-04-01",
            "stance": [{"from": "2026-07-01", "stance": "ignore"}],
        },
    }
    value = communities_report(snapshot(files)).value
    assert [each["id"] for each in value["communities"]] == ["club", "forum"]
    assert value["unreached"] == ["club"]
    assert value["to_review"] == ["forum"]
    assert communities_report(snapshot(files), top=0).value["unreached"] == []
    assert communities_report(snapshot(files, "2026-06-30")).value["communities"][1]["members"] == [
        "ana"
    ]
    later = communities_report(snapshot(files, "2026-07-01")).value
    assert later["to_review"] == ["forum"]  # club is left alone from that day on
    assert later["communities"][0]["stance"] == "ignore"


def test_an_invitation_that_should_not_be_is_passed_over() -> None:
    files = {
        **person("ana", nda=[{"version": "1", "signed": "2026-01-01", "expires": "2026-06-30"}]),
        **person("ben", stage="left"),
        **person("cleo", consent=[{"from": "2025-02-01", "messages": "none"}]),
        "program/events/2026-07-01-lab.yml": {
            "title": "Lab",
            "nda": True,
            "invited": ["ana", "ben", "cleo"],
            "attended": ["ana", "dan"],
            "capacity": 2,
        },
    }
    found = meetings(snapshot(files).program, snapshot(files).as_of, snapshot(files).tier_on)[0]
    assert (found.state, found.came, found.attendance_tenths) == ("ahead", (), None)
    none = "has no agreement (NDA) in force on 2026-07-01"
    assert found.against == (
        ("ana", none),
        ("ben", "is left"),
        ("ben", none),
        ("cleo", "wants no messages"),
        ("cleo", none),
        ("", "3 are invited, 2 can come"),
    )
    over = snapshot(files, "2026-07-02")
    then = meetings(over.program, over.as_of, over.tier_on)[0]
    assert (then.state, then.uninvited, then.attendance_tenths) == ("over", ("dan",), 333)
    assert events_report(over, ahead=True).value["events"] == []


OUTAGE = "2026-06-01-outage"


def outage(on: str, files: dict[str, Any], **more: Any) -> Alerted:
    data: dict[str, Any] = {
        "title": "Down",
        "kind": "outage",
        "severity": "high",
        "began": "2026-06-01T09:00",
    }
    data["alert"] = {"ids": ["ana"]}
    laid = {**person("ana"), **files, f"program/incidents/{OUTAGE}.yml": {**data, **more}}
    found = snapshot(laid, on)
    return incidents(found.program, found.as_of, found.tier_on)[0]


@pytest.mark.parametrize(
    ("when", "hours"),
    [
        ("2026-06-01T09:00", 0),
        ("2026-06-01T09:01", 1),
        ("2026-06-01T10:00", 1),
        ("2026-06-01T10:01", 2),
        ("2026-06-01T08:00Z", 1),  # ten in Berlin
        ("2026-06-01", 15),  # to the day's end
        ("2026-06-02", 39),
    ],
)
def test_hours_to_the_first_word_are_miscounted(when: str, hours: int) -> None:
    files = {
        **told("ana", OUTAGE, "acknowledged", "2026-06-03"),
        **told("ana", OUTAGE, "delivered", when[:10], date=when),
    }
    word = outage("2026-06-30", files).words[0]
    assert (word.to, word.status, word.hours) == ("ana", "told", hours)
    assert word.place.path.endswith("delivered-outage.yml")


def test_hours_over_a_change_of_clocks_are_those_of_the_wall() -> None:
    zone = ZoneInfo("Europe/Berlin")
    night = moment("2026-10-25", zone, end=True) - moment("2026-10-25", zone)
    assert night.total_seconds() == 25 * 3600


@pytest.mark.parametrize(
    ("on", "began", "last", "over"),
    [
        ("2026-06-01", "2026-06-01T09:00", "2026-06-02", 0),
        ("2026-06-02", "2026-06-01T09:00", "2026-06-02", 15),
        ("2026-06-03", "2026-06-01T09:00", "2026-06-02", 39),
        ("2026-06-01", "2026-06-01", "2026-06-01", 0),  # all of that day, to its end
        ("2026-06-02", "2026-06-01", "2026-06-01", 24),
    ],
)
def test_the_hours_to_tell_are_others(on: str, began: str, last: str, over: int) -> None:
    found = outage(on, {}, began=began)
    status = "overdue" if over else "due"
    words = [(w.status, w.due.isoformat(), w.over, w.age) for w in found.words]
    assert words == [(status, last, over, found.median_hours)]
    assert found.untold == ("ana",)
    bounced = told("ana", OUTAGE, "acknowledged", "2026-06-01", delivery="bounced")
    assert outage(on, bounced).untold == ("ana",)


@pytest.mark.parametrize(
    ("told_at", "on", "over"),
    [
        ("2026-06-01T21:00", "2026-06-30", 0),
        ("2026-06-01T21:01", "2026-06-30", 1),
        (None, "2026-06-01", 3),  # to the day's end: a clock of 12 hours, over by three
        (None, "2026-06-02", 27),
    ],
)
def test_a_clock_of_hours_is_counted_in_days(told_at: str | None, on: str, over: int) -> None:
    files = told("ana", OUTAGE, "acknowledged", "2026-06-01", date=told_at) if told_at else {}
    files |= {"program/policies.yml": {"versions": [{"clocks": {"incident_hours": 12}}]}}
    word = outage(on, files).words[0]
    assert (word.over, f"{word.by:%Y-%m-%dT%H:%M}") == (over, "2026-06-01T21:00")


def test_never_telling_makes_the_median_of_an_incident_better() -> None:
    alert = {"ids": ["ana", "ben", "cleo"]}
    files = {**person("ben"), **person("cleo")}
    files |= told("ana", OUTAGE, "acknowledged", "2026-06-01", date="2026-06-01T10:00")
    found = outage("2026-06-04", files, alert=alert)
    assert [word.age for word in found.words] == [1, 87, 87]
    assert found.median_hours == 87


def test_what_an_alert_list_names_and_nobody_has_is_passed_over() -> None:
    alert = {"topics": ["export", "exprot"], "regions": ["DE", "PT-11"], "categories": ["nobody"]}
    files = person("cleo", topics=["export"], region="DE-BE")
    found = outage("2026-06-04", files, alert=alert)
    assert found.nobody == ("topic exprot", "category nobody", "region PT-11")
    said = incidents_report(snapshot({**files, **down(alert)}, "2026-06-04"))
    assert f"{OUTAGE}: nobody on the map has the topic exprot of its alert list" in said.notes


def down(alert: dict[str, Any]) -> dict[str, Any]:
    data = {"title": "Down", "kind": "outage", "severity": "high", "alert": alert}
    return {f"program/incidents/{OUTAGE}.yml": data}


def test_somebody_of_a_segment_is_forgotten_or_a_stranger_alerted() -> None:
    files = {
        **person("ben", category="builder"),
        **person("cleo", topics=["export"]),
        **person("dan", region="DE-BE"),
        **person("eve", category="builder", stage="candidate"),
        **person("finn", category="builder", stage="opted-out"),
        **person("gil", region="FR"),
    }
    alert = {"categories": ["builder"], "topics": ["export"], "regions": ["DE"]}
    assert outage("2026-06-30", files, alert=alert).untold == ("ben", "cleo", "dan")
    named = outage("2026-06-30", files, alert={"ids": ["eve", "finn"]})
    assert [(w.to, w.status) for w in named.words] == [("eve", "overdue"), ("finn", "exempt")]


def test_an_exemption_counts_as_told_or_the_loops_opened_are_missed() -> None:
    files = {
        **touch(
            "ana",
            "answer",
            "2026-06-02",
            step="exempt",
            milestone="acknowledged",
            reason="unreachable",
            refs=[OUTAGE],
        ),
        "program/feedback/2026-06-05-keys.yml": {
            "title": "Keys",
            "steps": [
                {"step": "received", "date": "2026-06-05", "from": ["ana"], "source": OUTAGE}
            ],
        },
    }
    found = outage(
        "2026-06-30", files, heard=[{"from": "ana", "date": "2026-06-02", "summary": "x"}]
    )
    assert [(w.status, w.hours) for w in found.words] == [("exempt", None)]
    assert (found.heard, found.items, found.untold) == (("ana",), ("2026-06-05-keys",), ())
    assert found.median_hours is None


def test_an_incident_that_nobody_knows() -> None:
    with pytest.raises(Failure) as caught:
        incidents_report(snapshot({}), ["2026-06-01-outage"])
    assert caught.value.message == 'there is no incident "2026-06-01-outage"'


def test_an_empty_program_says_nothing() -> None:
    empty = snapshot({})
    assert program({}).communities == {}
    assert "no communities yet" in communities_report(empty).notes[0]
    assert "no events" in events_report(empty).notes[0]
    assert "no incidents" in incidents_report(empty).notes[0]


def test_the_example_reads_otherwise(golden: Golden) -> None:
    found, locator = example()
    ids = list(found.program.incidents)
    reports = {
        "routing": routing_report(found),
        "communities": communities_report(found),
        "events": events_report(found),
        "incidents": incidents_report(found, ids),
    }
    for name, report in reports.items():
        golden(f"reports/{name}.txt", table.report(report, 200, line=locator.spot))
