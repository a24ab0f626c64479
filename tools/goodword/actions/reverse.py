"""Taking back what an approved claim gave: a reversal is added, the decision stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusals
from goodword.edits.draft import Draft
from goodword.ledger.award import too_close
from goodword.ledger.claim_on import claim_on
from goodword.ledger.deciders import Refusal
from goodword.ledger.visible import award_on, decision_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.claim import Claim, Decision
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def reverse(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that take points back, or why they may not be taken back.

    Before points are taken back for fraud, the open requests of those people are declined.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    people: set[str] = set()
    ended_already: set[str] = set()
    for request in requests:
        claim = snapshot.program.claims[request.subject]
        left = _left(snapshot, claim, request.date)
        shares = request.get("shares") or {who: n for who, n in left.items() if n}
        found = refusals(
            request.subject, dict.fromkeys(_refusals(snapshot, claim, request, shares, left))
        )
        problems += found
        if found:
            continue
        people |= set(shares)
        value = request.entry(shares=shares)
        draft.append_item(request.subject, ("reversals",), value, order("claim"))
        if request.said["reason_code"] == "fraud":
            _decline_open(snapshot, request, shares, draft, ended_already)
    notes = (f"{who} is told, with the reason, and may appeal once" for who in sorted(people))
    return proposal(problems, draft.edits, people, notes)


def _left(snapshot: Snapshot, claim: Claim, day: date) -> dict[str, int]:
    """What each person still has of a claim by all that is known, also after that day."""
    known = max(day, snapshot.as_of)
    return dict.fromkeys(claim.people, 0) | dict(claim_on(claim, known, snapshot.places).shares)


def _refusals(
    snapshot: Snapshot,
    claim: Claim,
    request: Asked,
    shares: dict[str, int],
    left: dict[str, int],
) -> Iterator[Refusal]:
    day = request.date
    decision = award_on(claim, day)
    if decision is None:
        yield Refusal("not approved, so there are no points to take back")
        return
    yield from too_close(snapshot.program, claim, request.by, day)
    approvers = _approvers(claim, day)
    for person in (request.by, request.second):
        if person and any(snapshot.program.same_person(person, each) for each in approvers):
            yield Refusal(f"{person} approved this claim; somebody else reverses")
    yield from _second(snapshot, claim, request)
    for who, points in shares.items():
        if who not in claim.people:
            yield Refusal(f'"{who}" is not one of its people', f"they are {claim.people}")
        elif points > left.get(who, 0):
            yield Refusal(f"{points} to be taken back from {who}, who has {left.get(who, 0)} of it")
    if not shares:
        yield Refusal("nothing of its points is left to take back")


def _approvers(claim: Claim, day: date) -> set[str]:
    decision: Decision | None = decision_on(claim, day)
    if decision is None:
        return set()
    return {*decision.deciders, *([decision.second.by] if decision.second else ())}


def _second(snapshot: Snapshot, claim: Claim, request: Asked) -> Iterator[Refusal]:
    second = request.second
    if request.said["reason_code"] == "fraud" and second is None:
        yield Refusal("fraud needs a second person", "name another staff id with --second")
    if second is not None and snapshot.program.same_person(second, request.by):
        yield Refusal(f'the second person is "{second}" too', "name another staff id")
    elif second is not None:
        yield from too_close(snapshot.program, claim, second, request.date)


def _decline_open(
    snapshot: Snapshot,
    request: Asked,
    shares: dict[str, int],
    draft: Draft,
    done: set[str],
) -> None:
    for person in shares:
        for each in snapshot.program.redemptions_of.get(person, ()):
            path = each.place.path
            waits = snapshot.redemption(each).waits
            if each.requested > request.date or not waits or path in done:
                continue
            done.add(path)
            value = {"date": request.date.isoformat(), "by": request.by}
            draft.set_value(path, ("declined",), value, order("redemption"))
