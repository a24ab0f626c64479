"""How much there is of what the tiers of a ladder ask for: standing, and whatever else they name.

The ladder whose tiers ask for standing of two cycles alone, of whatever kind, takes it from the
book; nearly every program has that one. All others count what each award came to, day by day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from goodword.ledger.conditions import Measured
from goodword.ledger.over import ended
from goodword.model.conditions import Condition
from goodword.model.tiers import TWO_CYCLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodword.ledger.lots import Lot
    from goodword.ledger.membership import Leaves
    from goodword.ledger.over import Span
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim
    from goodword.model.tiers import Tier


def reached(ladder: Sequence[Tier], standing: int) -> int:
    """Index of the highest tier whose threshold is reached; -1 for none."""
    index = -1
    for position, tier in enumerate(ladder):
        if standing >= tier.standing_at_least:
            index = position
    return index


class Measure(Protocol):
    """How much there is of what a ladder's tiers ask for; days are ordinals."""

    rich: bool
    """Whether more than the standing of two cycles decides, so that each boundary is looked at."""

    def standing(self, day: int) -> int:
        """Standing over what the ladder looks at on a day."""

    def reached(self, tiers: Sequence[Tier], day: int) -> int:
        """Index of the highest tier that is reached on a day; -1 for none."""

    def nearly(self, tier: Tier, day: int) -> bool:
        """Whether standing that was posted may have reached a tier on a day."""

    def ended(self, boundary: int, leaves: Leaves) -> Sequence[Span]:
        """What has just ended at a boundary; nothing where there is nothing to judge by."""

    def stood(self, spans: Sequence[Span], day: int) -> int:
        """Standing over what has ended, as far as is known on a day."""

    def reached_in(self, tiers: Sequence[Tier], spans: Sequence[Span], day: int) -> int:
        """Index of the highest tier that was reached over what has ended; -1 for none."""

    def keeps(self, tier: Tier, spans: Sequence[Span], day: int) -> bool:
        """Whether what has ended keeps a tier, as far as is known on a day."""

    def counts(self, claim: Claim) -> bool:
        """Whether a claim may count."""

    def asked(
        self, tier: Tier, spans: Sequence[Span], day: int, percent: int
    ) -> tuple[Measured, ...]:
        """Standing and conditions of a tier over spans; of what counts on the day where empty."""

    def grows(self, tiers: Sequence[Tier], day: int) -> Iterable[int]:
        """Later days on which one of some tiers may be reached without anything being posted."""


class Narrow(Protocol):
    """What is told of all standing, since only some of it counts."""

    def post(self, lot: Lot | None, points: int, cycle: int) -> None:
        """Standing rose or fell in the cycle that begins on a day."""


class TwoCycles:
    """Standing of the current and the previous cycle, whatever it was given for.

    Args:
        terms: versions and cycles.
        by_cycle: standing by first day of a cycle, kept by the person's book.
    """

    rich = False

    def __init__(self, terms: Terms, by_cycle: Mapping[int, int]) -> None:
        self._terms = terms
        self._by_cycle = by_cycle
        self._cycle = (0, 0, 0)

    def standing(self, day: int) -> int:
        """Standing of the current and the previous cycle."""
        before, start, end = self._cycle
        if not start <= day < end:
            before, start, end = self._cycle = self._terms.around(day)
        return self._by_cycle.get(start, 0) + self._by_cycle.get(before, 0)

    def reached(self, tiers: Sequence[Tier], day: int) -> int:
        """Index of the highest tier whose threshold the two cycles reach."""
        return reached(tiers, self.standing(day))

    def nearly(self, tier: Tier, day: int) -> bool:
        """Whether the two cycles reach a tier."""
        return self.standing(day) >= tier.standing_at_least

    def ended(self, boundary: int, leaves: Leaves) -> Sequence[Span]:
        """The last two cycles that no leave touched."""
        return ended(self._terms, TWO_CYCLES, boundary, leaves)

    def stood(self, spans: Sequence[Span], day: int) -> int:  # noqa: ARG002 - as the protocol has it
        """Standing of the cycles that have ended."""
        return sum(self._by_cycle.get(first, 0) for first, _ in spans)

    def reached_in(self, tiers: Sequence[Tier], spans: Sequence[Span], day: int) -> int:
        """Index of the highest tier whose threshold the cycles that have ended reach."""
        return reached(tiers, self.stood(spans, day))

    def keeps(self, tier: Tier, spans: Sequence[Span], day: int) -> bool:
        """Whether they reach a tier."""
        return self.stood(spans, day) >= tier.standing_at_least

    def counts(self, claim: Claim) -> bool:  # noqa: ARG002 - as the protocol has it
        """Every claim may count."""
        return True

    def asked(
        self,
        tier: Tier,
        spans: Sequence[Span],
        day: int,
        percent: int,  # noqa: ARG002 - as the protocol has it
    ) -> tuple[Measured, ...]:
        """The standing that a tier asks for; nothing where it asks for none."""
        least = tier.standing_at_least
        there = self.stood(spans, day) if spans else self.standing(day)
        return (Measured(Condition(points=least), there, least),) if least else ()

    def grows(self, tiers: Sequence[Tier], day: int) -> Iterable[int]:  # noqa: ARG002 - as the protocol has it
        """Nothing does."""
        return ()
