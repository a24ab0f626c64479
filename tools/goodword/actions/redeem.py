"""Asking for a reward on somebody's behalf: price and terms are those of the day of request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.days import in_force
from goodword.edits.draft import Draft
from goodword.ledger.ledger import compute
from goodword.ledger.redeeming import judged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.model.reward import CostVersion
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Redeeming:
    """A request for a reward.

    Args:
        influencer: id of who asks.
        reward: its id.
        date: the day of the request.
        quantity: how many.
        at: the moment in UTC.
    """

    influencer: str
    reward: str
    date: date
    quantity: int = 1
    at: str | None = None


def redeem(snapshot: Snapshot, requests: Sequence[Redeeming], tree: Tree) -> Proposal:
    """New files for requests. What points, stock and terms do not cover the rules refuse."""
    program = snapshot.program
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    for request in requests:
        reward = program.rewards[request.reward]
        cost = in_force(reward.cost, request.date)
        if cost is None:
            message = f"{reward.id} has no price on {request.date}"
            hint = f"its first is from {reward.cost[0].from_}"
            problems.append(refusal(reward.place.path, message, hint))
            continue
        path = f"influencers/{request.influencer}/redemptions/{request.date}-{request.reward}.yml"
        path = draft.create(path, "redemption", _value(snapshot, request, cost))
        notes.append(f"{path} waits for goodword reward approve")
    if problems:
        return Proposal(problems=tuple(problems))
    people = tuple(sorted({each.influencer for each in requests}))
    return Proposal(draft.edits, people=people, notes=tuple(notes))


def _value(snapshot: Snapshot, request: Redeeming, cost: CostVersion) -> dict[str, Any]:
    value: dict[str, Any] = {"points": cost.points * request.quantity}
    if request.quantity != 1:
        value["quantity"] = request.quantity
    if request.at is not None:
        value["at"] = request.at
    if cost.tiers or cost.regions or cost.nda:
        same = request.date == snapshot.as_of
        ledger = snapshot.ledger if same else compute(snapshot.program, request.date)
        found = judged(snapshot.program, ledger, request.influencer, cost)
        kept = {
            "region": found.region,
            "tier": found.tier,
            "tiers": list(found.tiers),
            "regions": list(found.regions),
            "nda": found.nda,
        }
        value["judged"] = {key: each for key, each in kept.items() if each}
    return value
