"""`goodword relation`: what each person gave and was given, and whom the tilt favours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.nearest import did_you_mean
from goodword.relation.account import BANDS, QUIET
from goodword.relation.asks import budget
from goodword.relation.given import FROM_THEM, FROM_US, OWED
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Place
    from goodword.relation.account import Relation, Together
    from goodword.relation.asks import Budget
    from goodword.snapshot import Snapshot

_PEOPLE = (
    Column("id"),
    Column("department"),
    Column("them", "number"),
    Column("us", "number"),
    Column("tilt %", "number"),
    Column("band"),
    Column("from them"),
    Column("from us"),
    Column("owed"),
)
_DEPARTMENTS = (
    Column("department"),
    Column("people", "number"),
    Column("them", "number"),
    Column("us", "number"),
    Column("tilt %", "number"),
    *(Column(name, "number") for name in BANDS),
)
_LINES = (
    Column("date", "date"),
    Column("side"),
    Column("lane"),
    Column("count", "number"),
    Column("weight", "number"),
    Column("points", "number"),
    Column("what"),
    Column("where"),
)
SHEET = (
    Column("id"),
    Column("department"),
    Column("them", "number"),
    Column("us", "number"),
    Column("tilt", "number"),
    Column("band"),
    *(Column(name, "number") for name in (*FROM_THEM, *FROM_US, *OWED)),
)
"""Columns of the CSV: the counts of all lanes, hours for missions."""


def known_people(snapshot: Snapshot, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids, sorted, each once.

    Raises:
        Failure: nobody has one of them.
    """
    known = snapshot.program.influencers
    for each in ids:
        if each not in known:
            raise Failure(
                f'there is no influencer "{each}"{did_you_mean(each, known)}',
                "goodword list influencers shows all",
            )
    return tuple(sorted(set(ids)))


def known_department(snapshot: Snapshot, department: str) -> str:
    """The department's id.

    Raises:
        Failure: there is no such department.
    """
    departments = snapshot.program.departments
    known = [each.id for each in departments.departments] if departments else []
    if department not in known:
        raise Failure(
            f'there is no department "{department}"{did_you_mean(department, known)}',
            f"departments are {', '.join(known)}" if known else "there is no departments.yml",
        )
    return department


