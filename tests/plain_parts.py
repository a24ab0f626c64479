"""The second model: points of a person that have the same last day, and how they are taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.plain_model import DAY

if TYPE_CHECKING:
    from tests.plain_model import Claim, World


@dataclass
class Part:
    """Points of one record that have the same last day.

    `idle` months after an approved claim they end; `most` are carried over a cycle's end that lies
    on `safe` or later.
    """

    path: str
    order: tuple[Any, ...]
    decided: date
    available: date
    own: date
    counts: date
    standing: bool
    points: int
    later: bool = False
    kept: date | None = None
    idle: int | None = None
    most: int | None = None
    safe: date = date.min
    pending: int = 0
    active: int = 0
    held: int = 0
    spent: int = 0
    expired: int = 0


@dataclass
class Debt:
    """What fraud left owed."""

    left: int
    until: date
    forgiven: int = 0
    repaid: list[tuple[Part, int]] = field(default_factory=list)


@dataclass
class Took:
    """What a reversal did."""

    part: Part | None
    pending: int = 0
    active: list[tuple[Part, int]] = field(default_factory=list)
    debt: Debt | None = None
    written: int = 0
    fell: list[tuple[date, int]] = field(default_factory=list)


class Parts:
    """What a person has, in parts.

    Args:
        world: the documents.
        who: whose.
        last: the day that is looked at.
    """

    def __init__(self, world: World, who: str, last: date) -> None:
        self.world, self.who, self.last = world, who, last
        self.parts: list[Part] = []
        self.claims: list[Claim] = []
        self.reversed = self.forgiven = 0
        self.debts: list[Debt] = []
        self.by_cycle: Counter[date] = Counter()
        self.stood: Counter[tuple[str, date]] = Counter()
        self.gone_on: date | None = None
        self.holds: dict[str, list[tuple[Part, int]]] = {}
        self.took: dict[Any, Took] = {}
        self.adjustments = [*world.of(who, "touchpoints", "adjustment")]
        self.deducted: dict[str, list[tuple[Part, int]]] = {}

    def ends(self, part: Part) -> date:
        """The last day of a part, as it is on the day."""
        if self.gone_on is None:
            return part.own
        days: int = self.world.policies["exit_window_days"]
        window = self.gone_on + days * DAY
        bound = min(part.own, max(window, part.available + 30 * DAY))
        return max(bound, part.kept) if part.kept else bound

    def _longer(self, part: Part, until: date) -> None:
        part.own = max(part.own, until)
        if self.gone_on is not None:
            part.kept = max(part.kept or until, until)

    def _give_back(self, part: Part, points: int, day: date) -> None:
        least = day + self.world.policy(day).get("restore_grace_days", 30) * DAY
        if self.ends(part) >= least and not self._carried_before(part, day, least):
            part.active += points
            return
        part.points -= points
        new = Part(
            part.path,
            part.order,
            day,
            part.available,
            part.own,
            part.counts,
            standing=False,
            points=points,
            later=True,
        )
        new.active = points
        new.idle, new.most, new.safe = part.idle, part.most, max(part.safe, least)
        self._longer(new, least)
        self.parts.append(new)

    def _carried_before(self, part: Part, day: date, until: date) -> bool:
        """Whether the end of a cycle may take points of a part from a day on, before another."""
        if part.most is None:
            return False
        first = self.world.next(self.world.start(max(day, part.safe))) - DAY
        return first < until

    def _turn(self) -> list[Part]:
        found = [each for each in self.parts if each.active]
        return sorted(found, key=lambda p: (self.ends(p), p.available, p.order, p.later))

    @property
    def spendable(self) -> int:
        return sum(each.active for each in self.parts)

    def _take(self, points: int) -> list[tuple[Part, int]]:
        taken = []
        for part in self._turn():
            now = min(points, part.active)
            if now:
                part.active -= now
                points -= now
                taken.append((part, now))
        assert not points
        return taken

    def _claim_back(self) -> None:
        """What was written off and has come back is taken."""
        for (path, *_), took in self.took.items():
            for part in [each for each in self._turn() if each.path == path]:
                now = min(took.written, part.active)
                part.active -= now
                part.points -= now
                took.written -= now
                took.active += [(part, now)] if now else []
                self.reversed += now

    def _taken_pending(self, part: Part) -> int:
        return sum(
            each.pending for each in self.took.values() if each.part is part and each.pending
        )

    def _open(self, cycle: date, day: date) -> date:
        closed = self.world.closed.get(cycle)
        return cycle if closed is None or day <= closed else self.world.start(day)
