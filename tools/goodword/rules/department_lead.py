"""A department went on after its lead had left the staff, and names no other.

What nobody else answers for falls to the lead of the department. Where an item was triaged to the
department, it recorded a view, or somebody of it entered a stage, did a mission or was turned to
after the last day of its lead, that day has come and gone unnoticed. A lead who has left and whose
department has had nothing since is the agenda's matter, not this rule's.

Mend it by another `lead` in program/departments.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.model.feedback import Triaged
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each department with the first thing that came after its lead."""
    program = snapshot.program
    gone = _gone(program)
    if program.departments is None or not gone:
        return
    first: dict[str | None, tuple[date, str]] = {}
    for name, day, what in _had(program):
        if name in gone and gone[name][2] < day:
            first[name] = min(first.get(name, (day, what)), (day, what))
    for name, (index, lead_id, until) in gone.items():
        if name in first:
            day, what = first[name]
            yield Finding(
                program.departments.place.at("departments", index, "lead"),
                f"{lead_id} left the staff on {until}, and {what} on {day}",
                "name another lead",
            )


def _gone(program: Program) -> dict[str | None, tuple[int, str, date]]:
    """By department, the index of it, its lead and their last day, where they have left."""
    departments = program.departments.departments if program.departments else ()
    return {
        department.id: (index, lead.id, lead.until)
        for index, department in enumerate(departments)
        if (lead := program.staff.get(department.lead or "")) is not None and lead.until is not None
    }


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    program = snapshot.program
    gone = _gone(program)
    if gone:
        yield from ((None, each) for each in _had(program) if each[0] in gone)


def _had(program: Program) -> Iterator[tuple[str | None, date, str]]:
    """What came to departments: which, when, and what in words."""
    for item in program.feedback.values():
        for step in item.steps:
            if isinstance(step, Triaged):
                yield step.department, step.date, f"{item.id} was triaged to {step.department}"
    for audit in program.audits.values():
        for view in audit.brand:
            yield view.department, view.recorded, f"it recorded a view of {audit.influencer}"
    of = {person.id: program.department_of(person) for person in program.influencers.values()}
    for person in program.influencers.values():
        for entry in person.history:
            yield of[person.id], entry.date, f"{person.id} became {entry.stage}"
    for touchpoint in program.touchpoints.values():
        who = touchpoint.influencer
        yield of.get(who), touchpoint.date, f"{who} had a touchpoint of kind {touchpoint.kind}"
    for claim in program.claims.values():
        who = claim.influencer
        yield of.get(who), claim.occurred, f"{who} did {claim.mission}"


RULE = Rule("department-lead", check, Severity.WARNING, scope=Scope.PROGRAM, meets=Meets(_rows))
