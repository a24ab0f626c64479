"""Budgets in the report on a cycle: limits that everybody shares, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.days import EARLIEST, in_force
from goodword.ledger.groups import begun, ended, shared_in_words, span_of
from goodword.ledger.spent import now, spans
from goodword.model.groups import PROGRAM
from goodword.reports.report import Field, table, values

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from goodword.days import Cycle
    from goodword.ledger.spent import Spent
    from goodword.model.groups import Group, GroupLimit
    from goodword.reports.report import Table
    from goodword.snapshot import Snapshot

_NEWEST = 12


class _Budget(NamedTuple):
    group: str
    of: GroupLimit
    since: dt.date | None
    until: dt.date | None
    spent: Spent


_FIELDS: tuple[Field[_Budget], ...] = (
    Field("group", "group"),
    Field("limit", "limit", get=lambda each: shared_in_words(each.of)),
    Field("counts", "", get=lambda each: "claims" if each.of.points is None else "points"),
    Field("every", "", get=lambda each: each.of.every),
    Field("since", "since", "date"),
    Field("until", "until", "date"),
    Field("most", "most", "number", lambda each: each.spent.most),
    Field("used", "used", "number", lambda each: each.spent.used),
    Field("undecided", "undecided", "number", lambda each: each.spent.open),
    Field("left", "left", "number", lambda each: each.spent.left),
    Field("used_up", "used up", "date", lambda each: each.spent.up),
)


def budgets_part(snapshot: Snapshot, cycle: Cycle) -> tuple[list[Table], dict[str, Any]]:
    """Tables and JSON; nothing where everybody shares no limit in the cycle."""
    rows = _budgets(snapshot, cycle)
    if not rows:
        return [], {}
    title = f"budgets of {cycle.name}"
    if len(rows) > _NEWEST:
        title += f", newest {_NEWEST} of {len(rows)}"
    return [table(_FIELDS, rows[-_NEWEST:], title)], {"budgets": values(_FIELDS, rows)}


def budgets_value(snapshot: Snapshot, cycle: Cycle) -> list[dict[str, Any]]:
    """Every budget in every span of a cycle, as the report on it has them in JSON."""
    return values(_FIELDS, _budgets(snapshot, cycle))


def _budgets(snapshot: Snapshot, cycle: Cycle) -> list[_Budget]:
    groups = snapshot.program.groups
    day = min(snapshot.as_of, cycle.last)
    rows: list[_Budget] = []
    for group in groups.groups if groups else ():
        limit = in_force(group.limits, day)
        if limit is not None and limit.each == PROGRAM and shared_in_words(limit):
            rows += _spans(snapshot, group, limit, cycle)
    return rows


def _spans(snapshot: Snapshot, group: Group, limit: GroupLimit, cycle: Cycle) -> Iterator[_Budget]:
    """A budget in every span of the cycle that had a claim, and in the one that runs."""
    terms, every = snapshot.terms, limit.every
    first = group.limits[0].from_
    first = first if first > EARLIEST else snapshot.program.settings.first_day
    before = span_of(every, cycle.start, terms)
    running = span_of(every, min(snapshot.as_of, cycle.last), terms)
    there = {each.span: each for each in spans(snapshot.places, group, snapshot.as_of)}
    if running not in there and snapshot.as_of in cycle:
        spent = now(snapshot.places, group, snapshot.as_of)
        if spent is not None:
            there[running] = spent
    for span, spent in there.items():
        since = max(begun(every, span, terms) or first, first)
        if since <= cycle.last and (span == before or since in cycle):
            begins = since if since > EARLIEST else None
            yield _Budget(group.id, limit, begins, ended(every, span, terms), spent)
