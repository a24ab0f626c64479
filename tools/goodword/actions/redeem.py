"""Asking for a reward on somebody's behalf: price and terms are those of the day of request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import proposal
from goodword.actions.judging import refusal
from goodword.days import in_force
from goodword.edits.draft import Draft
from goodword.ledger.ledger import compute
from goodword.ledger.redeeming import judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.reward import CostVersion
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def redeem(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """New files for requests. What points, stock and terms do not cover the rules refuse."""
    program = snapshot.program
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    for request in requests:
        reward = program.rewards[request.steer["reward"]]
        cost = in_force(reward.cost, request.date)
        if cost is None:
            message = f"{reward.id} has no price on {request.date}"
            hint = f"its first is from {reward.cost[0].from_}"
            problems.append(refusal(reward.place.path, message, hint))
            continue
        path = f"influencers/{request.subject}/redemptions/{request.date}-{reward.id}.yml"
        path = draft.create(path, "redemption", _entry(snapshot, request, cost))
        notes.append(f"{path} waits for goodword reward approve")
    return proposal(problems, draft.edits, [each.subject for each in requests], notes)


def _entry(snapshot: Snapshot, request: Asked, cost: CostVersion) -> dict[str, Any]:
    quantity: int = request.said["quantity"]
    terms: dict[str, Any] = {}
    if cost.for_some:
        same = request.date == snapshot.as_of
        people = snapshot.people
        ledger = snapshot.ledger if same else compute(snapshot.program, request.date, people=people)
        found = judged(ledger, request.subject, cost, request.date)
        terms = {
            "region": found.region,
            "tier": found.tier,
            "tiers": list(found.tiers),
            "regions": list(found.regions),
            "nda": found.nda,
            "segments": list(found.segments),
            "within": list(found.within),
        }
    return request.entry(
        points=cost.points * quantity,
        quantity=quantity if quantity > 1 else None,
        judged={key: each for key, each in terms.items() if each},
    )
