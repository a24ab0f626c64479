"""`goodword report`: outcomes against objectives, and what the program did in a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.loops.figures import cohorts
from goodword.relation.activity import completed, participation
from goodword.relation.measures import Basis
from goodword.relation.thanks import thanked
from goodword.reports.audit import audit_report
from goodword.reports.events import percent
from goodword.reports.objectives import kpi_table, objectives, objectives_value, records_table
from goodword.reports.points import cycle_named
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.loops.figures import Cohort
    from goodword.snapshot import Snapshot

CONVERSATION = ("awareness", "learning", "choosing", "using", "helping", "advocating")
"""Stages of conversation, in their order."""
_LOOPS = (
    Column("department"),
    Column("received", "number"),
    Column("closed %", "number"),
    Column("overdue", "number"),
    Column("delivered, not told", "number"),
    Column("declined, not told", "number"),
    Column("exempt %", "number"),
    Column("reopened %", "number"),
    Column("delivered of decided %", "number"),
    Column("oldest open", "date"),
)
_CLOCKS = (
    Column("clock"),
    Column("how many", "number"),
    Column("median days", "number"),
    Column("90 % within", "number"),
    Column("late", "number"),
)
_COUNTS = (Column("what"), Column("how many", "number"))
_CHANGED = (
    Column("delivered", "date"),
    Column("item"),
    Column("title"),
    Column("department"),
    Column("originators", "number"),
)
_CATEGORIES = (
    Column("category"),
    Column("its measure"),
    Column("members", "number"),
    Column("active", "number"),
)


def results_report(
    snapshot: Snapshot,
    cycle: str | None = None,
    *,
    explain: bool = False,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """Objectives and KPIs, loops, the relationship gap, participation, missions, what changed.

    Args:
        snapshot: the program on a day.
        cycle: name of a cycle that has begun; None for the present one.
        explain: add the records behind each KPI.
        line: finds the line of a place.

    Raises:
        Failure: the program has no such cycle, or it has not begun.
    """
    chosen = cycle_named(snapshot, cycle)
    if chosen.start > snapshot.as_of:
        raise Failure(
            f"{chosen.name} begins on {chosen.start}, after {snapshot.as_of}",
            f"write a cycle that has begun, such as {snapshot.cycle.name}",
        )
    basis = Basis(snapshot.relation, snapshot.tier_on)
    kpis = objectives(basis, chosen)
    tables = [kpi_table(kpis)] if kpis else []
    if explain and kpis:
        tables.append(records_table(kpis, line))
    value: dict[str, Any] = {
        "as_of": snapshot.as_of.isoformat(),
        "cycle": chosen.name,
        "pillars": objectives_value(snapshot.program, kpis, line if explain else None),
    }
    gap = audit_report(snapshot, chosen.name, line=line)
    for part in (
        _loops(basis, chosen),
        _participation(basis, chosen),
        _missions(basis, chosen),
        _changed(basis, chosen),
        _categories(basis, chosen),
    ):
        parts, values = part
        tables += parts
        value |= values
    tables += [
        Table(each.columns, each.rows, f"relationship gap{': ' if each.title else ''}{each.title}")
        for each in gap.tables
        if each.rows
    ]
    value["relationship"] = {"overall": gap.value["overall"], "cycle": gap.value["cycle"]}
    notes = list(_notes(snapshot, chosen))
    if gap.value["overall"] is None:
        notes.append(gap.notes[0])
    title = f"report on {chosen.name}, {snapshot.as_of}"
    return Report(title, tuple(tables), tuple(notes), value)


def _notes(snapshot: Snapshot, cycle: Cycle) -> Iterable[str]:
    if snapshot.program.strategy is None:
        yield "there is no program/strategy.yml, so there are no objectives to report on"
    if cycle.last > snapshot.as_of:
        yield f"{cycle.name} goes on until {cycle.last}: its figures are those so far"
    yield "reach is an indicator and no goal; no figure adds up across categories"


Part = tuple[list[Table], dict[str, Any]]


def _loops(basis: Basis, cycle: Cycle) -> Part:
    """The cohort of the cycle: items first received in it, by department and in all."""
    items = basis.cohort(cycle)
    whole = cohorts(items, lambda _: ("all",))
    parts = cohorts(items, lambda item: (item.department or "untriaged",))
    tables = []
    if items:
        rows = tuple(_cohort(each) for each in (*parts, *whole))
        tables.append(Table(_LOOPS, rows, f"loops of feedback received in {cycle.name}"))
        spreads = tuple(
            (name, spread.count, spread.median, spread.ninetieth, spread.late)
            for name, spread in whole[0].clocks.items()
        )
        tables.append(Table(_CLOCKS, spreads, "how long they took, in business days"))
    return tables, {"loops": [_cohort_value(each) for each in (*parts, *whole)]}


def _cohort(each: Cohort) -> tuple[Any, ...]:
    return (
        each.label,
        each.counts.items,
        percent(each.counts.closure_tenths),
        each.counts.overdue,
        each.counts.delivered_not_told,
        each.counts.declined_not_told,
        percent(each.exempt_tenths),
        percent(each.reopened_tenths),
        percent(each.influence_tenths),
        each.oldest_open,
    )


def _cohort_value(each: Cohort) -> dict[str, Any]:
    def rate(tenths: int | None) -> float | None:
        return None if tenths is None else tenths / 10

    return {
        "department": each.label,
        "received": each.counts.items,
        "closure_rate": rate(each.counts.closure_tenths),
        "overdue": each.counts.overdue,
        "delivered_not_told": each.counts.delivered_not_told,
        "declined_not_told": each.counts.declined_not_told,
        "exempt_share": rate(each.exempt_tenths),
        "reopened_share": rate(each.reopened_tenths),
        "influence_rate": rate(each.influence_tenths),
        "oldest_open": each.oldest_open.isoformat() if each.oldest_open else None,
        "clocks": {
            name: {
                "count": s.count,
                "median": s.median,
                "ninetieth": s.ninetieth,
                "late": s.late,
            }
            for name, s in each.clocks.items()
        },
    }


def _participation(basis: Basis, cycle: Cycle) -> Part:
    found = participation(basis.program, cycle, basis.as_of, basis.acts)
    thanks = thanked(basis.program, cycle, basis.as_of)
    counts = {
        "members": len(found.members),
        "active": len(found.active),
        "new": len(found.new),
        "returning": len(found.returning),
        "lapsed": len(found.lapsed),
    }
    given = {
        "claims": len(thanks.claims),
        "thanked_in_time": len(thanks.in_time),
        "thanks": len(thanks.given),
        "surprises": len(thanks.surprises),
        "never_thanked": list(thanks.never),
    }
    rows: tuple[tuple[str, Any], ...] = (
        *((name, count) for name, count in counts.items()),
        ("approved claims", len(thanks.claims)),
        ("approved claims thanked in time", len(thanks.in_time)),
        ("thanks", len(thanks.given)),
        ("thanks that came as a surprise", len(thanks.surprises)),
        ("people never thanked", len(thanks.never)),
    )
    table = Table(_COUNTS, rows, "participation and thanks")
    return [table], {"participation": counts, "thanks": given}


def _missions(basis: Basis, cycle: Cycle) -> Part:
    """Missions completed by the stage of conversation they are for."""
    counts = dict.fromkeys((*CONVERSATION, "none"), 0)
    for claim in completed(basis.program, cycle, basis.as_of):
        mission = basis.program.missions.get(claim.mission)
        counts[(mission.conversation if mission else None) or "none"] += 1
    if not counts["none"]:
        del counts["none"]
    table = Table(_COUNTS, tuple(counts.items()), "missions completed, by stage of conversation")
    return [table], {"missions": counts}


def _changed(basis: Basis, cycle: Cycle) -> Part:
    """Feedback that changed something: of which anything was delivered in the cycle."""
    items = sorted(
        (
            item
            for item in basis.relations.loops.items.values()
            if item.delivered is not None and item.delivered in cycle
        ),
        key=lambda item: (item.delivered, item.id),
    )
    rows = tuple(
        (item.delivered, item.id, item.title, item.department, len(item.originators))
        for item in items
    )
    values = [
        {
            "id": item.id,
            "title": item.title,
            "delivered": item.delivered.isoformat() if item.delivered else None,
            "department": item.department,
            "originators": len(item.originators),
            "path": item.place.path,
        }
        for item in items
    ]
    tables = [Table(_CHANGED, rows, "feedback that changed something")] if rows else []
    return tables, {"changed": values}


def _categories(basis: Basis, cycle: Cycle) -> Part:
    """Each kind of influencer beside its own measure of return; they are not added up."""
    departments = basis.program.departments
    if departments is None:
        return [], {"categories": []}
    found = participation(basis.program, cycle, basis.as_of, basis.acts)
    people = basis.program.influencers
    rows = [
        (
            each.id,
            each.measure.first if each.measure else None,
            sum(people[member].category == each.id for member in found.members),
            sum(people[member].category == each.id for member in found.active),
        )
        for each in departments.categories
    ]
    names = ("category", "measure", "members", "active")
    values = [dict(zip(names, row, strict=True)) for row in rows]
    table = Table(_CATEGORIES, tuple(rows), "categories, each with a measure of its own")
    return [table], {"categories": values}
