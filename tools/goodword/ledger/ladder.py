"""Tiers: up at once, down by one step at a cycle's first day, never flapping.

Judged at the end of a day, after its reversals. Up on the day on which what the ladder looks at
reaches a tier, also on a boundary and when a fall that waited is settled. Down when what has just
ended does not keep the present tier; while a claim of it, submitted in time, is undecided or
maturing, the fall waits until it is settled. Cycles that a leave touches are passed over. A ladder
may have both at the boundary alone, or nobody fall. How much there is of what tiers ask for, and
over which days, the ladder's measure says.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.membership import RANKED, Leaves
from goodword.ledger.still_open import StillOpen
from goodword.model.tiers import AT_BOUNDARY, NEVER_DOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from goodword.ledger.conditions import Measured
    from goodword.ledger.measure import Measure
    from goodword.ledger.over import Span
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim
    from goodword.model.profile import Profile
    from goodword.model.tiers import Ladder as Rules
    from goodword.model.tiers import Tier

REST = 14
"""Days after a promotion on which a boundary lowers no tier."""


def floor_on(profile: Profile, ladder: Sequence[Tier], day: date, before: str = "") -> int:
    """Index of the highest tier given by hand on a day; -1 for none.

    Args:
        profile: of the person.
        ladder: the tiers in force.
        day: the day.
        before: what stands before the ids of the ladder's tiers in other files.
    """
    if not profile.tier_floor:
        return -1
    given = {
        floor.tier
        for floor in profile.tier_floor
        if floor.from_ <= day and (floor.until is None or day <= floor.until)
    }
    there = (index for index, tier in enumerate(ladder) if f"{before}{tier.id}" in given)
    return max(there, default=-1)


class Ground(NamedTuple):
    """Why somebody is in a tier from a day on.

    Args:
        why: `entered`, `reached`, `fell`, `changed` or `left`.
        standing: over what was looked at.
        tier: index of the tier that it is about, in the version of the day; -1 for none.
        asked: what that asks for, and how much there was; empty where standing says it all.
    """

    why: str
    standing: int = 0
    tier: int = -1
    asked: tuple[Measured, ...] = ()


class Ladder:
    """One person's way up and down.

    Args:
        terms: versions and cycles.
        profile: stages and floors.
        rules: the ladder as the program states it, with what stands before the ids of its tiers
            in other files.
        measure: how much there is of what its tiers ask for.
        claims: all claims of the person, whatever became of them.
        wake: asks for `judge` to be called at the end of a day with the boundary it is about, or
            for `rise` where that is 0.
    """

    def __init__(
        self,
        terms: Terms,
        profile: Profile,
        rules: tuple[str, Rules],
        measure: Measure,
        claims: Iterable[Claim],
        wake: Callable[[Ladder, int, int], None],
    ) -> None:
        self._terms = terms
        self.profile = profile
        self.prefix, self.rules = rules
        self.measure = measure
        self._open = StillOpen(terms, claims, measure.counts)
        self._wake = wake
        self._leaves = Leaves(profile)
        self._next = 0
        self._promoted = 0
        self._rising = 0
        self._entering = False
        self._waits: set[int] = set()
        self._unsettled = 0
        self._again = 0
        self.index = -1
        self.ranked = False
        self.steps: list[tuple[int, str | None]] = []
        self.grounds: list[Ground] = []
        self.heard: Sequence[Ladder] = ()
        self._versions = self.rules.versions
        self._from = self._versions[0].from_.toordinal()

    @property
    def usual(self) -> bool:
        """Whether it is the one ladder of a program that states nothing but its versions."""
        return not self.prefix and not self.measure.rich

    def tiers(self, day: int) -> Sequence[Tier]:
        """The ladder in force on a day; an empty one before the first version."""
        if len(self._versions) == 1 and day >= self._from:
            return self._versions[0].tiers
        version = in_force(self._versions, date.fromordinal(day))
        return version.tiers if version else ()

    def _step(self, day: int, ground: Ground) -> None:
        self.steps.append((day, self._name(day)))
        self.grounds.append(ground)
        for each in self.heard:
            each.look(day + 1)

    def _ground(self, why: str, day: int, tier: int, spans: Sequence[Span] = ()) -> Ground:
        measure = self.measure
        standing = measure.stood(spans, day) if spans else measure.standing(day)
        if not measure.rich or tier < 0:
            return Ground(why, standing, tier)
        about = self.tiers(day)[tier]
        percent = about.keep_percent if why == "fell" else 100
        return Ground(why, standing, tier, measure.asked(about, spans, day, percent))

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
        self._step(day, Ground("left"))

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
            self._wake(self, day, day)
        self.posted(day)  # a boundary that waits is judged by these
        self._rise_on(day)

    def posted(self, day: int) -> None:
        """Standing has risen: where it reaches the next tier now, that is judged at day's end.

        So is a boundary that still waits for a claim: of what ended there, there may be more.
        """
        if self._unsettled and self._again != day:
            self._again = day
            self._wake(self, day, self._unsettled)
        if self._rising == day:
            return
        ladder = self.tiers(day)
        if self.index + 1 >= len(ladder):
            return
        if self.measure.nearly(ladder[self.index + 1], day):
            self._rise_on(day)

    def below(self, cycle: int) -> None:
        """Standing of a cycle is below 0: it rises on the boundary when that one drops out."""
        after = self._terms.around(self._terms.around(cycle)[2])[2]
        self._wake(self, after, 0)

    def look(self, day: int) -> None:
        """Judge whether it rises at the end of a day, once."""
        if day not in self._waits:
            self._waits.add(day)
            self._wake(self, day, 0)

    def _rise_on(self, day: int) -> None:
        if self._rising != day:
            self._rising = day
            self._wake(self, day, 0)

    def rise(self, day: int) -> None:
        """Up at the end of a day, by as many steps as are reached."""
        if not self.ranked:
            return
        tiers = self.tiers(day)
        at_once = self.rules.moves != AT_BOUNDARY
        index = self.measure.reached(tiers, day) if self._entering or at_once else -1
        if self._entering:
            self._entering = False
            self.index = index
            self._step(day, self._ground("entered", day, index))
        elif index > self.index:
            self.index = index
            self._promoted = day
            self._step(day, self._ground("reached", day, index))
        elif self.steps[-1][1] != self._name(day):
            self._step(day, Ground("changed"))
        if self.measure.rich and at_once:
            for later in self.measure.grows(tiers[self.index + 1 :], day):
                self.look(later)
        self._expect(day)

    def _may_fall(self, day: int) -> bool:
        ladder = self.tiers(day)
        falls = self.rules.moves != NEVER_DOWN
        return falls and 0 <= self.index < len(ladder) and ladder[self.index].asks

    def _expect(self, day: int) -> None:
        """Look at the next boundary, where something may change there."""
        if not (self.ranked if self.measure.rich else self._may_fall(day)):
            return
        boundary = self._terms.around(day)[2]
        if boundary > self._next:
            self._next = boundary
            self._wake(self, boundary, boundary)

    def judge(self, day: int, boundary: int) -> None:
        """Lower the tier by a step where what ended before a boundary does not keep it.

        Never below what is reached on the day. Where both happen at boundaries alone, raise it.

        Args:
            day: today: the boundary itself, or a later day on which a claim was settled.
            boundary: the first day of the cycle that follows what ended.
        """
        if day == boundary:
            self._expect(day)
            if self.measure.rich and self.ranked:
                self._rise_on(day)
        if self.rules.moves == AT_BOUNDARY:
            self._judge_both(day, boundary)
        elif self._stays(day, boundary):
            return
        else:
            self._fall(day, boundary)

    def _stays(self, day: int, boundary: int) -> bool:
        """Whether nobody falls at a boundary, whatever ended before it."""
        if not self._may_fall(day) or boundary <= self._promoted + REST:
            return True
        on_leave = bool(self._leaves.spans)
        return on_leave and self.profile.stage_on(date.fromordinal(boundary)) == "on-leave"

    def _fall(self, day: int, boundary: int) -> None:
        spans, tiers = self.measure.ended(boundary, self._leaves), self.tiers(day)
        if not spans or self.measure.keeps(tiers[self.index], spans, day):
            return
        open_until = self._open.until(spans, day)
        if open_until is not None:
            self._wake(self, open_until, boundary)
            return
        before = self.index
        self.index = max(self.index - 1, self.measure.reached(tiers, day))
        if self.index < before:
            self._step(day, self._ground("fell", day, before, spans))
        elif self.index > before:
            self._promoted = day
            self._step(day, self._ground("reached", day, self.index))
        self._expect(day)

    def _judge_both(self, day: int, boundary: int) -> None:
        """Up by as many steps as what ended reaches, or down by one.

        Until the next boundary, which judges by what ended there.
        """
        spans, tiers = self.measure.ended(boundary, self._leaves), self.tiers(day)
        # Once nothing is open any more, what ended has been judged for good.
        settled = boundary not in (day, self._unsettled)
        if settled or boundary != self._terms.around(day)[1]:
            return
        self._unsettled = 0
        if not self.ranked or self._entering or not spans:
            return
        before = self.index
        open_until = self._open.until(spans, day)
        index = self.measure.reached_in(tiers, spans, day)
        if index > before:
            self.index, self._promoted = index, day
            self._step(day, self._ground("reached", day, index, spans))
        elif (
            open_until is None
            and not self._stays(day, boundary)
            and not self.measure.keeps(tiers[before], spans, day)
        ):
            self.index = before - 1
            self._step(day, self._ground("fell", day, before, spans))
        if open_until is not None:
            self._unsettled = boundary
            self._wake(self, open_until, boundary)

    def days_in(self, tier: str, first: int, last: int) -> int:
        """On how many days of a span the person had a tier at the day's end, or a higher one.

        What is given by hand counts. The last day must be over: what is judged today is not known.

        Args:
            tier: id of one of this ladder's.
            first: the first day.
            last: the last day, included.
        """
        if last < first:
            return 0
        before = self.prefix
        floors = [each for each in self.profile.tier_floor if each.tier.startswith(before)]
        edges = {first, *(day for day, _ in self.steps)}
        edges |= {each.from_.toordinal() for each in self._versions}
        edges |= {each.from_.toordinal() for each in floors}
        edges |= {each.until.toordinal() + 1 for each in floors if each.until is not None}
        days = sorted(day for day in edges if first <= day <= last)
        found = 0
        for day, end in zip(days, [*days[1:], last + 1], strict=True):
            tiers = self.tiers(day)
            ids = [each.id for each in tiers]
            if tier in ids and self._at(day, tiers, ids) >= ids.index(tier):
                found += end - day
        return found

    def _at(self, day: int, tiers: Sequence[Tier], ids: Sequence[str]) -> int:
        """Index of the tier at the end of a day that is over; -1 for none."""
        own = next((name for since, name in reversed(self.steps) if since <= day), None)
        ranked = self.profile.stage_on(date.fromordinal(day)) in RANKED
        if not ranked:
            return -1
        floor = floor_on(self.profile, tiers, date.fromordinal(day), self.prefix)
        return max(ids.index(own) if own in ids else -1, floor)
