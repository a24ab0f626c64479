"""Whose job it is to ask for the answer of an audit, and who is not asked any more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.due import audits
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.test_claim_commands import put

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.due.due import Due

PEOPLE = "name: Ana\nhistory:\n  - {date: '2026-01-01', stage: member}\n"
OURS = ", department: product}"
STAFF = (
    "staff:\n  - {id: maya, name: Maya%s\n  - {id: jon, name: Jon%s\n  - {id: kim, name: Kim%s\n"
)
VIEW = "brand: [{department: product, by: maya, recorded: '2026-04-02', relationship: aware}]\n"


def asked(root: Path, staff: tuple[str, str, str], more: str = "") -> list[Due]:
    put(root, "program/program.yml", f"name: Club\ntimezone: UTC\n{STAFF % staff}")
    departments = "departments: [{id: product, name: Product, lead: maya, measure: Faults}]\n"
    put(root, "program/departments.yml", departments)
    put(root, "influencers/ana/profile.yml", f"{PEOPLE}{more}")
    put(root, "program/audits/2026-Q2/ana.yml", VIEW)
    program = load(DiskTree(root), Schemas.load(schemas_directory())).program
    found = audits.find(Snapshot(program, date(2026, 4, 10)))
    return [each for each in found if each.to == ("ana",)]


@pytest.mark.parametrize(
    ("staff", "who"),
    [
        ((OURS, OURS, "}"), "kim"),
        ((OURS, "}", "}"), "jon"),
        (("}", OURS, "}"), "kim"),
        ((OURS, ", until: '2026-04-01'}", "}"), "kim"),
    ],
)
def test_who_is_not_judged_and_gave_no_view_asks(
    tmp_path: Path, staff: tuple[str, str, str], who: str
) -> None:
    (due,) = asked(tmp_path, staff)
    assert due.who == who
    assert "another department" not in due.why


def test_where_nobody_may_ask_it_says_so(tmp_path: Path) -> None:
    (due,) = asked(tmp_path, (OURS, OURS, OURS))
    assert due.why.endswith("nobody on staff is of another department: find one who asks")
    assert not due.command, "nobody could run it"


@pytest.mark.parametrize(
    ("stage", "count"), [("left", 0), ("declined", 0), ("on-leave", 1), ("emeritus", 1)]
)
def test_who_left_is_not_asked_any_more(tmp_path: Path, stage: str, count: int) -> None:
    more = f"  - {{date: '2026-04-05', stage: {stage}}}\n"
    assert len(asked(tmp_path, (OURS, OURS, "}"), more)) == count
    later = f"  - {{date: '2026-04-11', stage: {stage}}}\n"
    assert len(asked(tmp_path, (OURS, OURS, "}"), later)) == 1
