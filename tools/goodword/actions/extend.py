"""Letting points last longer, as a touchpoint with its reason; it never shortens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from goodword.actions.adjust import by_hand
from goodword.actions.asked import proposal
from goodword.actions.judging import refusals
from goodword.edits.draft import Draft
from goodword.ledger.by_hand import Fault, extended, own_claims
from goodword.ledger.extending import idle
from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.source.trees import Tree


def extend(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """New touchpoints that lengthen."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for request in requests:
        path = f"influencers/{request.subject}/touchpoints/{request.date}-extension.yml"
        found = refusals(path, _refusals(snapshot, request))
        problems += found
        if not found:
            of = [*request.get("of")] or "all"
            draft.create(path, "touchpoint", request.entry(kind=request.part, of=of, date=None))
    return proposal(problems, draft.edits, [each.subject for each in requests])


def _refusals(snapshot: Snapshot, request: Asked) -> Iterator[Fault]:
    program = snapshot.program
    # How many points last longer is known once it is laid over: the rule judges that.
    yield from by_hand(program, request, "extensions", 0)
    until = dt.date.fromisoformat(request.said["until"])
    claims = own_claims(program, request.subject, request.get("of"))
    faults = [*extended(request.subject, claims, request.date, until)]
    yield from faults
    there = snapshot if request.date == snapshot.as_of else Snapshot(program, request.date)
    account = there.ledger.account(request.subject)
    why = idle(account.lots, request.get("of"), request.date, until)
    if why and not faults:
        yield Fault("until", f'of "{request.subject}" {why}')
