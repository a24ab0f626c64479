"""A person's book: all that happens to their points, day by day in the order within a day.

Activations and what they repay; releases and returns; redemptions in order; reversals and
negative adjustments; fulfilments; forgiving; expiry last, so that what expires today can be
spent today.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from goodword.ledger import adjusting, leaving, reversal, spending
from goodword.ledger.account import note_checkpoint
from goodword.ledger.ladder import RANKED, Ladder
from goodword.ledger.lots import Lot, spending_order
from goodword.ledger.phases import ACTIVATION, CLOSING, EXPIRY, JUDGING, STAGE
from goodword.ledger.terms import NEVER
from goodword.ledger.wording import named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from goodword.diagnostics import Place
    from goodword.ledger.account import Checkpoint
    from goodword.ledger.records import Records
    from goodword.ledger.reversal import Debt, Taken
    from goodword.ledger.terms import Terms
    from goodword.model.profile import Profile, StageEntry
    from goodword.model.redemption import Redemption

    Event = tuple[int, int, tuple[Any, ...], int, Callable[["Book", int, Any], None] | None, Any]
    Line = tuple[int, int, str, int, int, str, Place]
    Step = tuple[int, int, str, str, Lot | Debt, Lot | Debt]
    Post = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """How far a book goes.

    Args:
        last: the last day that is done.
        closing: whether the expiries of that day are done too, as at a cycle's end.
        closings: last days of cycles, with their names, at whose end figures are kept.
    """

    last: int
    closing: bool = False
    closings: tuple[tuple[int, str], ...] = ()


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
        self.balance = 0
        self.by_cycle: dict[int, int] = {}
        self.arrears = 0
        self.forgiven = 0
        self.reversed = 0
        self.debts: deque[Debt] = deque()
        self.taken: dict[tuple[str, int], Taken] = {}
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
        self.by_hand: list[tuple[int, int]] = []
        self.activity: list[tuple[int, str, int]] = []
        self.ladder: Ladder | None = None
        self._heap: list[Event] = []
        self._seq = 0
        if profile is not None and terms.program.tiers is not None:
            self.ladder = Ladder(terms, profile, self.by_cycle, records.claims, self._wake)

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

    def _wake(self, day: int, boundary: int) -> None:
        self.push(day, JUDGING, _judge, boundary, (boundary == 0, boundary))

    def note(self, day: int, phase: int, kind: str, points: int, reason: str, place: Place) -> None:
        """Write a line, where lines are asked for."""
        if self.log is not None:
            self.log.append((day, phase, kind, points, self.balance, reason, place))

    def moved(
        self, points: int, from_: str, to: str, lot: Lot | Debt, into: Lot | Debt | None = None
    ) -> None:
        """Say where points go, before the line that says why; where lines are asked for."""
        if self.log is not None and points:
            self.steps.append((len(self.log), points, from_, to, lot, into or lot))

    def post(self, points: int, cycle: int) -> None:
        """Let standing rise or fall in the cycle that begins on a day, before its line."""
        now = self.by_cycle[cycle] = self.by_cycle.get(cycle, 0) + points
        if now < 0 and self.ladder is not None:
            self.ladder.below(cycle)
        if self.log is not None and points:
            self.posts.append((len(self.log), points, cycle))

    def expect_expiry(self, lot: Lot) -> None:
        """Let a lot expire at the end of its last day."""
        if lot.expires <= self.through:
            self._seq += 1
            order = (lot.available, lot.order, lot.root is not None)
            heappush(self._heap, (lot.expires, EXPIRY, order, self._seq, None, lot))

    def run(self) -> Book:
        """Do everything up to the last day."""
        self._begin()
        heap = self._heap
        while heap:
            day, phase, _, _, act, what = heappop(heap)
            if phase == ACTIVATION and act is None:
                self._activate(day, what)
            elif phase == EXPIRY:
                self._expire(day, what)
            elif act is not None:
                act(self, day, what)
        return self

    def _begin(self) -> None:
        last = self.last
        seq = self._seq
        heap: list[Event] = []
        for lot in self.lots:
            if lot.available <= last:
                seq += 1
                heap.append((lot.available, ACTIVATION, lot.order, seq, None, lot))
        heap.sort()
        self._heap = heap
        self._seq = seq
        self._expect_the_rest()

    def _expect_the_rest(self) -> None:
        """Stages, tiers, closings and records, each on its day."""
        records = self.records
        if self.profile is not None:
            for entry in self.profile.history:
                self.push(entry.date.toordinal(), STAGE, _enter_stage, entry)
        if self.ladder is not None and self.terms.program.tiers is not None:
            for version in self.terms.program.tiers.versions[1:]:
                self.push(version.from_.toordinal(), STAGE, _new_tiers, None, (1,))
        for day, cycle in self.closings:
            self.push(day, CLOSING, note_checkpoint, cycle)
        if records.redemptions:
            spending.expect(self)
        if records.reversals:
            reversal.expect(self)
        if records.adjustments or records.voided:
            adjusting.expect(self)
        if records.extensions:
            leaving.expect_extensions(self)

    def _activate(self, day: int, lot: Lot) -> None:
        points = lot.pending
        lot.pending = 0
        lot.active = points
        self.balance += points
        if self.exit is not None:
            lot.expires = leaving.last_day(self, lot)
        if self.log is not None:
            self._note_activation(day, lot, points)
        if lot.standing:
            lot.stands = points
            self.posted[lot.cycle] = self.posted.get(lot.cycle, 0) + points
            self.by_cycle[lot.cycle] = self.by_cycle.get(lot.cycle, 0) + points
            if self.ladder is not None:
                self.ladder.posted(day)
        self.activity.append((day, "activated" if lot.earned else "adjusted", points))
        if self.arrears and points:
            reversal.repay(self, day, lot)
        if lot.active:
            self.expect_expiry(lot)

    def _note_activation(self, day: int, lot: Lot, points: int) -> None:
        source = lot.source
        counts = self.terms.cycle(lot.cycle)
        if hasattr(source, "mission"):
            kind = "available"
            reason = f"{named(source)} counts for {counts.name}"
            if day == lot.decided:
                reason = f"{named(source)} spendable at once, counts for {counts.name}"
            elif counts != self.terms.cycle(day):
                reason += ", in which it was done"
        else:
            kind = "adjusted" if lot.standing else "adjusted-spendable"
            code = getattr(source.detail, "reason_code", "")
            reason = f"given by hand ({code}) by {source.by}"
        if lot.expires < NEVER:
            reason += f", until {date.fromordinal(lot.expires)}"
        self.moved(points, "pending" if lot.earned else "awarded", "active", lot)
        if lot.standing and points:
            self.posts.append((len(self.log or ()), points, lot.cycle))
        self.note(day, ACTIVATION, kind, points, reason, source.place)

    def _expire(self, day: int, lot: Lot) -> None:
        points = lot.active
        if lot.expires != day or not points or self.stage == "on-leave":
            return
        lot.active = 0
        lot.expired += points
        self.balance -= points
        self.activity.append((day, "expired", -points))
        if self.log is not None:
            left = lot.expires < lot.own
            self.moved(points, "active", "expired", lot)
            reason = f"{leaving.WORDS[left]} {named(lot.source)}"
            self.note(day, EXPIRY, "expired", -points, reason, lot.source.place)

    def take(self, points: int) -> list[tuple[Lot, int]]:
        """Take active points in spending order; the caller has seen that there are enough."""
        parts = []
        for lot in spending_order(self.lots):
            part = min(points, lot.active)
            lot.active -= part
            points -= part
            parts.append((lot, part))
            if not points:
                break
        self.balance -= sum(n for _, n in parts)
        return parts

    def give_back(self, lot: Lot, points: int, day: int) -> Lot:
        """Active again: in the same lot, or as a lot of its own where that lasts longer."""
        least = day + self.terms.policy(date.fromordinal(day)).restore_grace_days
        self.balance += points
        if lot.expires >= least:
            lot.active += points
            self.expect_expiry(lot)
            return lot
        own = max(lot.own, least)
        award = (lot.source, lot.order, points, day, lot.available, own, lot.cycle, False, None)
        part = Lot(award, lot.root or lot)
        part.pending, part.active = 0, points
        part.kept = least if self.exit is not None else 0
        part.expires = leaving.last_day(self, part)
        lot.points -= points
        self.lots.append(part)
        self.expect_expiry(part)
        return part


def _judge(book: Book, day: int, boundary: int) -> None:
    """Judge the tier at the end of a day: a fall at a boundary, or (0) whether it rises."""
    if book.ladder is not None and boundary:
        book.ladder.judge(day, boundary)
    elif book.ladder is not None:
        book.ladder.rise(day)


def _new_tiers(book: Book, day: int, _: None) -> None:
    if book.ladder is not None:
        book.ladder.changed(day)


def _enter_stage(book: Book, day: int, entry: StageEntry) -> None:
    before, book.stage = book.stage, entry.stage
    if book.ladder is not None:
        if entry.stage in RANKED and not book.ladder.ranked:
            book.ladder.enter(day)
        elif entry.stage not in RANKED and book.ladder.ranked:
            book.ladder.leave(day)
    leaving.stage_changed(book, day, before, entry)
