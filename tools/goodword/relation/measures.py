"""Computed KPIs by name, each for one cycle: what it came to, and the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.loops import compute
from goodword.loops.figures import ANSWERED, days_to_tell, nearest_rank, tenths
from goodword.relation.account import QUIET, Relations
from goodword.relation.activity import acts, completed, last_day, on_stage, participation
from goodword.relation.audit import audit
from goodword.relation.few import few
from goodword.relation.given import referred
from goodword.relation.thanks import thanked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.loops import Item
    from goodword.model.program import Program
    from goodword.relation.activity import Act


@dataclass(frozen=True, slots=True)
class Computed:
    """What a computed KPI came to.

    Args:
        value: a whole number, or to one decimal, half up; None where there is nothing to divide by.
        unit: `percent`, `percentage points`, `business days`, or what is counted.
        of: the parts in words, such as `17 of 20 members`.
        places: the records that count, sorted by path.
    """

    value: Decimal | None
    unit: str
    of: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Basis:
    """What measures are computed from.

    Args:
        relations: the relations (and with them program, loops, day) as of the day.
        tier: the tier of a person on a day.
    """

    relations: Relations
    tier: Callable[[str, date], str | None]

    @property
    def program(self) -> Program:
        """What the files say."""
        return self.relations.program

    @property
    def as_of(self) -> date:
        """The day."""
        return self.relations.as_of

    @cached_property
    def acts(self) -> Mapping[str, tuple[Act, ...]]:
        """What everyone did up to the day."""
        return acts(self.program, self.as_of)

    def cohort(self, cycle: Cycle) -> tuple[Item, ...]:
        """Feedback items first received in a cycle, whatever became of them since."""
        return tuple(i for i in self.relations.loops.items.values() if i.received in cycle)

    def then(self, cycle: Cycle) -> Relations:
        """The relations of a cycle's last day."""
        day = last_day(cycle, self.as_of)
        if day == self.as_of:
            return self.relations
        return Relations(self.program, compute(self.program, day, self.tier))


def decimal(tenths_: int | None) -> Decimal | None:
    """A figure in tenths with its one decimal."""
    return None if tenths_ is None else Decimal(tenths_).scaleb(-1)


def _places(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(dict.fromkeys(places), key=lambda p: (p.path, str(p.pointer))))


def _rate(part: int, whole: int, what: str, places: Iterable[Place] = ()) -> Computed:
    value = decimal(tenths(part, whole))
    return Computed(value, "percent", f"{part} of {whole} {what}", _places(places))


def _profiles(basis: Basis, people: Iterable[str]) -> Iterable[Place]:
    return (basis.program.influencers[each].place for each in people)


def active_members(basis: Basis, cycle: Cycle) -> Computed:
    """Members with an approved claim that occurred, feedback, or attendance in the cycle."""
    found = participation(basis.program, cycle, basis.as_of, basis.acts)
    places = [act.place for each in found.active for act in basis.acts[each] if act.day in cycle]
    whole = f"of {len(found.members)} members"
    return Computed(Decimal(len(found.active)), "members", whole, _places(places))


def participation_rate(basis: Basis, cycle: Cycle) -> Computed:
    """Active members of all members on the cycle's last day; leave is left out."""
    found = participation(basis.program, cycle, basis.as_of, basis.acts)
    places = _profiles(basis, found.members)
    return _rate(len(found.active), len(found.members), "members", places)


def missions_completed(basis: Basis, cycle: Cycle) -> Computed:
    """Approved claims that occurred in the cycle."""
    claims = completed(basis.program, cycle, basis.as_of)
    places = _places(each.place for each in claims)
    return Computed(Decimal(len(claims)), "claims", "approved claims", places)


def loop_closure_rate(basis: Basis, cycle: Cycle) -> Computed:
    """Feedback closed as delivered, declined or available, of all received in the cycle."""
    items = basis.cohort(cycle)
    closed = sum(item.state in ANSWERED for item in items)
    return _rate(closed, len(items), "items received", (item.place for item in items))


