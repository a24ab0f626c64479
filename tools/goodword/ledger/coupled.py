"""What couples the points of people: limits of missions and groups, and rewards in stock.

Where nothing of it touches a person, their account follows from their own records alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.claim_on import stands_alone
from goodword.ledger.groups import shared_by_all, together_with
from goodword.ledger.lines import SHARED
from goodword.ledger.sharing import shared_with

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from goodword.model.program import Program


def crowded(program: Program, people: Collection[str]) -> frozenset[str]:
    """Missions of which all claims have to be known: a limit cut a claim of these people there.

    Whether a cut share comes back, and when, depends on everybody who holds a place. A claim that
    no limit cut keeps its points, whatever becomes of others.

    Args:
        program: with all claims of these people.
        people: whose points are asked for.
    """
    cut = {
        claim.mission
        for claim in program.claims.values()
        if not stands_alone(claim) and not {*people}.isdisjoint(claim.people)
    }
    return frozenset(together_with(program, cut))


def limited_for_all(program: Program, missions: Collection[str]) -> frozenset[str]:
    """Those of the missions that ever had a limit which everybody shares, of a group or their own.

    With them all whose points depend on theirs: who has a place in one may have been given it back.
    """
    found = {
        name
        for name in missions
        if name in program.missions
        and (
            any(not SHARED.isdisjoint(version.limits) for version in program.missions[name].points)
            or shared_by_all(program, name)
        )
    }
    return frozenset(together_with(program, found) & program.missions.keys())


def stocked(program: Program, people: Collection[str]) -> frozenset[str]:
    """Rewards of which all requests have to be known: these people asked for some of a stock.

    Args:
        program: with all rewards, and all requests of these people.
        people: whose points are asked for.
    """
    asked = {each.reward for each in program.redemptions.values() if each.influencer in people}
    return frozenset(each for each in asked & program.rewards.keys() if program.rewards[each].stock)


def sharers(program: Program, paths: Iterable[str]) -> Iterator[str]:
    """All to whom claims give points, or of whom they take some, whether they are there or not.

    Args:
        program: what the files say.
        paths: of claims; others are passed over.
    """
    for path in paths:
        claim = program.claims.get(path)
        if claim is not None:
            yield from shared_with(claim)
