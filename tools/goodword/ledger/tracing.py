"""Which record moved a figure of a closed cycle: from the columns that differ to a line.

Each movement of points has its column, and each column its records: what differs in it is looked
for among those of that cycle, by its amount and by whether the statement names them. A file that
is gone has no line any more; the line of the statement that names it stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.diagnostics import Place
from goodword.ledger.spending import ended
from goodword.ledger.statement import INFLUENCER
from goodword.ledger.statement_lines import (
    day_of,
    lot_points,
    named_in,
    record,
    redemption_points,
    taken_apart,
    whole,
)
from goodword.ledger.visible import award_on
from goodword.model.touchpoint import Adjustment, Extension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from goodword.days import Cycle
    from goodword.ledger.entries import Entry
    from goodword.ledger.ledger import Ledger
    from goodword.ledger.statement_lines import Lines
    from goodword.model.claim import Claim


FIRST = frozenset({"opening", "activated", "adjusted"})
"""Columns that move the others."""


class Cause(NamedTuple):
    """The line that moved a figure, and how: `released of ana is 60, stated 0`."""

    place: Place
    message: str


def causes(ledger: Ledger, cycle: Cycle, stated: str, anew: str, place: Place) -> Iterator[Cause]:
    """The lines that moved figures of a closed cycle, each once.

    Args:
        ledger: as of today.
        cycle: the closed cycle.
        stated: the text of its statement.
        anew: the text as the files give it now.
        place: of the statement; its line stands for a record that is gone.
    """
    yield from _gone(ledger, stated, place)
    old, new = taken_apart(stated), taken_apart(anew)
    seen = set()
    for person in sorted({*old.people, *new.people}):
        found = _Trace(ledger, cycle, person, old, new).cause()
        if found is not None and found.place not in seen:
            seen.add(found.place)
            yield found


def _gone(ledger: Ledger, stated: str, place: Place) -> Iterator[Cause]:
    """Records that a statement names and that are not there any more."""
    program = ledger.program
    there = {*program.claims, *program.touchpoints, *program.redemptions}
    for path, number in named_in(stated).items():
        if path not in there:
            yield Cause(Place(place.path, (number,)), f"names {path}, which is not there")


class _Trace:
    """The search for what moved the figures of one person."""

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

    def cause(self) -> Cause | None:
        """The line, where one is found."""
        searches: tuple[tuple[str, Callable[[int], Place | None]], ...] = (
            ("opening", self._claim),
            ("activated", self._claim),
            ("adjusted", self._adjustment),
            ("released", self._release),
            ("redeemed", self._request),
            ("reversed", self._reversal),
            ("standing reversed", self._reversal),
            ("awarded", self._claim),
            ("expired", self._expiry),
            ("pending", self._claim),
            ("arrears", self._reversal),
        )
        deltas = [(column, self.moved(column), search) for column, search in searches]
        for column, delta, search in deltas:
            place = search(delta) if delta else None
            if place is not None:
                return Cause(place, self._said(column))
            if delta and column in FIRST:
                return None  # its file is gone, and what else differs follows from that
        if any(delta for _, delta, _ in deltas):
            return None
        if self.made["tier"] != self.stated["tier"]:
            place = self._tier()
            return None if place is None else Cause(place, self._said("tier"))
        return self._lot()

    def _said(self, column: str) -> str:
        made, stated = self.made[column] or "none", self.stated[column] or "none"
        return (
            f"alters the closed {self.cycle.name}: {column} of {self.person} is {made},"
            f" stated is {stated}"
        )

    def _entries(self, *kinds: str) -> list[Entry]:
        return [
            each
            for each in self.ledger.entries(self.person)
            if each.kind in kinds and each.date in self.cycle
        ]

    def _named(self, record: str) -> bool:
        """Whether the statement names a record."""
        key = (self.person, record)
        sources = (row[3] for rows in self.old.redemptions.values() for row in rows)
        return key in self.old.lots or key in self.old.redemptions or record in sources

    def _claims(self) -> list[Claim]:
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

    def _claim(self, delta: int) -> Place | None:
        """An award that came, went, or has other points or another day."""
        claims = self._claims()
        for claim in claims:
            key = (self.person, record(claim.place))
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old is not None and new is None:
                return self._day(claim)
            if old is None or new is None:
                continue
            if old[0][4] != new[0][4]:
                return self._maturation(claim) or self._day(claim)
            if delta == lot_points(new) - lot_points(old):
                return self._points(claim)
        gone = {record for person, record in self.old.lots if person == self.person}
        if any(f"{record}.yml" not in self._paths() for record in gone):
            return None
        for claim in claims:
            decision = award_on(claim, self.ledger.as_of)
            share = dict(decision.shares).get(self.person, 0) if decision else 0
            if share == delta and not self._named(record(claim.place)):
                return self._day(claim)
        return self._points(claims[0]) if claims else None

    def _paths(self) -> set[str]:
        return {*self.program.claims, *self.program.touchpoints}

    def _maturation(self, claim: Claim) -> Place | None:
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
        for text in self.program.statements.values():
            for (_, path), rows in taken_apart(text.decode("utf-8", "replace")).lots.items():
                stated = day_of(rows[0][4])
                if path in now and stated is not None and now[path] != stated.toordinal():
                    found[path] = now[path] - stated.toordinal()
        return found

    def _answer(self, claim: Claim) -> Place:
        appealed = claim.appeal is not None and claim.appeal.decision is not None
        return claim.place.at(*(("appeal", "decision") if appealed else ("decision",)))

    def _day(self, claim: Claim) -> Place:
        if claim.withdrawn is not None:
            return claim.place.at("withdrawn", "date")
        return claim.place if claim.decision is None else self._answer(claim).at("date")

    def _points(self, claim: Claim) -> Place:
        decision = award_on(claim, self.ledger.as_of)
        if decision is None:
            return self._day(claim)
        stated = len(claim.people) > 1
        return self._answer(claim).at(*(("shares", self.person) if stated else ("points",)))

    def _adjustment(self, delta: int) -> Place | None:
        found = [
            each
            for each in self.program.touchpoints_of.get(self.person, ())
            if isinstance(each.detail, Adjustment) and each.date in self.cycle
        ]
        for each in found:
            points = each.detail.points if isinstance(each.detail, Adjustment) else 0
            if points == delta and not self._named(record(each.place)):
                return each.place.at("points")
        for each in found:
            key = (self.person, record(each.place))
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old is not None and new is not None and lot_points(new) - lot_points(old) == delta:
                return each.place.at("points")
        return found[-1].place.at("points") if found else None

    def _request(self, delta: int) -> Place | None:
        refused = self.ledger.account(self.person).refused or {}
        mine = [
            each
            for each in self.program.redemptions_of.get(self.person, ())
            if each.requested in self.cycle and each.place.path not in refused
        ]
        for each in mine:
            key = (self.person, record(each.place))
            old = self.old.redemptions.get(key, [])
            new = self.new.redemptions.get(key, [])
            if redemption_points(new) - redemption_points(old) == delta:
                return each.place.at("points")
        if delta < 0:
            return None
        return mine[-1].place.at("points") if mine else None

    def _release(self, delta: int) -> Place | None:
        kinds = ("released", "returned", "lifted", "lifted-repaid")
        found = [each for each in self._entries(*kinds) if each.points == delta]
        if not found:
            return None
        place = found[-1].place
        redemption = self.program.redemptions.get(place.path)
        if redemption is None:
            return place.at("decision", "date")  # an appeal lifted a reversal
        if found[-1].kind == "returned":
            return place.at("returned", "date")
        end = ended(redemption)
        return place.at(end[0], "date") if end else place

    def _reversal(self, delta: int) -> Place | None:
        kinds = ("reversed", "reversed-pending", "owed", "standing")
        end = self.ledger.terms.closed.get(self.cycle.start, self.cycle.last.toordinal())
        found = [
            each
            for each in self.ledger.entries(self.person)
            if each.kind in kinds and self.cycle.start.toordinal() <= each.date.toordinal() <= end
        ]
        exact = [each for each in found if abs(each.points) == delta]
        if exact:
            return exact[-1].place.at("date")
        return found[-1].place.at("shares", self.person) if found else None

    def _expiry(self, delta: int) -> Place | None:
        if delta < 0:
            for each in reversed(self.program.touchpoints_of.get(self.person, ())):
                if isinstance(each.detail, Extension) and each.date < self.cycle.end:
                    return each.place.at("until")
        left = self._stage(("left", "emeritus", "opted-out", "on-leave", "deceased"))
        if left is not None:
            return left
        versions = self.program.settings.points
        version = in_force(versions, self.cycle.last) or versions[0]
        return self.program.settings.place.at("points", versions.index(version), "expiry")

    def _stage(self, stages: Sequence[str]) -> Place | None:
        profile = self.program.influencers.get(self.person)
        for index, entry in reversed(list(enumerate(profile.history if profile else ()))):
            if profile is not None and entry.date < self.cycle.end and entry.stage in stages:
                plain = profile.stated_since is not None and len(profile.history) == 1
                return profile.place.at(*(("since",) if plain else ("history", index, "date")))
        return None

    def _tier(self) -> Place | None:
        if not self.made["tier"] or not self.stated["tier"]:
            return self._stage(
                ("candidate", "declined", "left", "emeritus", "opted-out", "deceased", "member")
            )
        profile, last = self.program.influencers.get(self.person), self.cycle.last
        for index, floor in enumerate(profile.tier_floor if profile else ()):
            covers = floor.from_ <= last and (floor.until is None or last <= floor.until)
            if profile is not None and covers and floor.tier == self.made["tier"]:
                return profile.place.at("tier_floor", index, "from")
        tiers = self.program.tiers
        version = in_force(tiers.versions, last) if tiers else None
        if tiers is None or version is None:
            return None
        ids = [tier.id for tier in version.tiers]
        higher = max(
            (ids.index(name) for name in (self.made["tier"], self.stated["tier"]) if name in ids),
            default=0,
        )
        place = tiers.place.at("versions", tiers.versions.index(version), "tiers", higher)
        return place.at("standing_at_least")

    def _lot(self) -> Cause | None:
        """A lot with other days or in other places, where no sum differs."""
        for claim in self._claims():
            key = (self.person, record(claim.place))
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old != new and (old or new):
                shorter = old and new and old[0][4] == new[0][4] and old[0][5] != new[0][5]
                place = self._expiry(-1) if shorter else None
                made, stated = (" ".join(rows[0][4:]) if rows else "none" for rows in (new, old))
                message = (
                    f"alters the closed {self.cycle.name}: its lot is {made}, stated is {stated}"
                )
                place = place or self._maturation(claim) or self._day(claim)
                return Cause(place, message)
        return None
