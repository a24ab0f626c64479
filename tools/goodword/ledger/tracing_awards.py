"""Which award moved a figure of a closed cycle: that came, went, or has other points or days."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from goodword.ledger.statement import INFLUENCER
from goodword.ledger.statement_lines import (
    day_of,
    lot_points,
    record,
    redemption_points,
    taken_apart,
    whole,
)
from goodword.ledger.visible import award_on

if TYPE_CHECKING:
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.ledger.ledger import Ledger
    from goodword.ledger.statement_lines import Lines
    from goodword.model.claim import Claim


class Trace:
    """The search for what moved the figures of one person; here: among their awards.

    Args:
        ledger: as of today.
        cycle: the closed cycle.
        person: whose figures.
        old: the statement as it is.
        new: the statement as the files give it now.
    """

    def __init__(self, ledger: Ledger, cycle: Cycle, person: str, old: Lines, new: Lines) -> None:
        self.ledger, self.cycle, self.person = ledger, cycle, person
        self.program = ledger.program
        self.old, self.new = old, new
        nothing = dict.fromkeys(INFLUENCER, "0") | {"tier": ""}
        self.stated = old.people.get(person, nothing)
        self.made = new.people.get(person, nothing)

    def moved(self, column: str) -> int:
        """By how much a figure is higher than stated."""
        return whole(self.made[column]) - whole(self.stated[column])

    def named(self, record: str) -> bool:
        """Whether the statement names a record."""
        key = (self.person, record)
        sources = (row[3] for rows in self.old.redemptions.values() for row in rows)
        return key in self.old.lots or key in self.old.redemptions or record in sources

    def claims(self) -> list[Claim]:
        """The person's claims with something to do with the cycle, latest decision first."""
        found = [
            claim
            for claim in self.program.claims.values()
            if self.person in claim.people and claim.occurred < self.cycle.end
        ]
        return sorted(found, key=lambda each: (self._decided(each), each.order), reverse=True)

    def _decided(self, claim: Claim) -> date:
        decision = award_on(claim, self.ledger.as_of)
        return decision.date if decision else claim.submitted

    def award(self, delta: int) -> Place | None:
        """An award that came, went, or has other points or another day."""
        return self._by_lot(delta) or self._by_amount(delta)

    def _by_lot(self, delta: int) -> Place | None:
        """The claim that has so many points more than stated, or other days."""
        for claim in self.claims():
            key = (self.person, record(claim.place))
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old is not None and new is None:
                return self.day(claim)
            if old is not None and new is not None and old[0][4] != new[0][4]:
                return self.maturation(claim) or self.day(claim)
            stated = self._total(self.old, record(claim.place))
            if stated and delta == self._total(self.new, record(claim.place)) - stated:
                return self._points(claim)
        return None

    def _by_amount(self, delta: int) -> Place | None:
        """The claim that the statement does not name, or of which other points were stated."""
        claims = self.claims()
        for claim in claims:
            if self._share(claim) == delta and not self.named(record(claim.place)):
                return self.day(claim)
        for claim in claims:
            stated = self._first_stated(record(claim.place))
            if stated and self._share(claim) - stated == delta:
                return self._points(claim)
        suspects = [claim for claim in claims if not self._same(claim)]
        grown = max(suspects, key=lambda each: self._grown(each, delta), default=None)
        return self._points(grown) if grown else None

    def _grown(self, claim: Claim, delta: int) -> int:
        """By how much more of a claim is in the new lines, in the direction of a difference."""
        path = record(claim.place)
        change = self._total(self.new, path) - self._total(self.old, path)
        return change if delta > 0 else -change

    def _total(self, lines: Lines, path: str) -> int:
        """The points of a record in a statement: what is left of its lot, and what was used."""
        points = lot_points(lines.lots.get((self.person, path), []))
        for (person, _), rows in lines.redemptions.items():
            if person == self.person:
                points += redemption_points([row for row in rows if row[3] == path])
        return points

    def _share(self, claim: Claim) -> int:
        decision = award_on(claim, self.ledger.as_of)
        return dict(decision.shares).get(self.person, 0) if decision else 0

    def _same(self, claim: Claim) -> bool:
        """Whether the statement has the same of it as the files."""
        key = (self.person, record(claim.place))
        return key in self.old.lots and self.old.lots[key] == self.new.lots.get(key)

    def _first_stated(self, path: str) -> int:
        """The points of a record in the first statement that names its lot, used ones too."""
        totals = (self._total(lines, path) for lines in self._statements)
        return next((points for points in totals if points), 0)

    @cached_property
    def _statements(self) -> list[Lines]:
        """All statements in the order of their cycles."""
        cycles = self.program.cycles
        found = []
        for name, text in self.program.statements.items():
            cycle = cycles.named(name)
            if cycle is not None:
                found.append((cycle, taken_apart(text.decode("utf-8", "replace"))))
        return [lines for _, lines in sorted(found, key=lambda each: each[0])]

    def maturation(self, claim: Claim) -> Place | None:
        """The maturation that holds for a claim, where lots of others moved as its own did."""
        shifts = self._shifts()
        own_shift = shifts.get(record(claim.place))
        if own_shift is None or list(shifts.values()).count(own_shift) < 2:
            return None
        decided = self._decided(claim)
        mission = self.program.missions.get(claim.mission)
        own = self.ledger.terms.points_version(claim.mission, decided)
        if mission is not None and own is not None and own.maturation_days is not None:
            return mission.place.at("points", mission.points.index(own), "maturation_days")
        policy = self.ledger.terms.policy(decided)
        index = self.program.settings.points.index(policy)
        return self.program.settings.place.at("points", index, "maturation_days")

    def _shifts(self) -> dict[str, int]:
        """By how many days each lot of any statement becomes available later than stated."""
        now = {
            record(lot.source.place): lot.available
            for account in self.ledger.members.values()
            for lot in account.lots
            if lot.root is None
        }
        found = {}
        for lines in self._statements:
            for (_, path), rows in lines.lots.items():
                stated = day_of(rows[0][4])
                if path in now and stated is not None and now[path] != stated.toordinal():
                    found[path] = now[path] - stated.toordinal()
        return found

    def _answer(self, claim: Claim) -> Place:
        appealed = claim.appeal is not None and claim.appeal.decision is not None
        return claim.place.at(*(("appeal", "decision") if appealed else ("decision",)))

    def day(self, claim: Claim) -> Place:
        """Where the day of a claim's decision stands, or what ended the claim."""
        if claim.withdrawn is not None:
            return claim.place.at("withdrawn", "date")
        return claim.place if claim.decision is None else self._answer(claim).at("date")

    def _points(self, claim: Claim) -> Place:
        decision = award_on(claim, self.ledger.as_of)
        if decision is None:
            return self.day(claim)
        stated = len(claim.people) > 1
        return self._answer(claim).at(*(("shares", self.person) if stated else ("points",)))
