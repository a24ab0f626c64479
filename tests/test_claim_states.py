"""One claim in each state, seen from everywhere that shows one: all say the same of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.audience.gate import audience_view
from goodword.audience.own import record
from goodword.audience.sharing import AUDIENCES
from goodword.due import all_dues
from goodword.ledger.claim_on import SHOWN, WAITS, claim_on
from goodword.ledger.visible import State
from goodword.reports.desk import desk_figures
from goodword.reports.listing import listing
from goodword.reports.report import nowhere
from goodword.reports.showing import showing
from goodword.snapshot import Snapshot
from tests.relation_program import claim, mission, person, program

DAY = date(2026, 6, 30)
WORDS = {"submitted": "submitted", "appealed": "in appeal"}


def approved(on: str, second: str | None = None, points: int = 100) -> dict[str, Any]:
    more = {"second": {"by": "jon", "date": second}} if second else {}
    return {"outcome": "approved", "by": "maya", "date": on, "points": points, **more}


def declined(on: str) -> dict[str, Any]:
    return {"outcome": "declined", "by": "maya", "date": on, "reason": "The page is empty."}


def taken(on: str, points: int, **more: Any) -> dict[str, Any]:
    return {"date": on, "by": "jon", "shares": {"ana": points}, "reason_code": "fraud", **more}


def appeal(on: str, decision: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"date": on, "text": "Look again.", **({"decision": decision} if decision else {})}


def later(on: str, decision: dict[str, Any] | None = None) -> dict[str, Any]:
    more = {"decision": decision} if decision else {}
    return {"date": on, "quantity": 3, "source": "Counted again.", **more}


@dataclass(frozen=True)
class Case:
    """What is written, and what it is on the day: state, points, what waits, whether it is late."""

    data: dict[str, Any]
    state: str
    points: int | None = None
    waits: str = ""
    late: bool = False


ASKED = [{"asked": "2026-06-02", "by": "maya", "text": "Which page?"}]
ANSWERED = [{**ASKED[0], "answered": "2026-06-25"}]
CASES = {
    "new": Case({"submitted": "2026-06-25"}, "submitted", None, "submitted"),
    "late": Case({}, "submitted", None, "submitted", late=True),
    "asked": Case({"questions": ASKED}, "submitted", None, "asked"),
    "answered": Case({"questions": ANSWERED}, "submitted", None, "submitted"),
    "answered after the day": Case(
        {"questions": [{**ASKED[0], "answered": "2026-07-02"}]}, "submitted", None, "asked"
    ),
    "decided after the day": Case(
        {"decision": approved("2026-07-01")}, "submitted", None, "submitted", late=True
    ),
    "one of two signatures": Case(
        {"decision": approved("2026-06-20", "2026-07-03")},
        *("submitted", None, "submitted"),
        late=True,
    ),
    "approved": Case({"decision": approved("2026-06-20")}, "approved", 100),
    "both signatures": Case({"decision": approved("2026-06-20", "2026-06-30")}, "approved", 100),
    "declined": Case({"decision": declined("2026-06-20")}, "declined", 0),
    "withdrawn": Case({"withdrawn": {"date": "2026-06-20"}}, "withdrawn"),
    "withdrawn after the day": Case(
        {"withdrawn": {"date": "2026-07-01"}}, "submitted", None, "submitted", late=True
    ),
    "appealed": Case(
        {"decision": declined("2026-06-20"), "appeal": appeal("2026-06-28")},
        *("appealed", 0, "appealed"),
    ),
    "appealed long ago": Case(
        {"decision": declined("2026-06-02"), "appeal": appeal("2026-06-03")},
        *("appealed", 0, "appealed"),
        late=True,
    ),
    "appealed after the day": Case(
        {"decision": declined("2026-06-20"), "appeal": appeal("2026-07-01")}, "declined", 0
    ),
    "approved on appeal": Case(
        {
            "decision": declined("2026-06-10"),
            "appeal": appeal("2026-06-12", approved("2026-06-20")),
        },
        "approved",
        100,
    ),
    "one of two signatures on appeal": Case(
        {
            "decision": declined("2026-06-10"),
            "appeal": appeal("2026-06-28", approved("2026-06-29", "2026-07-02")),
        },
        *("appealed", 0, "appealed"),
    ),
    "declined on appeal": Case(
        {
            "decision": declined("2026-06-10"),
            "appeal": appeal("2026-06-12", declined("2026-06-20")),
        },
        "declined",
        0,
    ),
    "partly taken back": Case(
        {"decision": approved("2026-06-20"), "reversals": [taken("2026-06-25", 40)]},
        "approved",
        60,
    ),
    "taken back": Case(
        {"decision": approved("2026-06-20"), "reversals": [taken("2026-06-25", 100)]},
        "reversed",
        0,
    ),
    "taken back after the day": Case(
        {"decision": approved("2026-06-20"), "reversals": [taken("2026-07-01", 100)]},
        "approved",
        100,
    ),
    "taken back and appealed": Case(
        {
            "decision": approved("2026-06-20"),
            "reversals": [taken("2026-06-25", 100, appeal=appeal("2026-06-28"))],
        },
        *("reversed", 0, "appealed"),
    ),
    "an appeal against taking back, answered after the day": Case(
        {
            "decision": approved("2026-06-20"),
            "reversals": [
                taken("2026-06-25", 100, appeal=appeal("2026-06-28", approved("2026-07-02")))
            ],
        },
        *("reversed", 0, "appealed"),
    ),
    "grown": Case(
        {"decision": approved("2026-06-20"), "quantity_later": [later("2026-06-25")]},
        *("approved", 100, "grown"),
    ),
    "grown long ago": Case(
        {"decision": approved("2026-06-02"), "quantity_later": [later("2026-06-03")]},
        *("approved", 100, "grown"),
        late=True,
    ),
    "grown after the day": Case(
        {"decision": approved("2026-06-20"), "quantity_later": [later("2026-07-01")]},
        "approved",
        100,
    ),
    "a growth approved": Case(
        {
            "decision": approved("2026-06-20"),
            "quantity_later": [later("2026-06-25", approved("2026-06-28", points=50))],
        },
        "approved",
        150,
    ),
    "a growth declined": Case(
        {
            "decision": approved("2026-06-20"),
            "quantity_later": [later("2026-06-25", declined("2026-06-28"))],
        },
        "approved",
        100,
    ),
    "a growth, one of two signatures": Case(
        {
            "decision": approved("2026-06-20"),
            "quantity_later": [later("2026-06-25", approved("2026-06-28", "2026-07-02", 50))],
        },
        *("approved", 100, "grown"),
    ),
    "given back on appeal": Case(
        {
            "decision": approved("2026-06-20"),
            "reversals": [
                taken("2026-06-22", 100, appeal=appeal("2026-06-23", approved("2026-06-24")))
            ],
        },
        "approved",
        100,
    ),
}


def snapshot(data: dict[str, Any], day: date = DAY) -> Snapshot:
    consent = [{"from": "2025-01-01", "version": "1", "recognition": "public", "points": "public"}]
    files = (
        person("ana", consent=consent)
        | mission(points=100, audience="public")
        | claim("ana", "2026-06-01", **data)
    )
    return Snapshot(program(files, started="2025-01-01"), day)


def test_a_state_is_in_no_case() -> None:
    assert {case.state for case in CASES.values()} == set(SHOWN)
    assert {case.waits for case in CASES.values()} == {*WAITS, ""}


@pytest.mark.parametrize("name", CASES)
def test_two_places_differ_about_a_claim(name: str) -> None:
    case = CASES[name]
    on = snapshot(case.data)
    (source,) = on.program.claims.values()
    account = on.ledger.account("ana")
    assert account.standing == (case.points or 0), "points"
    words = WORDS.get(case.state, case.state)
    (listed,) = listing(on, "claims").value["items"]
    assert (listed["state"], listed["points"]) == (words, case.points), "list"
    for what in (source.place.path, "guide", "ana"):
        tables = showing(on, what).tables
        rows = [row for table in tables for row in table.rows]
        if what == source.place.path:
            assert ("state", words) in rows
            assert [r[1] for r in rows if r[0] == "points"] == (
                [] if case.points is None else [str(case.points)]
            ), what
        else:
            assert (*(date(2026, 6, 1), "guide", "ana"), words, case.points) in rows, what
    (own,) = record(on, "ana").claims
    assert (own.state, own.points) == (case.state, case.points or 0), "record"
    for view in (audience_view(on, who, DAY) for who in AUDIENCES):
        (shown,) = view.people
        found = [(each.state, each.points) for each in shown.claims]
        # That points were taken back is between somebody and the staff.
        there = case.state == "approved" or (case.state == "reversed" and view.audience == "staff")
        assert found == ([(case.state, case.points)] if there else []), view.audience
        assert shown.standing == (case.points or 0)
    waiting = [(x["state"], x["late"]) for x in desk_figures(on, (), nowhere)["claims"]]
    assert waiting == ([(case.waits, case.late)] if case.waits else []), "staff's page"
    dues = [each for each in all_dues(on) if each.what in {"claims", "appeals"}]
    wanted = {"submitted": "claims", "grown": "claims", "appealed": "appeals"}.get(case.waits)
    assert [each.what for each in dues] == ([wanted] if wanted else []), "agenda"
    assert [each.date < DAY for each in dues] == ([case.late] if wanted else []), "agenda"


@given(
    st.integers(0, 40).map(lambda n: date(2026, 5, 28) + timedelta(n)),
    st.sampled_from(sorted(CASES)),
)
def test_what_is_shown_of_a_day_is_what_the_ledger_counts(day: date, name: str) -> None:
    on = snapshot(CASES[name].data, day)
    (source,) = on.program.claims.values()
    found = claim_on(source, day, on.places)
    assert on.ledger.account("ana").standing == (found.points or 0)
    assert (found.state == State.ABSENT.value) == (source.submitted > day)
    assert bool(found.waits) == (found.since is not None)
    assert not found.decided or found.decided <= day
