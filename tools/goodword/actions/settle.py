"""What becomes of a request for a reward: granted, refused, taken back, given, returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.ledger.deciders import Refusal
from goodword.ledger.redemption_steps import signer
from goodword.ledger.spending import ended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.model.redemption import Redemption
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
        found = list(_refusals(snapshot, redemption, request))
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


def _refusals(snapshot: Snapshot, redemption: Redemption, request: Settling) -> Iterator[Refusal]:
    yield from _who(snapshot, redemption, request)
    yield from _when(redemption, request.date)
    end = ended(redemption)
    if end is not None:
        yield Refusal(f"already {end[0].replace('_', ' ')} on {end[1].date} by {end[1].by}")
    given, back = redemption.fulfilled, redemption.returned
    if request.step == "returned":
        if given is None and end is None:
            yield Refusal("not fulfilled, so it cannot come back", "a request is cancelled")
        elif back is not None:
            yield Refusal(f"already returned on {back.date}")
    elif given is not None:
        yield Refusal(f"already fulfilled on {given.date} by {given.by}", "what came back: return")
    elif request.step == "approved" and redemption.approved is not None:
        yield Refusal(f"already approved on {redemption.approved.date} by {redemption.approved.by}")
    elif request.step == "fulfilled" and redemption.approved is None and end is None:
        yield Refusal("not approved yet", "goodword reward approve comes first")
    if end is None:
        yield from _cover(snapshot, redemption, request)


def _who(snapshot: Snapshot, redemption: Redemption, request: Settling) -> Iterator[Refusal]:
    program, step = snapshot.program, request.step
    for each in signer(program, redemption, step, request.by, request.date):
        yield Refusal(each.message, each.hint)


def _when(redemption: Redemption, day: date) -> Iterator[Refusal]:
    if day < redemption.requested:
        yield Refusal(f"{day} is before it was requested, {redemption.requested}")
    for name in ("approved", "fulfilled"):
        earlier = getattr(redemption, name)
        if earlier is not None and day < earlier.date:
            yield Refusal(f"{day} is before it was {name}, {earlier.date}")


def _cover(snapshot: Snapshot, redemption: Redemption, request: Settling) -> Iterator[Refusal]:
    """What points or stock do not cover is only refused; what they cover is not out of funds."""
    account = snapshot.ledger.account(redemption.influencer)
    found = (account.refused or {}).get(redemption.place.path)
    if found is not None and request.step in ("approved", "fulfilled"):
        yield Refusal(
            f"{redemption.points} points for {redemption.reward} on {redemption.requested}"
            f" are not covered: {found[1]}",
            "decline it as out_of_funds or out_of_stock",
        )
    elif found is None and request.step == "out_of_funds":
        yield Refusal("its points cover it", "decline it without --as, or --as out_of_stock")
