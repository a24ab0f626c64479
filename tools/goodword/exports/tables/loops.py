"""Computed tables of feedback: each item's state, who was told what, and the clocks."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from goodword.exports.tables.table import Column, computed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.exports.tables.table import Row
    from goodword.loops.item import Item
    from goodword.snapshot import Snapshot

_ITEM = Column("item", names="feedback", needed=True)
_STATE = attrgetter(
    *("id", "state", "round", "phase", "outcome", "department", "owner", "received", "decided"),
    *("delivered", "revisit", "of", "closed", "overdue", "untriaged", "delivered_not_told"),
    "declined_not_told",
)


def _items(snapshot: Snapshot) -> Iterator[Item]:
    return iter(snapshot.loops.items.values())


def _loops(snapshot: Snapshot) -> Iterator[Row]:
    for item in _items(snapshot):
        yield _STATE(item)


def _originators(snapshot: Snapshot) -> Iterator[Row]:
    for item in _items(snapshot):
        for person in item.originators:
            yield item.id, person, item.received


def _told(snapshot: Snapshot) -> Iterator[Row]:
    for item in _items(snapshot):
        for position, each in enumerate(item.told):
            told = (each.to, each.milestone, each.status, each.date, each.due, each.age)
            yield (item.id, position, *told, item.received)


def _clocks(snapshot: Snapshot) -> Iterator[Row]:
    for item in _items(snapshot):
        for position, each in enumerate(item.clocks):
            clock = (each.clock, each.round, each.person, each.status, each.start, each.due)
            days = (each.stopped, each.days, each.over if each.breached else None)
            yield (item.id, position, *clock, *days, item.received)


def _verdicts(snapshot: Snapshot) -> Iterator[Row]:
    for item in _items(snapshot):
        for position, each in enumerate(item.verdicts):
            yield item.id, position, each.by, each.date, each.verdict, item.received


_RECEIVED = Column("received", "day", needed=True)
_POSITION = Column("position", "integer", needed=True)

LOOPS = (
    computed(
        "loop",
        "a feedback item on the day, as `goodword loops` says; of the cycle in which it came",
        "item",
        (
            _ITEM,
            Column("state", needed=True),
            Column("round", "integer", needed=True),
            Column("phase", needed=True),
            Column("outcome"),
            Column("department", names="departments_departments"),
            Column("owner", names="program_staff"),
            _RECEIVED,
            *(Column(name, "day") for name in ("decided", "delivered", "revisit")),
            Column("of", names="feedback"),
            *(Column(name, "boolean", needed=True) for name in ("closed", "overdue", "untriaged")),
            Column("delivered_not_told", "boolean", needed=True),
            Column("declined_not_told", "boolean", needed=True),
        ),
        _loops,
        dated="received",
    ),
    computed(
        "loop_originator",
        "somebody who raised an item, or one merged into it, and did not withdraw",
        "item person",
        (_ITEM, Column("person", names="person", needed=True), _RECEIVED),
        _originators,
        dated="received",
    ),
    computed(
        "loop_told",
        "a milestone that is owed to somebody in the last round, and whether they were told; `age` "
        "in business days",
        "item position",
        (
            _ITEM,
            _POSITION,
            Column("person", names="person", needed=True),
            Column("milestone", needed=True),
            Column("status", needed=True),
            Column("date", "day"),
            Column("due", "day"),
            Column("age", "integer"),
            _RECEIVED,
        ),
        _told,
        dated="received",
    ),
    computed(
        "loop_clock",
        "a clock of an item; `days` and `late` in business days",
        "item position",
        (
            _ITEM,
            _POSITION,
            Column("clock", needed=True),
            Column("round", "integer", needed=True),
            Column("person", names="person"),
            Column("status", needed=True),
            Column("start", "day", needed=True),
            Column("due", "day", needed=True),
            Column("stopped", "day"),
            Column("days", "integer", needed=True),
            Column("late", "integer"),
            _RECEIVED,
        ),
        _clocks,
        dated="received",
    ),
    computed(
        "loop_verdict",
        "whether what was delivered solves it, in the word of somebody who raised it",
        "item position",
        (
            _ITEM,
            _POSITION,
            Column("person", names="person", needed=True),
            Column("date", "day", needed=True),
            Column("verdict", needed=True),
            _RECEIVED,
        ),
        _verdicts,
        dated="received",
    ),
)
