"""`list` on a day: what is not there yet is not listed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.reports.listing import listing
from tests.relation_program import mission, person, snapshot, touch

REQUEST = {"influencers/ana/redemptions/2026-03-02-mug.yml": {"points": 10}}
INCIDENT: dict[str, Any] = {
    "program/incidents/2026-03-02-outage.yml": {
        "title": "Outage",
        "kind": "outage",
        "severity": "high",
        "began": "2026-03-02T09:00:00Z",
        "alert": {"ids": ["ana"]},
        "say": {"members": {"en": "It is down."}},
    }
}


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("touchpoints", touch("ana", "contact", "2026-03-02")),
        ("redemptions", REQUEST),
        ("incidents", INCIDENT),
        ("influencers", person("bo", history=[{"date": "2026-03-02", "stage": "member"}])),
    ],
)
def test_a_record_of_a_later_day_is_listed(kind: str, files: dict[str, Any]) -> None:
    def count(on: str) -> int:
        found = snapshot({**person("ana"), **mission(), **files}, on)
        return len(listing(found, kind).value["items"])

    own = int(kind == "influencers")
    assert (count("2026-03-01"), count("2026-03-02")) == (own, own + 1)


def test_a_list_of_a_day_has_what_was_recorded_later() -> None:
    view = {"department": "pr", "by": "maya", "relationship": "aware", "recorded": "2026-04-10"}
    value = {"kpi": "faults", "value": 3, "source": "own", "date": "2026-03-20"}
    files = {
        "program/audits/2026-Q2/ana.yml": {"brand": [view]},
        "program/measures/2026-Q1.yml": {"values": [value]},
        "program/communities/forum.yml": {
            "name": "Forum",
            "where": "online",
            "reviewed": "2026-04-10",
        },
        "program/events/2026-05-01-ride.yml": {
            "title": "Ride",
            "format": "offline",
            "attended": ["ana"],
        },
    }

    def seen(kind: str, column: str, on: str) -> list[Any]:
        found = listing(snapshot(files, on), kind, (), (column,))
        return [row[0] for row in found.tables[0].rows]

    days = ("2026-03-19", "2026-04-09", "2026-05-01")
    assert [len(seen("audits", "cycle", day)) for day in days] == [0, 0, 1]
    assert [len(seen("measures", "cycle", day)) for day in days] == [0, 1, 1]
    assert [seen("communities", "reviewed", day) for day in days] == [
        [None],
        [None],
        [date(2026, 4, 10)],
    ]
    assert [seen("events", "attended", day) for day in days] == [[""], [""], ["ana"]]


@pytest.mark.parametrize(
    ("where", "notes"),
    [
        ("stage=members", ('none has stage "members", did you mean "member"?',)),
        ("stage=xyz", ('none has stage "xyz", expected member',)),
        ("region=PT", ()),  # nobody has one, so that nothing tells a slip from a gap
        ("stage!=member", ()),
        ("name~xyz", ()),
        ("stage=member", ()),
    ],
)
def test_an_empty_list_says_nothing_of_a_word_that_nobody_has(
    where: str, notes: tuple[str, ...]
) -> None:
    found = snapshot({**person("ana"), **mission()}, "2026-03-01")
    assert listing(found, "influencers", [where]).notes == notes
