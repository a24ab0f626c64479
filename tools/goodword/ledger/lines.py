"""Lines: the claims of each mission that has limits, in the order in which places are given."""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from goodword.ledger.held import Held
from goodword.ledger.visible import order_of, order_on
from goodword.model.mission import PER
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.ledger.terms import Terms
    from goodword.ledger.visible import Order
    from goodword.model.claim import Claim
    from goodword.model.program import Program

    Key = tuple[str, ...]

TOTAL = "total"
PERSON = "per_influencer"
CYCLE = "per_influencer_per_cycle"
WEEK = "claims_per_week"
MONTH = "per_month"
DAY = "per_day"
SHARED = frozenset((TOTAL, PER))
"""Limits of which a claim takes one place, whoever has a part in it."""
RATES = frozenset((WEEK, MONTH, DAY))
"""Limits of what is handed in, by its day: an appeal keeps its first place there."""


_SHOWN = {MONTH: len("2026-07"), DAY: len("2026-07-31")}
"""How much of a day says in which month it is, or which day."""


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def rate_of(limit: str, person: str, day: date) -> Key:
    """The line of what a person hands in on a day, at a limit that goes by the day."""
    if limit == WEEK:
        return (limit, person, week_of(day).isoformat())
    return (limit, person, day.isoformat()[: _SHOWN[limit]])


def stands_at(limit: str, claim: Claim) -> bool:
    """Whether a limit is one of the claim: of one key only where the claim has a key."""
    return limit != PER or claim.key is not None


def stands(limit: str, claim: Claim, day: date) -> Order:
    """Where a claim stands at a limit: an appeal keeps its first place in the counts by day."""
    return order_of(claim) if limit in RATES else order_on(claim, day)


class Lines:
    """The lines of a program.

    Args:
        program: whose claims stand in line.
        terms: cycles of that program.
        as_of: appeals dated later do not move a claim.
        limited: the missions, with the limits that any of their versions sets.
    """

    def __init__(
        self, program: Program, terms: Terms, as_of: date, limited: Mapping[str, Collection[str]]
    ) -> None:
        self._program = program
        self._terms = terms
        self._as_of = as_of
        self._limited = limited
        self._lines: dict[str, dict[Key, list[Claim]]] = {}
        self._held: dict[str, Held] = {}
        # Names by day: very many claims have few days between them.
        self._cycles: dict[date, str] = {}
        self._rates: dict[tuple[str, date], Key] = {}

    @cached_property
    def claims(self) -> Mapping[str, Sequence[Claim]]:
        """Claims in order, by mission."""
        claims: dict[str, list[Claim]] = {mission: [] for mission in self._limited}
        for claim in self._program.claims_in_order:
            if claim.mission in claims:
                claims[claim.mission].append(claim)
        for line in claims.values():
            if any(claim.appeal is not None for claim in line):
                line.sort(key=lambda each: order_on(each, self._as_of))
        return claims

    def of(self, mission: str) -> Mapping[Key, list[Claim]]:
        """The claims of a mission in line at its limits, by (limit, person, cycle or week)."""
        found = self._lines.get(mission)
        if found is None:
            found = self._lines[mission] = {}
            for claim in self.claims[mission]:
                for key in self._keys(claim):
                    found.setdefault(key, []).append(claim)
        return found

    def held(self, mission: str) -> Held:
        """The places of all claims of a mission together."""
        found = self._held.get(mission)
        if found is None:
            found = self._held[mission] = Held(self.claims[mission])
        return found

    def _keys(self, claim: Claim) -> Iterator[Key]:
        for name in self._limited[claim.mission]:
            if stands_at(name, claim):
                for person in claim.people if name not in SHARED else claim.people[:1]:
                    yield self.key(name, claim, person)

    def key(self, limit: str, claim: Claim, person: str) -> Key:
        """The line in which a claim stands for a person at a limit."""
        if limit == TOTAL:
            return (TOTAL,)
        if limit == PER:
            return (PER, alike(claim.key or ""))
        if limit == CYCLE:
            day = claim.occurred
            cycle = self._cycles.get(day)
            if cycle is None:
                cycle = self._cycles[day] = self._terms.cycle(day.toordinal()).name
            return (CYCLE, person, cycle)
        if limit in RATES:
            day = claim.submitted
            found = self._rates.get((limit, day))
            if found is None:
                found = self._rates[limit, day] = rate_of(limit, "", day)
            return (limit, person, found[-1])
        return (PERSON, person)

    def before(self, limit: str, claim: Claim, person: str, known: date) -> Sequence[Claim]:
        """The claims that stand before one in its line for a person, in the order of a day."""
        line = self.of(claim.mission).get(self.key(limit, claim, person), [])
        # Only an appeal changes the place of a claim; without one the line is sorted already.
        if all(each.appeal is None for each in line):
            return line[: bisect_left(line, order_of(claim), key=order_of)]
        own, stand = stands(limit, claim, known), partial(stands, limit, day=known)
        return sorted((each for each in line if stand(each) < own), key=stand)

    def moved_on(self, claim: Claim) -> Lines:
        """The same lines once a claim has been decided: it stays where it stood.

        Args:
            claim: as it is now.
        """
        mission = claim.mission
        found = Lines(self._program, self._terms, self._as_of, self._limited)
        mine = {key: _instead(self.of(mission)[key], claim) for key in self._keys(claim)}
        found._lines = {**self._lines, mission: {**self.of(mission), **mine}}
        found.claims = {**self.claims, mission: _instead(self.claims[mission], claim)}
        found._held = dict(self._held)
        if mission in found._held:
            found._held[mission] = found._held[mission].moved_on(claim)
        return found


def _instead(line: Sequence[Claim], claim: Claim) -> list[Claim]:
    """A line with another state of one of its claims."""
    path = claim.place.path
    place = bisect_left(line, order_of(claim), key=order_of)
    if place == len(line) or line[place].place.path != path:  # appeals stand elsewhere
        place = next(index for index, each in enumerate(line) if each.place.path == path)
    found = list(line)
    found[place] = claim
    return found
