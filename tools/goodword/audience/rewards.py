"""The catalogue as members may have it; to the public it is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.tier_names import names_on
from goodword.audience.view import PriceChange, RewardView
from goodword.audience.words import shown, shown_or_none
from goodword.days import in_force
from goodword.ledger.stock import left_on

if TYPE_CHECKING:
    from goodword.audience.view import Words
    from goodword.model.program import Program
    from goodword.model.reward import Reward
    from goodword.snapshot import Snapshot


def rewards(snapshot: Snapshot, audience: str) -> tuple[RewardView, ...]:
    """Rewards that are visible on the snapshot's day, by price, then id."""
    if audience == "public":
        return ()
    views = [
        _reward(snapshot, each)
        for each in snapshot.program.rewards.values()
        if audience == "staff" or snapshot.as_of in each.visible
    ]
    return tuple(sorted(views, key=lambda view: (view.points is None, view.points or 0, view.id)))


def _reward(snapshot: Snapshot, reward: Reward) -> RewardView:
    program, day = snapshot.program, snapshot.as_of
    cost = in_force(reward.cost, day)
    left = None
    if reward.stock:
        left = max(0, left_on(program, snapshot.ledger.members, reward, day))
    return RewardView(
        id=reward.id,
        name=shown(reward.name, program),
        summary=shown_or_none(reward.summary, program),
        kind=reward.kind,
        points=cost.points if cost else None,
        left=left,
        tiers=_tiers(snapshot, cost.tiers) if cost else (),
        regions=cost.regions if cost else (),
        nda=cost.nda if cost else False,
        some=bool(cost and cost.segments),
        limit=cost.per_influencer.limit if cost and cost.per_influencer else None,
        every=cost.per_influencer.every if cost and cost.per_influencer else "ever",
        opens=reward.redeemable.from_,
        closes=reward.redeemable.to,
        redeemable=cost is not None and day in reward.redeemable and left != 0,
        changes=tuple(
            PriceChange(each.from_, each.announced, each.points)
            for each in reward.cost
            if each.from_ > day and each.announced is not None and each.announced <= day
        ),
    )


def _tiers(snapshot: Snapshot, ids: tuple[str, ...]) -> tuple[Words, ...]:
    program: Program = snapshot.program
    names = names_on(program, snapshot.as_of)
    return tuple(names.get(each, {program.settings.languages[0]: each}) for each in ids)
