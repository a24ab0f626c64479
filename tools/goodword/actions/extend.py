"""Letting points last longer, as a touchpoint with its reason; it never shortens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal, too_near
from goodword.edits.draft import Draft

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
    """

    influencer: str
    by: str
    date: dt.date
    until: dt.date
    reason: str
    claims: tuple[str, ...] = ()


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
    yield from too_near(program, request.by, request.influencer, request.date)
    if request.until <= request.date:
        yield f"until is {request.until}, expected a day after {request.date}", ""
    for path in request.claims:
        claim = program.claims[path]
        if request.influencer not in claim.people:
            yield f'"{request.influencer}" is not one of the people of {path}', ""
        elif claim.decision is None:
            yield f"{path} is not decided, so it has no points to extend", ""


def _value(request: Extending) -> dict[str, Any]:
    of = [_reference(path) for path in request.claims]
    return {
        "kind": "extension",
        "of": of or "all",
        "until": request.until.isoformat(),
        "reason": request.reason,
        "by": request.by,
    }


def _reference(path: str) -> str:
    """A claim as records name it: `write-a-guide/2026-11-02-ana`."""
    _, mission, _, name = path.split("/")
    return f"{mission}/{name.removesuffix('.yml')}"
