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
    from collections.abc import Sequence
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.ledger.ledger import Ledger
    from goodword.ledger.statement_lines import Lines
    from goodword.model.claim import Claim
    from goodword.model.mission import PointsVersion
    from goodword.model.settings import PointsPolicy


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
                return self.begins(claim)
            stated = self.total(self.old, record(claim.place))
            if stated and delta == self.total(self.new, record(claim.place)) - stated:
                return self._points(claim)
        return None

    def taken_back(self, delta: int, places: Sequence[Place]) -> Place | None:
        """The claim of which more or less is left, by as much as less or more was taken back.

        Args:
            delta: how many points more were taken back than stated.
            places: of the reversals that took something; that of the claim is named.
        """
        for claim in self.claims():
            path = record(claim.place)
            if self.total(self.new, path) - self.total(self.old, path) == -delta:
                own = [each for each in places if each.path == claim.place.path]
                return own[-1].at("shares", self.person) if own else claim.place
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
        return None

    def total(self, lines: Lines, path: str) -> int:
        """The points of a record in a statement: what is left of its lot, and what was used.

        What an open request of the cycle holds stands both with the lot and with the request.
        """
        lot = lines.lots.get((self.person, path), [])
        used, held = 0, sum(whole(row[8]) for row in lot)
        for (person, _), rows in lines.redemptions.items():
            if person == self.person:
                used += redemption_points([row for row in rows if row[3] == path])
        return lot_points(lot) - held + max(held, used)

    def _share(self, claim: Claim) -> int:
        decision = award_on(claim, self.ledger.as_of)
        return dict(decision.shares).get(self.person, 0) if decision else 0

    def _first_stated(self, path: str) -> int:
        """The points of a record in the first statement that names its lot, used ones too."""
        totals = (self.total(lines, path) for lines in self._statements)
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

    def begins(self, claim: Claim) -> Place | None:
        """What moved the day on which points of a claim become available, where it can be told.

        Its decision, unless there is a maturation of which no other lot is a witness.
        """
        place = self._maturation(claim)
        if place is not None:
            return place
        if not self.ledger.terms.maturation(claim.mission, self._decided(claim)):
            return self.day(claim)
        rules, moved = self._matures_by(claim), self._shifts()
        for lines in self._statements:
            for _, path in lines.lots:
                other = self.program.claims.get(f"{path}.yml")
                if other and path not in moved and self._matures_by(other) == rules:
                    return self.day(claim)
        return None

    def _matures_by(self, claim: Claim) -> tuple[str, PointsVersion | PointsPolicy]:
        """What says how long points of a claim mature: a version of its mission, or the policy."""
        decided = self._decided(claim)
        own = self.ledger.terms.points_version(claim.mission, decided)
        if own is not None and own.maturation_days is not None:
            return claim.mission, own
        return "", self.ledger.terms.policy(decided)

    def _maturation(self, claim: Claim) -> Place | None:
        """The maturation that holds for a claim, where lots of others moved as its own did."""
        shifts = self._shifts()
        own_shift = shifts.get(record(claim.place))
        if own_shift is None or list(shifts.values()).count(own_shift) < 2:
            return None
        whose, rules = self._matures_by(claim)
        if whose:
            versions: Sequence[object] = self.program.missions[whose].points
            place = self.program.missions[whose].place
        else:
            versions, place = self.program.settings.points, self.program.settings.place
        return place.at("points", versions.index(rules), "maturation_days")

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
