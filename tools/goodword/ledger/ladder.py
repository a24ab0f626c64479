"""Tiers: up at once, down by one step at a cycle's first day, never flapping.

Judged at the end of a day, after its reversals. Up on the day on which the current and the
previous cycle together reach a threshold, also on a boundary and when a fall that waited is
settled. Down when the two cycles that have just ended do not reach the present tier's; while a
claim of those cycles, submitted in time, is undecided or maturing, the fall waits until it is
settled. Cycles that a leave touches are passed over.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.terms import NEVER
from goodword.ledger.visible import UNDECIDED, State, award_on, decided_on, state_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from goodword.days import Cycle
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim
    from goodword.model.profile import Profile
    from goodword.model.tiers import Tier, TiersVersion

RANKED = frozenset(("member", "on-leave"))
"""Stages in which people have a tier."""
REST = 14
"""Days after a promotion on which a boundary lowers no tier."""


def reached(ladder: Sequence[Tier], standing: int) -> int:
    """Index of the highest tier whose threshold is reached; -1 for none."""
    index = -1
    for position, tier in enumerate(ladder):
        if standing >= tier.standing_at_least:
            index = position
    return index


def floor_on(profile: Profile, ladder: Sequence[Tier], day: date) -> int:
    """Index of the highest tier given by hand on a day; -1 for none."""
    given = {
        floor.tier
        for floor in profile.tier_floor
        if floor.from_ <= day and (floor.until is None or day <= floor.until)
    }
    return max((index for index, tier in enumerate(ladder) if tier.id in given), default=-1)


class Ladder:
    """One person's way up and down.

    Args:
        terms: versions and cycles.
        profile: stages and floors.
        by_cycle: standing by first day of a cycle, kept by the person's book.
        claims: all claims of the person, whatever became of them.
        wake: asks for `judge` to be called at the end of a day with the boundary it is about, or
            for `rise` where that is 0.
    """

    def __init__(
        self,
        terms: Terms,
        profile: Profile,
        by_cycle: Mapping[int, int],
        claims: Iterable[Claim],
        wake: Callable[[int, int], None],
    ) -> None:
        self._terms = terms
        self._profile = profile
        self._by_cycle = by_cycle
        self._claims = claims
        self._wake = wake
        self._done_in: dict[date, list[Claim]] = {}
        self._cycle = (0, 0, 0)
        self._leaves = any(entry.stage == "on-leave" for entry in profile.history)
        self._next = 0
        self._promoted = 0
        self._rising = 0
        self._entering = False
        self.index = -1
        self.ranked = False
        self.steps: list[tuple[int, str | None]] = []
        self.grounds: list[tuple[str, int, int]] = []
        program = terms.program
        self._versions: tuple[TiersVersion, ...] = program.tiers.versions if program.tiers else ()
        self._from = self._versions[0].from_.toordinal() if self._versions else 0

    def tiers(self, day: int) -> Sequence[Tier]:
        """The ladder in force on a day; an empty one before the first version."""
        if len(self._versions) == 1 and day >= self._from:
            return self._versions[0].tiers
        version = in_force(self._versions, date.fromordinal(day))
        return version.tiers if version else ()

    def window(self, day: int) -> int:
        """Standing of the current and the previous cycle."""
        before, start, end = self._cycle
        if not start <= day < end:
            before, start, end = self._cycle = self._terms.around(day)
        return self._by_cycle.get(start, 0) + self._by_cycle.get(before, 0)

    def _step(self, day: int, why: str, standing: int = 0, index: int | None = None) -> None:
        """Keep a step with its ground: what it was, the standing, and what the tier needs."""
        ladder = self.tiers(day)
        at = self.index if index is None else index
        needed = ladder[at].standing_at_least if 0 <= at < len(ladder) else 0
        self.steps.append((day, self._name(day)))
        self.grounds.append((why, standing, needed))

    def _name(self, day: int) -> str | None:
        ladder = self.tiers(day)
        return ladder[self.index].id if 0 <= self.index < len(ladder) else None

    def enter(self, day: int) -> None:
        """The person becomes a member: at the day's end the tier that standing reaches."""
        self.ranked = self._entering = True
        self._rise_on(day)

    def leave(self, day: int) -> None:
        """Neither member nor on leave: no tier."""
        self.ranked = self._entering = False
        self.index = -1
        self._step(day, "left")

    def changed(self, day: int) -> None:
        """Other tiers are in force from this day; the person keeps the one they have, by name."""
        if not self.ranked:
            return
        name = self.steps[-1][1] if self.steps else None
        ladder = self.tiers(day)
        kept = next((i for i, tier in enumerate(ladder) if tier.id == name), None)
        self.index = min(self.index, len(ladder) - 1) if kept is None else kept
        if day == self._terms.around(day)[1] and self._next != day:
            self._next = day  # nothing could fall by the tiers before, so nobody waits for today
            self._wake(day, day)
        self._rise_on(day)

    def posted(self, day: int) -> None:
        """Standing has risen: where it reaches the next tier now, that is judged at day's end."""
        if self._rising == day:
            return
        ladder = self.tiers(day)
        if self.index + 1 >= len(ladder):
            return
        if self.window(day) >= ladder[self.index + 1].standing_at_least:
            self._rise_on(day)

    def below(self, cycle: int) -> None:
        """Standing of a cycle is below 0: it rises on the boundary when that one drops out."""
        after = self._terms.around(self._terms.around(cycle)[2])[2]
        self._wake(after, 0)

    def _rise_on(self, day: int) -> None:
        if self._rising != day:
            self._rising = day
            self._wake(day, 0)

    def rise(self, day: int) -> None:
        """Up at the end of a day, by as many steps as the two cycles reach."""
        if not self.ranked:
            return
        standing = self.window(day)
        index = reached(self.tiers(day), standing)
        if self._entering:
            self._entering = False
            self.index = index
            self._step(day, "entered", standing)
        elif index > self.index:
            self.index = index
            self._promoted = day
            self._step(day, "reached", standing)
        elif self.steps[-1][1] != self._name(day):
            self._step(day, "changed")
        self._expect(day)

    def _may_fall(self, day: int) -> bool:
        ladder = self.tiers(day)
        return 0 <= self.index < len(ladder) and ladder[self.index].standing_at_least > 0

    def _expect(self, day: int) -> None:
        if not self._may_fall(day):
            return
        boundary = self._terms.around(day)[2]
        if boundary > self._next:
            self._next = boundary
            self._wake(boundary, boundary)

    def judge(self, day: int, boundary: int) -> None:
        """Lower the tier by a step where the two cycles before a boundary do not reach it.

        Never below what the current and the previous cycle reach on the day.

        Args:
            day: today: the boundary itself, or a later day on which a claim was settled.
            boundary: the first day of the cycle that follows the two.
        """
        if day == boundary and self._may_fall(day):
            self._expect(day)
        if not self._may_fall(day) or boundary <= self._promoted + REST:
            return
        if self._leaves and self._profile.stage_on(date.fromordinal(boundary)) == "on-leave":
            return
        pair = self._ended(boundary)
        if not pair:
            return
        standing = sum(self._by_cycle.get(each.start.toordinal(), 0) for each in pair)
        if standing >= self.tiers(day)[self.index].standing_at_least:
            return
        open_until = self._open_until(pair, day)
        if open_until is not None:
            self._wake(open_until, boundary)
            return
        before, self.index = (
            self.index,
            max(self.index - 1, reached(self.tiers(day), self.window(day))),
        )
        if self.index < before:
            self._step(day, "fell", standing, before)
        elif self.index > before:
            self._promoted = day
            self._step(day, "reached", self.window(day))
        self._expect(day)

    def _ended(self, boundary: int) -> list[Cycle]:
        """The last two cycles before a boundary that no leave touches, of those as a member.

        One or none where there are no more.
        """
        last = self._terms.cycle(boundary - 1)
        if not self._leaves:
            return [last, self._terms.cycle(last.start.toordinal() - 1)]
        first = next(each.date for each in self._profile.history if each.stage in RANKED)
        found: list[Cycle] = []
        cycle = last
        while len(found) < 2 and cycle.end > first:
            if not self._on_leave_in(cycle):
                found.append(cycle)
            cycle = self._terms.cycle(cycle.start.toordinal() - 1)
        return found

    def _on_leave_in(self, cycle: Cycle) -> bool:
        history = self._profile.history
        for index, entry in enumerate(history):
            if entry.stage == "on-leave" and entry.date < cycle.end:
                until = history[index + 1].date if index + 1 < len(history) else date.max
                if until > cycle.start:
                    return True
        return False

    def _open_until(self, pair: Sequence[Cycle], day: int) -> int | None:
        """When the first open claim is settled; `NEVER` if unknown, None if none is open."""
        today = date.fromordinal(day)
        days = [
            settled
            for claim in self._in_cycles(pair)
            if (settled := self._settled(claim, today)) is not None
            and self._terms.in_time(claim.occurred, claim.submitted)
        ]
        return min(days, default=None)

    def _in_cycles(self, pair: Sequence[Cycle]) -> Iterator[Claim]:
        """Claims of what occurred in the cycles; sorted out once, since most never wait."""
        if not self._done_in:
            for claim in self._claims:
                start = self._terms.cycle(claim.occurred.toordinal()).start
                self._done_in.setdefault(start, []).append(claim)
        for cycle in pair:
            yield from self._done_in.get(cycle.start, ())

    def _settled(self, claim: Claim, today: date) -> int | None:
        """The day an open claim changes next; `NEVER` if unknown, None if it is not open."""
        state = state_on(claim, today)
        if state is State.APPROVED:
            decision = award_on(claim, today)
            if decision is None:
                return None
            decided = decided_on(decision)
            available = decided.toordinal() + self._terms.maturation(claim.mission, decided)
            return available if available > today.toordinal() else None
        if state not in UNDECIDED:
            return None
        appealed = claim.appeal if state is State.APPEALED else None
        answer = appealed.decision if appealed else claim.decision
        days = [decided_on(answer) if answer else None, None if appealed else claim.withdrawn]
        return min((each.toordinal() for each in days if each and each > today), default=NEVER)
