"""Lines: claims of each mission or group with limits, in the order in which places are given."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from goodword.ledger.groups import Together, at_limit, counts, span_of, week_of
from goodword.ledger.held import Held
from goodword.ledger.visible import order_of, order_on
from goodword.model.mission import PER
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.ledger.terms import Terms
    from goodword.ledger.visible import Order
    from goodword.model.claim import Claim
    from goodword.model.groups import Group
    from goodword.model.program import Program

    Key = tuple[str, ...]
    Name = str | Together
    """A limit: of a mission by its name, of a group by where claims stand in line."""

At = TypeVar("At")
Of = TypeVar("Of")

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


_FEW = 4
"""So many lines of a mission are found one by one; of more all are made, for everybody."""
_SHOWN = {MONTH: len("2026-07"), DAY: len("2026-07-31")}
"""How much of a day says in which month it is, or which day."""


def rate_of(limit: str, person: str, day: date) -> Key:
    """The line of what a person hands in on a day, at a limit that goes by the day."""
    if limit == WEEK:
        return (limit, person, week_of(day).isoformat())
    return (limit, person, day.isoformat()[: _SHOWN[limit]])


def shared(limit: Name) -> bool:
    """Whether a claim takes one place of a limit, whoever has a part in it."""
    return limit.shared if isinstance(limit, Together) else limit in SHARED


def by_day(limit: Name) -> bool:
    """Whether a limit is a rate."""
    return limit.by_day if isinstance(limit, Together) else limit in RATES


def for_all(limit: Name) -> bool:
    """Whether the line of a limit may be as long as there are claims: everybody's, ever."""
    return limit == TOTAL or (isinstance(limit, Together) and limit.shared and not limit.by_day)


def named(limit: Name) -> str:
    """How a limit is called where it cuts a share."""
    return limit.limit if isinstance(limit, Together) else limit


def stands_at(limit: Name, claim: Claim) -> bool:
    """Whether a limit is one of the claim: of one key only where the claim has a key."""
    return limit != PER or claim.key is not None


def stands(limit: Name, claim: Claim, day: date) -> Order:
    """Where a claim stands at a limit: an appeal keeps its first place in the counts by day."""
    return order_of(claim) if by_day(limit) else order_on(claim, day)


