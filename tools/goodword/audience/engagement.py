"""How the relationship goes, for staff: audit, measures, incidents.

Answers of an audit were given in confidence: even staff have them by name only of those who
agreed to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view.engagement import (
    AuditView,
    IncidentView,
    KpiView,
    WordView,
)
from goodword.audience.words import shown
from goodword.relation.audit import audit, cycles_audited
from goodword.relation.incidents import incidents
from goodword.relation.measures import Basis
from goodword.relation.objectives import lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from goodword.audience.people import People
    from goodword.audience.view import Who, Words
    from goodword.relation.audit import Voice
    from goodword.relation.objectives import Line
    from goodword.snapshot import Snapshot


def department_name(people: People, department: str | None) -> Words | None:
    """The name of a department, its id where it has no row; None for None."""
    program = people.snapshot.program
    if department is None:
        return None
    found = program.departments.department(department) if program.departments else None
    return shown(found.name, program) if found else {"": department}


def audit_view(people: People) -> AuditView | None:
    """Of the newest audit those who may be named; None where nothing was audited by the day."""
    snapshot = people.snapshot
    cycles = cycles_audited(snapshot.program, snapshot.as_of)
    if not cycles:
        return None
    whole, _ = audit(snapshot.program, cycles[-1], snapshot.as_of)
    return AuditView(
        _may_be_named(people, whole.over_claimed), _may_be_named(people, whole.without_contact)
    )


def _may_be_named(people: People, voices: Iterable[Voice]) -> tuple[Who, ...]:
    known = people.snapshot.program.influencers
    return tuple(
        people.who(each.audit.influencer)
        for each in voices
        if each.answer.may_be_named and each.audit.influencer in known
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def kpi_views(snapshot: Snapshot) -> tuple[KpiView, ...]:
    """Every measure of every objective in the cycle of the day, with its last cycles."""
    program = snapshot.program
    basis = Basis(snapshot.relation, snapshot.tier_on)
    return tuple(
        KpiView(
            objective=each.objective.id,
            goal=shown(each.objective.goal, program),
            pillar=each.objective.pillar,
            id=each.kpi.id,
            name=shown(each.kpi.name, program),
            kind=each.kpi.kind,
            unit=each.kpi.unit,
            baseline=_number(each.kpi.baseline),
            target=_number(each.kpi.target),
            target_by=each.kpi.target_by,
            computed=each.kpi.source.startswith("computed:"),
            newest=_number(each.actual.value),
            newest_cycle=each.actual.cycle,
            track=each.track,
            values=_values(snapshot, each),
        )
        for each in lines(basis, snapshot.cycle)
    )


def _values(snapshot: Snapshot, line: Line) -> tuple[tuple[str, str], ...]:
    """The cycles that have a value, oldest first."""
    found = []
    cycle = snapshot.cycle
    for value in reversed(line.history):
        if value is not None:
            found.append((cycle.name, format(value, "f")))
        if cycle.start > snapshot.program.settings.first_day:
            cycle = snapshot.program.cycles.before(cycle)
    return tuple(reversed(found))


def incident_views(people: People) -> tuple[IncidentView, ...]:
    """Incidents that had begun by the day, the newest first."""
    snapshot = people.snapshot
    found = incidents(snapshot.program, snapshot.as_of, snapshot.tier_on)
    return tuple(
        IncidentView(
            each.incident.id,
            shown(each.incident.title, snapshot.program),
            each.incident.kind,
            each.incident.severity,
            each.incident.began,
            each.incident.ended,
            each.allowed,
            each.median_hours,
            tuple(
                WordView(people.who(word.to), word.status, word.age, word.due)
                for word in each.words
                if word.to in snapshot.program.influencers
            ),
            each.items,
        )
        for each in reversed(found)
    )
