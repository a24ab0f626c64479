"""`goodword loops`: feedback items with their state, who was told, and what is late."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.loops.figures import by_cycle, spreads, summary
from goodword.loops.item import LATE, UNTOLD
from goodword.loops.sentences import explain as why
from goodword.loops.state import STATES
from goodword.nearest import did_you_mean
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from goodword.diagnostics import Place
    from goodword.loops.figures import Cohort
    from goodword.loops.item import Item, Summary
    from goodword.snapshot import Snapshot

COLUMNS = (
    Column("item"),
    Column("title"),
    Column("state"),
    Column("round", "number"),
    Column("department"),
    Column("owner"),
    Column("originators", "number"),
    Column("received", "date"),
    Column("untold", "number"),
    Column("clock"),
    Column("status"),
    Column("due", "date"),
    Column("days", "number"),
)
"""Columns of the table: the clock is the one that presses most, empty where none runs."""


def loops_report(
    snapshot: Snapshot,
    items: Sequence[str] = (),
    state: Sequence[str] = (),
    *,
    overdue: bool = False,
    department: str | None = None,
    owner: str | None = None,
    influencer: str | None = None,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """The loops that the filters let through; all that are given must hold.

    Args:
        snapshot: the program on a day.
        items: ids; none for all.
        state: states, or `open` and `closed` for all of that sort.
        overdue: only items with a clock that is over.
        department: the one of the newest triage.
        owner: the one of the newest triage.
        influencer: one of those who raised it, or an item merged into it.
        line: finds the line of a place.

    Raises:
        Failure: an item or a state that does not exist.
    """
    loops = snapshot.loops
    _all_known(items, loops.items, "feedback item")
    _all_known(state, (*STATES, "open", "closed"), "state")
    chosen = [
        item
        for item in loops.items.values()
        if (not items or item.id in items)
        and (not state or item.state in state or item.state.partition("-")[0] in state)
        and (not overdue or item.overdue)
        and department in {None, item.department}
        and owner in {None, item.owner}
        and (influencer is None or influencer in item.originators)
    ]
    counted = summary(chosen)
    tables = [Table(COLUMNS, tuple(_row(item) for item in chosen))]
    if chosen and not items:
        tables += [cohort_table(by_cycle(chosen, snapshot.program.cycles)), clock_table(chosen)]
    if items:
        tables += [_clocks(item) for item in chosen]
    values = [item_value(item, line(item.place)) for item in chosen]
    return Report(
        f"Loops on {loops.as_of.isoformat()}",
        tuple(tables),
        (_sentence(counted),),
        {
            "as_of": loops.as_of.isoformat(),
            "summary": summary_value(counted),
            "items": values,
        },
    )


def cohort_table(cohorts: Sequence[Cohort]) -> Table:
    """The figures of all items received in a cycle; shares in percent."""
    columns = (
        Column("received in"),
        Column("items", "number"),
        Column("closed", "number"),
        Column("closure rate", "number"),
        Column("delivered not told", "number"),
        Column("declined not told", "number"),
        Column("exempt", "number"),
        Column("reopened", "number"),
        Column("influence", "number"),
        Column("oldest open", "date"),
    )
    rows = tuple(
        (
            each.label,
            each.counts.items,
            each.counts.closed,
            _percent(each.counts.closure_tenths),
            each.counts.delivered_not_told,
            each.counts.declined_not_told,
            _percent(each.exempt_tenths),
            _percent(each.reopened_tenths),
            _percent(each.influence_tenths),
            each.oldest_open,
        )
        for each in cohorts
    )
    return Table(columns, rows, "By cycle")


def clock_table(items: Sequence[Item]) -> Table:
    """How long each clock took, in business days; those that run count with their age."""
    columns = (
        Column("clock"),
        Column("count", "number"),
        Column("median", "number"),
        Column("90th percentile", "number"),
        Column("late", "number"),
    )
    rows = tuple(
        (name, each.count, each.median, each.ninetieth, each.late)
        for name, each in spreads(items).items()
    )
    return Table(columns, rows, "Clocks")


def _clocks(item: Item) -> Table:
    """The clocks of one item, those that stopped too."""
    columns = (
        Column("clock"),
        Column("round", "number"),
        Column("whose"),
        Column("start", "date"),
        Column("due", "date"),
        Column("stopped", "date"),
        Column("stands"),
    )
    rows = tuple(
        (each.clock, each.round, each.person, each.start, each.due, each.stopped, each.words)
        for each in item.clocks
    )
    return Table(columns, rows, f"clocks of {item.id}, in business days")


def _percent(tenths: int | None) -> Decimal | None:
    return None if tenths is None else Decimal(tenths).scaleb(-1)


def explained(report: Report, snapshot: Snapshot) -> Report:
    """The report with sentences: why each item is not closed, and who must do what by when.

    Args:
        report: made by `loops_report` for the same snapshot.
        snapshot: the program on a day.
    """
    notes, values = list(report.notes), []
    for value in report.value["items"]:
        item = snapshot.loops.items[value["id"]]
        sentences = why(item, snapshot.loops, snapshot.program)
        notes += ["", item.id, *sentences]
        values.append({**value, "explain": list(sentences)})
    return replace(report, notes=tuple(notes), value={**report.value, "items": values})


def _all_known(asked: Sequence[str], known: Collection[str], what: str) -> None:
    for each in asked:
        if each not in known:
            raise Failure(f'no {what} "{each}"{did_you_mean(each, known)}')


def _row(item: Item) -> tuple[Any, ...]:
    clock = item.pressing
    return (
        item.id,
        item.title,
        item.state,
        item.round,
        item.department,
        item.owner,
        len(item.originators),
        item.received,
        len({told.to for told in item.told if told.status in UNTOLD}),
        clock.clock if clock else None,
        clock.status if clock else None,
        clock.due if clock else None,
        clock.days if clock and clock.status in LATE else None,
    )


def _sentence(counted: Summary) -> str:
    rate = _percent(counted.closure_tenths)
    shown = "" if rate is None else f"; closure rate {rate} %"
    items = "1 item" if counted.items == 1 else f"{counted.items} items"
    return (
        f"{items}: {counted.closed} closed, {counted.open} open, "
        f"{counted.overdue} overdue, {counted.delivered_not_told} delivered but not told, "
        f"{counted.declined_not_told} declined but not told, {counted.untriaged} untriaged{shown}"
    )


def summary_value(counted: Summary) -> dict[str, Any]:
    """The summary for JSON; the closure rate in percent to one decimal, null of nothing."""
    tenths = counted.closure_tenths
    return {
        "items": counted.items,
        "closed": counted.closed,
        "open": counted.open,
        "overdue": counted.overdue,
        "delivered_not_told": counted.delivered_not_told,
        "declined_not_told": counted.declined_not_told,
        "untriaged": counted.untriaged,
        "closure_rate": None if tenths is None else tenths / 10,
    }


def item_value(item: Item, line: int | None) -> dict[str, Any]:
    """One item for JSON; days as `YYYY-MM-DD`."""
    return {
        "id": item.id,
        "title": item.title,
        "state": item.state,
        "round": item.round,
        "department": item.department,
        "owner": item.owner,
        "originators": list(item.originators),
        "received": item.received.isoformat(),
        "told": [
            {
                "to": told.to,
                "milestone": told.milestone,
                "status": told.status,
                "date": told.date.isoformat() if told.date else None,
                "due": told.due.isoformat() if told.due else None,
            }
            for told in item.told
        ],
        "clocks": [
            {
                "clock": clock.clock,
                "status": clock.status,
                "start": clock.start.isoformat(),
                "due": clock.due.isoformat(),
                "stopped": clock.stopped.isoformat() if clock.stopped else None,
                "days": clock.days,
                "late": clock.over if clock.breached else None,
            }
            for clock in item.clocks
        ],
        "path": item.place.path,
        "line": line,
    }