class Lines:
    """The lines of a program.

    Args:
        program: whose claims stand in line.
        terms: cycles of that program.
        as_of: appeals dated later do not move a claim.
        limited: the missions, with the limits of their own that any of their versions sets; also
            those that have none but are in a group with limits.
        groups: groups with limits, by mission.
    """

    def __init__(
        self,
        program: Program,
        terms: Terms,
        as_of: date,
        limited: Mapping[str, Collection[str]],
        groups: Mapping[str, tuple[Group, ...]],
    ) -> None:
        self._program = program
        self._terms = terms
        self._as_of = as_of
        self._limited = limited
        self._groups = groups
        self._lines: dict[str, dict[Key, list[Claim]]] = {}
        self._held: dict[tuple[str, Key], Held] = {}
        self._few: dict[tuple[str, Key], list[Claim]] = {}
        # What of lines that stand apart is in no others, so that it can be changed.
        self._owned: set[tuple[str, object]] = set()
        # Names by day: very many claims have few days between them.
        self._cycles: dict[date, Key] = {}
        self._rates: dict[tuple[str, date], Key] = {}
        self._spans: dict[tuple[str, date], str] = {}

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """Claims in order, by mission."""
        claims: dict[str, list[Claim]] = {mission: [] for mission in self._limited}
        for claim in self._program.in_line:
            if claim.mission in claims:
                claims[claim.mission].append(claim)
        for line in claims.values():
            self._arrange(line)
        return claims

    def _arrange(self, line: list[Claim]) -> None:
        if any(claim.appeal is not None for claim in line):
            line.sort(key=lambda each: order_on(each, self._as_of))

    def among(self, missions: Collection[str]) -> Sequence[Claim]:
        """The claims of several missions, in order."""
        if len(missions) == 1:
            return self.claims[next(iter(missions))]
        found = [claim for each in missions for claim in self.claims.get(each, ())]
        found.sort(key=lambda each: order_on(each, self._as_of))
        return found

    def of(self, mission: str) -> Mapping[Key, list[Claim]]:
        """The claims of a mission in line at its own limits, by (limit, person, cycle or week)."""
        found = self._lines.get(mission)
        if found is None:
            found = self._lines[mission] = {}
            claims = self.claims[mission]
            for name in self._limited[mission]:
                if name == TOTAL:
                    found.update({(TOTAL,): list(claims)} if claims else {})
                    continue
                for claim in claims:
                    # `_keys` in one step where each has a line: there are very many claims.
                    keys = (
                        self._keys(claim, (name,))
                        if name == PER
                        else [(name, who, *self._span(name, claim)) for who in claim.people]
                    )
                    for key in keys:
                        line = found.get(key)
                        if line is None:
                            found[key] = [claim]
                        else:
                            line.append(claim)
        return found

    def of_group(self, group: Group) -> Mapping[Key, list[Claim]]:
        """The claims of a group in line at its limits, by (limit, each, every, person, span)."""
        found = self._lines.get(group.limit)
        if found is None:
            found = self._lines[group.limit] = {}
            for claim in self.among([each for each in group.missions if each in self.claims]):
                for key in self.keys_in(group, claim):
                    found.setdefault(key, []).append(claim)
        return found

    def line(self, limit: Name, claim: Claim, person: str) -> Sequence[Claim]:
        """The claims that stand where a claim stands for a person at a limit."""
        key = self.key(limit, claim, person)
        if isinstance(limit, str):
            if self._program.lined and claim.mission not in self._lines:
                return self._alone(limit, claim, person, key)
            return self.of(claim.mission).get(key, ())
        groups = self._groups.get(claim.mission, ())
        return next((self.of_group(e).get(key, ()) for e in groups if e.limit == limit.limit), ())

    def _alone(self, limit: str, claim: Claim, person: str, key: Key) -> Sequence[Claim]:
        """One line of a mission, where most claims only stand in line for few that are decided."""
        if len(self._few) == _FEW or limit == PER:
            return self.of(claim.mission).get(key, ())
        found = self._few.get((claim.mission, key))
        if found is None:
            there = self.claims[claim.mission]
            if limit != TOTAL:
                there = [
                    each
                    for each in there
                    for who in each.people
                    if who == person and self._span(limit, each) == key[2:]
                ]
            found = self._few[claim.mission, key] = list(there)
        return found

    def held(self, limit: Name, claim: Claim, person: str) -> Held:
        """The places of the line of a limit that is for all."""
        key = (claim.mission if limit == TOTAL else "", self.key(limit, claim, person))
        found = self._held.get(key)
        if found is None:
            # All of a mission's claims are known without the lines of its other limits.
            whole = limit == TOTAL
            line = self.claims[claim.mission] if whole else self.line(limit, claim, person)
            found = self._held[key] = Held(line)
        return found

    def _keys(self, claim: Claim, names: Iterable[str]) -> Iterator[Key]:
        for name in names:
            if stands_at(name, claim):
                for person in claim.people if name not in SHARED else claim.people[:1]:
                    yield self.key(name, claim, person)

    def keys_in(self, group: Group, claim: Claim) -> Iterator[Key]:
        """The lines of a group's limits, of whatever version, in which a claim stands."""
        if counts(group, claim.mission, claim.submitted):
            for at in dict.fromkeys(at_limit(group, each) for each in group.limits):
                for person in claim.people if not at.shared else claim.people[:1]:
                    yield self.key(at, claim, person)

    def key(self, limit: Name, claim: Claim, person: str) -> Key:
        """The line in which a claim stands for a person at a limit."""
        if isinstance(limit, Together):
            return self.key_on(limit, person, claim.submitted)
        if limit == TOTAL:
            return (TOTAL,)
        if limit == PER:
            return (PER, alike(claim.key or ""))
        return (limit, person, *self._span(limit, claim))

    def _span(self, limit: str, claim: Claim) -> Key:
        """What follows the person in the line of one of the limits that each has: the span."""
        if limit == CYCLE:
            day = claim.occurred
            cycle = self._cycles.get(day)
            if cycle is None:
                cycle = self._cycles[day] = (self._terms.cycle(day.toordinal()).name,)
            return cycle
        if limit in RATES:
            day = claim.submitted
            found = self._rates.get((limit, day))
            if found is None:
                found = self._rates[limit, day] = rate_of(limit, "", day)[-1:]
            return found
        return ()

    def key_on(self, limit: Together, person: str, day: date) -> Key:
        """The line of what a person hands in on a day, at a limit of a group."""
        span = self._spans.get((limit.every, day))
        if span is None:
            span = self._spans[limit.every, day] = span_of(limit.every, day, self._terms)
        return (*limit, "" if limit.shared else person, span)

    def before(self, limit: Name, claim: Claim, person: str, known: date) -> Sequence[Claim]:
        """The claims that stand before one in its line for a person, in the order of a day."""
        line = self.line(limit, claim, person)
        # Only an appeal changes the place of a claim; without one the line is sorted already.
        if all(each.appeal is None for each in line):
            return line[: bisect_left(line, order_of(claim), key=order_of)]
        own, stand = stands(limit, claim, known), partial(stands, limit, day=known)
        return sorted((each for each in line if stand(each) < own), key=stand)

    def apart(self) -> Lines:
        """The same lines, to be moved on while these stay as they are."""
        found = Lines(self._program, self._terms, self._as_of, self._limited, self._groups)
        found.claims = dict(self.claims)
        found._lines, found._held = dict(self._lines), dict(self._held)
        return found

    def move(self, claim: Claim) -> Claim:
        """Put a claim that has been decided where it stood, in lines that stand `apart`.

        Args:
            claim: as it is now.

        Returns:
            what it was.
        """
        mission = claim.mission
        self.of(mission)
        self._move(mission, self._keys(claim, self._limited[mission]), claim)
        held: list[tuple[str, Key]] = [(mission, (TOTAL,))]
        for group in self._groups.get(mission, ()):
            self.of_group(group)
            keys = [*self.keys_in(group, claim)]
            self._move(group.limit, keys, claim)
            held += [("", key) for key in keys]
        for at in held:
            if at in self._held:
                self._own("held", self._held, at, Held.apart).move(claim)
        return _put(self._own("claims", self.claims, mission, list), claim)

    def _move(self, name: str, keys: Iterable[Key], claim: Claim) -> None:
        lines = self._own("lines", self._lines, name, dict)
        for key in keys:
            _put(self._own(name, lines, key, list), claim)

    def _own(self, what: str, room: dict[At, Of], at: At, copied: Callable[[Of], Of]) -> Of:
        """What stands there, which is no other lines' as well."""
        if (what, at) not in self._owned:
            self._owned.add((what, at))
            room[at] = copied(room[at])
        return room[at]


def _put(line: list[Claim], claim: Claim) -> Claim:
    """Put another state of one of its claims into a line; gives what it was."""
    path = claim.place.path
    place = bisect_left(line, order_of(claim), key=order_of)
    if place == len(line) or line[place].place.path != path:  # appeals stand elsewhere
        place = next(index for index, each in enumerate(line) if each.place.path == path)
    before, line[place] = line[place], claim
    return before
