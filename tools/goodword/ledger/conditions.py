"""Conditions: how much somebody has done over a span of days, what is needed, and what is short.

Nothing is looked up here: who asks hands in the facts of one person. Days are ordinals, and a span
names its first and its last day, both included.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.nearest import alike
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from goodword.model.conditions import Condition


class Deed(NamedTuple):
    """Something that gave standing, or took it; one for each award.

    Args:
        day: the day it counts on: that of doing where it counts for that day's cycle, else the one
            on which it was posted.
        points: standing that there is of it; less than 0 where some was taken by hand.
        claim: path of the claim; empty for what is no claim's.
        mission: of the claim.
        done: the day on which it was done.
        helped: whom it helped, in the claim's words.
    """

    day: int
    points: int
    claim: str = ""
    mission: str = ""
    done: int = 0
    helped: str = ""


class Tally:
    """What deeds come to, so that one more or one fewer costs no new count of the others.

    Args:
        deeds: those of the span that is asked about.
    """

    def __init__(self, deeds: Iterable[Deed] = ()) -> None:
        self.points = 0
        self.claims: Counter[str] = Counter()
        self.missions: Counter[str] = Counter()
        self.helped: Counter[str] = Counter()
        self.days: Counter[int] = Counter()
        for each in deeds:
            self.add(each)

    def add(self, deed: Deed) -> None:
        """Count one more."""
        self.points += deed.points
        if not deed.claim:
            return
        self.claims[deed.claim] += 1
        # A claim of which a part came back later is two awards and one claim.
        if self.claims[deed.claim] > 1:
            return
        self.missions[deed.mission] += 1
        self.days[deed.done] += 1
        if deed.helped:
            self.helped[alike(deed.helped)] += 1

    def there(self, condition: Condition, groups: Mapping[str, Collection[str]]) -> int:
        """How much there is of a measure of deeds.

        Args:
            condition: one that measures neither days as a member nor days in a tier.
            groups: missions by the id of their group.
        """
        measure = condition.measure
        if measure == "points":
            return self.points
        if measure == "claims" and condition.of is not None:
            wanted = {condition.of, *groups.get(condition.of, ())}
            return sum(self.missions[each] for each in wanted)
        counted: dict[str, Counter[Any]] = {
            "people_helped": self.helped,
            "days": self.days,
            "missions": self.missions,
        }
        return len(counted.get(measure, self.claims))


def _nowhere(_tier: str, _first: int, _last: int) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions may ask about one person.

    Args:
        deeds: all of theirs, of whatever day, without those that were taken back whole.
        since: the day since which they have been a member without a break; None for no member.
        in_tier: how many days of a span they had a tier.
        groups: missions by the id of their group.
    """

    deeds: Collection[Deed] = ()
    since: int | None = None
    in_tier: Callable[[str, int, int], int] = _nowhere
    groups: Mapping[str, Collection[str]] = field(default_factory=dict)

    def tally(self, first: int, last: int) -> Tally:
        """What the deeds of a span come to."""
        return Tally(each for each in self.deeds if first <= each.day <= last)


class Measured(NamedTuple):
    """A condition, how much of it there is, and how much is needed."""

    condition: Condition
    there: int
    needed: int

    @property
    def short(self) -> int:
        """How much is missing, at least 0."""
        return max(0, self.needed - self.there)


def measured(
    conditions: Iterable[Condition],
    facts: Facts,
    span: tuple[int, int],
    *,
    percent: int = 100,
    tally: Tally | None = None,
) -> tuple[Measured, ...]:
    """How each condition stands over a span.

    Args:
        conditions: to be measured.
        facts: of the person.
        span: first and last day. Days as a member are those up to the last one, whenever the span
            began.
        percent: the share of each number that is needed, rounded up.
        tally: of the facts' deeds in the span, where it is known already.
    """
    first, last = span
    found = []
    for each in conditions:
        measure = each.measure
        if measure == "since_days":
            there = 0 if facts.since is None else max(0, last - facts.since)
        elif measure == "in_tier_days":
            there = facts.in_tier(each.tier or "", first, last)
        else:
            tally = facts.tally(first, last) if tally is None else tally
            there = tally.there(each, facts.groups)
        found.append(Measured(each, there, -(-each.least * percent // 100)))
    return tuple(found)


def words(condition: Condition, number: int, groups: Collection[str] = ()) -> Said:
    """So much of what a condition measures, in every language: `3 claims of write-a-guide`.

    Args:
        condition: what is measured.
        number: how much: what is needed, there or short.
        groups: ids of groups of missions, which `of` may name.
    """
    measure = condition.measure
    if condition.of is not None:
        kind = "group" if condition.of in groups else "mission"
        return Said("condition.claims_of", {"of": Named(kind, condition.of)}, number)
    if measure == "in_tier_days":
        tier = Named("tier", condition.tier or "")  # where none is stated, a rule asks for it
        return Said("condition.in_tier_days", {"tier": tier}, number)
    return Said("points" if measure == "points" else f"condition.{measure}", {}, number)
