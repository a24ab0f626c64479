"""Taking back what an approved claim gave: a reversal is added, the decision stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.approve import KEYS
from goodword.actions.judging import Proposal, refusal
from goodword.actions.settle import KEYS as REDEMPTION_KEYS
from goodword.edits.draft import Draft
from goodword.ledger.award import too_close
from goodword.ledger.claim_on import claim_on
from goodword.ledger.deciders import Refusal
from goodword.ledger.visible import award_on, decision_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.model.claim import Claim, Decision
    from goodword.model.plain import Shares
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Reversing:
    """A request to take points back.

    Args:
        claim: its path.
        by: staff id of who takes them back; never who approved.
        date: the day of the reversal.
        reason_code: see the schema.
        shares: points by influencer; empty for all that is left.
        second: staff id of the second person; needed for fraud.
        note: the reason in words, for the person.
        at: the moment in UTC.
    """

    claim: str
    by: str
    date: date
    reason_code: str
    shares: Shares = ()
    second: str | None = None
    note: str | None = None
    at: str | None = None


def reverse(snapshot: Snapshot, requests: Sequence[Reversing], tree: Tree) -> Proposal:
    """The edits that take points back, or why they may not be taken back.

    Before points are taken back for fraud, the open requests of those people are declined.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    people: set[str] = set()
    ended_already: set[str] = set()
    for request in requests:
        claim = snapshot.program.claims[request.claim]
        left = _left(snapshot, claim, request.date)
        shares = dict(request.shares) or {who: n for who, n in left.items() if n}
        found = list(dict.fromkeys(_refusals(snapshot, claim, request, shares, left)))
        problems += [refusal(request.claim, each.message, each.hint) for each in found]
        if found:
            continue
        people |= set(shares)
        draft.append_item(request.claim, ("reversals",), _value(request, shares), KEYS)
        if request.reason_code == "fraud":
            _decline_open(snapshot, request, shares, draft, ended_already)
    if problems:
        return Proposal(problems=tuple(problems))
    notes = tuple(f"{who} is told, with the reason, and may appeal once" for who in sorted(people))
    return Proposal(draft.edits, people=tuple(sorted(people)), notes=notes)


def _left(snapshot: Snapshot, claim: Claim, day: date) -> dict[str, int]:
    """What each person still has of a claim by all that is known, also after that day."""
    known = max(day, snapshot.as_of)
    return dict.fromkeys(claim.people, 0) | dict(claim_on(claim, known, snapshot.places).shares)


def _refusals(
    snapshot: Snapshot,
    claim: Claim,
    request: Reversing,
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
    return {decision.by} | ({decision.second.by} if decision.second else set())


def _second(snapshot: Snapshot, claim: Claim, request: Reversing) -> Iterator[Refusal]:
    second = request.second
    if request.reason_code == "fraud" and second is None:
        yield Refusal("fraud needs a second person", "name another staff id with --second")
    if second is not None and snapshot.program.same_person(second, request.by):
        yield Refusal(f'the second person is "{second}" too', "name another staff id")
    elif second is not None:
        yield from too_close(snapshot.program, claim, second, request.date)


def _value(request: Reversing, shares: dict[str, int]) -> dict[str, Any]:
    day = request.date.isoformat()
    value: dict[str, Any] = {"date": day}
    if request.at is not None:
        value["at"] = request.at
    value |= {"by": request.by, "shares": shares, "reason_code": request.reason_code}
    if request.second is not None:
        value["second"] = {"by": request.second, "date": day}
    if request.note is not None:
        value["note"] = request.note
    return value


def _decline_open(
    snapshot: Snapshot,
    request: Reversing,
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
            draft.set_value(path, ("declined",), value, REDEMPTION_KEYS)
