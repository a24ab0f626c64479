"""Somebody is named beside themselves: in `with`, in `referred_by`, or in `relations`.

A claim is done with others, a relation is to another person, and nobody brought themselves to the
program, also not by way of others who were brought by them. Who is both an influencer and on staff
is one person under both ids.

Mend it by taking the id out, or by writing the one that was meant.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from goodword.relation.referrals import circles
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each place where a person stands beside themselves."""
    program = snapshot.program
    for claim in program.claims.values():
        if claim.with_:
            yield from _together(program, claim)
    rings = circles(program)
    for person in program.influencers.values():
        yield from _relations(program, person)
        ring = rings.get(person.id)
        if ring is None:
            continue
        place = person.place.at("referred_by")
        if len(ring) == 1:
            yield Finding(
                place, f"{person.id} is referred by {person.id}: nobody brings themselves"
            )
        else:
            way = ", ".join(f"{one} by {other}" for one, other in itertools.pairwise(ring))
            yield Finding(place, f"a circle: {way}, {ring[-1]} by {person.id} were referred")


def _together(program: Program, claim: Claim) -> Iterator[Finding]:
    named = [claim.influencer]
    for index, each in enumerate(claim.with_):
        if any(program.same_person(each, other) for other in named):
            yield Finding(
                claim.place.at("with", index),
                f"{each} is one of the claim's people already, with names the others",
                f"leave {each} out",
            )
        named.append(each)


def _relations(program: Program, person: Profile) -> Iterator[Finding]:
    for index, each in enumerate(person.relations):
        other = each.influencer or each.staff
        if other is not None and program.same_person(other, person.id):
            yield Finding(
                person.place.at("relations", index),
                f"{person.id} has a relation to {other}, who is the same person",
                "name another; staff says which id of staff is theirs" if each.staff else "",
            )


RULE = Rule("oneself", check, scope=Scope.PERSON)
