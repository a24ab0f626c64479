"""A reward was asked for by somebody who may not have it.

A reward may be for some tiers or regions, for people under an agreement, or a few for each
person in a cycle, a year or ever. The terms are those in force on the day of the request, and
what has no date of its own counts as `judged` keeps it. Requests that were ended do not count.

Mend it by declining the request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.redeeming import unmet
from goodword.ledger.spending import ended
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Open and fulfilled requests, by each term that was not met."""
    program = snapshot.program
    for redemption in program.redemptions.values():
        reward = program.rewards.get(redemption.reward)
        if reward is None or ended(redemption) or redemption.requested > snapshot.as_of:
            continue
        cost = in_force(reward.cost, redemption.requested)
        if cost is None or not (cost.for_some or cost.per_influencer):
            continue
        who = redemption.influencer
        if program.broken.touches(who) or not snapshot.knows(who):
            continue
        for each in unmet(snapshot.ledger, reward, redemption):
            place = redemption.place.at("requested")
            yield Finding(place, each.message, f"see {reward.place.path}")


RULE = Rule("reward-terms", check, points=True, scope=Scope.PERSON)