def median_days_to_tell(basis: Basis, cycle: Cycle) -> Computed:
    """Business days from decided or delivered to told, for each person, of the cycle's items."""
    items = basis.cohort(cycle)
    days = days_to_tell(items)
    median = nearest_rank(days, 50)
    value = None if median is None else Decimal(median)
    of = f"median of {len(days)} tellings, the untold at their age"
    return Computed(value, "business days", of, _places(item.place for item in items))


def influence_rate(basis: Basis, cycle: Cycle) -> Computed:
    """Delivered of decided among the cycle's items; duplicates and needs-info are left out."""
    decided = [i for i in basis.cohort(cycle) if i.outcome not in {None, "duplicate", "needs-info"}]
    part = sum(item.delivered is not None for item in decided)
    return _rate(part, len(decided), "items decided", (item.place for item in decided))


def relationship_gap(basis: Basis, cycle: Cycle) -> Computed:
    """The brand's share of working relationships less the influencers' share of them."""
    overall, _ = audit(basis.program, cycle.name, basis.as_of)
    unit = "percentage points"
    if few(overall.answered):
        why = "nobody answered" if not overall.answered else "fewer than five answered"
        return Computed(None, unit, why)
    of = f"{overall.claimed} less {overall.works} of {overall.answered} who answered"
    return Computed(decimal(overall.gap_tenths), unit, of)


def thanked_within_policy(basis: Basis, cycle: Cycle) -> Computed:
    """Approved claims that were thanked in time, of all approved ones that occurred."""
    found = thanked(basis.program, cycle, basis.as_of)
    places = (claim.place for claim in found.claims)
    return _rate(len(found.in_time), len(found.claims), "approved claims", places)


def retention_rate(basis: Basis, cycle: Cycle) -> Computed:
    """Members of the cycle's first day who are still members or on leave on its last."""
    first = on_stage(basis.program, cycle.start, "member")
    day = last_day(cycle, basis.as_of)
    stayed = set(on_stage(basis.program, day, "member", "on-leave")) & set(first)
    return _rate(len(stayed), len(first), "members of the first day", _profiles(basis, first))


def share_out_of_band(basis: Basis, cycle: Cycle) -> Computed:
    """Members whose relation is out of band on the last day, of those whose is not quiet."""
    relations = basis.then(cycle)
    members = on_stage(basis.program, relations.as_of, "member")
    judged = [each for each in (relations.of(person) for person in members) if each.band != QUIET]
    out = sum(each.out_of_band for each in judged)
    places = _profiles(basis, (each.id for each in judged if each.out_of_band))
    return _rate(out, len(judged), "members not quiet", places)


def referrals_won(basis: Basis, cycle: Cycle) -> Computed:
    """People sent to us by influencers who chose us in the cycle."""
    ended = [
        (each, found.ended.outcome)
        for each, found in referred(basis.program, basis.as_of)
        if each.kind == "referral"
        and found.ended is not None
        and found.ended.date <= basis.as_of
        and found.ended.date in cycle
    ]
    won = [each for each, outcome in ended if outcome == "won"]
    whole = f"{len(won)} won of {len(ended)} that ended"
    return Computed(Decimal(len(won)), "referrals", whole, _places(each.place for each in won))


def advised(basis: Basis, cycle: Cycle) -> Computed:
    """Times that influencers advised somebody who was about to choose, in the cycle."""
    given = referred(basis.program, basis.as_of)
    found = [each for each, _ in given if each.kind == "advice" and each.date in cycle]
    people = len({each.influencer for each in found})
    of = f"by {people} {'person' if people == 1 else 'people'}"
    return Computed(Decimal(len(found)), "times", of, _places(each.place for each in found))


COMPUTED: dict[str, Callable[[Basis, Cycle], Computed]] = {
    each.__name__: each
    for each in (
        active_members,
        participation_rate,
        missions_completed,
        loop_closure_rate,
        median_days_to_tell,
        influence_rate,
        relationship_gap,
        thanked_within_policy,
        retention_rate,
        share_out_of_band,
        referrals_won,
        advised,
    )
}
"""Computed KPIs by the name that `source: computed:<name>` has."""
