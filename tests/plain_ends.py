"""The second model: points that an approved claim keeps, and what is carried over a cycle's end."""

from __future__ import annotations

from collections import Counter
from copy import copy
from datetime import date
from typing import TYPE_CHECKING

from tests.plain_model import DAY, FOREVER, months_on, on
from tests.plain_reversals import Reversals

if TYPE_CHECKING:
    from tests.plain_parts import Part


class Ends(Reversals):
    """When a person's points end."""

    named: set[date]
    """Days on which something of theirs is written."""

    def _by(self, part: Part) -> None:
        """What else the rules of the day of the award say of when it ends."""
        expiry = self.world.expiry(part.decided)
        part.idle, part.most = expiry.get("idle_months"), expiry.get("carry_at_most")
        part.safe = part.available + 30 * DAY

    def _approved(self, day: date) -> None:
        """A claim approved on a day lets all idle points last so many months after it."""
        for claim in self.claims if day in self.named else ():
            decision = claim.decision(day)
            if decision and decision["outcome"] == "approved" and on(decision["date"]) == day:
                for part in self.parts:
                    if part.idle is not None and part.decided <= day:
                        part.own = max(part.own, months_on(day, part.idle))

    def _carry(self, day: date) -> Counter[str]:
        """At the end of a cycle: a point at a time, what ends first goes first."""
        gone: Counter[str] = Counter()
        for most in sorted({each.most for each in self.parts if each.most is not None}):
            while True:
                under = [p for p in self._turn() if p.most is not None and p.most <= most]
                may_go = [part for part in under if part.safe <= day]
                if sum(part.active for part in under) <= most or not may_go:
                    break
                may_go[0].active -= 1
                may_go[0].expired += 1
                gone[may_go[0].path] += 1
        return gone

    def _is_last_of_cycle(self, day: date) -> bool:
        return self.world.start(day + DAY) == day + DAY

    def _expiring(self) -> dict[date, int]:
        """When what can be spent ends, if nothing else is written: cycle by cycle."""
        found: Counter[date] = Counter()
        kept, self.parts = self.parts, [copy(each) for each in self.parts if each.active]
        end = self.world.next(self.world.start(self.last)) - DAY
        last = max((each.safe for each in self.parts if each.most is not None), default=date.min)
        while end <= self.world.next(self.world.start(max(last, self.last)), 2):
            for part in self.parts:
                if self.ends(part) <= end:
                    found[self.ends(part)] += part.active
                    part.active = 0
            found[end] += self._carry(end).total()
            end = self.world.next(end + DAY) - DAY
        for part in self.parts:
            if self.ends(part) < FOREVER:
                found[self.ends(part)] += part.active
        self.parts = kept
        return {day: points for day, points in found.items() if points}
