"""A redemption does not pay the price of its day.

`points` is the price of all of `quantity`, by the version of the reward's cost in force on the
day of the request. That day lies in the reward's `redeemable` window.

Mend the points, or the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Requests whose points are not price times quantity, or that came outside the window."""
    rewards = snapshot.program.rewards
    for redemption in snapshot.program.redemptions.values():
        reward = rewards.get(redemption.reward)
        if reward is None:
            continue
        day = redemption.requested
        if day not in reward.redeemable:
            yield Finding(
                redemption.place.at("requested"),
                f"requested on {day}, when {reward.id} could not be redeemed",
                f"see redeemable in {reward.place.path}",
            )
        cost = in_force(reward.cost, day)
        if cost is None:
            yield Finding(
                redemption.place.at("points"),
                f"{reward.id} had no price on {day}, its first is from {reward.cost[0].from_}",
            )
        elif redemption.points != cost.points * redemption.quantity:
            each = f"{redemption.quantity} at {cost.points}" if redemption.quantity > 1 else "one"
            yield Finding(
                redemption.place.at("points"),
                f"points is {redemption.points}, but {each} cost"
                f"{'' if redemption.quantity > 1 else 's'} {cost.points * redemption.quantity}"
                f" on {day}",
                f"see {reward.place.path}",
            )


RULE = Rule("price", check, scope=Scope.FILE)
