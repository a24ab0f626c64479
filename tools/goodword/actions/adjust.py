"""Giving or taking points by hand, as a touchpoint with its reason."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from goodword.actions.asked import proposal
from goodword.actions.judging import refusals
from goodword.edits.draft import Draft
from goodword.ledger.by_hand import Fault, Gesture, adjusted, faults
from goodword.model.claim import Second
from goodword.model.touchpoint import Adjustment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


_POINTS = ("points", "reason_code", "standing", "expires", "corrects", "summary")


def adjust(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """New touchpoints that give or take points; taking more than there is the rules refuse.

    One that is there already, on the same day with the same points and words, is not made again;
    each that is there answers for one of those asked.
    """
    draft = Draft(tree)
    there = _there(snapshot.program)
    again: list[str] = []
    problems: list[Diagnostic] = []
    for request in requests:
        said = map(request.said.get, _POINTS)
        made = there[(request.subject, request.by, request.date, request.second, *said)]
        if made:
            again.append(made.pop(0))
            continue
        path = f"influencers/{request.subject}/touchpoints/{request.date}-adjustment.yml"
        found = refusals(path, _refusals(snapshot.program, request))
        problems += found
        if not found:
            draft.create(path, "touchpoint", request.entry(kind=request.part, date=None))
    notes = [f"{path} says so already; other words (--summary) make another" for path in again]
    return proposal(problems, draft.edits, [each.subject for each in requests], notes)


def _there(program: Program) -> defaultdict[tuple[Any, ...], list[str]]:
    """The paths of what was given or taken already, by what would have asked for it."""
    there: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)
    for each in program.touchpoints.values():
        detail = each.detail
        if not isinstance(detail, Adjustment) or each.void_by(dt.date.max) or each.by is None:
            continue
        second = detail.second.by if detail.second else None
        standing = None if detail.standing else False
        expires = detail.expires.isoformat() if detail.expires else None
        said = (detail.points, detail.reason_code, standing, expires, detail.corrects)
        asked = (each.influencer, each.by, each.date, second, *said, each.summary)
        there[asked].append(each.place.path)
    return there


def _refusals(program: Program, request: Asked) -> Iterator[Fault]:
    points = request.said["points"]
    yield from by_hand(program, request, "points by hand", points)
    if points == 0:
        yield Fault("points", "0 points change nothing", "say how many, negative ones are taken")
    expires = request.get("expires")
    last = dt.date.fromisoformat(expires) if expires else None
    yield from adjusted(points, request.said["reason_code"], last)


def by_hand(program: Program, request: Asked, what: str, points: int) -> Iterator[Fault]:
    """Why somebody may not do that to a person's points.

    Args:
        program: what the files say.
        request: with the person, who does it and who agrees.
        what: the word for it.
        points: how many are given or taken.
    """
    other = Second(request.second, request.date) if request.second else None
    gesture = Gesture(request.subject, request.by, request.date, what, points, other)
    yield from faults(program, gesture)
