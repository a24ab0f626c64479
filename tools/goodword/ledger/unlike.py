"""What differs between two programs of a day, so that all that is made from the rest is the same.

Unchanged files are the same objects in both (`load.Alike`), so that this is known without a look
into them. What depends on rules is taken from the other program only where its rules are equal.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from goodword.ledger.sharing import shared_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.model.mission import Mission
    from goodword.model.program import Program

_RULES = ("settings", "policies", "groups", "statements")
"""Rooms that say, for all missions alike, what counts on which day."""


def changed(some: Mapping[str, Any], others: Mapping[str, Any]) -> Iterator[Any]:
    """The records of either room that are not the same object in the other."""
    if some is not others:
        for one, other in ((some, others), (others, some)):
            yield from (each for key, each in one.items() if other.get(key) is not each)


def same_rules(one: Program, other: Program) -> bool:
    """Whether both have the same settings, policies, groups and closed cycles."""
    return all(getattr(one, room) == getattr(other, room) for room in _RULES)


def other_terms(one: Program, other: Program) -> set[str]:
    """Missions by whose terms a decided claim may count otherwise than in the other program.

    What a mission is worth, and all that is said of it, are read when a claim is decided and
    stand in the decision from then on: accounts and places depend on its limits and its days.
    """
    rooms = one.missions, other.missions
    some, others = ({key: _terms(each) for key, each in room.items()} for room in rooms)
    return {key for key in some.keys() | others.keys() if some.get(key) != others.get(key)}


def _terms(mission: Mission) -> list[tuple[Any, ...]]:
    return [(each.from_, each.limits, each.maturation_days) for each in mission.points]


def other_missions(one: Program, other: Program) -> frozenset[str] | None:
    """Missions whose terms or claims are not the same in both; None where all may be."""
    if not same_rules(one, other):
        return None
    rooms = (changed(one.claims, other.claims), changed(one.lined, other.lined))
    claims = (each.mission for each in chain.from_iterable(rooms))
    return frozenset(other_terms(one, other).union(claims))


def other_people(one: Program, other: Program) -> set[str] | None:
    """Who has records that are not the same in both; None where it may be everybody.

    Beside these, records depend on places that became free: see `Places.restored`.
    """
    if not same_rules(one, other) or other_terms(one, other):
        return None
    found = set(one.influencers.keys() ^ other.influencers.keys())
    for each in changed(one.claims, other.claims):
        found.update(each.people, shared_with(each))
    records = (changed(getattr(one, r), getattr(other, r)) for r in ("touchpoints", "redemptions"))
    found.update(each.influencer for each in chain.from_iterable(records))
    return found
