"""Every report of the relationship on any day of the example, before it began and long after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from goodword.formats import REPORTS
from goodword.relation.given import OWED
from goodword.reports.audit import audit_report
from goodword.reports.candidates import candidates_report
from goodword.reports.communities import communities_report
from goodword.reports.events import events_report
from goodword.reports.incidents import incidents_report
from goodword.reports.record import record_report
from goodword.reports.relation import relation_report
from goodword.reports.results import results_report
from goodword.reports.routing import routing_report
from goodword.snapshot import Snapshot
from tests.relation_program import TODAY, example, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.reports.report import Report

DAYS = [
    date(1999, 12, 31),
    date(2023, 10, 2),
    date(2024, 2, 29),
    date(2025, 6, 30),
    date(2031, 1, 1),
]


def reports(found: Snapshot) -> Iterator[Report]:
    yield relation_report(found, explain=True)
    yield routing_report(found, everyone=True)
    yield communities_report(found)
    yield events_report(found)
    yield incidents_report(found, list(found.program.incidents))
    yield candidates_report(found, explain=True)
    yield audit_report(found)
    yield results_report(found, explain=True)
    for person in found.program.influencers:
        yield record_report(found, person)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_cannot_be_looked_at(day: date) -> None:
    for report in reports(Snapshot(example()[0].program, day)):
        for write in REPORTS.values():
            assert write(report)


def test_an_empty_program_cannot_be_looked_at() -> None:
    for report in reports(snapshot({})):
        for write in REPORTS.values():
            assert write(report)


def test_what_was_given_changes_when_time_goes_on() -> None:
    """What is dated up to a day stays as it was; only debts come and go."""
    program = example()[0].program
    now = Snapshot(program, TODAY).relation
    then = Snapshot(program, TODAY - timedelta(days=400)).relation
    for person, lines in then.given.items():
        later = [g for g in now.given[person] if g.date <= then.as_of and g.lane not in OWED]
        earlier = [g for g in lines if g.lane not in OWED]
        decided_since = {g.place.path for g in later} - {g.place.path for g in earlier}
        for path in decided_since:  # claims that waited for their decision, promises kept late
            assert path.startswith("missions/"), path
        assert [g for g in later if g.place.path not in decided_since] == earlier, person
