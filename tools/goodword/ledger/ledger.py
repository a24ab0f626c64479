"""The ledger: everyone's points on a day, as a function of the program and the day."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart
from goodword.ledger.account import Account
from goodword.ledger.book import Book, Span
from goodword.ledger.explaining import explain
from goodword.ledger.ladder import floor_on
from goodword.ledger.limits import Places
from goodword.ledger.membership import RANKED
from goodword.ledger.moves import movements
from goodword.ledger.records import Gathered, Gathering, Records
from goodword.ledger.running import run
from goodword.ledger.settling import settle
from goodword.ledger.stock import deny
from goodword.ledger.terms import Terms
from goodword.ledger.unlike import other_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from typing import Self

    from goodword.days import Cycle
    from goodword.ledger.book import Line
    from goodword.ledger.entries import Entry
    from goodword.ledger.moves import Movement
    from goodword.model.program import Program
    from goodword.model.tiers import Ladder as Rules


class Ledger:
    """Everyone's points as of a day. Made by `compute`; accounts are made when one is asked for.

    Args:
        program: what the files say.
        as_of: the day; figures are those during it, before its expiries.
        closing: as they are after its expiries.
        closes: cycles that have no statement yet, whose last days are looked at for one.
        like: another ledger of the day: accounts of whom everything is equal are taken from it.
        places: those of the program on the day, where they are known already.
        people: of whom all is known, where only a part of the program was loaded: theirs are the
            only accounts. None for everybody.
    """

    def __init__(
        self,
        program: Program,
        as_of: date,
        *,
        closing: bool = False,
        closes: tuple[Cycle, ...] = (),
        like: Ledger | None = None,
        places: Places | None = None,
        people: frozenset[str] | None = None,
    ) -> None:
        self.program = program
        self.as_of = as_of
        self.places: Places = places or Places(
            program, Terms(program), as_of, like.places if like else None
        )
        self.terms = self.places.terms
        self.people = people
        self._closing = closing
        self._closings = self._closing_days(closes)
        same = like.gathered if like and like.as_of == as_of else None
        self._records = Gathering(program, self.terms, as_of).gather(self.places, same)
        self._then: dict[str, Ledger] = {}
        self._like = like
        self._denied: Mapping[str, Mapping[str, str]] = {}

    @cached_property
    def members(self) -> Mapping[str, Account]:
        """The account of everybody who has records, by id.

        Raises:
            BeyondPart: only a part was loaded, and who gets of a scarce stock depends on others.
        """
        people = self.people
        known = self._known(self._like) if self._like else {}
        accounts = {
            person: known.get(person) or self._settled(person)
            for person in sorted(self._records)
            if people is None or person in people
        }
        self._denied = deny(self.program, accounts, self._run, self.as_of, alone=people is not None)
        for person in self._denied:
            accounts[person] = self._settled(person)
        self._like = None
        return accounts

    def settled(self) -> Self:
        """The same with everybody's account: who asks for one later waits no more.

        Raises:
            BeyondPart: as for `members`.
        """
        _ = self.members
        return self

    @property
    def denied(self) -> Collection[str]:
        """Who has requests that may not be covered although the balance of their day is enough."""
        return self._denied if self.members else ()

    @property
    def gathered(self) -> Gathered:
        """The records from which it was computed."""
        return Gathered(self.program, self.places, self._records)

    def _known(self, like: Ledger) -> Mapping[str, Account]:
        """The accounts of another ledger that are the same in this one."""
        rooms = ("settings", "tiers", "milestones", "policies", "rewards", "statements")
        here, there = self.program, like.program
        if (self.as_of, self._closing, self._closings) != (
            like.as_of,
            like._closing,
            like._closings,
        ) or any(getattr(here, room) != getattr(there, room) for room in rooms):
            return {}
        if other_terms(here, there) or self.terms.counting != like.terms.counting:
            return {}
        if here.milestones and here.groups != there.groups:
            return {}
        return {
            person: account
            for person, account in like.members.items()
            if person not in like._denied
            and here.influencers.get(person) is there.influencers.get(person)
            and (self._records.get(person) or Records()).same(like._records.get(person))
        }

    def _closing_days(self, closes: tuple[Cycle, ...]) -> tuple[tuple[int, str], ...]:
        cycles = [self.program.cycles.named(name) for name in self.program.statements]
        ends = {each.last: each.name for each in (*cycles, *closes) if each is not None}
        return tuple(
            (day.toordinal(), ends[day])
            for day in sorted(ends)
            if day < self.as_of + timedelta(days=self._closing)
        )

    def at_close(self, person: str, cycle: Cycle) -> Account:
        """A person's account as it was known at the end of a closed cycle, or as it is now.

        Where a later approval put one request before another it was not so at that end; for all
        others the account of today says the same of that day.
        """
        if person not in self._denied:
            return self.account(person)
        then = self._then.get(cycle.name)
        if then is None:
            then = Ledger(
                self.program, cycle.last, closing=True, closes=(cycle,), people=self.people
            )
            self._then[cycle.name] = then
        return then.account(person)

    def _run(
        self,
        person: str,
        denied: Mapping[str, str] | None = None,
        log: list[Line] | None = None,
    ) -> Book:
        self._see_known(person)
        book = Book(
            self.terms,
            person,
            self.program.influencers.get(person),
            self._records.get(person) or Records(),
            Span(self.as_of.toordinal(), self._closing, self._closings),
            denied=self._denied.get(person) if denied is None else denied,
            log=log,
        )
        return run(book)

    def _settled(self, person: str) -> Account:
        book = self._run(person)
        account = settle(book)
        book.let_go()
        return account

    def account(self, person: str) -> Account:
        """A person's account; an empty one for who has no records.

        Raises:
            BeyondPart: their part was not loaded.
        """
        self._see_known(person)
        return self.members.get(person) or Account(person)

    def _see_known(self, person: str) -> None:
        if self.people is not None and person not in self.people:
            raise BeyondPart

    def entries(self, person: str) -> tuple[Entry, ...]:
        """Every line of a person's account, in order; they add up to its figures.

        Before there are accounts, requests that are denied for those of others count as covered.
        """
        log: list[Line] = []
        book = self._run(person, log=log)
        found = explain(book, log)
        book.let_go()
        return found

    def movements(self, person: str) -> tuple[Movement, ...]:
        """From where to where each of a person's points went, lot by lot, in order."""
        log: list[Line] = []
        return movements(self._run(person, log=log), log)

    def tier_on(self, person: str, day: date, ladder: str = "") -> str | None:
        """A person's tier on a day, after that day's activations; floors are counted.

        Args:
            person: influencer id.
            day: up to that of the ledger.
            ladder: id of the ladder where it is not the first.

        Returns:
            The tier as other files name it: `tier`, or `ladder/tier`.
        """
        if person not in self.program.influencers:
            return None
        before = f"{ladder}/" if ladder else ""
        for number, (prefix, rules) in enumerate(self.terms.ladders):
            if prefix == before:
                account = self.account(person)
                steps = account.tiers
                if number:
                    steps = account.ladders[number].tiers if account.ladders else ()
                found = self._on(person, day, (prefix, rules), steps)
                return f"{prefix}{found}" if found is not None else None
        return None

    def _on(
        self,
        person: str,
        day: date,
        ladder: tuple[str, Rules],
        steps: Sequence[tuple[date, str | None]],
    ) -> str | None:
        before, rules = ladder
        profile = self.program.influencers[person]
        own: str | None = None
        ranked = False
        for since, tier in steps:
            if since <= day:
                own, ranked = tier, profile.stage_on(day) in RANKED
        tiers = rules.tiers_on(day)
        if not ranked or not tiers:
            return None
        ids = [tier.id for tier in tiers]
        floor = floor_on(profile, tiers, day, before)
        index = max(ids.index(own) if own in ids else -1, floor)
        return ids[index] if index >= 0 else None


def compute(
    program: Program,
    as_of: date,
    *,
    closing: bool = False,
    closes: tuple[Cycle, ...] = (),
    like: Ledger | None = None,
    places: Places | None = None,
    people: frozenset[str] | None = None,
) -> Ledger:
    """Everyone's points as of a day.

    Args:
        program: what the files say.
        as_of: records, decisions and steps dated later are left out.
        closing: include the expiries of that day.
        closes: cycles that have no statement yet, for which one is to be made.
        like: another ledger of the day, whose accounts are taken where everything is equal.
        places: those of the program on the day, where they are known already.
        people: of whom all is known; None for everybody.
    """
    return Ledger(
        program, as_of, closing=closing, closes=closes, like=like, places=places, people=people
    ).settled()
