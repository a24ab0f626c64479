"""Letting points last longer, as a touchpoint with its reason; it never shortens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.ledger.by_hand import Gesture, extended, faults
from goodword.model.claim import Second

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Extending:
    """A later last day for points.

    Args:
        influencer: whose.
        by: staff id of who does it.
        date: the day.
        until: the last day on which they can be spent.
        reason: why, in words.
        claims: paths of the claims whose points are meant; none means all.
        second: staff id of who else agrees; needed above `escalate_above`.
        at: the time of day in UTC.
    """

    influencer: str
    by: str
    date: dt.date
    until: dt.date
    reason: str
    claims: tuple[str, ...] = ()
    second: str | None = None
    at: str | None = None


def extend(snapshot: Snapshot, requests: Sequence[Extending], tree: Tree) -> Proposal:
    """New touchpoints that lengthen."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for request in requests:
        path = f"influencers/{request.influencer}/touchpoints/{request.date}-extension.yml"
        found = list(_refusals(snapshot.program, request))
        problems += [refusal(path, *each) for each in found]
        if not found:
            draft.create(path, "touchpoint", _value(request))
    if problems:
        return Proposal(problems=tuple(problems))
    people = tuple(sorted({each.influencer for each in requests}))
    return Proposal(draft.edits, people=people)


def _refusals(program: Program, request: Extending) -> Iterator[tuple[str, str]]:
    day = request.date
    second = Second(request.second, day) if request.second else None
    # How many points last longer is known once it is laid over: the rule judges that.
    gesture = Gesture(request.influencer, request.by, day, "extensions", 0, second)
    for each in faults(program, gesture):
        yield each.message, each.hint
    claims = [program.claims[path] for path in request.claims]
    for each in extended(request.influencer, claims, day, request.until):
        yield each.message, each.hint


def _value(request: Extending) -> dict[str, Any]:
    of = [_reference(path) for path in request.claims]
    value: dict[str, Any] = {
        "kind": "extension",
        "of": of or "all",
        "until": request.until.isoformat(),
        "reason": request.reason,
        "by": request.by,
    }
    if request.at is not None:
        value["at"] = request.at
    if request.second is not None:
        value["second"] = {"by": request.second, "date": request.date.isoformat()}
    return value


def _reference(path: str) -> str:
    """A claim as records name it: `write-a-guide/2026-11-02-ana`."""
    _, mission, _, name = path.split("/")
    return f"{mission}/{name.removesuffix('.yml')}"
