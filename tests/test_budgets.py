"""Budgets in the report on a cycle: what everybody shares, and what is left of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.sharing import AUDIENCES
from goodword.formats import table
from goodword.portal.page import Desk, Reader
from goodword.portal.pages import PAGES
from goodword.portal.sheet import Sheet
from goodword.rendering.prose import plain as plain_text
from goodword.reports.desk import desk_figures, desk_names
from goodword.reports.report import nowhere, plain
from goodword.reports.results import results_report
from goodword.snapshot import Snapshot
from goodword.texts import LANGUAGES, Texts
from tests.ledger_program import approved, claim, day
from tests.test_groups import group, world

if TYPE_CHECKING:
    from goodword.model.program import Program
    from goodword.portal.page import Page


def test_a_report_says_nothing_of_a_budget() -> None:
    """Of spans with claims and of the one that runs; each person's limit is no budget."""
    made = world(
        group({"points": 150, "each": "program", "every": "month"}),
        group({"claims": 5, "each": "program", "every": "ever"}, "talks", of=("talk",)),
        group({"points": 10, "every": "month"}, "own"),
        claims={
            **claim("ana", "2026-01-05", decision=approved("2026-04-05")),
            **claim("ana", "2026-04-01", decision=approved("2026-04-05")),
            **claim("ben", "2026-04-02", "talk"),
        },
    )
    snapshot = Snapshot(made, day("2026-05-10"))
    found = plain(results_report(snapshot).value["budgets"], nowhere)
    assert [(each["group"], each["limit"], each["since"]) for each in found] == [
        ("answers", "points in a month", "2026-04-01"),
        ("answers", "points in a month", "2026-05-01"),
        ("talks", "claims in all", None),
    ]
    assert [(each["most"], each["used"], each["undecided"], each["left"]) for each in found] == [
        (150, 100, 90, 50),
        (150, 0, 0, 150),
        (5, 0, 1, 5),
    ]
    text = table.report(results_report(snapshot), table.WHOLE)
    assert "budgets of 2026-Q2" in text
    first = plain(results_report(snapshot, "2026-Q1").value["budgets"], nowhere)
    assert [(each["group"], each["since"]) for each in first] == [
        ("answers", "2026-01-01"),
        ("talks", None),
    ]
    none = replace(made, groups=None)
    assert "budgets" not in results_report(Snapshot(none, snapshot.as_of)).value


SHARED = {"each": "program", "exempt": ["talk"]}


def pages_of(made: Program, audience: str, language: str = "en") -> list[Page]:
    """The page of budgets of an audience; one at most."""
    snapshot = Snapshot(made, day("2026-05-10"))
    desk = {**desk_figures(snapshot, (), nowhere), "names": desk_names(made)}
    view = audience_view(snapshot, audience, snapshot.as_of)
    reader = Reader(Texts(language), plain_text, Desk(**desk))
    return list(PAGES["staff_budgets"](view, reader))


def sheet_of(page: Page) -> Sheet:
    """What the page shows."""
    assert page.whole is not None
    sheet = page.whole().values["sheet"]
    assert isinstance(sheet, Sheet)
    return sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_budgets_has_other_figures_than_the_report(language: str) -> None:
    """What runs, with its last day, then what is over; used up is marked, and asked for too."""
    made = world(
        group({"points": 150, "every": "month", **SHARED}),
        group({"claims": 1, "every": "ever", "each": "program"}, "talks", of=("talk",)),
        claims={
            **claim("ana", "2026-04-01", decision=approved("2026-04-05")),
            **claim("ben", "2026-05-02"),
            **claim("cleo", "2026-05-03"),
            **claim("ben", "2026-04-02", "talk", decision=approved("2026-04-06", 60)),
        },
    )
    (page,) = pages_of(made, "staff", language)
    texts = Texts(language)
    running, over = sheet_of(page).tables
    assert (running.title, over.title) == (texts("budgets.running"), texts("budgets.over"))

    def short(when: str) -> str:
        return texts.day(day(when), "medium").replace(" ", "\u00a0")

    assert [[each.text for each in row] for row in running.rows] == [
        ["answers", short("2026-05-01"), short("2026-05-31"), "150", "0", "300", "150"],
        ["talks", "", "", "1", "1", "0", "0"],
    ]
    assert [[each.text for each in row][3:] for row in over.rows] == [["150", "100", "0", "50"]]
    assert [row[-1].mark for row in (*running.rows, *over.rows)] == ["warm", "stop", ""]
    assert running.rows[1][-1].more == short("2026-04-06")
    report = results_report(Snapshot(made, day("2026-05-10"))).value["budgets"]
    figures = sorted((each["group"], each["used"], each["left"]) for each in report)
    assert figures == [("answers", 0, 150), ("answers", 100, 50), ("talks", 1, 0)]


@pytest.mark.parametrize("audience", [*AUDIENCES])
def test_others_than_staff_see_budgets_or_a_page_of_none(audience: str) -> None:
    made = world(group({"points": 150, "every": "month", **SHARED}), claims={})
    assert len(pages_of(made, audience)) == (audience == "staff")
    assert pages_of(replace(made, groups=None), audience) == []
