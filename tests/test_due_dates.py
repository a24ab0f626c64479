"""Which day a thing that is due begins and ends on: as it was on a day, not as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_due import AUDIT, BASE, NOTES, STRATEGY, Story, dues, put

if TYPE_CHECKING:
    from pathlib import Path


def due_on(root: Path, what: str, day: str) -> list[str]:
    return [each.why for each in dues(root, Story(what, {}, day, "", "", ""))]


def test_an_audit_is_asked_for_before_anything_of_it_was_recorded(tmp_path: Path) -> None:
    put(tmp_path, BASE | {"program/audits/2026-Q2/ana.yml": AUDIT})
    assert due_on(tmp_path, "audits", "2026-04-01") == []
    assert len(due_on(tmp_path, "audits", "2026-04-02")) == 1


def test_a_measure_that_was_never_entered_is_forgotten(tmp_path: Path) -> None:
    put(tmp_path, BASE | {"program/strategy.yml": STRATEGY})
    first, second = ("enter faults of 2026-Q1", "enter faults of 2026-Q2")
    assert [w[:23] for w in due_on(tmp_path, "measures", "2026-08-01")] == [first, second]
    later = "values: [{kpi: faults, value: 3, source: https://example.com/faults}]\n"
    put(tmp_path, {"program/measures/2026-Q1.yml": later})
    assert [w[:23] for w in due_on(tmp_path, "measures", "2026-08-01")] == [second]
    # Measured from the second quarter on, the first is asked for no more where there is no
    # baseline, which says since when it is measured.
    (tmp_path / "program/measures/2026-Q1.yml").rename(tmp_path / "program/measures/2026-Q2.yml")
    assert due_on(tmp_path, "measures", "2026-08-01") == []
    for day, still in (("2026-03-30", [first]), ("2026-03-31", [])):
        baseline = f"baseline: {{value: 9, date: '{day}'}}, name: Faults"
        put(tmp_path, {"program/strategy.yml": STRATEGY.replace("name: Faults", baseline)})
        assert [w[:23] for w in due_on(tmp_path, "measures", "2026-08-01")] == still


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        ({f"{NOTES}/2026-03-20-thanks.yml": "kind: thanks\nby: jon\nhelped: Ben\n"}, True),
        ({f"{NOTES}/2026-03-20-gift.yml": "kind: gift\nby: jon\nsummary: A lamp\n"}, True),
        ({f"{NOTES}/2026-03-20-access.yml": "kind: access\nby: jon\nsummary: A key\n"}, False),
        (
            {
                "program/audits/2026-Q1/ana.yml": f"{AUDIT.replace('04-02', '03-02')}"
                "answer: {collected_by: maya, date: '2026-03-20', relationship: aware}\n"
            },
            True,
        ),
        ({"program/audits/2026-Q1/ana.yml": AUDIT.replace("04-02", "03-02")}, False),
    ],
)
def test_who_was_seen_or_spoken_with_is_to_be_called(
    tmp_path: Path, files: dict[str, str], gone: bool
) -> None:
    put(tmp_path, BASE | files)
    assert (due_on(tmp_path, "inactivity", "2026-04-10") == []) == gone
