"""Claims that are still undecided or maturing: while one of them may count, nobody falls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.terms import NEVER
from goodword.ledger.visible import UNDECIDED, State, award_on, decided_on, state_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.ledger.over import Span
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim


class StillOpen:
    """One person's claims, sorted by cycle when somebody might fall; most never do.

    Args:
        terms: versions and cycles.
        claims: all of the person, whatever became of them.
        counts: whether a claim may count.
    """

    def __init__(
        self, terms: Terms, claims: Iterable[Claim], counts: Callable[[Claim], bool]
    ) -> None:
        self._terms = terms
        self._claims = claims
        self._counts = counts
        self._done_in: dict[int, list[Claim]] = {}

    def until(self, spans: Sequence[Span], day: int) -> int | None:
        """When the first open claim of some spans is settled.

        Args:
            spans: of what occurred; submitted in time.
            day: today.

        Returns:
            The day; `NEVER` if unknown, None if none is open.
        """
        today = date.fromordinal(day)
        days = [
            settled
            for claim in self._in(spans)
            if (settled := self._settled(claim, today)) is not None
            and self._terms.in_time(claim.occurred, claim.submitted)
        ]
        return min(days, default=None)

    def _in(self, spans: Sequence[Span]) -> Iterator[Claim]:
        """Claims of what occurred in some spans."""
        if not self._done_in:
            for claim in self._claims:
                start = self._terms.around(claim.occurred.toordinal())[1]
                self._done_in.setdefault(start, []).append(claim)
        for first, last in spans:
            for start, claims in self._done_in.items():
                if start > last or self._terms.around(start)[2] <= first:
                    continue
                for each in claims:
                    if first <= each.occurred.toordinal() <= last and self._counts(each):
                        yield each

    def _settled(self, claim: Claim, today: date) -> int | None:
        """The day an open claim changes next; `NEVER` if unknown, None if it is not open."""
        state = state_on(claim, today)
        if state is State.APPROVED:
            decision = award_on(claim, today)
            if decision is None:
                return None
            decided = decided_on(decision)
            available = decided.toordinal() + self._terms.maturation(claim.mission, decided)
            return available if available > today.toordinal() else None
        if state not in UNDECIDED:
            return None
        appealed = claim.appeal if state is State.APPEALED else None
        answer = appealed.decision if appealed else claim.decision
        days = [decided_on(answer) if answer else None, None if appealed else claim.withdrawn]
        return min((each.toordinal() for each in days if each and each > today), default=NEVER)
