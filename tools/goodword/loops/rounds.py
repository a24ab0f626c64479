"""Rounds of an item, the milestones in them, and how far the brand has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.feedback import (
    Acknowledged,
    Decided,
    Delivered,
    Delivering,
    Received,
    Reopened,
    Triaged,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.loops.visible import Entry, Position
    from goodword.model.feedback import Step

MILESTONE = {
    Received: "acknowledged",
    Decided: "decided",
    Delivered: "delivered",
    Reopened: "reopened",
}
"""The milestone that a step obliges to tell."""
OUTCOME = {"already-available": "available"}
"""The phase of an outcome where it has another name."""
TERMINAL = frozenset({"delivered", "declined", "available", "withdrawn"})
"""Phases after which only telling is left; a duplicate is terminal when its item is closed."""


class Milestone(NamedTuple):
    """A step that somebody must be told of.

    Args:
        name: what a told record calls it.
        round: in which it stands.
        position: of the step.
        step: the step itself.
        end: day on which a later step of the kind replaced it, or its round ended.
    """

    name: str
    round: int
    position: Position
    step: Step
    end: date | None

    @property
    def date(self) -> date:
        """Day of the step."""
        return self.position[0]


def gives(step: Step) -> bool:
    """Whether there is something to be judged from a step on: a delivery, or what was there."""
    if isinstance(step, Decided):
        return step.outcome == "already-available"
    return isinstance(step, Delivered)


def milestones(entries: Sequence[Entry]) -> tuple[Milestone, ...]:
    """The milestones of an item in order."""
    found: list[Milestone] = []
    newest: dict[str, int] = {}
    number = 1
    for position, step in entries:
        name = MILESTONE.get(type(step))
        if name is None:
            continue
        ended = [newest[name]] if name in newest else []
        if name == "reopened":
            number += 1
            ended = list(newest.values())
            newest.clear()
        for index in ended:
            found[index] = found[index]._replace(end=position[0])
        newest[name] = len(found)
        found.append(Milestone(name, number, position, step, None))
    return tuple(found)


def split(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The steps by round; each round but the first begins with `reopened`."""
    found: list[list[Entry]] = [[]]
    for entry in entries:
        if isinstance(entry.step, Reopened):
            found.append([])
        found[-1].append(entry)
    return found


class Progress(NamedTuple):
    """How far the brand has come with an item.

    Args:
        phase: received, acknowledged, triaged, an outcome, delivering, delivered or reopened.
        round: the last round.
        decision: the newest decision in any round.
        triage: the newest triage.
        delivery: the newest delivery.
        quiet: spans `[from, to)` of days on which only telling was left; the last may be open.
    """

    phase: str
    round: int
    decision: Entry | None
    triage: Entry | None
    delivery: Entry | None
    quiet: tuple[tuple[date, date | None], ...]


def phase_of(step: Step, phase: str) -> str:
    """The phase after a step, given the one before it."""
    match step:
        case Acknowledged() if phase == "received":
            phase = "acknowledged"
        case Triaged() if phase in {"received", "acknowledged"}:
            phase = "triaged"
        case Decided():
            phase = OUTCOME.get(step.outcome, step.outcome)
        case Delivered():
            phase = "delivered" if step.scope == "full" else "delivering"
        case Delivering():
            phase = "delivering"
        case Reopened():
            phase = "reopened"
        case _:
            pass
    return phase


def progress(entries: Sequence[Entry]) -> Progress:
    """How far the brand has come, from the steps in order; withdrawals are not looked at."""
    phase, number = "received", 1
    newest: dict[type, Entry] = {}
    quiet: list[tuple[date, date | None]] = []
    since: date | None = None
    for entry in entries:
        step = entry.step
        newest[type(step)] = entry
        number += isinstance(step, Reopened)
        phase = phase_of(step, phase)
        ended = phase in TERMINAL or phase == "duplicate"
        if ended and since is None:
            since = entry.date
        elif not ended and since is not None:
            quiet.append((since, entry.date))
            since = None
    if since is not None:
        quiet.append((since, None))
    return Progress(
        phase,
        number,
        newest.get(Decided),
        newest.get(Triaged),
        newest.get(Delivered),
        tuple(quiet),
    )
