"""What free places give back: on each day on which one may come, to whom was cut first.

Who waits is asked about again only on days on which it may have changed: of short lines when a
claim in these lets go of a place, of those that are for all while they have one left.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from goodword.ledger.lines import by_day, for_all, stands, stands_at
from goodword.ledger.sharing import split
from goodword.ledger.visible import award_on
from goodword.ledger.waiting import Restored, decided_days, free_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from goodword.ledger.allowance import Allowance
    from goodword.ledger.holding import Holding
    from goodword.ledger.lines import Key, Name
    from goodword.ledger.returned import Returned
    from goodword.ledger.waiting import Missed, Waiting
    from goodword.model.claim import Claim

    Line = tuple[str, Key]
    """A line that is for all: the mission where it is one's own, and its key."""


class Restoring:
    """Gives back what free places allow.

    Args:
        missed: the shares that were cut and may come back, one or more, and days of free places.
        holding: who holds a place; it knows what `found` has.
        allowance: what limits in points leave, which knows it too; None where there are none.
        as_of: what is dated later is not known.
        found: where what is given back is put.
    """

    def __init__(
        self,
        missed: Missed,
        holding: Holding,
        allowance: Allowance | None,
        as_of: date,
        found: Returned,
    ) -> None:
        self._lines = holding.lines
        self._holding = holding
        self._allowance = allowance
        self._found = found
        self._as_of = as_of
        self._left = dict(enumerate(missed.waits))
        found.waited = True
        self._days = self._all_days(missed)
        limits: dict[tuple[str, date], Mapping[Name, int]] = {}
        for each in self._left.values():
            key = (each.claim.mission, each.claim.submitted)
            if key not in limits:
                limits[key] = holding.limits_of(each.claim)
        self._limits = limits
        self._free: dict[tuple[str, Key], frozenset[date]] = {}
        self._of_all = {number: self._for_all(each) for number, each in self._left.items()}
        self._most: dict[Line, int] = {}
        for number, each in self._left.items():
            for line, name in self._of_all[number]:
                most = self._limits_for(each.claim)[name]
                self._most[line] = max(most, self._most.get(line, 0))

    def _all_days(self, missed: Missed) -> list[date]:
        if self._allowance is None:
            return sorted(missed.days)
        # Who was given less than they might have leaves more.
        return sorted(missed.days.union(decided_days(missed.claims, self._as_of)))

    def _limits_for(self, claim: Claim) -> Mapping[Name, int]:
        return self._limits[claim.mission, claim.submitted]

    def _for_all(self, each: Waiting) -> tuple[tuple[Line, Name], ...]:
        """The lines for all in which a claim stands."""
        return tuple(
            (self._line(name, each.claim), name)
            for name in self._limits_for(each.claim)
            if for_all(name)
        )

    def _line(self, name: Name, claim: Claim) -> Line:
        mission = claim.mission if isinstance(name, str) else ""
        return mission, self._lines.key(name, claim, claim.influencer)

    def run(self) -> None:
        """Give back, day by day."""
        again: dict[date, list[int]] = {}
        for number, each in self._left.items():
            for day in self._own_days(each):
                again.setdefault(day, []).append(number)
        # Those whom nothing but limits for all have kept from a place.
        asked: set[int] = set()
        for day in self._days:
            asked.update(number for number in again.get(day, ()) if number in self._left)
            if not asked:
                continue
            counts = {line: self._count(name, who, day) for line, name, who in self._asked(asked)}
            # One may be the claim's own, of a person who was not cut.
            full = {line for line, (held, _) in counts.items() if held > self._most[line]}
            if full and all(any(x in full for x, _ in self._of_all[n]) for n in asked):
                continue
            for number in sorted(asked):
                each = self._left[number]
                if self._full(number, each, day, counts):
                    continue
                asked.remove(number)
                if not self._beyond_own(each, day) and self._give(number, each, day, counts):
                    del self._left[number]

    def _asked(self, asked: Iterable[int]) -> Iterator[tuple[Line, Name, Claim]]:
        """The lines for all in which those stand who are asked about, each once."""
        seen: set[Line] = set()
        for number in asked:
            for line, name in self._of_all[number]:
                if line not in seen:
                    seen.add(line)
                    yield line, name, self._left[number].claim

    def _give(
        self, number: int, each: Waiting, day: date, counts: dict[Line, tuple[int, int]]
    ) -> bool:
        """Give a share back, as far as limits in points leave something of it."""
        claim, person = each.claim, each.influencer
        decision = award_on(claim, day)
        points = (
            dict(split(decision.computed, claim.people, claim.parts))[person] if decision else 0
        )
        if self._allowance is not None and points:
            points = self._allowance.back(claim, person, points, day)
            if not points:
                return False
        lines = self._of_all[number]
        before = [self._holding.holds(name, claim, person, day) for _, name in lines]
        self._found.add(Restored(claim, person, day, each.limit, points))
        for (line, name), held in zip(lines, before, strict=True):
            if not held and self._holding.holds(name, claim, person, day) is True:
                counts[line] = (counts[line][0] + 1, counts[line][1])
        return True

    def _own_days(self, each: Waiting) -> Iterable[date]:
        """The days from the decision on on which a place in one of its short lines may be free."""
        days = {each.decided}
        claim, person = each.claim, each.influencer
        if self._allowance is not None and self._allowance.limits(claim):
            days.update(day for day in self._days if day > each.decided)
            return days
        for name in self._limits_for(claim):
            if not for_all(name) and stands_at(name, claim):
                key = (claim.mission, self._lines.key(name, claim, person))
                if key not in self._free:
                    line = self._lines.line(name, claim, person)
                    self._free[key] = frozenset(free_days(line, self._as_of))
                days.update(day for day in self._free[key] if day > each.decided)
        return days

    def _count(self, name: Name, claim: Claim, day: date) -> tuple[int, int]:
        """The places of a line for all that are held on a day, and those that may be."""
        held = self._lines.held(name, claim, claim.influencer)
        back = self._found.claims(day)
        return held.before(None, self._held_by(name, day), day, day, sys.maxsize, back)

    def _full(
        self, number: int, each: Waiting, day: date, counts: Mapping[Line, tuple[int, int]]
    ) -> bool:
        """Whether no place for all is left: who stands behind counts too, once it is approved."""
        return any(
            self._is_full(name, each, day, *counts[line]) for line, name in self._of_all[number]
        )

    def _is_full(self, name: Name, each: Waiting, day: date, held: int, unsure: int) -> bool:
        total = self._limits_for(each.claim)[name]
        if held - 1 >= total:
            return True
        held -= self._holding.holds(name, each.claim, each.influencer, day) is True
        if held >= total or held + unsure < total:
            return held >= total
        line, back = self._lines.held(name, each.claim, each.influencer), self._found.claims(day)
        earlier = line.undecided(each.claim, self._held_by(name, day), day, day, back)
        return held + sum(1 for _ in earlier) >= total

    def _held_by(self, name: Name, day: date) -> Callable[[Claim], bool | None]:
        """Whether a claim holds a place for all on a day, whoever's it is."""
        return lambda claim: self._holding.holds(name, claim, "", day)

    def _beyond_own(self, waits: Waiting, day: date) -> bool:
        """Whether a claim cut before is still beyond a limit of one of its short lines."""
        claim, person = waits.claim, waits.influencer
        for name, value in self._limits_for(claim).items():
            if for_all(name) or not stands_at(name, claim):
                continue
            line = self._lines.line(name, claim, person)
            own = stands(name, claim, day)
            held = 0
            for each in line:
                if each is claim:
                    continue
                earlier = stands(name, each, day) < own
                holds = self._holding.holds(name, each, person, day)
                held += bool(holds and (earlier or not by_day(name))) or (holds is None and earlier)
            if held >= value:
                return True
        return False
