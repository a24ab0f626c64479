"""Places that move on, decision by decision, while those with which they began stay as they were.

What a decision cannot have changed stays: a thousand decisions cost no more than what each of them
looks at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.limits import Places
from goodword.ledger.visible import decided_on
from goodword.ledger.waiting import waiting

if TYPE_CHECKING:
    from goodword.ledger.returned import Returned
    from goodword.model.claim import Claim


class MovingPlaces(Places):
    """Places that move on.

    Args:
        first: those with which they begin.
    """

    def __init__(self, first: Places) -> None:
        super().__init__(first.program, first.terms, first.as_of)
        self._first = first
        self.lines = first.lines.apart()
        if self._groups:
            self.allowance = first.allowance.apart(self.lines, self.returned_of)
        self._touched: set[str] = set()

    def move(self, claim: Claim) -> None:
        """Take in that a claim of a mission with limits has been decided.

        Args:
            claim: as it is now; all others are as they were.
        """
        missions = self._field(claim.mission)
        if claim.mission not in self._touched:
            found: Returned | None = self._first.returned_of(claim.mission)
            self._touched.update(missions)
            self._missed[missions] = self._first.missed_of(missions).apart()
        else:
            found = self._restored.get(claim.mission)  # None: nobody has asked since it changed
        before = self.lines.move(claim)
        if self._groups:
            self.allowance.move(claim)
        plain = not (before.decision or claim.appeal or claim.mission in self._groups)
        missed = self._missed.pop(missions, None)
        if missed is not None and plain:
            missed.move(self.lines.claims[claim.mission], claim)
            self._missed[missions] = missed
        for mission in missions:
            self._restored.pop(mission, None)
        cut = bool(waiting((claim,), self.as_of, self._final))
        if found is None:
            return
        if not (found.waited or cut) or (plain and self._gives_back_nothing(found, claim)):
            self._restored.update((mission, found) for mission in missions)

    def _gives_back_nothing(self, found: Returned, claim: Claim) -> bool:
        """Whether an approval changes nothing of what free places of its mission alone gave back.

        It takes for good a place that might have been its own already: on its day, the last one on
        which a place became free, nobody gets one who got none before, and nobody got one.
        """
        decision = claim.decision
        if decision is None or decision.outcome != "approved" or decision.capped_by:
            return False
        day = decided_on(decision)
        free = self.missed_of(self._field(claim.mission)).days
        return max(free, default=day) <= day and all(each.day < day for each in found.rows[-1:])

    def returned_of(self, mission: str) -> Returned:
        """What free places of a mission, and of those that it depends on, gave back."""
        if mission not in self._touched:
            return self._first.returned_of(mission)
        return super().returned_of(mission)

    def gives_back_the_same(self) -> bool:
        """Whether free places give back what they gave back at first."""
        return all(
            (now := self.returned_of(each)) is (first := self._first.returned_of(each))
            or now.freed() == first.freed()
            for each in self._touched
        )
