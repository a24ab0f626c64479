"""`goodword loops`: filters, JSON as it is laid down, and the sentences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure, Spot
from goodword.reports import report as reports
from goodword.reports.loops import loops_report
from goodword.snapshot import Snapshot
from tests.loop_program import (
    decided,
    delivered,
    item,
    plain,
    received,
    told,
    triaged,
    withdrawn,
)

if TYPE_CHECKING:
    from goodword.model.program import Program


def story() -> Program:
    program = item(
        plain(),
        received("2026-03-02", "ana", "ben"),
        triaged("2026-03-03"),
        decided("2026-03-04", "planned"),
        delivered("2026-03-10"),
        id_="a",
    )
    program = told(program, "ana", "delivered", "2026-03-11", about="a")
    program = item(program, received("2026-03-16", "cleo"), id_="b")
    program = item(
        program,
        received("2026-03-02", "ana"),
        triaged("2026-03-03"),
        decided("2026-03-04", "declined"),
        id_="c",
    )
    return told(program, "ana", "decided", "2026-03-05", about="c")


def value(**filters: Any) -> Any:
    snapshot = Snapshot(story(), date(2026, 3, 17))
    found = loops_report(snapshot, **filters)
    return reports.plain(found.value, lambda place: Spot(place.path, len(place.pointer)))


def test_the_json_is_as_laid_down() -> None:
    whole = value()
    assert whole["as_of"] == "2026-03-17"
    assert whole["summary"] == {
        "items": 3,
        "closed": 1,
        "open": 2,
        "overdue": 1,
        "delivered_not_told": 1,
        "declined_not_told": 0,
        "untriaged": 1,
        "closure_rate": 33.3,
    }
    first = whole["items"][0]
    assert {key: first[key] for key in first if key not in {"told", "clocks"}} == {
        "id": "a",
        "title": "Slow export",
        "state": "open-delivered",
        "round": 1,
        "department": "product",
        "owner": "jon",
        "originators": ["ana", "ben"],
        "received": "2026-03-02",
        "path": "program/feedback/a.yml",
        "line": 2,
    }
    assert first["told"][0] == {
        "to": "ana",
        "milestone": "acknowledged",
        "status": "told",
        "date": "2026-03-11",
        "due": "2026-03-05",
    }
    assert first["told"][-1] == {
        "to": "ben",
        "milestone": "delivered",
        "status": "due",
        "date": None,
        "due": "2026-03-17",
    }
    assert first["clocks"][1] == {
        "clock": "triage",
        "status": "met",
        "start": "2026-03-02",
        "due": "2026-03-09",
        "stopped": "2026-03-03",
        "days": 1,
        "late": None,
    }


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, "abc"),
        ({"items": ("c", "a")}, "ac"),
        ({"state": ("open",)}, "ab"),
        ({"state": ("closed-declined", "open-received")}, "bc"),
        ({"overdue": True}, "a"),
        ({"department": "product"}, "ac"),
        ({"owner": "jon"}, "ac"),
        ({"influencer": "ana"}, "ac"),
        ({"influencer": "ana", "state": ("closed",)}, "c"),
        ({"owner": "nobody"}, ""),
    ],
)
def test_the_filters_let_through_what_they_name(filters: dict[str, Any], ids: str) -> None:
    found = value(**filters)
    assert "".join(each["id"] for each in found["items"]) == ids
    assert found["summary"]["items"] == len(ids)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"items": ("aa",)}, 'no feedback item "aa"'),
        (
            {"state": ("closed-declind",)},
            'no state "closed-declind", did you mean "closed-declined"',
        ),
    ],
)
def test_what_does_not_exist_is_named(filters: dict[str, Any], words: str) -> None:
    with pytest.raises(Failure, match=words):
        value(**filters)


def test_the_tables_hold_what_the_json_says() -> None:
    report = loops_report(Snapshot(story(), date(2026, 3, 17)))
    items, cycles, clocks = report.tables
    assert all(len(row) == len(table.columns) for table in report.tables for row in table.rows)
    assert [row[:3] for row in items.rows] == [
        ("a", "Slow export", "open-delivered"),
        ("b", "Slow export", "open-received"),
        ("c", "Slow export", "closed-declined"),
    ]
    assert items.rows[0][8:] == (1, "acknowledge", "abandoned", date(2026, 3, 5), 8)
    assert cycles.rows[0][:3] == ("2026-Q1", 3, 1)
    assert clocks.rows[0][:2] == ("acknowledge", 3)
    assert report.notes[0].startswith("3 items: 1 closed, 2 open, 1 overdue")


def test_a_closed_item_without_an_answer_is_counted_without_a_word() -> None:
    program = item(story(), received("2026-03-02", "ben"), withdrawn("2026-03-05", "ben"), id_="d")
    note = loops_report(Snapshot(program, date(2026, 3, 17))).notes[0]
    assert note.startswith("4 items: 2 closed, 2 open")
    assert note.endswith("; closure rate 25.0 %, in which 1 closed-withdrawn not counted as closed")
    assert "in which" not in loops_report(Snapshot(story(), date(2026, 3, 17))).notes[0]


def test_explaining_adds_sentences_to_each_item_and_changes_nothing_else() -> None:
    snapshot = Snapshot(story(), date(2026, 3, 17))
    plainly = loops_report(snapshot, ("b",))
    found = loops_report(snapshot, ("b",), explain=True)
    said = found.value["items"][0].pop("explain")
    assert said[1].startswith("maya must tell cleo that it arrived by")
    assert (found.value, found.notes[-len(said) :]) == (plainly.value, tuple(said))
