"""Feedback items and how often loops close, as an audience may have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Who, Words


@dataclass(frozen=True, slots=True)
class ItemStep:
    """A step of an item that this audience may know: the step's name and its day."""

    step: str
    date: date


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock that runs for an open item: running, due-soon, overdue, abandoned or paused.

    `days` is the number of business days it is over, 0 otherwise.
    """

    clock: str
    status: str
    due: date | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class ItemView:
    """A feedback item whose confidentiality this audience may have.

    Args:
        state: as `goodword loops` gives it (closed-delivered, open-planned, …).
        group: what the list sorts by: delivered, declined, available, open, or closed for what
            ended in another way (withdrawn, answered with another item).
        say: what this audience may be told of the newest outcome, Markdown; None where nothing
            has been said yet.
        decided, delivered: day of the newest such step, None before it.
        link: of already-available or delivered.
        scope: full or partial for delivered, else None; `remaining` what is still to come.
        steps: by date; without owner, severity and rationale.
        originators: empty for all but staff.
        people: how many raised it; outside staff at least so many, and None is five or fewer.
    """

    id: str
    title: Words
    state: str
    group: str
    received: date
    area: str | None = None
    pillar: str | None = None
    department: Words | None = None
    say: Words | None = None
    decided: date | None = None
    delivered: date | None = None
    link: str | None = None
    where: str | None = None
    scope: str | None = None
    remaining: Words | None = None
    revisit: date | None = None
    clock: ClockView | None = None
    steps: tuple[ItemStep, ...] = ()
    people: int | None = None
    originators: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class LoopRate:
    """Items received and of these closed, for one cycle (`label` under key "") or department."""

    label: Words
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class LoopsView:
    """Closure by cycle of the first received (oldest first), and by department (by name)."""

    received: int = 0
    closed: int = 0
    cycles: tuple[LoopRate, ...] = ()
    departments: tuple[LoopRate, ...] = ()
