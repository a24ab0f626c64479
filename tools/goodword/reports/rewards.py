"""`goodword rewards`: the catalogue with prices, what is left, and what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.days import in_force
from goodword.ledger.stock import left_on
from goodword.reports.report import Field, Report, table

if TYPE_CHECKING:
    from goodword.model.redemption import Redemption
    from goodword.model.reward import Reward
    from goodword.snapshot import Snapshot


def _for(value: dict[str, Any]) -> str:
    """Whom a reward is for, in words."""
    return ", ".join([*value["tiers"], *value["regions"], *["NDA"] * value["nda"]]) or "everyone"


_FIELDS: tuple[Field[dict[str, Any]], ...] = (
    Field("id", "reward"),
    Field("name", "name"),
    Field("points", "points", "number"),
    Field("left", "left", "number"),
    Field("asked", "asked", "number"),
    Field("open", "open", "number"),
    Field("", "for", get=_for),
    Field("redeemable", "redeemable"),
)


def rewards_report(snapshot: Snapshot) -> Report:
    """Every reward on the snapshot's day, by id."""
    found = catalogue(snapshot)
    value = {"as_of": snapshot.as_of.isoformat(), "rewards": found}
    return Report(f"rewards, {snapshot.as_of}", (table(_FIELDS, found),), (), value)


def catalogue(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What JSON says of every reward on the snapshot's day, by id.

    `asked` counts requests ever, `open` those that wait for a decision or for fulfilment; `left`
    is empty where there is no stock and so no limit.
    """
    asked: dict[str, list[Redemption]] = {each: [] for each in snapshot.program.rewards}
    for redemption in snapshot.program.redemptions.values():
        if redemption.requested <= snapshot.as_of and redemption.reward in asked:
            asked[redemption.reward].append(redemption)
    rewards = snapshot.program.rewards.values()
    return [_value(snapshot, reward, asked[reward.id]) for reward in rewards]


def _value(snapshot: Snapshot, reward: Reward, asked: list[Redemption]) -> dict[str, Any]:
    day = snapshot.as_of
    cost = in_force(reward.cost, day)
    left = None
    if reward.stock:
        left = max(0, left_on(snapshot.program, snapshot.ledger.members, reward, day))
    return {
        "id": reward.id,
        "name": reward.name.first,
        "kind": reward.kind,
        "points": cost.points if cost else None,
        "left": left,
        "asked": sum(each.quantity for each in asked),
        "open": sum(each.quantity for each in asked if snapshot.redemption(each).waits),
        "tiers": list(cost.tiers) if cost else [],
        "regions": list(cost.regions) if cost else [],
        "nda": cost.nda if cost else False,
        "redeemable": cost is not None and day in reward.redeemable and left != 0,
        "path": reward.place.path,
    }
