"""Milestones: given on the day on which all conditions of one hold, once a period, and kept.

Looked at when the day's points have become active, before anything is asked for, so that what is
reached today can be spent today; what comes back later in a day is looked at in its end.
What was done counts, and what was given by hand; points of milestones do not, nor do other points
that follow from awards: none of them can reach a milestone, so nothing goes round in a circle.

A milestone of a cycle looks at what counts for that cycle, also while its claims are decided after
its end; it holds as it stood on the cycle's last day. What is reached counts for the cycle of the
day on which it is, and stays when points are taken back later. Members and people on leave reach
milestones, nobody else.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.diagnostics import Place
from goodword.ledger.activating import activate
from goodword.ledger.conditions import Facts, Tally, measured
from goodword.ledger.deeds import deed_of, deeds_of
from goodword.ledger.derived import Derived, milestone_path
from goodword.ledger.ladders import days_in
from goodword.ledger.lots import Lot
from goodword.ledger.membership import RANKED, joined
from goodword.ledger.nothing import of_nothing
from goodword.ledger.phases import LATE, MILESTONE, STAGE
from goodword.ledger.reached import Ahead, Reached
from goodword.ledger.terms import NEVER
from goodword.ledger.varying import vary
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger.book import Book
    from goodword.ledger.conditions import Deed, Measured
    from goodword.model.milestones import Milestone, Milestones

_OF_TIME = ("since_days", "in_tier_days")
"""Measures that grow by themselves."""
Period = tuple[int, int]
"""First and last day, as ordinals."""
EVER = (1, NEVER)


class Reaching:
    """One person's way from milestone to milestone.

    Args:
        book: that it is kept in.
        stated: all milestones of the program.
    """

    def __init__(self, book: Book, stated: Milestones) -> None:
        self._book = book
        self._stated = stated
        self._own = stated.by_id()
        self._steps = 0
        groups = book.terms.program.groups
        self._groups = {each.id: each.missions for each in groups.groups} if groups else {}
        self._tallies: dict[Period, Tally] = {}
        self._deeds: list[Deed] | None = None
        self._touched: set[int] = set()
        self._looks: set[tuple[int, int]] = set()
        self._done: set[tuple[str, Period]] = set()
        self.reached: list[Reached] = []

    def begin(self) -> None:
        """Ask for a look on the first day of each version, and where time alone may reach one."""
        book = self._book
        last = date.fromordinal(book.last)
        for available, deed in of_nothing(book.terms, book.person, book.records.claims, last):
            book.push(available, STAGE, _note, deed, (2,))
        for each in self._stated.milestones:
            self._ask(each.from_.toordinal())
        timed = [
            each
            for each in self._stated.milestones
            if each.gives and any(c.measure in _OF_TIME for c in each.all)
        ]
        for each in timed:
            day = each.from_.toordinal()
            joined_on = book.profile.history[0].date.toordinal() if book.profile else NEVER
            day = max(day, joined_on)
            while day <= book.last and each.every != "ever":
                self._ask(day)
                day = self._period(each.every, day)[1] + 1
        if any(c.measure == "in_tier_days" for each in timed for c in each.all):
            for floor in book.profile.tier_floor if book.profile else ():
                self._ask(floor.from_.toordinal())
                if floor.until is not None:
                    self._ask(floor.until.toordinal() + 1)

    def _ask(self, day: int, phase: int = MILESTONE) -> None:
        """Ask for a look on a day, once."""
        if (day, phase) not in self._looks and day <= self._book.last:
            self._looks.add((day, phase))
            self._book.push(day, phase, _look, phase)

    def posted(self, day: int, lot: Lot) -> None:
        """A lot has become active."""
        # All of it may have been taken back while it was pending.
        if isinstance(lot.source, Derived) or (lot.points and not lot.stands):
            return
        deed = deed_of(self._book, lot)
        if deed is not None:
            self.done(day, deed)

    def done(self, day: int, deed: Deed) -> None:
        """Something counts from today on."""
        if self._deeds is not None:
            self._deeds.append(deed)
        for (first, last), tally in self._tallies.items():
            if first <= deed.day <= last:
                tally.add(deed)
        self._touched.add(deed.day)
        self._ask(day)

    def changed(self, day: int, cycle: int) -> None:
        """Standing rose or fell otherwise than by an award, in the cycle that begins on a day."""
        self._deeds = None
        self._tallies.clear()
        self._touched.update((day, cycle, self._book.terms.around(cycle)[2] - 1))
        self._ask(day, LATE)

    def entered(self, day: int) -> None:
        """The person has become a member again, or for the first time."""
        self._ask(day)

    def judged(self, day: int) -> None:
        """Their tier was judged: where it is another one now, its days begin to count."""
        before, self._steps = self._steps, sum(len(each.steps) for each in self._book.ladders)
        if before != self._steps:
            self._ask(day + 1)

    def look(self, day: int, phase: int) -> None:
        """Give what is reached on a day."""
        self._looks.discard((day, phase))
        if self._book.stage not in RANKED:
            return
        touched = {*self._touched, day}
        self._touched.clear()
        for own in self._own.values():
            for period, each in self._periods(own, touched, day):
                if not each.gives or (each.id, period) in self._done:
                    continue
                found = self._measured(each, period, day)
                if not any(one.short for one in found):
                    self._done.add((each.id, period))
                    self._give(day, phase, each, period)
                elif period[0] <= day <= period[1]:
                    self._wake(day, found)

    def ahead(self, day: int) -> Iterator[Ahead]:
        """What can be reached in the present periods, and how it stands."""
        if self._book.stage not in RANKED:
            return
        for own in self._own.values():
            for period, each in self._periods(own, {day}, day):
                if each.gives and (each.id, period) not in self._done:
                    found = self._measured(each, period, day)
                    yield Ahead(each, self._name(each.every, period), found)

    def _periods(
        self, own: tuple[Milestone, ...], touched: set[int], day: int
    ) -> Iterator[tuple[Period, Milestone]]:
        """The periods in which something changed, and the version of a milestone that holds there.

        That is the one in force on the day, in a period that is over the one on its last day.
        """
        seen = set()
        for at in sorted(touched):
            for each in own:
                period = self._period(each.every, at)
                held = in_force(own, date.fromordinal(min(day, period[1])))
                if held is each and (period, each) not in seen:
                    seen.add((period, each))
                    yield period, each

    def _period(self, every: str, at: int) -> Period:
        if every == "cycle":
            _, start, end = self._book.terms.around(at)
            return start, end - 1
        if every == "year":
            year = date.fromordinal(at).year
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        return EVER

    def _name(self, every: str, period: Period) -> str:
        if every == "cycle":
            return self._book.terms.cycle(period[0]).name
        return str(date.fromordinal(period[0]).year) if every == "year" else ""

    def _measured(self, each: Milestone, period: Period, day: int) -> tuple[Measured, ...]:
        book = self._book
        tally = self._tallies.get(period)
        if tally is None:
            if self._deeds is None:
                self._deeds = deeds_of(book, day, derived=False)
            first, last = period
            tally = Tally(deed for deed in self._deeds if first <= deed.day <= last)
            self._tallies[period] = tally
        last = min(day, period[1])
        since = joined(book.profile, date.fromordinal(last)) if book.profile is not None else None

        def in_tier(tier: str, start: int, end: int) -> int:
            return days_in(book, tier, start, min(end, day - 1))

        member = since.toordinal() if since is not None else None
        facts = Facts((), member, in_tier, self._groups)
        return measured(each.all, facts, (period[0], last), tally=tally)

    def _wake(self, day: int, found: tuple[Measured, ...]) -> None:
        """Look again on the day on which time will have brought the rest."""
        for each in found:
            measure = each.condition.measure
            if not each.short or measure not in _OF_TIME:
                continue
            if measure == "since_days" or days_in(self._book, each.condition.tier or "", day, day):
                self._ask(day + each.short)

    def _give(self, day: int, phase: int, each: Milestone, period: Period) -> None:
        book, on = self._book, date.fromordinal(day)
        name = self._name(each.every, period)
        self.reached.append(Reached(each, name, on))
        named = {"milestone": Named("milestone", each.id)}
        said = Said("line.milestone", named)
        if name:
            said = Said("line.milestone_of", {**named, "period": Named("cycle", name)})
        own = self._stated.milestones.index(each)
        written = self._stated.place.at("milestones", own)
        place = Place(milestone_path(each.id, name))
        source = Derived("milestone", place, written, on, said, f"{book.person}/{on}-{each.id}")
        if not each.points:
            book.note(day, phase, "milestone", 0, said, written)
            return
        expires = book.terms.last_day(on, day)
        order = (on, "24", each.id, book.person, 1, place.path)
        start = book.terms.around(day)[1]
        lot = Lot((source, order, each.points, day, day, expires, start, True, None))
        vary([lot], book.terms)
        book.lots.append(lot)
        activate(book, day, lot, phase)


def _note(book: Book, day: int, deed: Deed) -> None:
    if isinstance(book.milestones, Reaching):
        book.milestones.done(day, deed)


def _look(book: Book, day: int, phase: int) -> None:
    if isinstance(book.milestones, Reaching):
        book.milestones.look(day, phase)
