"""What differs between two programs of a day, so that all that is made from the rest is the same.

Unchanged files are the same objects in both (`load.Alike`), so that this is known without a look
into them. What depends on rules is taken from the other program only where its rules are equal.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.model.program import Program

_RULES = ("settings", "policies", "statements")
"""Rooms that say, for all missions alike, what counts on which day."""


def changed(some: Mapping[str, Any], others: Mapping[str, Any]) -> Iterator[Any]:
    """The records of either room that are not the same object in the other."""
    if some is not others:
        for one, other in ((some, others), (others, some)):
            yield from (each for key, each in one.items() if other.get(key) is not each)


def same_rules(one: Program, other: Program) -> bool:
    """Whether both have the same settings, policies and closed cycles."""
    return all(getattr(one, room) == getattr(other, room) for room in _RULES)


def other_missions(one: Program, other: Program) -> frozenset[str] | None:
    """Missions that are not the same in both, or whose claims are not; None where all may be."""
    if not same_rules(one, other):
        return None
    missions = {each.id for each in changed(one.missions, other.missions)}
    return frozenset(missions.union(each.mission for each in changed(one.claims, other.claims)))


def other_people(one: Program, other: Program) -> set[str] | None:
    """Who has records that are not the same in both; None where it may be everybody.

    Beside these, records depend on places that became free: see `Places.restored`.
    """
    if not same_rules(one, other) or one.missions != other.missions:
        return None
    found = set(one.influencers.keys() ^ other.influencers.keys())
    for each in changed(one.claims, other.claims):
        found.update(each.people)
    records = (changed(getattr(one, r), getattr(other, r)) for r in ("touchpoints", "redemptions"))
    found.update(each.influencer for each in chain.from_iterable(records))
    return found
