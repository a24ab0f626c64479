"""The ledger: everyone's points on a day, as a function of the program and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.account import Account, settle
from goodword.ledger.book import Book
from goodword.ledger.explaining import explain
from goodword.ledger.ladder import floor_on
from goodword.ledger.limits import Places
from goodword.ledger.records import Gathering, Records
from goodword.ledger.stock import deny
from goodword.ledger.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.ledger.book import Line
    from goodword.ledger.entries import Entry
    from goodword.model.program import Program


class Ledger:
    """Everyone's points as of a day. Made by `compute`.

    Args:
        program: what the files say.
        as_of: the day; figures are those during it, before its expiries.
        closing: as they are after its expiries, as a statement needs them.
    """

    def __init__(self, program: Program, as_of: date, *, closing: bool = False) -> None:
        self.program = program
        self.as_of = as_of
        self.terms = Terms(program)
        self.places = Places(program, self.terms, as_of)
        self._closing = closing
        self._records = Gathering(program, self.terms, as_of).gather(self.places)
        self._denied: Mapping[str, Mapping[str, str]] = {}
        accounts = {person: settle(self._book(person).run()) for person in sorted(self._records)}
        self._denied = deny(
            program, accounts, lambda person, denied: self._book(person, denied).run(), as_of
        )
        for person in self._denied:
            accounts[person] = settle(self._book(person).run())
        self.members: Mapping[str, Account] = accounts

    def _book(
        self,
        person: str,
        denied: Mapping[str, str] | None = None,
        log: list[Line] | None = None,
    ) -> Book:
        return Book(
            self.terms,
            person,
            self.program.influencers.get(person),
            self._records.get(person) or Records(),
            self.as_of.toordinal(),
            denied=self._denied.get(person) if denied is None else denied,
            closing=self._closing,
            log=log,
        )

    def account(self, person: str) -> Account:
        """A person's account; an empty one for who has no records."""
        return self.members.get(person) or Account(person)

    def entries(self, person: str) -> tuple[Entry, ...]:
        """Every line of a person's account, in order; they add up to its figures."""
        log: list[Line] = []
        book = self._book(person, log=log).run()
        return explain(book, self._records.get(person) or Records(), log)

    def tier_on(self, person: str, day: date) -> str | None:
        """A person's tier on a day, after that day's activations; floors are counted."""
        profile = self.program.influencers.get(person)
        if profile is None or self.program.tiers is None:
            return None
        own: str | None = None
        ranked = False
        for since, tier in self.account(person).tiers:
            if since <= day:
                own, ranked = tier, profile.stage_on(day) in ("member", "on-leave")
        version = in_force(self.program.tiers.versions, day)
        if not ranked or version is None:
            return None
        ids = [tier.id for tier in version.tiers]
        index = max(ids.index(own) if own in ids else -1, floor_on(profile, version.tiers, day))
        return ids[index] if index >= 0 else None


def compute(program: Program, as_of: date, *, closing: bool = False) -> Ledger:
    """Everyone's points as of a day.

    Args:
        program: what the files say.
        as_of: records, decisions and steps dated later are left out.
        closing: include the expiries of that day.
    """
    return Ledger(program, as_of, closing=closing)
