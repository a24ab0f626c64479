"""What the loop engine gives: items with their state, who was told, and clocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from goodword.diagnostics import Place

LATE = frozenset({"overdue", "abandoned"})
"""Statuses of a clock that has passed its last day."""
RANK = {"abandoned": 4, "overdue": 3, "due-soon": 2, "running": 1, "paused": 0}
"""How bad the status of a clock that goes on is."""
UNTOLD = frozenset({"due", "overdue", "withheld"})
"""Statuses of a milestone that somebody was not told yet."""


class Told(NamedTuple):
    """One milestone owed to one originator.

    Args:
        to: influencer id.
        milestone: acknowledged, decided, delivered or reopened.
        status: `told`, `exempt`, `due`, `overdue`, or `withheld` where nothing may be said yet.
        date: the day it was told or exempt, else None.
        due: the last day to tell; for a decision without words for the person the last day to
            find them. None where a delivery is withheld without an end in sight.
        reason: of an exemption, or why it is withheld; else empty.
        step: place in the file's list of the step that owes it.
        age: business days from the first day of its clock to told, exempt or the day asked
            about; None while it has no clock.
    """

    to: str
    milestone: str
    status: str
    date: dt.date | None
    due: dt.date | None
    reason: str
    step: int
    age: int | None

    def late_on(self, as_of: dt.date) -> bool:
        """Whether it is owed and its last day has passed, be it for want of words to say."""
        return self.status in UNTOLD and self.due is not None and self.due < as_of


class Clock(NamedTuple):
    """A clock of an item; where people have one each, that of the slowest.

    Args:
        clock: acknowledge, triage, decide, tell_decision, tell_delivery, heartbeat, revisit or
            verify.
        status: `met`, `running`, `due-soon`, `overdue`, `abandoned`, `paused`, or `no-reply`
            (verify: nobody answered, which is no debt of ours).
        start: day 0.
        due: the last day on which it is met.
        stopped: the day it stopped; None while it goes on. A clock that stopped unmet when its
            round ended keeps its status, so that a breach stays on record.
        days: business days: taken where met, over where overdue or abandoned, else gone so far.
        age: business days from start to the stop, or to the day asked about, without pauses.
        round: the round it belongs to.
        person: whose clock it is; None for those of the item itself.
        over: business days between the last day and the stop, or the day asked about; 0 in time.
    """

    clock: str
    status: str
    start: dt.date
    due: dt.date
    stopped: dt.date | None
    days: int
    age: int
    round: int
    person: str | None
    over: int

    @property
    def running(self) -> bool:
        """Whether it has not stopped."""
        return self.stopped is None

    @property
    def late(self) -> bool:
        """Whether it is over now."""
        return self.stopped is None and self.status in LATE

    @property
    def words(self) -> str:
        """How it stands as written in tables: `met(3)`, `met(44, 39 late)`, `overdue(5)` …."""
        if self.status == "met":
            late = f", {self.over} late" if self.breached else ""
            return f"met({self.days}{late})"
        if self.status == "overdue":
            return f"overdue({self.days})"
        return f"running({self.due})" if self.status == "running" else self.status

    @property
    def breached(self) -> bool:
        """Whether it was not met in time, now or ever."""
        if self.status == "met":
            return self.stopped is not None and self.stopped > self.due
        return self.status in LATE


class Verdict(NamedTuple):
    """Whether what was delivered solves it, in an originator's word: solves, partly or no."""

    by: str
    date: dt.date
    verdict: str


class Brief(NamedTuple):
    """Of an item what needs no clock: the fields of `Item` that are called so."""

    id: str
    state: str
    received: dt.date
    originators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A feedback item on a day.

    Args:
        id: the file's name without its ending.
        title: in the language it was first written in.
        state: `closed-…` or `open-…`.
        round: 1, and one more for each time it was reopened.
        department: that of the newest triage; None before it.
        owner: that of the newest triage; None before it.
        originators: who raised it or an item merged into it, and did not withdraw, sorted.
        received: the day it first reached us.
        told: what is owed in the last round, by person, then in the order of the steps.
        clocks: by start, then in the order of the loop.
        place: the newest step.
        phase: what the brand did last: the part of an open state behind `open-`.
        decided: day of the newest decision; None before it.
        delivered: day of the newest delivery; None before it.
        outcome: of the newest decision, as in the file; None before it.
        of: the item it is a duplicate of now, else None.
        revisit: the day a deferred item is looked at again, else None.
        verdicts: in the order of their days.
        merged: ids of the items that are duplicates of this one now, sorted.
        answered: whether what was asked in needs-info was answered.
        unheard: by the last day of a cycle who is owed a word in it and has heard none.
    """

    id: str
    title: str
    state: str
    round: int
    department: str | None
    owner: str | None
    originators: tuple[str, ...]
    received: dt.date
    told: tuple[Told, ...]
    clocks: tuple[Clock, ...]
    place: Place = field(compare=False)
    phase: str = "received"
    decided: dt.date | None = None
    delivered: dt.date | None = None
    outcome: str | None = None
    of: str | None = None
    revisit: dt.date | None = None
    verdicts: tuple[Verdict, ...] = ()
    merged: tuple[str, ...] = ()
    unheard: tuple[tuple[dt.date, tuple[str, ...]], ...] = ()
    answered: bool = False

    @property
    def closed(self) -> bool:
        """Whether the loop is closed."""
        return self.state.startswith("closed-")

    @property
    def overdue(self) -> bool:
        """Whether a clock of it is over now."""
        return any(clock.late for clock in self.clocks)

    @property
    def pressing(self) -> Clock | None:
        """The worst of the clocks that run, then the one due first; a verdict is not ours."""
        running = (clock for clock in self.clocks if clock.running and clock.clock != "verify")
        return min(running, key=lambda c: (-RANK.get(c.status, 0), c.due, c.start), default=None)

    @property
    def untriaged(self) -> bool:
        """Whether it is open and nobody's."""
        return self.owner is None and not self.closed

    @property
    def delivered_not_told(self) -> bool:
        """Whether it was delivered and somebody who raised it was not told."""
        return any(t.milestone == "delivered" and t.status in UNTOLD for t in self.told)

    @property
    def declined_not_told(self) -> bool:
        """Whether it was declined and somebody who raised it was not told."""
        return self.phase == "declined" and any(
            t.milestone == "decided" and t.status in UNTOLD for t in self.told
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of items; `closure_tenths` is the closure rate in tenths of a percent.

    The rate is of all items received: those closed as delivered, declined or available. None
    where there are no items.
    """

    items: int
    closed: int
    open: int
    overdue: int
    delivered_not_told: int
    declined_not_told: int
    untriaged: int
    closure_tenths: int | None


@dataclass(frozen=True, slots=True)
class Loops:
    """All items by id, as of a day."""

    as_of: dt.date
    items: Mapping[str, Item]
    summary: Summary
