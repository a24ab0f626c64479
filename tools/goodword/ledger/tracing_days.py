"""What moved the last day of lots: an extension, a stage, the policy, or the claim itself.

A stage moves all lots of a person, a policy all that were decided under it; a claim of its own,
which days of review make longer, only itself. Where that does not tell them apart nothing is
named.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.carrying import limit_of
from goodword.ledger.idle import approval, approvals, kept_until
from goodword.ledger.leaving import GONE
from goodword.ledger.naming import name_of
from goodword.ledger.statement_lines import day_of, record
from goodword.ledger.terms import NEVER
from goodword.ledger.tracing_releases import Releases
from goodword.model.touchpoint import Extension

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.ledger.lots import Lot
    from goodword.model.touchpoint import Touchpoint

MOVING = (*sorted(GONE), "on-leave")
"""Stages that move last days, newest first where they are looked for."""


class Days(Releases):
    """The search for what made lots end on another day."""

    def expiry(self) -> Place | None:
        """What moved the last days of lots, where it can be told."""
        part = self.part()
        if part is not None:
            return part
        mine = dict(self._last_days(self.person))
        moved = {path: now for path, (stated, now) in mine.items() if stated != now}
        if not moved:
            return None
        longer = list(self._extensions(moved))
        if longer:
            exact = [each for each in longer if _until(each) in moved.values()]
            return exact[0].place.at("until") if exact else None
        kept = self._approval(moved)
        if kept is not None:
            return kept
        left = self.stage(MOVING)
        if left is not None:
            return left if len(moved) > 1 and len(moved) == len(mine) else None
        return self._policy_or_claim(moved)

    def stage(self, stages: Sequence[str]) -> Place | None:
        """Where the newest entry of some stages before the cycle's end has its day."""
        profile = self.program.influencers.get(self.person)
        for index, entry in reversed(list(enumerate(profile.history if profile else ()))):
            if profile is not None and entry.date < self.cycle.end and entry.stage in stages:
                plain = profile.stated_since is not None and len(profile.history) == 1
                return profile.place.at(*(("since",) if plain else ("history", index, "date")))
        return None

    def _last_days(self, person: str) -> Iterator[tuple[str, tuple[date | None, date | None]]]:
        """The last day of each open lot, by record: stated, and as the files give it now.

        None where a lot was open by one of them only, or never ends.
        """
        for key in sorted({*self.old.lots, *self.new.lots}):
            if key[0] != person:
                continue
            old, new = self.old.lots.get(key), self.new.lots.get(key)
            if old and new:
                if old[0][4] == new[0][4]:  # of the day it begins others speak
                    yield key[1], (day_of(old[0][5]), day_of(new[0][5]))
            elif old and (ended := [x for x in self._lots(key[1], person) if x.expired_on()]):
                last = max(ended[0].expired_on())
                yield key[1], (day_of(old[0][5]), date.fromordinal(last))
            elif new:
                yield key[1], (None, day_of(new[0][5]))

    def _lots(self, path: str, person: str) -> Iterator[Lot]:
        for lot in self.ledger.account(person).lots:
            if record(lot.source.place) == path:
                yield lot

    def _extensions(self, moved: dict[str, date | None]) -> Iterator[Touchpoint]:
        """The extensions of some of the lots that were made before the cycle's end."""
        names = {name_of(lot) for path in moved for lot in self._lots(path, self.person)}
        for each in reversed(self.program.touchpoints_of.get(self.person, ())):
            detail = each.detail
            if isinstance(detail, Extension) and each.date < self.cycle.end:
                yield from (each,) if not detail.of or names & set(detail.of) else ()

    def _approval(self, moved: dict[str, date | None]) -> Place | None:
        """The approval of a claim that moved days to where they are, before the cycle's end."""
        idle = {
            lot.varying.idle
            for path in moved
            for lot in self._lots(path, self.person)
            if lot.varying is not None and lot.varying.idle
        }
        found = approvals([*self.claims()], self.cycle.last) if idle else []
        for day, claim in sorted(found, key=lambda each: each[0], reverse=True):
            ends = {date.fromordinal(kept_until(day.toordinal(), each)) for each in idle}
            if ends.intersection(moved.values()) and record(claim.place) not in moved:
                return approval(claim).at("date")
        return None

    def carried(self) -> Place | None:
        """The limit of what is carried over the cycle's end, if the person lost points by one."""
        if not self.ledger.terms.carries:
            return None
        limits = (
            limit_of(self.ledger.terms, lot)
            for lot in self.ledger.account(self.person).lots
            if self.cycle.last.toordinal() in lot.expired_on()
        )
        return next((each for each in limits if each is not None), None)

    def _policy_or_claim(self, moved: dict[str, date | None]) -> Place | None:
        """The policy where all that was decided under it moved, the record where it alone did."""
        first = next(iter(moved))
        lot = next(self._lots(first, self.person), None)
        if lot is None:
            return None
        policy = self.ledger.terms.policy(date.fromordinal(lot.decided))
        under: dict[str, bool] = {}
        for person in sorted({who for who, _ in (*self.old.lots, *self.new.lots)}):
            for path, (stated, now) in self._last_days(person):
                of = next(self._lots(path, person), None)
                if of and self.ledger.terms.policy(date.fromordinal(of.decided)) == policy:
                    under[path] = under.get(path, False) or stated != now
        if all(under.values()) and (len(under) > 1 or self._by_policy(lot)):
            settings = self.program.settings
            return settings.place.at("points", settings.points.index(policy), "expiry")
        if len(under) < 2:
            return None
        if sum(under.values()) > 1:
            return None
        return lot.source.place.at("submitted" if lot.earned else "expires")

    def _by_policy(self, lot: Lot) -> bool:
        """Whether a lot ended as another policy than now would have it, as far as can be seen.

        Days of review move it a little; without them it ended with a cycle, or never.
        """
        stated = dict(self._last_days(self.person))[record(lot.source.place)][0]
        natural = self.ledger.terms.last_day(date.fromordinal(lot.decided), lot.available)
        if stated is None or natural >= NEVER:
            return True
        before = date.fromordinal(stated.toordinal() - (lot.own - natural))
        return before == self.program.cycles.of(before).last


def _until(touchpoint: Touchpoint) -> date | None:
    detail = touchpoint.detail
    return detail.until if isinstance(detail, Extension) else None
