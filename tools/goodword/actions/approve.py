"""Deciding claims: the decision as the ledger computes it, written into the file of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import content, refusal, refusals
from goodword.edits import Edit, digest
from goodword.edits.revision import append_item, set_value
from goodword.ledger.appeals import answer, waiting_reversal
from goodword.ledger.award import Decided, Verdict
from goodword.ledger.in_turn import InTurn
from goodword.ledger.later import decide_later
from goodword.ledger.visible import waiting_later, with_decision
from goodword.model.claim import decision as read_decision
from goodword.model.mission import NORMAL
from goodword.model.shape import Part
from goodword.rules import evidence_reused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic, Pointer
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.rules.rule import Finding
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def approve(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that decide claims, in the order of submitting, or why they may not be made.

    Each decision is made in the knowledge of those before it.

    Args:
        snapshot: the program on a day that is not before the decision's.
        requests: a claim each, with what is said of it.
        tree: the files that the snapshot was read from.
    """
    program = snapshot.program
    deciding = InTurn(snapshot.ledger)
    asked = {each.subject: each for each in requests}
    verdicts = {path: _verdict(each) for path, each in asked.items()}
    anyway = any(each.get("anyway") for each in requests)
    reused = _reused(program, verdicts)
    edits: list[Edit] = []
    problems: list[Diagnostic] = []
    people: set[str] = set()
    notes: list[str] = []
    wanted = (program.claims[path] for path in verdicts)
    for claim in sorted(wanted, key=lambda each: each.order):
        path = claim.place.path
        verdict = verdicts[path]
        reversal = waiting_reversal(claim, verdict.date)
        if reversal is not None:
            found = refusals(path, answer(program, claim, reversal, verdict))
            problems += found
            pointer: Pointer = ("reversals", reversal, "appeal", "decision")
            value = _answered(asked[path], claim, reversal, verdict.outcome)
            edits += [] if found else [_edit(tree, path, pointer, value)]
            people |= set(claim.people)
            continue
        later = waiting_later(claim, verdict.date)
        if later is not None:
            grown = decide_later(program, snapshot.places, claim, later, verdict)
            if not isinstance(grown, Decided):
                problems += refusals(path, grown)
                continue
            edits.append(_grown(tree, asked[path], later, grown))
            people |= set(claim.people)
            continue
        decided = deciding.decide(claim, verdict, anyway=anyway)
        if not isinstance(decided, Decided):
            problems += refusals(path, decided)
            continue
        if path in reused and verdict.outcome == "approved":
            problems.append(refusal(path, reused[path].message, reused[path].hint))
            continue
        value = _entry(asked[path], decided)
        pointer = ("appeal", "decision") if decided.appeal else ("decision",)
        edits.append(_decided(tree, asked[path], decided, pointer, value))
        if decided.lacking:
            more = "one more decides" if decided.lacking == 1 else f"{decided.lacking} more decide"
            notes.append(f"{path} is not decided yet: {more} by saying the same")
            continue  # it gives nobody anything yet, so there is no effect to show
        people |= set(claim.people)
        decision = read_decision(value, claim.people)
        deciding.know(with_decision(claim, decision, appeal=decided.appeal))
    return proposal(problems, edits, people, notes)


def _verdict(request: Asked) -> Verdict:
    points = request.get("points")
    return Verdict(
        request.by,
        request.date,
        "declined" if request.verb.name == "decline" else "approved",
        request.get("quality") or NORMAL,
        request.second,
        request.get("reason"),
        request.get("reason_code") if points is None else "override",
        points,
        request.get("quantity"),
        bonus=tuple(request.get("bonus") or ()),
    )


def _reused(program: Program, verdicts: Mapping[str, Verdict]) -> dict[str, Finding]:
    """By path, the claims whose evidence an earlier one has, other than those declined here."""
    declined = {path for path, each in verdicts.items() if each.outcome == "declined"}
    if len(declined) == len(verdicts):
        return {}
    return {each.place.path: each for each in evidence_reused.reused(program, declined)}


def _edit(tree: Tree, path: str, pointer: Pointer, value: dict[str, Any]) -> Edit:
    data = content(tree, path)
    return Edit(path, digest(data), set_value(data, pointer, value, order("claim")))


def _decided(
    tree: Tree, request: Asked, found: Decided, pointer: Pointer, value: dict[str, Any]
) -> Edit:
    """The file with the decision, with the review of one of several, or with both."""
    data = before = content(tree, request.subject)
    if found.review:
        data = append_item(data, ("reviews",), _review(request, found), order("claim"))
    if not found.lacking:
        data = set_value(data, pointer, value, order("claim"))
    return Edit(request.subject, digest(before), data)


def _review(request: Asked, found: Decided) -> dict[str, Any]:
    """What one of several says, as its mapping."""
    value = {
        "by": request.by,
        "date": request.date.isoformat(),
        "outcome": found.outcome,
        "quality": found.quality if found.outcome == "approved" else None,
        "quantity": found.quantity,
        "stated": found.stated,
        "bonus": list(found.bonus),
        "reason": found.reason,
        "reason_code": found.reason_code,
    }
    return {key: value[key] for key in order("claim", "reviews") if value[key] not in (None, [])}


def _grown(tree: Tree, request: Asked, index: int, found: Decided) -> Edit:
    """The file with a decision on more of it, of which the quality is that of the claim."""
    value = _entry(request, found)
    value.pop("quality", None)
    data = content(tree, request.subject)
    keys = order("claim", "quantity_later")
    changed = set_value(data, ("quantity_later", index, "decision"), value, keys)
    return Edit(request.subject, digest(data), changed)


def _answered(request: Asked, claim: Claim, index: int, outcome: str) -> dict[str, Any]:
    """The answer to an appeal against a reversal; a granted one gives back what was taken."""
    back = sum(points for _, points in claim.reversals[index].shares)
    points = back if outcome == "approved" else None
    return request.entry(outcome=outcome, points=points, quality=None, reason_code=None)


def _entry(request: Asked, found: Decided) -> dict[str, Any]:
    """A decision as its mapping; of a decline only what says something."""
    given: dict[str, Any] = {"points": None, "quality": None}
    if found.review:
        given["by"] = list(found.by) if isinstance(found.by, tuple) else found.by
        given["judged"] = _written(found.judged) if found.judged else None
    if found.outcome == "approved":
        given |= {
            "points": found.points,
            "computed": found.computed,
            "shares": dict(found.shares),
            "capped_by": dict(found.capped_by),
            "quality": found.quality,
            "version": found.version.isoformat() if found.version else None,
            "judged": _written(found.judged) if found.judged else None,
            "quantity": found.quantity,
            "stated": found.stated,
            "bonus": list(found.bonus),
        }
    return request.entry(outcome=found.outcome, reason_code=found.reason_code, **given)


def _written(part: Part) -> dict[str, Any]:
    """A part of a claim as its mapping, without what says nothing."""
    found = {}
    for key in part.__struct_fields__:
        value = getattr(part, key)
        value = _written(value) if isinstance(value, Part) else value
        if value is not False and value not in (None, (), {}):
            found[key] = list(value) if isinstance(value, tuple) else value
    return found
