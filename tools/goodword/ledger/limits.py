"""Places: which claims a mission's limits leave without points, and which get them later.

Limits count claims, never points, in the order of submitting. Submitted and approved claims
hold a place; declined, withdrawn and fully reversed ones free it, and so does an approval that a
limit cuts. The rates by day, week and month count all but withdrawn claims and those declined as
duplicate. An appeal keeps its first place in them and gets a new one elsewhere.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from goodword.ledger.lines import (
    CYCLE,
    DAY,
    MONTH,
    PERSON,
    RATES,
    SHARED,
    TOTAL,
    WEEK,
    Lines,
    rate_of,
    stands_at,
)
from goodword.ledger.restoring import Restoring, Returned
from goodword.ledger.room import without_room
from goodword.ledger.sharing import split
from goodword.ledger.unlike import other_missions
from goodword.ledger.visible import (
    UNDECIDED,
    State,
    award_on,
    decision_on,
    gone_on,
    order_on,
    state_on,
)
from goodword.ledger.waiting import waiting
from goodword.model.mission import PER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.ledger.held import Count
    from goodword.ledger.terms import Terms
    from goodword.ledger.waiting import Restored
    from goodword.model.claim import Claim, Decision
    from goodword.model.mission import PointsVersion
    from goodword.model.program import Program

LONG = 256
"""Longer lines are not looked through claim by claim."""
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


class Places:
    """The places of all missions that have limits.

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
        self._limited = {
            mission.id: tuple({name: None for each in mission.points for name, _ in set_in(each)})
            for mission in program.missions.values()
            if any(any(version.limits.values()) for version in mission.points)
        }

    def let_go(self) -> None:
        """Forget the other program; what was taken from it stays."""
        self._like = None

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.program, self.terms, self.as_of, self._limited)

    def moved_on(self, claim: Claim) -> Places:
        """The same places once a claim of a mission with limits has been decided.

        Args:
            claim: as it is now; all others are as they were.
        """
        found = Places(self.program, self.terms, self.as_of)
        found._lines = self._lines.moved_on(claim)
        cut = bool(waiting((claim,), self.as_of))
        found._restored = {
            mission: each
            for mission, each in self._restored.items()
            if mission != claim.mission or not (each.waited or cut)
        }
        return found

    def line(self, limit: str, claim: Claim, person: str) -> tuple[str, ...]:
        """The line in which a claim stands for a person: claims of one line take its places."""
        return self._lines.key(limit, claim, person)

    def limited(self, claim: Claim) -> bool:
        """Whether the claim's mission has ever had a limit."""
        return claim.mission in self._limited

    def roomy(self, claim: Claim) -> bool:
        """Whether no limit can cut the claim, since too few stand before it, come what may."""
        return claim.mission not in self._limited or claim.place.path not in self._without_room

    @cached_property
    def _without_room(self) -> frozenset[str]:
        return frozenset(
            path
            for mission in self._limited
            for path in without_room(
                self._lines.claims[mission],
                self._lines.of(mission),
                partial(self._limits_on, mission),
            )
        )

    def _limits_on(self, mission: str, day: date) -> Mapping[str, int]:
        """The limits that hold for what is submitted on a day, by name."""
        return dict(set_in(self.terms.points_version(mission, day)))

    def cut(
        self, claim: Claim, day: date, *, ended: date | None = None, begun: date | None = None
    ) -> tuple[dict[str, str], tuple[Claim, ...]]:
        """Who is beyond a limit, if the claim is approved on a day.

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
        version = self.terms.points_version(claim.mission, claim.submitted)
        until = (ended or day, begun or ended or day)
        cut: dict[str, str] = {}
        contested: dict[str, Claim] = {}
        for name, value in set_in(version):
            for person in claim.people if stands_at(name, claim) else ():
                if person in cut:
                    continue
                full, open_claims = self._full(name, value, claim, person, until)
                if full:
                    cut[person] = name
                    contested.update((each.place.path, each) for each in open_claims)
        ordered = {person: cut[person] for person in claim.people if person in cut}
        return ordered, tuple(sorted(contested.values(), key=lambda each: order_on(each, day)))

    def _full(
        self, name: str, limit: int, claim: Claim, person: str, until: tuple[date, date]
    ) -> tuple[bool, list[Claim]]:
        """Whether no place is left for a claim, and who could still let go of the last ones."""
        # Of very many, most are counted by their days; which of them are undecided is of interest
        # only where these decide.
        if name == TOTAL and len(self._lines.claims[claim.mission]) > LONG:
            counted = self._count(claim.mission, claim, person, until, limit)
            if counted.held >= limit or counted.held + counted.unsure < limit:
                return counted.held >= limit, []
            open_claims: list[Claim] = []
            for each, held in self._undecided(claim, person, until):
                if len(open_claims) + held < self._limit(name, each, limit):
                    open_claims.append(each)
            return counted.held + len(open_claims) >= limit, open_claims
        return self._looked_through(name, limit, claim, person, until)

    def _looked_through(
        self, name: str, limit: int, claim: Claim, person: str, until: tuple[date, date]
    ) -> tuple[bool, list[Claim]]:
        known, begun = until
        before = self._lines.before(name, claim, person, known)
        held = 0
        unsure: list[Claim] = []
        # Too few stand before it, whatever has become of them.
        if len(before) < limit:
            return False, []
        for each in before:
            if each.place.path == claim.place.path:
                continue
            holds = self._holds(name, each, person, known)
            # Handed in after what is known: the week counts it at once, of the rest nobody knows.
            if known < each.submitted <= begun:
                holds = True if name in RATES else None
            if holds is None:
                if len(unsure) + held < self._limit(name, each, limit):
                    unsure.append(each)
            elif holds:
                held += 1
            if held >= limit:
                return True, []
        return (held + len(unsure) >= limit), unsure

    def _count(
        self, mission: str, claim: Claim | None, who: str, until: tuple[date, date], enough: int
    ) -> Count:
        """The places that are held of all of a mission: those before a claim, or of all."""
        known, begun = until
        holds = partial(self._holds, TOTAL, person=who, known=known)
        back = self.returned_of(mission).claims(known)
        return self._lines.held(mission).before(claim, holds, known, begun, enough, back)

    def _undecided(
        self, claim: Claim, who: str, until: tuple[date, date]
    ) -> Iterator[tuple[Claim, int]]:
        """Who may yet hold a place of all of a mission before a claim, and how many do before."""
        known, begun = until
        holds = partial(self._holds, TOTAL, person=who, known=known)
        back = self.returned_of(claim.mission).claims(known)
        return self._lines.held(claim.mission).undecided(claim, holds, known, begun, back)

    def _limit(self, name: str, claim: Claim, otherwise: int) -> int:
        version = self.terms.points_version(claim.mission, claim.submitted)
        return version.limits.get(name, otherwise) if version else otherwise

    def _holds(self, name: str, claim: Claim, person: str, known: date) -> bool | None:
        """Whether a claim holds a place on a day; None while it is undecided."""
        state = state_on(claim, known)
        if state in (State.ABSENT, State.WITHDRAWN):
            return False
        if name in RATES:
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
        cut = {who for who, _ in decision.capped_by} - self._back(claim, known)
        return person not in cut if name not in SHARED else any(p not in cut for p in claim.people)

    def gone(self, claim: Claim, decision: Decision, day: date) -> bool:
        """Whether all points of an approved claim, restored ones too, are taken back by a day."""
        if not claim.reversals:
            return False
        return gone_on(claim, decision, day, sum(self.back(claim, decision, day).values()))

    def back(self, claim: Claim, decision: Decision, day: date) -> dict[str, int]:
        """Points that places which became free by a day gave back of a decision, by person."""
        people = self._back(claim, day) if decision.capped_by else ()
        shares = dict(split(decision.computed, claim.people)) if people else {}
        return {who: shares[who] for who in sorted(people)}

    def _back(self, claim: Claim, known: date) -> set[str]:
        return self.returned_of(claim.mission).of(claim, known)

    def returned_of(self, mission: str) -> Returned:
        """What free places of a mission gave back."""
        found = self._restored.get(mission)
        if found is not None:
            return found
        if self._like and mission in self._alike:
            found = self._restored[mission] = self._like.returned_of(mission)
            return found
        # There before it is filled: each day asks what the days before it gave back.
        found = self._restored[mission] = Returned()
        if mission in self._limited:
            on = partial(self._limits_on, mission)
            Restoring(mission, self._lines, on, self._holds, self.as_of, found).run()
        return found

    @cached_property
    def _alike(self) -> frozenset[str]:
        """Missions that are the same in the other program, with all their claims."""
        others = other_missions(self.program, self._like.program) if self._like else None
        return frozenset() if others is None else frozenset(self._limited) - others

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
            if name not in keys:
                continue
            if name == TOTAL:
                held = sum(self._count(mission, None, person or "", (day, day), sys.maxsize))
            else:
                line = self._lines.of(mission).get(keys[name], ())
                held = sum(self._holds(name, each, person or "", day) is not False for each in line)
            found[name] = max(0, value - held)
        return found

    def freed(self) -> set[tuple[str, str, date, str]]:
        """What `restored` gives: path of the claim, person, day and limit."""
        return {
            (each.claim.place.path, each.influencer, each.day, each.limit)
            for each in self.restored()
        }

    def restored(self) -> Iterator[Restored]:
        """Everything that free places gave back, by mission and day."""
        for mission in sorted(self._limited):
            yield from self.returned_of(mission).rows
