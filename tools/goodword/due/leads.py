"""Departments whose lead has left the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, present
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each department with a lead who is on staff no more."""
    program = snapshot.program
    if program.departments is None:
        return
    for place, department in enumerate(program.departments.departments):
        named = program.staff.get(department.lead or "")
        if named is None or named.until is None or named.until >= snapshot.as_of:
            continue
        colleagues = [
            each.id for each in program.settings.staff if each.department == department.id
        ]
        yield Due(
            "leads",
            (),
            present(snapshot, colleagues),
            named.until,
            Said(
                "owed.leads",
                {
                    "department": Named("department", department.id),
                    "staff": Named("staff", named.id),
                    "day": named.until,
                },
            ),
            program.departments.place.at("departments", place, "lead"),
            f"goodword department lead {department.id}",
            department=department.id,
        )
