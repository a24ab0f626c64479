"""Places: which claims limits leave without points, and which get them later.

Limits in claims count claims, never points, in the order of submitting. Submitted and approved
claims hold a place; declined, withdrawn and fully reversed ones free it, and so does an approval
that a limit cuts. The rates by day, week and month count all but withdrawn claims and those
declined as duplicate. An appeal keeps its first place in them and gets a new one elsewhere. A
limit of a group counts the claims of all its missions; one in points is `allowance`.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.ledger.allowance import Allowance
from goodword.ledger.given import Sum
from goodword.ledger.groups import Together, at_limit, coupled, in_points, limits_on
from goodword.ledger.holding import Holding
from goodword.ledger.lines import (
    CYCLE,
    DAY,
    MONTH,
    PERSON,
    RATES,
    TOTAL,
    WEEK,
    Lines,
    named,
    rate_of,
    stands_at,
)
from goodword.ledger.restoring import Restoring
from goodword.ledger.returned import Returned
from goodword.ledger.room import everywhere
from goodword.ledger.unlike import other_missions
from goodword.ledger.visible import order_on
from goodword.ledger.waiting import Missed
from goodword.model.mission import PER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodword.ledger.allowance import UpTo
    from goodword.ledger.lines import Key, Name
    from goodword.ledger.terms import Terms
    from goodword.ledger.waiting import Restored
    from goodword.model.claim import Claim, Decision
    from goodword.model.groups import Group, GroupLimit
    from goodword.model.mission import PointsVersion
    from goodword.model.plain import Shares
    from goodword.model.program import Program

LIMITS = {
    TOTAL: ("the mission's limit of {} in all", "limit of {} in all"),
    PERSON: ("the limit of {} a person", "limit of {} for each person"),
    CYCLE: ("the limit of {} a person and cycle", "limit of {} for each person in a cycle"),
    WEEK: ("the limit of {} a person and week", "limit of {} for each person in a week"),
    MONTH: ("the limit of {} a person and month", "limit of {} for each person in a month"),
    DAY: ("the limit of {} a person and day", "limit of {} for each person on a day"),
    PER: ("the limit of {} with the same key", "limit of {} with the same key"),
}
"""The limits of a mission, in the order in which they are looked at: in a line of points, and as
what a mission has."""


def set_in(version: PointsVersion | None) -> Iterator[tuple[str, int]]:
    """The limits that a version sets, in the order in which they are looked at."""
    if version is not None:
        yield from ((name, version.limits[name]) for name in LIMITS if name in version.limits)


def limits_in_words(limits: Mapping[str, int]) -> str:
    """The limits of a mission in words, in the order in which they are looked at."""
    return ", ".join(LIMITS[each][1].format(limits[each]) for each in LIMITS if each in limits)


class Places:
    """The places of all missions that have limits, of their own or with others in a group.

    Args:
        program: whose claims stand in line.
        terms: versions and cycles of that program.
        as_of: what is dated later is left out when places become free.
        like: those of another program: what became free in missions that are the same in both,
            with all their claims, is taken from there.
    """

    def __init__(
        self, program: Program, terms: Terms, as_of: date = date.max, like: Places | None = None
    ) -> None:
        self.program = program
        self.terms = terms
        self.as_of = as_of
        self._like = like if like and like.as_of == as_of else None
        self._restored: dict[str, Returned] = {}
        self._missed: dict[tuple[str, ...], Missed] = {}
        self._limits_by: dict[tuple[str, date], Mapping[Name, int]] = {}
        self._coupled = coupled(program)
        self._groups = {
            mission: tuple(each for each in groups if each.limits)
            for mission, groups in (program.groups_of if self._coupled else {}).items()
            if mission in self._coupled
        }
        self._limited = {
            mission.id: tuple({name: None for each in mission.points for name, _ in set_in(each)})
            for mission in program.missions.values()
            if any(version.limits for version in mission.points)
        }
        self._limited |= {each: () for each in self._coupled if each not in self._limited}

    def let_go(self) -> None:
        """Forget the other program; what was taken from it stays."""
        self._like = None

    @cached_property
    def counts_points(self) -> bool:
        """Whether a group has ever had a limit in points."""
        limits = (each for group in self._every_group for each in group.limits)
        return any(each.points is not None for each in limits)

    @cached_property
    def lines(self) -> Lines:
        """The lines in which claims stand."""
        return Lines(self.program, self.terms, self.as_of, self._limited, self._groups)

    @cached_property
    def _holding(self) -> Holding:
        return Holding(self.lines, self._limits_of, self.returned_of)

    @cached_property
    def allowance(self) -> Allowance:
        """What limits of groups in points leave."""
        return Allowance(self.lines, self.terms, self._groups, self.returned_of)

    def _field(self, mission: str) -> tuple[str, ...]:
        """A mission and all whose places depend on its own."""
        return self._coupled.get(mission, (mission,))

    def _final(self, limit: str, day: date) -> bool:
        """Whether what a limit cut of a claim submitted on a day never comes back."""
        return limit not in LIMITS and in_points(self.program, limit, day)

    def line(self, limit: str, claim: Claim, person: str) -> tuple[str, ...]:
        """The line in which a claim stands for a person: claims of one line take its places."""
        if limit in LIMITS:
            return (claim.mission, *self.lines.key(limit, claim, person))
        for group, each in limits_on(self._groups, claim.mission, claim.submitted):
            if group.limit == limit:
                return self.lines.key(at_limit(group, each), claim, person)
        return (limit,)

    def limited(self, claim: Claim) -> bool:
        """Whether the claim's mission has ever had a limit."""
        return claim.mission in self._limited

    def roomy(self, claim: Claim) -> bool:
        """Whether no limit can cut the claim, since too little stands before it, come what may."""
        return claim.mission not in self._limited or claim.place.path not in self._without_room

    @cached_property
    def _without_room(self) -> frozenset[str]:
        found = everywhere(self.lines, self._limited, self._every_group, self._limits_on)
        return frozenset(found).union(self.allowance.without_room() if self._groups else ())

    @property
    def _every_group(self) -> Iterable[Group]:
        """The groups with limits, each once."""
        return {each.id: each for some in self._groups.values() for each in some}.values()

    def _limits_on(self, mission: str, day: date) -> Mapping[Name, int]:
        """The limits in claims for what is submitted on a day, in the order of looking at them."""
        found: dict[Name, int] = dict(set_in(self.terms.points_version(mission, day)))
        for group, limit in limits_on(self._groups, mission, day):
            if limit.claims is not None and limit.points is None:
                found[at_limit(group, limit)] = limit.claims
        return found

    def _limits_of(self, claim: Claim) -> Mapping[Name, int]:
        key = (claim.mission, claim.submitted)
        found = self._limits_by.get(key)  # asked of each who may hold a place before each other
        if found is None:
            found = self._limits_by[key] = self._limits_on(*key)
        return found

    def cut(
        self, claim: Claim, day: date, *, ended: date | None = None, begun: date | None = None
    ) -> tuple[dict[str, str], tuple[Claim, ...]]:
        """Who is beyond a limit in claims, if the claim is approved on a day.

        Args:
            claim: the claim in question.
            day: what is dated later is not known.
            ended: what claims became after this day is not known; default that day.
            begun: nor what was handed in after this day; default `ended`.

        Returns:
            the limit by influencer, in the order of the claim's people, and the earlier claims
            that are undecided and could take the last place (they count as holding it).
        """
        if claim.mission not in self._limited:
            return {}, ()
        until = (ended or day, begun or ended or day)
        cut: dict[str, str] = {}
        contested: dict[str, Claim] = {}
        for name, value in self._limits_of(claim).items():
            for person in claim.people if stands_at(name, claim) else ():
                if person in cut:
                    continue
                full, open_claims = self._holding.full(name, value, claim, person, until)
                if full:
                    cut[person] = named(name)
                    contested.update((each.place.path, each) for each in open_claims)
        ordered = {person: cut[person] for person in claim.people if person in cut}
        return ordered, tuple(sorted(contested.values(), key=lambda each: order_on(each, day)))

    def up_to(
        self,
        claim: Claim,
        shares: Shares,
        day: date,
        *,
        ended: date | None = None,
        begun: date | None = None,
    ) -> UpTo:
        """What limits in points leave of shares: see `cut` for the days."""
        return self.allowance.up_to(claim, shares, (ended or day, begun or ended or day))

    def standing_in(self, group: Group) -> Mapping[Key, Sequence[Claim]]:
        """The claims of a group with limits, by the lines in which they stand at these."""
        return self.lines.of_group(group) if group.limits else {}

    def used(self, group: Group, limit: GroupLimit, key: Key, day: date) -> Sum:
        """What counts of a line by a day: given and still open points, or as many claims.

        Args:
            group: with limits.
            limit: one of its versions.
            key: of the line.
            day: what is dated later is not known.
        """
        if limit.points is not None:
            return self.allowance.used(group, key, day)
        at, line = Together(*key[:3]), self.lines.of_group(group).get(key, ())
        held = [self._holding.holds(at, each, key[3], day) for each in line]
        # A rate counts all that is handed in; there are no more places than it lets count.
        most = limit.claims if at.by_day and limit.claims is not None else len(held)
        return Sum(min(held.count(True), most), held.count(None))

    def line_on(self, group: Group, limit: GroupLimit, person: str, day: date) -> Key:
        """The line at a limit of a group of what a person hands in on a day."""
        return self.lines.key_on(at_limit(group, limit), person, day)

    def gone(self, claim: Claim, decision: Decision, day: date) -> bool:
        """Whether all points of an approved claim, restored ones too, are taken back by a day."""
        return self._holding.gone(claim, decision, day)

    def back(self, claim: Claim, decision: Decision, day: date) -> dict[str, int]:
        """Points that places which became free by a day gave back of a decision, by person."""
        if not decision.capped_by:
            return {}
        return self.returned_of(claim.mission).points(claim, day)

    def returned_of(self, mission: str) -> Returned:
        """What free places of a mission, and of those that it depends on, gave back."""
        found = self._restored.get(mission)
        if found is not None:
            return found
        missions = self._field(mission)
        if self._like and mission in self._alike:
            found = self._restored[mission] = self._like.returned_of(mission)
            return found
        # There before it is filled: each day asks what the days before it gave back.
        found = Returned()
        self._restored.update((each, found) for each in missions)
        if mission in self._limited:
            missed = self.missed_of(missions)
            # Nearly always nobody waits, and nothing more has to be known.
            if missed.waits:
                allowance = self.allowance if mission in self._groups else None
                Restoring(missed, self._holding, allowance, self.as_of, found).run()
        return found

    def missed_of(self, missions: tuple[str, ...]) -> Missed:
        """What limits have cut in missions that depend on each other."""
        found = self._missed.get(missions)
        if found is None:
            claims = self.lines.among(missions)
            found = self._missed[missions] = Missed(claims, self.as_of, self._final)
        return found

    @cached_property
    def _alike(self) -> frozenset[str]:
        """Missions that are the same in the other program, with all their claims."""
        others = other_missions(self.program, self._like.program) if self._like else None
        if others is None:
            return frozenset()
        return frozenset(each for each in self._limited if others.isdisjoint(self._field(each)))

    def left(self, mission: str, day: date, person: str | None = None) -> dict[str, int]:
        """How many more claims would count if handed in on a day, by limit; at least 0.

        Args:
            mission: id.
            day: the day; undecided claims hold their places.
            person: whose own limits are looked at too; None for `total` alone.
        """
        version = self.terms.points_version(mission, day)
        if version is None or mission not in self._limited:
            return {}
        keys: dict[str, tuple[str, ...]] = {TOTAL: (TOTAL,)}
        if person is not None:
            cycle = self.terms.cycle(day.toordinal()).name
            keys |= {PERSON: (PERSON, person), CYCLE: (CYCLE, person, cycle)}
            keys |= {rate: rate_of(rate, person, day) for rate in RATES}
        found = {}
        for name, value in set_in(version):
            if name in keys:
                held = self._holding.in_line(name, mission, keys[name], person or "", day)
                found[name] = max(0, value - held)
        return found

    def freed(self) -> set[tuple[str, str, date, str]]:
        """What `restored` gives: path of the claim, person, day and limit."""
        return set().union(*(each.freed() for each in self._every_returned()))

    def restored(self) -> Iterator[Restored]:
        """Everything that free places gave back, by mission and day."""
        for each in self._every_returned():
            yield from each.rows

    def _every_returned(self) -> Iterator[Returned]:
        for mission in sorted(self._limited):
            if self._field(mission)[0] == mission:
                yield self.returned_of(mission)
