"""The agenda of a day, looked back at: what the files of that day gave."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.due import all_dues
from goodword.reports.agenda import DAYS
from goodword.snapshot import Snapshot
from tests.conftest import ROOT
from tests.recorded_history import SETTINGS, STAFF, STANDING, History
from tests.relation_program import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.due import Due
    from goodword.model.program import Program


def lines(found: Program, day: date) -> Iterator[Due]:
    for each in all_dues(Snapshot(found, day)):
        if each.shown(day, DAYS):
            yield each


@pytest.mark.parametrize("seed", range(3))
def test_an_agenda_looked_back_at_differs_from_that_of_its_day(seed: int) -> None:
    trees = list(History(seed).trees())
    last = program(trees[-1][1], staff=STAFF, **SETTINGS)
    kinds: set[str] = set()
    for day, files in trees:
        then = list(lines(program(files, staff=STAFF, **SETTINGS), day))
        assert list(lines(last, day)) == then, day
        kinds.update(each.what for each in then)
    assert len(kinds) > 18, kinds


AT = date(2026, 10, 1)
EVENT = "program/events/2026-09-25-ride.yml"
FORUM = "program/communities/forum.yml"
MEASURES = "program/measures/2026-Q2.yml"
ANA = "influencers/ana/profile.yml"
GUIDE = "missions/guide/mission.yml"
CLAIM = "missions/guide/claims/2026-09-20-ana.yml"
FILES: dict[str, Any] = STANDING | {
    ANA: {
        "name": "Ana",
        "category": "builder",
        "owner": "jon",
        "history": [{"date": "2026-08-10", "stage": "member"}],
    },
    EVENT: {"title": "Ride", "starts": "2026-09-25", "format": "offline"},
    FORUM: {"name": "Forum", "where": "online", "reviewed": "2026-05-01"},
    CLAIM: {"evidence": "https://example.org/a"},
}


def kpis(files: dict[str, Any]) -> list[dict[str, Any]]:
    kpis: list[dict[str, Any]] = files["program/strategy.yml"]["objectives"][0]["kpis"]
    return kpis


UNDATED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "owner": lambda files: files[ANA].update(owner="maya"),
    "category": lambda files: files[ANA].pop("category"),
    "reviewers": lambda files: files[GUIDE].update(reviewers=["maya"]),
    "`reviewed`": lambda files: files[FORUM].update(reviewed="2026-12-01"),
    "the leads of departments": lambda files: files["program/departments.yml"]["departments"][
        0
    ].update(lead="maya"),
    "`attended`": lambda files: files[EVENT].update(attended=[]),
    "the strategy and its KPIs": lambda files: kpis(files).clear(),
    "the day on which somebody entered a measure": lambda files: files.update(
        {MEASURES: {"values": [{"kpi": "faults", "value": 2, "date": "2026-07-05"}]}}
    ),
}
"""What no file dates, by the words of docs/agenda.md: a change made later shows earlier."""


@pytest.mark.parametrize("fact", UNDATED)
def test_a_fact_named_as_undated_is_dated_or_not_named(fact: str) -> None:
    files = copy.deepcopy(FILES)
    then = list(lines(program(files, staff=STAFF, **SETTINGS), AT))
    UNDATED[fact](files)
    assert list(lines(program(files, staff=STAFF, **SETTINGS), AT)) != then
    (named,) = (
        line
        for line in (ROOT / "docs/agenda.md").read_text().splitlines()
        if "What no file dates" in line
    )
    assert fact in named
