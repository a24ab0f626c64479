"""Who holds a place at a limit in claims on a day, and whether one is left for a claim."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from goodword.ledger.lines import TOTAL, by_day, for_all, shared
from goodword.ledger.visible import (
    UNDECIDED,
    State,
    award_on,
    cut_of,
    decision_on,
    gone_on,
    state_on,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from goodword.ledger.held import Count
    from goodword.ledger.lines import Key, Lines, Name
    from goodword.ledger.returned import Returned
    from goodword.model.claim import Claim, Decision

LONG = 256
"""Longer lines are not looked through claim by claim."""


class Holding:
    """The places of claims.

    Args:
        lines: in which they stand.
        limits_of: the limits in claims that hold for a claim, with how many they let count.
        returned: what places that became free gave back of a mission, and of those it depends on.
    """

    def __init__(
        self,
        lines: Lines,
        limits_of: Callable[[Claim], Mapping[Name, int]],
        returned: Callable[[str], Returned],
    ) -> None:
        self.lines = lines
        self.limits_of = limits_of
        self._returned = returned

    def full(
        self, name: Name, limit: int, claim: Claim, person: str, until: tuple[date, date]
    ) -> tuple[bool, list[Claim]]:
        """Whether no place is left for a claim, and who could still let go of the last ones."""
        # Of very many, most are counted by their days; which of them are undecided is of interest
        # only where these decide.
        if for_all(name) and self._length(name, claim, person) > LONG:
            counted = self._count(name, claim, person, until, limit)
            if counted.held >= limit or counted.held + counted.unsure < limit:
                return counted.held >= limit, []
            open_claims: list[Claim] = []
            for each, held in self._undecided(name, claim, person, until):
                if len(open_claims) + held < self._limit(name, each, limit):
                    open_claims.append(each)
            return counted.held + len(open_claims) >= limit, open_claims
        return self._looked_through(name, limit, claim, person, until)

    def _length(self, name: Name, claim: Claim, person: str) -> int:
        if name == TOTAL:
            return len(self.lines.claims[claim.mission])
        return len(self.lines.line(name, claim, person))

    def _looked_through(
        self, name: Name, limit: int, claim: Claim, person: str, until: tuple[date, date]
    ) -> tuple[bool, list[Claim]]:
        known, begun = until
        before = self.lines.before(name, claim, person, known)
        held = 0
        unsure: list[Claim] = []
        # Too few stand before it, whatever has become of them.
        if len(before) < limit:
            return False, []
        for each in before:
            if each.place.path == claim.place.path:
                continue
            holds = self.holds(name, each, person, known)
            # Handed in after what is known: a rate counts it at once, of the rest nobody knows.
            if known < each.submitted <= begun:
                holds = True if by_day(name) else None
            if holds is None:
                if len(unsure) + held < self._limit(name, each, limit):
                    unsure.append(each)
            elif holds:
                held += 1
            if held >= limit:
                return True, []
        return (held + len(unsure) >= limit), unsure

    def _count(
        self, name: Name, claim: Claim, who: str, until: tuple[date, date], enough: int
    ) -> Count:
        """The places that are held in a line before a claim."""
        known, begun = until
        holds = partial(self.holds, name, person=who, known=known)
        line = self.lines.held(name, claim, who)
        return line.before(claim, holds, known, begun, enough, self._back(claim.mission, known))

    def _back(self, mission: str, known: date) -> Iterator[Claim]:
        """Claims of which a free place gave something back by a day; looked for if asked for."""
        yield from self._returned(mission).claims(known)

    def _undecided(
        self, name: Name, claim: Claim, who: str, until: tuple[date, date]
    ) -> Iterator[tuple[Claim, int]]:
        """Who may yet hold a place in a line before a claim, and how many do before."""
        known, begun = until
        holds = partial(self.holds, name, person=who, known=known)
        back = self._returned(claim.mission).claims(known)
        return self.lines.held(name, claim, who).undecided(claim, holds, known, begun, back)

    def in_line(self, name: Name, mission: str, key: Key, person: str, day: date) -> int:
        """The places at a limit of a mission that are held on a day, or may be."""
        if name == TOTAL:
            claims = self.lines.claims[mission]
            if not claims:
                return 0
            holds = partial(self.holds, name, person=person, known=day)
            back = self._returned(mission).claims(day)
            there = self.lines.held(name, claims[0], person)
            return sum(there.before(None, holds, day, day, sys.maxsize, back))
        line = self.lines.of(mission).get(key, ())
        return sum(self.holds(name, each, person, day) is not False for each in line)

    def _limit(self, name: Name, claim: Claim, otherwise: int) -> int:
        return self.limits_of(claim).get(name, otherwise)

    def holds(self, name: Name, claim: Claim, person: str, known: date) -> bool | None:
        """Whether a claim holds a place on a day; None while it is undecided."""
        state = state_on(claim, known)
        if state in (State.ABSENT, State.WITHDRAWN):
            return False
        if by_day(name):
            decision = decision_on(claim, known)
            return decision is None or decision.reason_code != "duplicate"
        if state in UNDECIDED:
            return None
        if state is not State.APPROVED:
            return False
        decision = award_on(claim, known)
        if decision is None or self.gone(claim, decision, known):
            return False
        if not decision.capped_by:
            return True
        cut = cut_of(decision) - self._returned(claim.mission).of(claim, known)
        return any(p not in cut for p in claim.people) if shared(name) else person not in cut

    def gone(self, claim: Claim, decision: Decision, day: date) -> bool:
        """Whether all points of an approved claim, restored ones too, are taken back by a day."""
        if not claim.reversals:
            return False
        back = self._returned(claim.mission).points(claim, day) if decision.capped_by else {}
        return gone_on(claim, decision, day, sum(back.values()))
