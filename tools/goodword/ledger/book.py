"""A person's book: where their points are, and the one way in which they move.

What happens to points stands in modules of its own (spending, reversal, adjusting, leaving) and
is brought about by `running`, day by day. Each of them moves points through `Book.move`, which
alone changes lots, debts and totals, and says so where lines are asked for.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import date
from heapq import heappush
from typing import TYPE_CHECKING

from goodword.ledger.lots import Lot, spending_order
from goodword.ledger.phases import ACTIVATION, EXPIRY, JUDGING
from goodword.ledger.varying import is_taken_before, part_of, vary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from goodword.diagnostics import Place
    from goodword.ledger.account import Checkpoint
    from goodword.ledger.debts import Debt, Taken
    from goodword.ledger.ladder import Ladder
    from goodword.ledger.measure import Narrow
    from goodword.ledger.reached import Watch
    from goodword.ledger.records import Records
    from goodword.ledger.terms import Terms
    from goodword.ledger.wording import Reason
    from goodword.model.profile import Profile
    from goodword.model.redemption import Redemption

    Event = tuple[int, int, tuple[Any, ...], int, Callable[["Book", int, Any], None] | None, Any]
    Line = tuple[int, int, str, int, int, Reason, Place]
    Step = tuple[int, int, str, str, Lot | Debt, Lot | Debt]
    Post = tuple[int, int, int]


_COUNTED = frozenset(("reversed", "arrears", "forgiven"))
"""Places of which the book keeps a total, beside what can be spent."""


@dataclass(frozen=True, slots=True)
class Span:
    """How far a book goes.

    Args:
        last: the last day that is done.
        closing: whether the expiries of that day are done too, as at a cycle's end.
        closings: last days of cycles, with their names, at whose end figures are kept.
    """

    last: int
    closing: bool
    closings: tuple[tuple[int, str], ...]


class Book:
    """The running account of one person.

    Args:
        terms: versions and cycles.
        person: id.
        profile: None for an id that has records and no profile.
        records: what touches the person's points.
        span: how far it goes.
        denied: why requests are not covered although the balance of their day may be, by path.
        log: gets a line for each movement, where lines are asked for.

    Beside the lines stand `steps`, what left which place of a lot for which (number of the line,
    points, from, to, lot, lot that has them then), and `posts`, standing (line, points, cycle).
    """

    def __init__(
        self,
        terms: Terms,
        person: str,
        profile: Profile | None,
        records: Records,
        span: Span,
        *,
        denied: Mapping[str, str] | None = None,
        log: list[Line] | None = None,
    ) -> None:
        self.terms = terms
        self.person = person
        self.profile = profile
        self.records = records
        self.denied = denied or {}
        self.last = span.last
        self.through = span.last if span.closing else span.last - 1
        self.closings = span.closings
        self.log = log
        self.steps: list[Step] = []
        self.posts: list[Post] = []
        self.lots: list[Lot] = [Lot(award) for award in records.lots]
        vary(self.lots, terms)
        self.balance = 0
        self.by_cycle: dict[int, int] = {}
        self.arrears = 0
        self.forgiven = 0
        self.reversed = 0
        self.debts: deque[Debt] = deque()
        self.taken: dict[tuple[str, int], list[Taken]] = {}
        self.holds: dict[str, list[tuple[Lot, int]]] = {}
        self.spent: dict[str, list[tuple[Lot, int]]] = {}
        self.allocated: dict[str, tuple[tuple[Lot, int], ...]] = {}
        self.declined: dict[str, tuple[date, Place]] = {}
        self.refused: dict[str, tuple[Redemption, str]] = {}
        self.deducted: dict[str, list[tuple[Lot, int]]] = {}
        self.refused_adjustments: dict[str, int] = {}
        self.stage: str | None = None
        self.exit: int | None = None
        self.posted: dict[int, int] = {}
        self.checkpoints: dict[str, Checkpoint] = {}
        self.repeated: tuple[int, frozenset[str]] = (0, frozenset())
        self.by_hand: list[tuple[int, int]] = []
        self.activity: list[tuple[int, str, int]] = []
        self.milestones: Watch | None = None
        self._heap: list[Event] = []
        self._seq = 0
        self.ladders: tuple[Ladder, ...] = ()
        self.narrow: tuple[Narrow, ...] = ()

    def push(
        self,
        day: int,
        phase: int,
        act: Callable[[Book, int, Any], None] | None,
        what: Any,
        order: tuple[Any, ...] = (),
    ) -> None:
        """Let something happen on a day; what is later than the last day is left out."""
        if day <= self.last:
            self._seq += 1
            heappush(self._heap, (day, phase, order, self._seq, act, what))

    def wake(self, ladder: Ladder, day: int, boundary: int) -> None:
        """Let a ladder be judged at the end of a day: at a boundary, or (0) whether it rises."""
        self.push(day, JUDGING, _judge, (ladder, boundary), (boundary == 0, boundary))

    def note(
        self, day: int, phase: int, kind: str, points: int, reason: Reason, place: Place
    ) -> None:
        """Write a line, where lines are asked for."""
        if self.log is not None:
            self.log.append((day, phase, kind, points, self.balance, reason, place))

    def move(
        self, points: int, from_: str, to: str, lot: Lot | Debt, into: Lot | Debt | None = None
    ) -> None:
        """Let points leave one place for another, before the line that says why.

        Args:
            points: how many; 0 changes nothing.
            from_: the place in `lot` that they leave, one of `moves.PLACES`.
            to: where they are then.
            lot: whose place it is; arrears and what was forgiven are a debt's.
            into: where they are then, if not in the same.
        """
        if not points:
            return
        there = into or lot
        lot.add(from_, -points)
        there.add(to, points)
        if from_ == "active":
            self.balance -= points
        elif from_ in _COUNTED:
            self._count(from_, -points)
        if to == "active":
            self.balance += points
        elif to in _COUNTED:
            self._count(to, points)
        if self.log is not None:
            self.steps.append((len(self.log), points, from_, to, lot, there))

    def _count(self, place: str, points: int) -> None:
        """Totals of all lots and debts; what arrives in arrears is owed no more."""
        if place == "reversed":
            self.reversed += points
        elif place == "arrears":
            self.arrears -= points
        elif place == "forgiven":
            self.forgiven -= points

    def post(self, points: int, cycle: int, lot: Lot | None, day: int) -> None:
        """Let standing rise or fall in the cycle that begins on a day, before its line.

        Args:
            points: how much.
            cycle: first day of the cycle.
            lot: what it was given for; None where it is given or taken by hand.
            day: today.
        """
        now = self.by_cycle[cycle] = self.by_cycle.get(cycle, 0) + points
        for measure in self.narrow:
            measure.post(lot, points, cycle)
        for ladder in self.ladders if now < 0 else ():
            ladder.below(cycle)
        if self.log is not None and points:
            self.posts.append((len(self.log), points, cycle))
        if self.milestones is not None:
            self.milestones.changed(day, cycle)

    def begin(self) -> list[Event]:
        """Let every lot become active on its day; the events still to come, in a heap."""
        self._heap = []
        for lot in self.lots:
            if lot.available <= self.last:
                self._seq += 1
                self._heap.append((lot.available, ACTIVATION, lot.order, self._seq, None, lot))
        self._heap.sort()
        return self._heap

    def let_go(self) -> None:
        """Part the book from what holds it again, once it has been read.

        Thousands are made, one after the other: no collector has to find them then.
        """
        self.ladders, self.narrow, self.milestones = (), (), None

    def expect_expiry(self, lot: Lot) -> None:
        """Let a lot expire at the end of its last day."""
        if lot.expires <= self.through:
            self._seq += 1
            order = (lot.available, lot.order, lot.root is not None)
            heappush(self._heap, (lot.expires, EXPIRY, order, self._seq, None, lot))

    def choose(self, points: int) -> list[tuple[Lot, int]]:
        """Active points in spending order; the caller has seen that there are enough."""
        parts = []
        for lot in spending_order(self.lots):
            part = min(points, lot.active)
            points -= part
            parts.append((lot, part))
            if not points:
                break
        return parts

    def give_back(
        self, points: int, from_: str, lot: Lot, day: int, owner: Lot | Debt | None = None
    ) -> None:
        """Active again: in the same lot, or as a lot of its own where that lasts longer.

        Args:
            points: how many.
            from_: the place that they leave, of the lot or of `owner`.
            lot: the lot that they were of.
            day: the day.
            owner: whose place it is where it is not the lot's.
        """
        least = day + self.terms.policy(date.fromordinal(day)).restore_grace_days
        part = lot
        if lot.expires < least or is_taken_before(self.terms, lot, day, least):
            own = max(lot.own, least)
            award = (lot.source, lot.order, points, day, lot.available, own, lot.cycle, False, None)
            part = Lot(award, lot.root or lot)
            part.varying = part_of(lot, least)
            part.pending = 0
            part.kept = least if self.exit is not None else 0
            part.expires = part.last_day(self.exit)
            lot.points -= points
            self.lots.append(part)
        self.move(points, from_, "active", owner or lot, part)
        self.expect_expiry(part)


def _judge(book: Book, day: int, what: tuple[Ladder, int]) -> None:
    ladder, boundary = what
    if boundary:
        ladder.judge(day, boundary)
    else:
        ladder.rise(day)
    if book.milestones is not None:
        book.milestones.judged(day)
