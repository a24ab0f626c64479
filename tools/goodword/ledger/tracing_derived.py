"""Which line moved what follows from awards: points of milestones and of referrals.

Where records of the person moved as well, what follows from them moved with them: theirs is the
line. Else it is that of the rule, of who brought whom, or of the claim of who was brought.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.derived import Derived, claim_of, milestone_of
from goodword.ledger.referral import promised
from goodword.ledger.statement_lines import day_of, named_in
from goodword.ledger.tracing_days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.lots import Lot
    from goodword.model.profile import Profile
    from goodword.model.program import Program

FOLLOWED = ("opening", "activated", "awarded")
"""Columns that derived awards move."""


class Moved(NamedTuple):
    """A derived award that is another than stated: its path, and its points before and now."""

    path: str
    stated: int
    made: int
    early: bool
    """Whether it was there when the cycle began."""


def gone_in(program: Program, statement: str) -> Iterator[tuple[str, int]]:
    """What a statement names and is not there, each with the number of its line.

    A milestone by its id, a referral by the claim that brought it.
    """
    there = {*program.claims, *program.touchpoints, *program.redemptions}
    stated = program.milestones.by_id() if program.milestones else {}
    seen = set()
    for path, number in named_in(statement).items():
        milestone = milestone_of(path)
        if milestone is not None:
            missing = f"milestone {milestone}" if milestone not in stated else None
        else:
            own = claim_of(path) or path
            missing = own if own not in there else None
        if missing is not None and missing not in seen:
            seen.add(missing)
            yield missing, number


class Following(Days):
    """The search among awards that follow from others."""

    def follows(self, column: str) -> int:
        """What they add to how much a figure moved."""
        if column not in FOLLOWED or not self.moved(column):
            return 0
        early = column == "opening"
        return sum(each.made - each.stated for each in self.following if each.early == early)

    @cached_property
    def following(self) -> list[Moved]:
        """The derived awards of the person that came, went, or have other points than stated."""
        found = []
        for path in self.derived():
            name = path.removesuffix(".yml")
            stated, made = self.total(self.old, name), self.total(self.new, name)
            lot = self._derived_lot(path)
            if lot is not None and self.named(name):
                # Of what has left a lot others speak.
                other = stated != made == lot.points
            elif lot is not None:
                made, other = lot.points - lot.repaid, True
            else:
                other = stated != 0
            if other:
                rows = self.old.lots.get((self.person, name), [])
                begins = day_of(rows[0][4]) if rows else None
                if lot is not None:
                    begins = date.fromordinal(lot.available)
                found.append(Moved(path, stated, made, bool(begins and begins < self.cycle.start)))
        return found

    def derived(self) -> list[str]:
        """The paths of the derived awards of the person that a statement names or could name."""
        found = {lot.source.place.path for lot in self._derived_lots()}
        for lines in (self.old, self.new):
            found |= {
                path for path in lines.named_of(self.person) if milestone_of(path) or claim_of(path)
            }
        return sorted(found)

    def rule(self, each: Moved | str) -> Place | None:
        """What moved a derived award, or made it come on another day."""
        path = each if isinstance(each, str) else each.path
        same = isinstance(each, Moved) and each.stated and each.made
        milestone = milestone_of(path)
        if milestone is not None:
            place = self._milestone(milestone, path)
            return place.at("points") if place and same else place
        claim = claim_of(path) or ""
        return self._by_claim(claim) or self._referral(claim, path, same=bool(same))

    def _derived_lots(self) -> Iterator[Lot]:
        """Those that are there at the cycle's end."""
        end = self.cycle.end.toordinal()
        for lot in self.ledger.account(self.person).lots:
            if isinstance(lot.source, Derived) and lot.root is None and lot.available < end:
                yield lot

    def _derived_lot(self, path: str) -> Lot | None:
        lots = (lot for lot in self._derived_lots() if lot.source.place.path == path)
        return next(lots, None)

    def _milestone(self, milestone: str, path: str) -> Place | None:
        """The version that gives it, or that does not any more."""
        lot, stated = self._derived_lot(path), self.program.milestones
        if lot is not None:
            return lot.written
        own = stated.by_id().get(milestone, ()) if stated else ()
        if not stated or not own:
            return None
        version = in_force(own, self.cycle.last) or own[0]
        return stated.place.at("milestones", stated.milestones.index(version))

    def _by_claim(self, path: str) -> Place | None:
        """What moved the claim that brought the points of a referral."""
        claim = self.program.claims.get(path)
        name = path.removesuffix(".yml")
        if claim is None:
            return None
        for person in claim.people:
            theirs = type(self)(self.ledger, self.cycle, person, self.old, self.new)
            delta = theirs.total(self.new, name) - theirs.total(self.old, name)
            if delta:
                return theirs.award(delta) or claim.place
        return None

    def _referral(self, path: str, derived: str, *, same: bool) -> Place | None:
        """Who brought whom, or the version that says what is given for it."""
        settings, claim = self.program.settings, self.program.claims.get(path)
        brought = [
            each
            for each in map(self.program.influencers.get, claim.people if claim else ())
            if each is not None
        ]
        mine = [each for each in brought if each.referred_by == self.person]
        if not mine:
            return next((_who(each) for each in brought), None)
        found = promised(settings.referral, mine[0])
        if found is None:
            return settings.place
        _, version = found
        if same or self._derived_lot(derived) is None or not self._others_before(derived):
            return settings.place.at("referral", settings.referral.index(version))
        return _who(mine[0])

    def _others_before(self, derived: str) -> bool:
        """Whether something was given for bringing others, or all that is given is for one."""
        before = {path for _, path in self.old.lots if claim_of(f"{path}.yml")}
        now = {path for _, path in self.new.lots if claim_of(f"{path}.yml")}
        return bool(before) or now <= {derived.removesuffix(".yml")}


def _who(person: Profile) -> Place:
    return person.place.at("referred_by") if person.referred_by else person.place