def relation_report(
    snapshot: Snapshot,
    ids: Sequence[str] = (),
    months: int = 12,
    *,
    department: str | None = None,
    explain: bool = False,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """The relation of members and of all who gave or got anything, by id.

    Args:
        snapshot: the program on a day.
        ids: only these influencers.
        months: how far it looks back.
        department: only people routed to this one.
        explain: add every record that was counted.
        line: finds the line of a place.

    Raises:
        Failure: an id that nobody has, or no such department.
    """
    relations = snapshot.relation
    people = known_people(snapshot, ids)
    chosen = (
        [relations.of(each, months) for each in people]
        if people
        else list(relations.over(months).values())
    )
    if department is not None:
        known_department(snapshot, department)
        chosen = [each for each in chosen if _department(snapshot, each.id) == department]
    budgets = {each.id: budget(snapshot.program, each.id, snapshot.as_of) for each in chosen}
    values = [_value(snapshot, each, budgets[each.id]) for each in chosen]
    tables = [Table(_PEOPLE, tuple(_row(snapshot, each) for each in chosen))]
    together = relations.departments(chosen)
    if not people and any(each.department for each in together):
        tables.append(Table(_DEPARTMENTS, tuple(_sum(each) for each in together), "by department"))
    if explain:
        for each, value in zip(chosen, values, strict=True):
            value["entries"] = _entries(each, line)
            tables.append(Table(_LINES, _lines(value["entries"]), each.id))
    since = relations.since(months)
    return Report(
        f"relation, {snapshot.as_of}, what happened after {since}",
        tuple(tables),
        tuple(_notes(snapshot, chosen, budgets)),
        {
            "as_of": snapshot.as_of.isoformat(),
            "after": since.isoformat(),
            "window_months": months,
            "members": values,
            "departments": [_sum_value(each) for each in together],
        },
        Table(SHEET, tuple(_flat(snapshot, each) for each in chosen)),
    )


def _department(snapshot: Snapshot, person: str) -> str | None:
    profile = snapshot.program.influencers.get(person)
    return snapshot.program.department_of(profile) if profile else None


def _lanes(relation: Relation, names: Sequence[str]) -> str:
    """`missions 12 x 1, asks 1 x 3`: count times weight of the lanes that have anything."""
    lanes = (relation.lane(name) for name in names)
    return ", ".join(f"{_words(x.name)} {x.count} x {x.weight}" for x in lanes if x.count)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _row(snapshot: Snapshot, relation: Relation) -> tuple[Any, ...]:
    return (
        relation.id,
        _department(snapshot, relation.id),
        relation.them,
        relation.us,
        relation.tilt,
        relation.band,
        _lanes(relation, FROM_THEM),
        _lanes(relation, FROM_US),
        _lanes(relation, OWED),
    )


def _flat(snapshot: Snapshot, relation: Relation) -> tuple[Any, ...]:
    counts = (lane.count for lane in relation.lanes)
    department = _department(snapshot, relation.id)
    head = (relation.id, department, relation.them, relation.us, relation.tilt, relation.band)
    return (*head, *counts)


def _value(snapshot: Snapshot, relation: Relation, asks: Budget) -> dict[str, Any]:
    return {
        "id": relation.id,
        "department": _department(snapshot, relation.id),
        "them": relation.them,
        "us": relation.us,
        "tilt": relation.tilt,
        "band": relation.band,
        "lanes": {
            lane.name: {
                "side": side(lane.name),
                "count": lane.count,
                "weight": lane.weight,
                "points": lane.points,
            }
            for lane in relation.lanes
        },
        "asks": {
            "quarter": asks.quarter,
            "asked": asks.asked,
            "capacity": asks.capacity,
            "accepted": asks.accepted,
            "answered": asks.answered,
        },
    }


def side(lane: str) -> str:
    """On whose side a lane counts: `them`, `us`, or `owed`, which is taken from us."""
    if lane in FROM_THEM:
        return "them"
    return "us" if lane in FROM_US else "owed"


def _sum(each: Together) -> tuple[Any, ...]:
    counts = (count for _, count in each.bands)
    return (
        each.department or "none",
        len(each.people),
        each.them,
        each.us,
        each.tilt,
        *counts,
    )


def _sum_value(each: Together) -> dict[str, Any]:
    return {
        "department": each.department,
        "people": list(each.people),
        "them": each.them,
        "us": each.us,
        "tilt": each.tilt,
        "bands": dict(each.bands),
    }


def _entries(
    relation: Relation, line: Callable[[Place], int | None]
) -> list[dict[str, str | int | None]]:
    return [
        {
            "date": given.date.isoformat(),
            "side": side(given.lane),
            "lane": given.lane,
            "count": given.count,
            "weight": relation.lane(given.lane).weight,
            "points": given.count * relation.lane(given.lane).weight,
            "what": given.reason,
            "path": given.place.path,
            "line": line(given.place),
        }
        for given in relation.lines
    ]


def _lines(entries: Sequence[dict[str, Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (
            each["date"],
            each["side"],
            _words(each["lane"]),
            each["count"],
            each["weight"],
            each["points"],
            each["what"],
            f"{each['path']}:{each['line']}" if each["line"] else each["path"],
        )
        for each in entries
    )


def _notes(snapshot: Snapshot, chosen: Sequence[Relation], budgets: dict[str, Budget]) -> list[str]:
    limits = dict(snapshot.relation.policy.bands)
    notes = [
        (
            "tilt: 100 * (us - them) / (us + them); what is owed is taken from us, down to 0; "
            f"below {limits['they_feel_used_below']} they feel used, "
            f"above {limits['we_lose_interest_above']} we lose interest, "
            f"a sum under {limits['quiet_below']} is {QUIET}"
        )
    ]
    for each in chosen:
        asks = budgets[each.id]
        if asks.used_up and asks.asked:
            notes.append(
                f"{each.id}: asked {asks.asked} times in {asks.quarter}, {asks.capacity} may be"
            )
        if asks.reluctant:
            notes.append(
                f"{each.id}: accepted {asks.accepted} of {asks.answered} asks in twelve months"
            )
    return notes
