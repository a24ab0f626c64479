"""Decisions made one after the other, each in the knowledge of those before it.

Terms and places are made once and move on claim by claim: a thousand decisions cost no more than
what each of them looks at.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.ledger.award import decide
from goodword.ledger.ledger import compute
from goodword.ledger.moving import MovingPlaces

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger.award import Decided, Verdict
    from goodword.ledger.deciders import Refusal
    from goodword.ledger.ledger import Ledger
    from goodword.ledger.limits import Places
    from goodword.model.claim import Claim


class InTurn:
    """Decides claims of a program.

    Args:
        ledger: of a day that is not before any of the decisions.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._program = ledger.program
        self._first = ledger.places
        self._moved: MovingPlaces | None = None
        self._news: list[Claim] = []
        self._ledgers = {ledger.as_of: ledger}
        self._decided: dict[str, Claim] = {}
        self._people: set[str] = set()
        self._of = ledger.people

    def decide(
        self, claim: Claim, verdict: Verdict, *, anyway: bool = False
    ) -> Decided | tuple[Refusal, ...]:
        """What a decision says, or all reasons why it cannot be made: see `award.decide`."""
        return decide(
            self._program,
            claim,
            verdict,
            anyway=anyway,
            places=self._places,
            ledger=lambda: self._ledger(claim, verdict.date),
        )

    def know(self, claim: Claim) -> None:
        """Let the next decision know of one that was made.

        Args:
            claim: as it is with it.
        """
        self._decided[claim.place.path] = claim
        self._people.update(claim.people)
        if self._first.limited(claim):
            self._news.append(claim)

    @property
    def _places(self) -> Places:
        """The places with all that was decided; after the last decision nobody asks."""
        if self._news:
            self._moved = self._moved or MovingPlaces(self._first)
            for claim in self._news:
                self._moved.move(claim)
            self._news.clear()
        return self._moved or self._first

    def _gives_back_the_same(self) -> bool:
        """Whether free places give back what they did before anything was decided."""
        places = self._places
        return not isinstance(places, MovingPlaces) or places.gives_back_the_same()

    def _ledger(self, claim: Claim, day: date) -> Ledger:
        """The ledger as of a day, which says of the claim's people what it would say by now."""
        found = self._ledgers.get(day)
        if found is None:
            found = self._ledgers[day] = compute(self._program, day, people=self._of)
        if self._people.isdisjoint(claim.people) and self._gives_back_the_same():
            return found
        claims = {**self._program.claims, **self._decided}
        return compute(replace(self._program, claims=claims), day, like=found, people=self._of)
