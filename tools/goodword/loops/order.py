"""The legal order of steps: by date, then place in the file; what stands out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.visible import effective
from goodword.model.feedback import (
    Decided,
    Delivered,
    Delivering,
    Joined,
    Received,
    Reopened,
    Triaged,
    VoidStep,
    Withdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.loops.visible import Entry
    from goodword.model.feedback import Step

BUILDING = frozenset({"planned", "exploring"})
"""Outcomes after which something is made."""
ENDING = frozenset({"declined", "already-available", "duplicate"})
"""Outcomes after which an item can be reopened."""


class Violation(NamedTuple):
    """A step out of order: its place in the list (None: the list), what is wrong, what to do."""

    place: int | None
    message: str
    hint: str = ""


def violations(steps: Sequence[Step]) -> Iterator[Violation]:
    """What is out of order, each step once; void steps are not looked at.

    Received is first, and once; triaged comes before decided; delivering and delivered after
    a decision for planned or exploring; nothing is delivered after it was delivered in full,
    until it is reopened; reopened comes after delivered or a decision that ends the item, and
    is followed by a new decision or delivery before it can come again; only who raised it can
    withdraw. All others may stand anywhere.
    """
    yield from _voids(steps)
    entries = effective(steps)
    if not any(isinstance(entry.step, Received) for entry in entries):
        yield Violation(
            None,
            "no step received counts: expected one, and it first",
            "a received step can be void only where another one takes its place",
        )
        return
    walk = _Walk()
    for entry in entries:
        message = walk.judge(entry)
        if message is not None:
            yield Violation(entry.place, *message)
        walk.take(entry)


def _voids(steps: Sequence[Step]) -> Iterator[Violation]:
    for index, step in enumerate(steps):
        if not isinstance(step, VoidStep):
            continue
        if not 0 <= step.of < len(steps):
            yield Violation(index, f"void of step {step.of}: the steps are 0 to {len(steps) - 1}")
        elif step.of >= index:
            yield Violation(index, f"void of step {step.of}: expected one before it in the list")
        elif step.date < steps[step.of].date:
            yield Violation(
                index,
                f"void on {step.date}, before the step it names ({steps[step.of].date})",
            )


Message = tuple[str, str]
"""What is wrong, and what to do."""


class _Walk:
    """What is known of an item after some of its steps."""

    def __init__(self) -> None:
        self.begun = False
        self.received = False
        self.triaged = False
        self.decision: Decided | None = None
        self.of_round: Decided | None = None
        self.delivered = False
        self.full: date | None = None
        self.people: set[str] = set()

    def judge(self, entry: Entry) -> Message | None:
        """What is wrong with this step coming now."""
        step = entry.step
        if not self.begun and not isinstance(step, Received):
            return (
                f"the first step is {step.step} on {step.date}, expected received",
                "steps count by date, then by place in the list",
            )
        match step:
            case Received():
                return self._received()
            case Withdrawn():
                return self._withdrawn(step)
            case Decided():
                return self._decided()
            case Delivering() | Delivered():
                return self._made(step)
            case Reopened():
                return self._reopened()
        return None

    def take(self, entry: Entry) -> None:
        """Go past the step, in order or not."""
        self.begun = True
        step = entry.step
        match step:
            case Received() | Joined():
                self.received = self.received or isinstance(step, Received)
                self.people.update(step.from_)
            case Withdrawn():
                self.people.difference_update(step.from_)
            case Triaged():
                self.triaged = True
            case Decided():
                self.decision = self.of_round = step
            case Delivered():
                self.delivered = True
                if step.scope == "full":
                    self.full = step.date
            case Reopened():
                self.of_round, self.delivered, self.full = None, False, None
            case _:
                pass

    def _received(self) -> Message | None:
        if not self.received:
            return None
        return "received a second time, expected once", "use joined for more people"

    def _withdrawn(self, step: Withdrawn) -> Message | None:
        for person in step.from_:
            if person not in self.people:
                return f"{person} withdraws, but is not among those who raised it by then", ""
        return None

    def _decided(self) -> Message | None:
        if self.triaged:
            return None
        return "decided before it was triaged", "triage it first: find it an owner"

    def _made(self, step: Delivering | Delivered) -> Message | None:
        if self.full is not None:
            return (
                f"{step.step} after it was delivered in full on {self.full}",
                "reopen it first",
            )
        if self.decision is None:
            return f"{step.step} before it was decided", "decide it first: planned or exploring"
        if self.decision.outcome not in BUILDING:
            decided = f"{self.decision.outcome} on {self.decision.date}"
            return (
                f"{step.step} after it was decided {decided}, expected planned or exploring",
                "decide it again first",
            )
        return None

    def _reopened(self) -> Message | None:
        outcome = self.of_round.outcome if self.of_round else None
        if self.delivered or outcome in ENDING:
            return None
        stands = f"it is {outcome}" if outcome else "nothing was decided or delivered in this round"
        return (
            f"reopened, but {stands}: expected delivered, declined, already-available or duplicate",
            "decide it again; only what had ended is reopened",
        )
