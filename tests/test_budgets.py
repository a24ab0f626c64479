"""Budgets in the report on a cycle: what everybody shares, and what is left of it."""

from __future__ import annotations

from dataclasses import replace

from goodword.formats import table
from goodword.reports.report import nowhere, plain
from goodword.reports.results import results_report
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day
from tests.test_groups import group, world


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
