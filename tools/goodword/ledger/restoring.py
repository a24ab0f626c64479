"""What free places give back: on each day on which one may come, to whom was cut first.

Who waits is asked about again only on days on which it may have changed: of their own lines when
a claim in these lets go of a place, of all of a mission while that has one left.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from goodword.ledger.lines import RATES, TOTAL, stands, stands_at
from goodword.ledger.waiting import Restored, free_days, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from goodword.ledger.lines import Key, Lines
    from goodword.ledger.waiting import Waiting
    from goodword.model.claim import Claim

    Holds = Callable[[str, Claim, str, date], bool | None]


class Returned:
    """What free places of a mission gave back."""

    def __init__(self) -> None:
        self.rows: list[Restored] = []
        """In the order of days."""
        self.waited = False
        """Whether limits have cut anybody, so that somebody waits or waited for a place."""
        self._of: dict[int, list[Restored]] = {}

    def add(self, each: Restored) -> None:
        """Put the next one in."""
        self.rows.append(each)
        self._of.setdefault(id(each.claim), []).append(each)

    def of(self, claim: Claim, known: date) -> set[str]:
        """The people to whom something of a claim was given back by a day."""
        return {each.influencer for each in self._of.get(id(claim), ()) if each.day <= known}

    def claims(self, known: date) -> Iterator[Claim]:
        """The claims of which something was given back by a day, each once."""
        return (rows[0].claim for rows in self._of.values() if rows[0].day <= known)


class Restoring:
    """Gives back what free places allow.

    Args:
        mission: id of one that has had limits.
        lines: in which its claims stand.
        limits_on: the limits for what is submitted on a day, by name.
        holds: whether a claim holds a place at a limit, for a person on a day; None for undecided.
        as_of: what is dated later is not known.
        found: where what is given back is put; `holds` knows what it has.
    """

    def __init__(
        self,
        mission: str,
        lines: Lines,
        limits_on: Callable[[date], Mapping[str, int]],
        holds: Holds,
        as_of: date,
        found: Returned,
    ) -> None:
        self._mission = mission
        self._lines = lines
        self._holds = holds
        self._found = found
        self._claims = lines.claims[mission]
        self._left = dict(enumerate(waiting(self._claims, as_of)))
        found.waited = bool(self._left)
        self._days = free_days(self._claims, as_of) if self._left else []
        self._limits = {
            day: limits_on(day) for day in {each.claim.submitted for each in self._left.values()}
        }
        totals = [each.get(TOTAL, sys.maxsize) for each in self._limits.values()]
        self._most = max(totals, default=0)
        self._free: dict[Key, frozenset[date]] = {}
        self._as_of = as_of

    def run(self) -> None:
        """Give back, day by day."""
        again: dict[date, list[int]] = {}
        for number, each in self._left.items():
            for day in self._own_days(each):
                again.setdefault(day, []).append(number)
        # Those whom nothing but the limit of all has kept from a place.
        asked: set[int] = set()
        for day in self._days:
            asked.update(number for number in again.get(day, ()) if number in self._left)
            if not asked:
                continue
            held, unsure = self._count(day)
            # One may be the claim's own, of a person who was not cut.
            if held > self._most:
                continue
            for number in sorted(asked):
                each = self._left[number]
                total = self._limits[each.claim.submitted].get(TOTAL)
                if total is not None and self._full(each, day, total, held, unsure):
                    continue
                asked.remove(number)
                if not self._beyond_own(each, day):
                    held += self._give(each, day)
                    del self._left[number]

    def _give(self, each: Waiting, day: date) -> bool:
        """Give a share back; whether its claim holds a place of all that it did not hold before."""
        before = self._holds(TOTAL, each.claim, each.influencer, day)
        self._found.add(Restored(each.claim, each.influencer, day, each.limit))
        return not before and self._holds(TOTAL, each.claim, each.influencer, day) is True

    def _own_days(self, each: Waiting) -> Iterable[date]:
        """The days from the decision on on which a place in one of a person's lines may be free."""
        days = {each.decided}
        for name in self._limits[each.claim.submitted]:
            if name != TOTAL and stands_at(name, each.claim):
                key = self._lines.key(name, each.claim, each.influencer)
                if key not in self._free:
                    line = self._lines.of(self._mission)[key]
                    self._free[key] = frozenset(free_days(line, self._as_of))
                days.update(day for day in self._free[key] if day > each.decided)
        return days

    def _count(self, day: date) -> tuple[int, int]:
        """The places of all that are held on a day, and those that may be; none without a limit."""
        if not any(TOTAL in each for each in self._limits.values()):
            return 0, 0
        holds = self._of_all(day)
        back = self._found.claims(day)
        return self._lines.held(self._mission).before(None, holds, day, day, sys.maxsize, back)

    def _full(self, each: Waiting, day: date, total: int, held: int, unsure: int) -> bool:
        """Whether no place of all is left: who stands behind counts too, once it is approved."""
        if held - 1 >= total:
            return True
        held -= self._holds(TOTAL, each.claim, each.influencer, day) is True
        if held >= total or held + unsure < total:
            return held >= total
        holds = self._of_all(day)
        line, back = self._lines.held(self._mission), self._found.claims(day)
        earlier = line.undecided(each.claim, holds, day, day, back)
        return held + sum(1 for _ in earlier) >= total

    def _of_all(self, day: date) -> Callable[[Claim], bool | None]:
        """Whether a claim holds a place of all on a day, whoever's it is."""
        return lambda claim: self._holds(TOTAL, claim, "", day)

    def _beyond_own(self, waits: Waiting, day: date) -> bool:
        """Whether a claim cut before is still beyond a limit of one of a person's lines."""
        claim, person = waits.claim, waits.influencer
        for name, value in self._limits[claim.submitted].items():
            if name == TOTAL or not stands_at(name, claim):
                continue
            line = self._lines.of(self._mission)[self._lines.key(name, claim, person)]
            own = stands(name, claim, day)
            held = 0
            for each in line:
                if each is claim:
                    continue
                earlier = stands(name, each, day) < own
                holds = self._holds(name, each, person, day)
                held += bool(holds and (earlier or name not in RATES)) or (
                    holds is None and earlier
                )
            if held >= value:
                return True
        return False
