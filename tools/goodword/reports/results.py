"""`goodword report`: outcomes against objectives, and what the program did in a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.loops.figures import cohorts
from goodword.relation.activity import completed, participation
from goodword.relation.measures import Basis
from goodword.relation.thanks import thanked
from goodword.reports.audit import audit_report
from goodword.reports.budgets import budgets_part
from goodword.reports.came_of import REACHED, reached
from goodword.reports.communities import PRESENCE, presence_on
from goodword.reports.conversations import conversations_report
from goodword.reports.hours import hours_part
from goodword.reports.loops import COHORT, SPREAD
from goodword.reports.objectives import (
    kpi_table,
    lift_tables,
    objectives,
    objectives_value,
    records_table,
)
from goodword.reports.offers import offers_part
from goodword.reports.points import cycle_named
from goodword.reports.report import Field, Report, Table, table, values
from goodword.reports.signals import signals_part
from goodword.reports.strategy import strategy_tables, strategy_value
from goodword.reports.terms import terms_report
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.days import Cycle
    from goodword.loops.item import Item
    from goodword.model.departments import Category
    from goodword.snapshot import Snapshot

_COUNTS: tuple[Field[tuple[str, Any]], ...] = (
    Field("", "what", get=lambda each: each[0]),
    Field("", "how many", "number", lambda each: each[1]),
)
_CHANGED: tuple[Field[Item], ...] = (
    Field("", "delivered", "date", lambda each: each.delivered),
    Field("id", "item"),
    Field("title", "title"),
    Field("delivered", "", "date"),
    Field("department", "department"),
    Field("originators", "originators", "number", lambda each: len(each.originators)),
    Field("path", "", get=lambda each: each.place.path),
)


def results_report(
    snapshot: Snapshot,
    cycle: str | None = None,
    *,
    explain: bool = False,
    terms: bool = False,
    conversations: bool = False,
) -> Report:
    """Objectives and KPIs, loops, the relationship gap, participation, missions, what changed.

    Args:
        snapshot: the program on a day.
        cycle: name of a cycle that has begun; None for the present one.
        explain: add the records behind each KPI.
        terms: show what became of people's terms by year, in place of a cycle.
        conversations: show the conversation cloud in place of all that.

    Raises:
        Failure: the program has no such cycle, or it has not begun.
    """
    if terms:
        return terms_report(snapshot)
    chosen = cycle_named(snapshot, cycle)
    if chosen.start > snapshot.as_of:
        raise Failure(
            f"{chosen.name} begins on {chosen.start}, after {snapshot.as_of}",
            f"write a cycle that has begun, such as {snapshot.cycle.name}",
        )
    basis = Basis(snapshot.relation, snapshot.tier_on)
    if conversations:
        return conversations_report(basis, chosen)
    kpis = objectives(basis, chosen)
    tables = [kpi_table(kpis), *lift_tables(kpis)] if kpis else []
    if explain and kpis:
        tables.append(records_table(kpis))
    tables += strategy_tables(snapshot)
    value: dict[str, Any] = {
        "as_of": snapshot.as_of.isoformat(),
        "cycle": chosen.name,
        **({"strategy": stated} if (stated := strategy_value(snapshot)) else {}),
        "pillars": objectives_value(snapshot.program, kpis, explain=explain),
    }
    gap = audit_report(snapshot, chosen.name, words=False)
    for part in (
        budgets_part(snapshot, chosen),
        _loops(basis, chosen),
        _participation(basis, chosen),
        _missions(basis, chosen),
        _changed(basis, chosen),
        _categories(basis, chosen),
        _came_of(basis, chosen),
        _presence(basis, chosen),
        hours_part(basis, chosen),
        offers_part(basis, chosen),
        signals_part(basis, chosen),
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
    if "questions" in gap.value:
        value["relationship"]["questions"] = gap.value["questions"]
    notes = list(_notes(snapshot, chosen))
    if gap.value["overall"] is None:
        notes.append(gap.notes[0])
    title = f"report on {chosen.name}, {snapshot.as_of}"
    return Report(title, tuple(tables), tuple(notes), value)


def _notes(snapshot: Snapshot, cycle: Cycle) -> Iterable[str]:
    strategy = snapshot.program.strategy
    if strategy is None:
        yield "there is no program/strategy.yml, so there are no objectives to report on"
    for objective in strategy.objectives if strategy else ():
        for kpi in objective.kpis:
            if kpi.because_of:
                yield f"{kpi.id} hints at {kpi.because_of}"
    if cycle.last > snapshot.as_of:
        yield f"{cycle.name} goes on until {cycle.last}: its figures are those so far"
    yield "reach is an indicator and no goal; no figure adds up across categories"


Part = tuple[list[Table], dict[str, Any]]


def _loops(basis: Basis, cycle: Cycle) -> Part:
    """The cohort of the cycle: items first received in it, by department and in all."""
    items = basis.cohort(cycle)
    whole = cohorts(items, lambda _: ("all",))
    parts = (*cohorts(items, lambda item: (item.department or "untriaged",)), *whole)
    tables = []
    if items:
        tables = [
            table(COHORT, parts, f"loops of feedback received in {cycle.name}"),
            table(SPREAD, whole[0].clocks.items(), "how long they took, in business days"),
        ]
    return tables, {"loops": values(COHORT, parts)}


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
    rows = (
        *counts.items(),
        ("approved claims", given["claims"]),
        ("approved claims thanked in time", given["thanked_in_time"]),
        ("thanks", given["thanks"]),
        ("thanks that came as a surprise", given["surprises"]),
        ("people never thanked", len(thanks.never)),
    )
    shown = table(_COUNTS, rows, "participation and thanks")
    return [shown], {"participation": counts, "thanks": given}


def _missions(basis: Basis, cycle: Cycle) -> Part:
    """Missions completed by the stage of conversation they are for."""
    counts = dict.fromkeys((*key("mission", "", ("conversation",))["enum"], "none"), 0)
    for claim in completed(basis.program, cycle, basis.as_of):
        mission = basis.program.missions.get(claim.mission)
        counts[(mission.conversation if mission else None) or "none"] += 1
    if not counts["none"]:
        del counts["none"]
    title = "missions completed, by stage of conversation"
    return [table(_COUNTS, counts.items(), title)], {"missions": counts}


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
    tables = [table(_CHANGED, items, "feedback that changed something")] if items else []
    return tables, {"changed": values(_CHANGED, items)}


def _categories(basis: Basis, cycle: Cycle) -> Part:
    """Each kind of influencer beside its own measure of return; they are not added up."""
    departments = basis.program.departments
    if departments is None:
        return [], {"categories": []}
    found = participation(basis.program, cycle, basis.as_of, basis.acts)
    people = basis.program.influencers

    def many(members: Iterable[str], category: Category) -> int:
        return sum(people[member].category == category.id for member in members)

    fields: tuple[Field[Category], ...] = (
        Field("category", "category", get=lambda each: each.id),
        Field("measure", "its measure", get=lambda each: each.measure and each.measure.first),
        Field("members", "members", "number", lambda each: many(found.members, each)),
        Field("active", "active", "number", lambda each: many(found.active, each)),
    )
    rows = departments.categories
    shown = table(fields, rows, "categories, each with a measure of its own")
    return [shown], {"categories": values(fields, rows)}


def _came_of(basis: Basis, cycle: Cycle) -> Part:
    rows = reached(basis.program, cycle, basis.as_of)
    if not rows:
        return [], {}
    title = f"people reached by the missions of {cycle.name}, as counted since"
    return [table(REACHED, rows, title)], {"came_of": values(REACHED, rows)}


def _presence(basis: Basis, cycle: Cycle) -> Part:
    """What is important against where we are, as the cycle ends; nothing before an assessment."""
    found = presence_on(basis.program, min(basis.as_of, cycle.last))
    if found is None:
        return [], {}
    shown = table(PRESENCE, [found], "communities: what is important, and where we are")
    return [shown], {"presence": values(PRESENCE, [found])[0]}
