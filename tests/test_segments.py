"""Segments: who is in one, why, what one decides, and what it may not."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.ledger.segments import asked, people
from goodword.marked import marked
from goodword.reports.agenda import agenda
from goodword.reports.candidates import candidates_report
from goodword.reports.listing import listing
from goodword.reports.people import within
from goodword.reports.points import points_report
from goodword.reports.relation import relation_report
from goodword.reports.routing import routing_report
from goodword.reports.segments import segments_report
from goodword.source.schemas.annotations import marks
from goodword.source.schemas.fields import document
from tests.plain_segments import FIRST, is_in, profile, segment
from tests.relation_program import (
    DEPARTMENTS,
    claim,
    mission,
    person,
    program,
    snapshot,
)
from tests.segment_program import ALL, LADDER, MENDERS, PEOPLE, saved

if TYPE_CHECKING:
    from goodword.reports.report import Report


def test_somebody_is_in_a_segment_of_whom_the_design_says_otherwise() -> None:
    chance = random.Random(5)  # noqa: S311 - made-up people are no secret
    answered: dict[bool, int] = {True: 0, False: 0}
    for _ in range(40):
        names = [f"person-{each}" for each in range(25)]
        profiles = {name: profile(chance, name) for name in names}
        segments = [segment(chance, f"segment-{each}") for each in range(8)]
        files = {f"influencers/{name}/profile.yml": each for name, each in profiles.items()}
        on = snapshot({**DEPARTMENTS, **LADDER, **files, **saved(*segments)}, "2026-12-31")
        for each in segments:
            own = on.program.segment_of[each["id"]]
            day = FIRST + timedelta(chance.randint(1, 360))
            expected = [n for n in sorted(names) if is_in(each["where"], profiles[n], day)]
            assert [*people(on.program, own, day, on.tier_on)] == expected, (each, day)
            for name in names:
                found = list(asked(own, on.program.influencers[name], day, on.tier_on))
                assert all(x.met for x in found) is (name in expected)
                answered[name in expected] += 1
    assert min(answered.values()) > 500, answered


@pytest.mark.parametrize("stage", ["opted-out", "deceased"])
def test_who_opted_out_or_died_is_in_a_segment(stage: str) -> None:
    history = [
        {"date": "2025-01-01", "stage": "member"},
        {"date": "2026-03-01", "stage": stage},
    ]
    on = snapshot({**person("ana", topics=["repair"], history=history), **saved(MENDERS)})
    own = on.program.segment_of["menders"]
    assert people(on.program, own, date(2026, 2, 28), on.tier_on) == ("ana",)
    assert people(on.program, own, date(2026, 3, 1), on.tier_on) == ()
    stages = document("segments")["$defs"]["where"]["properties"]["stages"]["items"]["enum"]
    assert stage not in stages


def test_what_is_done_on_a_day_lifts_somebody_into_a_segment_of_that_day() -> None:
    guides = {"id": "guides", "name": "Guides", "where": {"tiers": ["gold"]}}
    files = {**person("ana"), **mission(), **claim("ana", "2026-02-01", "2026-02-01")}
    on = snapshot({**files, **LADDER, **saved(guides)}, "2026-02-02")
    own = on.program.segment_of["guides"]
    assert on.tier_on("ana", date(2026, 2, 1)) == "gold"
    assert people(on.program, own, date(2026, 2, 1), on.tier_on) == ()
    assert people(on.program, own, date(2026, 2, 2), on.tier_on) == ("ana",)


def test_the_report_counts_or_names_others() -> None:
    alert = {
        "title": "Late",
        "kind": "service",
        "severity": "low",
        "alert": {"segments": ["menders"]},
    }
    on = snapshot({**ALL, "program/incidents/2026-05-01-late.yml": alert})
    report = segments_report(on)
    menders, critics, learners = report.value["segments"]
    assert (menders["count"], menders["people"]) == (1, ["ana"])
    assert menders["where"] == {
        "stages": ["invited", "member", "on-leave", "emeritus"],
        "topics": ["repair"],
    }
    assert (critics["kept"], learners["kept"]) == (["stances"], ["wants"])
    assert [each["field"] for each in menders["decides"]] == [["alert", "segments", 0]]
    assert report.tables[0].rows[0] == ("menders", "Menders", "topics repair", 1, 1)
    whose = segments_report(on, ("menders",)).tables[1]
    assert [row[0] for row in whose.rows] == ["ana"]


def test_it_is_not_said_why_somebody_is_in_no_segment() -> None:
    report = segments_report(snapshot(ALL), influencer="cleo")
    assert report.value["influencer"]["segments"][0] == {
        "id": "menders",
        "in": False,
        "asked": [
            {
                "key": "stages",
                "wanted": ["invited", "member", "on-leave", "emeritus"],
                "held": ["candidate"],
                "met": False,
            },
            {"key": "topics", "wanted": ["repair"], "held": ["repair"], "met": True},
        ],
    }
    assert report.tables[0].rows[0][1:] == (
        "no",
        "stages",
        "invited, member, on-leave, emeritus",
        "candidate",
        "no",
    )


def test_an_unknown_segment_is_not_told_what_was_meant() -> None:
    on = snapshot(ALL)
    with pytest.raises(Failure, match='there is no segment "mender", did you mean "menders"'):
        segments_report(on, ("mender",))
    with pytest.raises(Failure, match='there is no influencer "anna", did you mean "ana"'):
        segments_report(on, influencer="anna")
    assert "goodword new segment" in segments_report(snapshot(PEOPLE)).notes[0]


def ids(report: Report, key: str) -> list[str]:
    return [each["id"] for each in report.value[key]]


def test_a_list_of_a_segment_has_others() -> None:
    on = snapshot({**ALL, **mission(), **claim("ben", "2026-02-01"), **claim("ana", "2026-02-01")})
    assert ids(listing(on, "influencers", segment="critics"), "items") == ["ana"]
    claims = listing(on, "claims", segment="critics").value["items"]
    assert [each["influencer"] for each in claims] == ["ana"]
    with pytest.raises(Failure, match="missions are nobody's"):
        listing(on, "missions", segment="critics")
    assert ids(points_report(on, segment="critics"), "members") == ["ana"]
    assert ids(relation_report(on, segment="critics"), "members") == ["ana"]
    assert ids(routing_report(on, segment="critics"), "routes") == ["ana"]
    assert ids(candidates_report(on, segment="critics"), "candidates") == ["ana"]
    due = [each for who in agenda(on, segment="critics").value["owners"] for each in who["due"]]
    assert due
    assert all("ana" in each["to"] for each in due)


def test_a_segment_of_nobody_lists_everybody() -> None:
    on = snapshot({**ALL, **mission(), **claim("ana", "2026-02-01", "2026-02-03")})
    assert within(on, (), None) is None
    assert within(on, (), "learners") == ()
    assert points_report(on, segment="learners").value["members"] == []
    assert relation_report(on, segment="learners").value["members"] == []
    assert routing_report(on, segment="learners").value["routes"] == []
    assert candidates_report(on, segment="learners").value["candidates"] == []
    assert agenda(on, segment="learners").value["owners"] == []
    assert listing(on, "influencers", segment="learners").value["items"] == []
    assert within(on, ("ben",), "menders") == ()
    assert within(on, ("ana", "ben"), "menders") == ("ana",)


def test_a_place_that_names_a_segment_is_not_looked_at() -> None:
    """Whatever schema names segments tomorrow is found by the same walk."""
    naming = set()
    for kind in ("incident", "mission", "reward", "event", "onboarding", "claim", "redemption"):
        if "'segment'" in str(marks(document(kind), "x-names")):
            naming.add(kind)
    assert naming == {"incident", "mission", "reward", "event", "onboarding"}
    files = {**ALL, **mission(eligibility={"segments": ["menders"]}, proposed_by="ana")}

    def anything(_: object, __: object) -> bool:
        return True

    found = [
        (place.path, each.value)
        for place, named in marked(program(files), "x-names", anything, only="segment")
        for each in named
    ]
    assert found == [("missions/guide/mission.yml", "menders")]
