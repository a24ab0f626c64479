"""Computed tables of the relationship: give and take, what is due, what measures came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due import all_dues
from goodword.exports.tables.table import Column, computed
from goodword.relation.measures import Basis
from goodword.relation.objectives import history_of, lines
from goodword.reports.relation import side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.exports.tables.table import Row
    from goodword.snapshot import Snapshot

_PERSON = Column("person", names="person", needed=True)
_POSITION = Column("position", "integer", needed=True)


def _relations(snapshot: Snapshot) -> Iterator[Row]:
    for person, each in snapshot.relation.members.items():
        yield person, each.them, each.us, each.tilt, each.band


def _lanes(snapshot: Snapshot) -> Iterator[Row]:
    for person, each in snapshot.relation.members.items():
        ever = snapshot.relation.ever(person)
        for lane in each.lanes:
            counts = (lane.count, lane.weight, lane.points, ever.lane(lane.name).count)
            yield (person, lane.name, side(lane.name), *counts)


def _given(snapshot: Snapshot) -> Iterator[Row]:
    for person, given in snapshot.relation.given.items():
        for position, each in enumerate(given):
            what = (each.date, each.lane, each.count, each.reason, each.place.path)
            yield (person, position, *what)


def _dues(snapshot: Snapshot) -> Iterator[Row]:
    for position, due in enumerate(all_dues(snapshot)):
        yield (
            position,
            due.what,
            due.who,
            due.department,
            due.date,
            due.since,
            due.late(snapshot.as_of),
            due.advice,
            due.why,
            due.place.path,
            due.command,
            due.template,
        )


def _due_to(snapshot: Snapshot) -> Iterator[Row]:
    for position, due in enumerate(all_dues(snapshot)):
        for person in dict.fromkeys(due.to):
            yield position, person


def _kpis(snapshot: Snapshot) -> Iterator[Row]:
    basis = Basis(snapshot.relation, snapshot.tier_on)
    for each in lines(basis, snapshot.cycle):
        actual = (each.actual.value, each.actual.cycle, each.actual.day, each.actual.source)
        yield (each.objective.id, each.kpi.id, *actual, each.track)


def _history(snapshot: Snapshot) -> Iterator[Row]:
    basis = Basis(snapshot.relation, snapshot.tier_on)
    cycles = history_of(snapshot.program, snapshot.cycle)
    for each in lines(basis, snapshot.cycle):
        for cycle, value in zip(cycles, each.history, strict=True):
            yield each.objective.id, each.kpi.id, cycle.name, value


_KPI = (
    Column("objective", names="strategy_objectives", needed=True),
    Column("kpi", needed=True),
)

RELATION = (
    computed(
        "relation",
        "give and take with a person over the last twelve months; `tilt` in whole percent",
        "person",
        (
            _PERSON,
            Column("them", "integer", needed=True),
            Column("us", "integer", needed=True),
            Column("tilt", "integer"),
            Column("band", needed=True),
        ),
        _relations,
    ),
    computed(
        "relation_lane",
        "a lane of it: how many in twelve months, what each weighs, and how many ever; hours for "
        "missions",
        "person lane",
        (
            _PERSON,
            Column("lane", needed=True),
            Column("side", needed=True),
            *(Column(each, "integer", needed=True) for each in ("count", "weight", "points")),
            Column("ever", "integer", needed=True),
        ),
        _lanes,
    ),
    computed(
        "relation_entry",
        "one thing that was ever given, or that counts against us",
        "person position",
        (
            _PERSON,
            _POSITION,
            Column("date", "day", needed=True),
            Column("lane", needed=True),
            Column("count", "integer", needed=True),
            Column("reason", shared=False),
            Column("path", needed=True),
        ),
        _given,
        dated="date",
    ),
    computed(
        "due",
        "something that is or will be owed, as `goodword agenda` says; `since` is empty for what "
        "is shown so many days ahead as one asks for",
        "position",
        (
            _POSITION,
            Column("what", needed=True),
            Column("who", names="program_staff", needed=True),
            Column("department"),
            Column("date", "day", needed=True),
            Column("since", "day"),
            Column("late", "boolean", needed=True),
            Column("advice", "boolean", needed=True),
            Column("why", shared=False),
            Column("path", needed=True),
            Column("command", shared=False),
            Column("template"),
        ),
        _dues,
    ),
    computed(
        "due_to",
        "a person to whom something is owed",
        "due person",
        (Column("due", "integer", names="due", needed=True), _PERSON),
        _due_to,
    ),
    computed(
        "kpi_actual",
        "what a KPI has come to in the cycle of the day, and whether it is on track",
        "objective kpi",
        (
            *_KPI,
            Column("value", "number"),
            Column("cycle"),
            Column("date", "day"),
            Column("source", shared=False),
            Column("track", needed=True),
        ),
        _kpis,
    ),
    computed(
        "kpi_history",
        "the value of a KPI in a cycle, for the cycles that a report shows",
        "objective kpi cycle",
        (*_KPI, Column("cycle", needed=True), Column("value", "number")),
        _history,
        dated="cycle",
    ),
)
