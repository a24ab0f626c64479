"""Which record moved a figure of a closed cycle: from the columns that differ to a line.

Each movement of points has its column, and each column its records: what differs in it is looked
for among those of that cycle, by its amount and by whether the statement names them. A file that
is gone has no line any more; the line of the statement that names it stands for it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.diagnostics import Place
from goodword.ledger.membership import RANKED
from goodword.ledger.statement_lines import (
    lot_points,
    record,
    redemption_points,
    taken_apart,
)
from goodword.ledger.tracing_derived import FOLLOWED, Following, gone_in
from goodword.model.touchpoint import Adjustment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.days import Cycle
    from goodword.ledger.ledger import Ledger
    from goodword.model.tiers import TiersVersion


FIRST = frozenset({"opening", "activated", "adjusted"})
"""Columns that move the others."""
LEADING = FIRST | {"reversed", "standing reversed", "awarded", "pending"}
"""Columns of which records have moved that awards may follow from."""


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
    old, new = taken_apart(stated), taken_apart(anew)
    program = ledger.program
    gone = dict(gone_in(program, stated))
    for name, number in gone.items():
        yield Cause(Place(place.path, (number,)), f"names {name}, which is not there")
    if program.tiers is None and any(figures["tier"] for figures in old.people.values()):
        yield Cause(Place(place.path, (1,)), "names tiers, and program/tiers.yml is not there")
        return
    if gone:
        return  # what else differs may follow from that, also for those whom nothing names
    seen = set()
    for person in sorted({*old.people, *new.people}):
        found = _Trace(ledger, cycle, person, old, new).cause()
        if found is not None and found.place not in seen:
            seen.add(found.place)
            yield found


class _Trace(Following):
    """The search for what moved the figures of one person."""

    def cause(self) -> Cause | None:
        """The line, where one is found."""
        searches: tuple[tuple[str, Callable[[int], Place | None]], ...] = (
            ("opening", self.award),
            ("activated", self.award),
            ("adjusted", self._adjustment),
            ("released", self.release),
            ("redeemed", self._request),
            ("reversed", self._reversal),
            ("standing reversed", self._reversal),
            ("awarded", self._before_posting),
            ("awarded", self.award),
            ("expired", self._expired),
            ("pending", self.award),
            ("held", self.held),
            ("arrears", self._reversal),
        )
        followed = any(self.follows(column) for column in FOLLOWED)
        deltas = [
            (column, self.moved(column) - self.follows(column), search)
            for column, search in searches
            if not followed or column in LEADING
        ]
        for column, delta, search in deltas:
            place = search(delta) if delta else None
            if place is not None:
                return Cause(place, self._said(column))
            if delta and column in FIRST:
                return None  # its file is gone, and what else differs follows from that
        if followed:
            return self._followed()
        if any(delta for _, delta, _ in deltas):
            return None
        if self.made["tier"] != self.stated["tier"]:
            place = self._tier()
            return None if place is None else Cause(place, self._said("tier"))
        return self._lot()

    def _followed(self) -> Cause | None:
        """The line of what follows from awards that have not moved themselves."""
        column = next(each for each in FOLLOWED if self.follows(each))
        place = next(filter(None, map(self.rule, self.following)), None)
        return None if place is None else Cause(place, self._said(column))

    def _said(self, column: str) -> str:
        made, stated = self.made[column] or "none", self.stated[column] or "none"
        return (
            f"alters the closed {self.cycle.name}: {column} of {self.person} is {made},"
            f" stated is {stated}"
        )

    def _adjustment(self, delta: int) -> Place | None:
        found = [
            each
            for each in self.program.touchpoints_of.get(self.person, ())
            if isinstance(each.detail, Adjustment) and each.date in self.cycle
        ]
        for each in found:
            points = each.detail.points if isinstance(each.detail, Adjustment) else 0
            if points == delta and not self.named(record(each.place)):
                return each.place.at("points")
        for each in found:
            key = (self.person, record(each.place))
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old is not None and new is not None and lot_points(new) - lot_points(old) == delta:
                return each.place.at("points")
        return found[-1].place.at("points") if found else None

    def _request(self, delta: int) -> Place | None:
        refused = self.ledger.account(self.person).refused
        mine = []
        for each in self.program.redemptions_of.get(self.person, ()):
            stated = redemption_points(
                self.old.redemptions.get((self.person, record(each.place)), [])
            )
            if each.requested not in self.cycle:
                continue
            if each.place.path in refused:
                if stated and stated != each.points:
                    return each.place.at("points")
                continue
            mine.append(each)
        for each in mine:
            key = (self.person, record(each.place))
            old = self.old.redemptions.get(key, [])
            new = self.new.redemptions.get(key, [])
            if redemption_points(new) - redemption_points(old) == delta:
                return each.place.at("points")
        if delta < 0:
            return None
        return mine[-1].place.at("points") if mine else None

    def _reversal(self, delta: int) -> Place | None:
        kinds = ("reversed", "reversed-pending", "owed", "standing")
        end = self.ledger.terms.closed.get(self.cycle.start, self.cycle.last.toordinal())
        found = [
            each
            for each in self.ledger.entries(self.person)
            if each.kind in kinds and self.cycle.start.toordinal() <= each.date.toordinal() <= end
        ]
        exact = [each for each in found if abs(each.points) == delta]
        return (
            exact[-1].place.at("date")
            if exact
            else self.taken_back(delta, [e.place for e in found])
        )

    def _before_posting(self, delta: int) -> Place | None:
        """Points taken back while they were pending never count."""
        entries = self.ledger.entries(self.person)
        taken = [e for e in entries if e.kind == "reversed-pending" and e.points == delta]
        return taken[-1].place.at("date") if taken else None

    def _expired(self, delta: int) -> Place | None:
        return (self.expiry() or self.carried()) if delta else None

    def _tier(self) -> Place | None:
        profile, last = self.program.influencers.get(self.person), self.cycle.last
        if not self.made["tier"] and profile and profile.stage_on(last) in RANKED:
            return self._lowest()
        if not self.stated["tier"] and self._lowest_tier():
            return None  # a stage, or what the lowest tier asks for
        if not self.made["tier"] or not self.stated["tier"]:
            return self.stage(
                ("candidate", "declined", "left", "emeritus", "opted-out", "deceased", "member")
            )
        for index, floor in enumerate(profile.tier_floor if profile else ()):
            covers = floor.from_ <= last and (floor.until is None or last <= floor.until)
            if profile is not None and covers and floor.tier == self.made["tier"]:
                return profile.place.at("tier_floor", index, "from")
        found = self._version()
        if found is None:
            return None
        place, version = found
        ids = version.ids
        higher = max(
            (ids.index(name) for name in (self.made["tier"], self.stated["tier"]) if name in ids),
            default=0,
        )
        return place.at("tiers", higher, "standing_at_least")

    def _version(self) -> tuple[Place, TiersVersion] | None:
        """The version of the first ladder in force on the last day, and where it is written."""
        tiers = self.program.tiers
        versions = tiers.first.versions if tiers else ()
        version = in_force(versions, self.cycle.last)
        if tiers is None or version is None:
            return None
        return tiers.place_of(0).at("versions", versions.index(version)), version

    def _lowest_tier(self) -> int:
        """What the lowest tier asks for."""
        found = self._version()
        return found[1].tiers[0].standing_at_least if found and found[1].tiers else 0

    def _lowest(self) -> Place | None:
        """What asks for more than a member has: the lowest tier, or the day of its ladder."""
        tiers, found = self.program.tiers, self._version()
        if tiers is None:
            return None
        if found is None:
            return tiers.place_of(0).at("versions", 0, "from")
        return found[0].at("tiers", 0, "standing_at_least")

    def _lot(self) -> Cause | None:
        """A lot with other days or in other places, where no sum differs."""
        own = [(claim.place.path, partial(self.begins, claim)) for claim in self.claims()]
        derived = [(path, partial(self.rule, path)) for path in self.derived()]
        for path, begins in (*own, *derived):
            key = (self.person, path.removesuffix(".yml"))
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old != new and (old or new):
                same = old and new and old[0][4] == new[0][4]
                place = self.expiry() if same else begins()
                if place is None:
                    return None
                made, stated = (" ".join(rows[0][4:]) if rows else "none" for rows in (new, old))
                message = (
                    f"alters the closed {self.cycle.name}: its lot is {made}, stated is {stated}"
                )
                return Cause(place, message)
        return None
