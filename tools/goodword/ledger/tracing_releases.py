"""Which request moved a figure of a closed cycle: by the day it was given, or given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.spending import ended
from goodword.ledger.statement_lines import day_of, record
from goodword.ledger.tracing_awards import Trace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.ledger.entries import Entry
    from goodword.model.redemption import Redemption


class Releases(Trace):
    """The search among requests: those ended, given or brought back, and those that were not."""

    def entries_in(self, *kinds: str) -> list[Entry]:
        """The person's lines of some kinds that fall into the cycle."""
        return [
            each
            for each in self.ledger.entries(self.person)
            if each.kind in kinds and each.date in self.cycle
        ]

    def release(self, delta: int) -> Place | None:
        """What was given back in the cycle and is not stated, or stated and is not there."""
        kinds = ("released", "returned", "lifted", "lifted-repaid")
        found = [each for each in self.entries_in(*kinds) if each.points == delta]
        if not found:
            return self._not_given_back(-delta) if delta < 0 else None
        place = found[-1].place
        redemption = self.program.redemptions.get(place.path)
        if redemption is None:
            return place.at("decision", "date")  # an appeal lifted a reversal
        return _ending(redemption)

    def _requests(self) -> Iterator[Redemption]:
        """The person's requests made before the end of the cycle, newest first."""
        for each in reversed(self.program.redemptions_of.get(self.person, ())):
            if each.requested < self.cycle.end:
                yield each

    def _not_given_back(self, points: int) -> Place | None:
        """A request that came to its end after the cycle, or not at all."""
        for each in self._requests():
            end, back = ended(each), each.returned
            day = end[1].date if end else back.date if back else None
            if each.points != points or (each.fulfilled and not back):
                continue
            if day is None or day >= self.cycle.end:
                return _ending(each)
        return None

    def held(self, delta: int) -> Place | None:
        """A request that was open on the last day and is not stated so, or the other way round."""
        for each in self._requests():
            if each.points != abs(delta):
                continue
            place, day = _step(each)
            if (day is None or day >= self.cycle.end) == (delta > 0):
                return place
        return None

    def part(self) -> Place | None:
        """What was given back on another day: a part of a lot came, went, or ends otherwise."""
        for key in sorted({*self.old.lots, *self.new.lots}):
            old, new = self.old.lots.get(key, []), self.new.lots.get(key, [])
            stated = {(row[5], *row[6:]) for row in old if row[3] != "1"}
            made = {(row[5], *row[6:]) for row in new if row[3] != "1"}
            if key[0] == self.person and stated != made:
                ends = {day_of(row[0]) for row in made - stated}
                found = self._given_back_of(key[1], ends)
                if found is not None:
                    return found
        return None

    def _given_back_of(self, path: str, ends: set[date | None]) -> Place | None:
        """The request that gave points of a record back in the cycle; one that fits the ends."""
        allocated = self.ledger.account(self.person).allocated
        newest = None
        for each in self._requests():
            parts = allocated.get(each.place.path, ())
            end, back = ended(each), each.returned
            day = end[1].date if end else back.date if back else None
            if path not in {record(lot.source.place) for lot, _ in parts}:
                continue
            if day is None or day not in self.cycle:
                continue
            grace = self.ledger.terms.policy(day).restore_grace_days
            if any(last and (last - day).days == grace for last in ends):
                return _ending(each)
            newest = newest or _ending(each)
        return newest


def _ending(redemption: Redemption) -> Place:
    """Where the day stands on which a request gave its points back; else the request itself."""
    end = ended(redemption)
    if end is not None:
        return redemption.place.at(end[0], "date")
    return redemption.place.at("returned", "date") if redemption.returned else redemption.place


def _step(redemption: Redemption) -> tuple[Place, date | None]:
    """Where and when a request stopped being open; the request itself while it is."""
    end, given = ended(redemption), redemption.fulfilled
    if given is not None:
        return redemption.place.at("fulfilled", "date"), given.date
    if end is not None:
        return redemption.place.at(end[0], "date"), end[1].date
    return redemption.place, None
