"""How much there is of what a ladder asks for, counted deed by deed over what it looks at.

For every ladder but one over the standing of two cycles: over other spans, of some missions alone,
or with tiers that ask for more than standing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.ledger.conditions import Facts, Tally, measured
from goodword.ledger.deeds import Only, deeds_of
from goodword.ledger.membership import joined
from goodword.ledger.over import ended, now
from goodword.model.conditions import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.ledger.book import Book
    from goodword.ledger.conditions import Deed, Measured
    from goodword.ledger.lots import Lot
    from goodword.ledger.membership import Leaves
    from goodword.ledger.over import Span
    from goodword.model.claim import Claim
    from goodword.model.tiers import Ladder, Tier

    InTier = Callable[[str, int, int], int]


class OverDeeds:
    """What a person did, as far as it counts for a ladder.

    Args:
        book: the person's; asked at the end of a day, once everything of it is posted.
        rules: the ladder.
        in_tier: how many days of a span, first and last one included, they had a tier.
    """

    rich = True

    def __init__(self, book: Book, rules: Ladder, in_tier: InTier) -> None:
        self._book = book
        self._terms = book.terms
        self._rules = rules
        self._in_tier = in_tier
        self.only = book.terms.counted(rules)
        self._by_cycle: dict[int, int] = {}
        self._known: tuple[int, Facts] | None = None

    def post(self, lot: Lot | None, points: int, cycle: int) -> None:
        """Standing rose or fell in the cycle that begins on a day; told where only some counts."""
        if lot is not None and self._counts(getattr(lot.source, "mission", None)):
            self._by_cycle[cycle] = self._by_cycle.get(cycle, 0) + points

    def _counts(self, mission: str | None) -> bool:
        return self.only is None or mission in self.only

    def counts(self, claim: Claim) -> bool:
        """Whether a claim is of a mission that counts."""
        return self._counts(claim.mission)

    def _facts(self, day: int) -> Facts:
        if self._known is None or self._known[0] != day:
            # What is judged at the end of a day is not known before, so it is the same all day.
            @cache
            def in_tier(tier: str, first: int, last: int) -> int:
                return self._in_tier(tier, first, min(last, day - 1))

            only = None if self.only is None else Only(self.only, self._by_cycle)
            profile = self._book.profile
            since = joined(profile, date.fromordinal(day)) if profile is not None else None
            found = Facts(
                deeds_of(self._book, day, only),
                since.toordinal() if since is not None else None,
                in_tier,
                self._terms.missions_of,
            )
            self._known = (day, found)
        return self._known[1]

    def _within(self, spans: Sequence[Span], day: int) -> tuple[Facts, Tally]:
        """What conditions may ask about spans, and what the deeds of these come to."""
        facts = self._facts(day)
        if len(spans) > 1:
            whole = facts.in_tier

            def in_tier(tier: str, _: int, __: int) -> int:
                return sum(whole(tier, first, last) for first, last in spans)

            facts = replace(facts, in_tier=in_tier)
        return facts, Tally(x for x in facts.deeds if any(a <= x.day <= b for a, b in spans))

    def _now(self, day: int) -> tuple[Span]:
        return (now(self._terms, self._rules.over, day),)

    def standing(self, day: int) -> int:
        """Standing over what the ladder looks at on a day."""
        return self.stood(self._now(day), day)

    def stood(self, spans: Sequence[Span], day: int) -> int:
        """Standing over spans, as far as it is known on a day."""
        return self._within(spans, day)[1].points

    def nearly(self, tier: Tier, day: int) -> bool:  # noqa: ARG002 - as the protocol has it
        """Always: a higher one may be reached before this one."""
        return True

    def ended(self, boundary: int, leaves: Leaves) -> Sequence[Span]:
        """What has just ended."""
        return ended(self._terms, self._rules.over, boundary, leaves)

    def reached(self, tiers: Sequence[Tier], day: int) -> int:
        """Index of the highest tier that is reached on a day; -1 for none."""
        return self.reached_in(tiers, self._now(day), day)

    def reached_in(self, tiers: Sequence[Tier], spans: Sequence[Span], day: int) -> int:
        """Index of the highest tier that is reached over spans; -1 for none."""
        facts, tally = self._within(spans, day)
        last = min(spans[0][1], day)
        there = (
            index
            for index in range(len(tiers) - 1, -1, -1)
            if _meets(tiers[index], facts, tally, (spans[-1][0], last))
        )
        return next(there, -1)

    def keeps(self, tier: Tier, spans: Sequence[Span], day: int) -> bool:
        """Whether what has ended keeps a tier, by the share of its numbers that it asks for."""
        facts, tally = self._within(spans, day)
        return _meets(tier, facts, tally, (spans[-1][0], spans[0][1]), tier.keep_percent)

    def asked(
        self, tier: Tier, spans: Sequence[Span], day: int, percent: int
    ) -> tuple[Measured, ...]:
        """Standing and conditions of a tier over spans; of what counts on the day where empty."""
        facts, tally = self._within(spans := spans or self._now(day), day)
        span = (spans[-1][0], min(spans[0][1], day))
        return measured(asks(tier), facts, span, percent=percent, tally=tally)

    def grows(self, tiers: Sequence[Tier], day: int) -> Iterable[int]:
        """Later days on which one of some tiers may be reached without anything being posted.

        Days in a tier grow while it is held; where it begins to be held, that is looked at anew.
        """
        facts = self._facts(day)
        for condition in (each for tier in tiers for each in tier.all):
            if condition.since_days is not None and facts.since is not None:
                if (later := facts.since + condition.since_days) > day:
                    yield later
            elif condition.tier is not None and self._in_tier(condition.tier, day, day):
                (there,) = measured((condition,), facts, (self._now(day)[0][0], day))
                if there.short:  # else it waits for others, and is measured anew when they change
                    yield day + there.short
        if self._rules.over.months is not None:
            yield from self._dropping(facts.deeds, day, self._rules.over.months)

    def _dropping(self, deeds: Iterable[Deed], day: int, months: int) -> Iterator[int]:
        """When what was taken falls out of the months, and what is done tomorrow comes in."""
        for each in deeds:
            if each.day > day:
                yield each.day
            elif each.points < 0:
                later = add_months(date.fromordinal(each.day), months).toordinal()
                while now(self._terms, self._rules.over, later)[0] <= each.day:
                    later += 1
                if later > day:  # else it has dropped out already
                    yield later


def asks(tier: Tier) -> tuple[Condition, ...]:
    """All that a tier asks for, its standing first."""
    least = tier.standing_at_least
    return (*((Condition(points=least),) if least else ()), *tier.all)


def share(number: int, percent: int) -> int:
    """So many percent of a number, rounded up."""
    return -(-number * percent // 100)


def _meets(tier: Tier, facts: Facts, tally: Tally, span: Span, percent: int = 100) -> bool:
    least = tier.standing_at_least
    if (least or not tier.all) and tally.points < share(least, percent):
        return False
    # Days in a tier take longest to count, and most tiers fail by something else.
    return all(
        not each.short
        for condition in sorted(tier.all, key=_of_days)
        for each in measured((condition,), facts, span, percent=percent, tally=tally)
    )


def _of_days(condition: Condition) -> bool:
    return condition.in_tier_days is not None
