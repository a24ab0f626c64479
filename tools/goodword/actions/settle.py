"""What becomes of a request for a reward: granted, refused, taken back, given, returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.ledger.redemption_steps import Step, may_not_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

KEYS = (
    *("points", "quantity", "approved", "fulfilled", "declined", "cancelled"),
    *("out_of_stock", "out_of_funds", "returned"),
    *("at", "requested", "reward", "influencer", "judged", "snoozed"),
)
"""The keys of a redemption in the order in which they stand in its file."""
REFUSED = ("declined", "out_of_stock", "out_of_funds")
"""How we end a request without giving anything."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What becomes of a request.

    Args:
        redemption: its path.
        step: `approved`, `fulfilled`, `returned`, `cancelled` or one of `REFUSED`.
        by: staff id of who records it; for `cancelled` also the influencer's own.
        date: the day.
        restocked: of what is returned: it went back on the shelf.
    """

    redemption: str
    step: str
    by: str
    date: date
    restocked: bool = False


def settle(snapshot: Snapshot, requests: Sequence[Settling], tree: Tree) -> Proposal:
    """The edits that record it, or why it may not be so.

    What is handed out at once (`fulfilment: automatic`) is fulfilled when it is approved.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    people = set()
    for request in requests:
        path = request.redemption
        redemption = snapshot.program.redemptions[path]
        account = snapshot.ledger.account(redemption.influencer)
        asked = Step(request.step, request.by, request.date)
        found = list(may_not_record(snapshot.program, redemption, asked, account))
        problems += [refusal(path, each.message, each.hint) for each in found]
        if found:
            continue
        people.add(redemption.influencer)
        value: dict[str, Any] = {"date": request.date.isoformat(), "by": request.by}
        if request.step == "returned" and request.restocked:
            value["restocked"] = True
        draft.set_value(path, (request.step,), value, KEYS)
        reward = snapshot.program.rewards.get(redemption.reward)
        if request.step == "approved" and reward and reward.fulfilment == "automatic":
            draft.set_value(path, ("fulfilled",), value, KEYS)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits, people=tuple(sorted(people)))
