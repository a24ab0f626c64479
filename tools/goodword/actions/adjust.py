"""Giving or taking points by hand, as a touchpoint with its reason."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.ledger.by_hand import Gesture, adjusted, faults
from goodword.model.claim import Second
from goodword.model.touchpoint import Adjustment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Adjusting:
    """Points to be given or taken.

    Args:
        influencer: whose.
        by: staff id of who does it.
        date: the day.
        points: of either sign, not 0.
        reason_code: opening, goodwill or correction.
        standing: whether they count for tier and leaderboard too.
        expires: last day on which they can be spent; for opening balances.
        corrects: the record that was wrong, as `write-a-guide/2026-11-02-ana`.
        summary: why, in words.
        second: staff id of who else agrees; needed above `escalate_above`.
        at: the time of day in UTC.
    """

    influencer: str
    by: str
    date: dt.date
    points: int
    reason_code: str
    standing: bool = True
    expires: dt.date | None = None
    corrects: str | None = None
    summary: str | None = None
    second: str | None = None
    at: str | None = None


def adjust(snapshot: Snapshot, requests: Sequence[Adjusting], tree: Tree) -> Proposal:
    """New touchpoints that give or take points; taking more than there is the rules refuse.

    One that is there already, on the same day with the same points and words, is not made again;
    each that is there answers for one of those asked.
    """
    draft = Draft(tree)
    there = _there(snapshot.program)
    again: list[str] = []
    problems: list[Diagnostic] = []
    for request in requests:
        made = there[replace(request, at=None)]
        if made:
            again.append(made.pop(0))
            continue
        path = f"influencers/{request.influencer}/touchpoints/{request.date}-adjustment.yml"
        found = list(_refusals(snapshot.program, request))
        problems += [refusal(path, *each) for each in found]
        if not found:
            draft.create(path, "touchpoint", _value(request))
    if problems:
        return Proposal(problems=tuple(problems))
    people = tuple(sorted({each.influencer for each in requests}))
    notes = [f"{path} says so already; other words (--summary) make another" for path in again]
    return Proposal(draft.edits, people=people, notes=tuple(notes))


def _there(program: Program) -> defaultdict[Adjusting, list[str]]:
    """The paths of what was given or taken already, by what would have asked for it."""
    there: defaultdict[Adjusting, list[str]] = defaultdict(list)
    for each in program.touchpoints.values():
        detail = each.detail
        if not isinstance(detail, Adjustment) or each.void_by(dt.date.max) or each.by is None:
            continue
        asked = Adjusting(
            each.influencer,
            each.by,
            each.date,
            detail.points,
            detail.reason_code,
            detail.standing,
            detail.expires,
            detail.corrects,
            each.summary,
            detail.second.by if detail.second else None,
        )
        there[asked].append(each.place.path)
    return there


def _refusals(program: Program, request: Adjusting) -> Iterator[tuple[str, str]]:
    yield from _who(program, request)
    if request.points == 0:
        yield "0 points change nothing", "say how many, negative ones are taken"
    for each in adjusted(request.points, request.reason_code, request.expires):
        yield each.message, each.hint


def _who(program: Program, request: Adjusting) -> Iterator[tuple[str, str]]:
    day = request.date
    second = Second(request.second, day) if request.second else None
    who, what = request.influencer, "points by hand"
    gesture = Gesture(who, request.by, day, what, request.points, second)
    for each in faults(program, gesture):
        yield each.message, each.hint


def _value(request: Adjusting) -> dict[str, Any]:
    value: dict[str, Any] = {
        "kind": "adjustment",
        "points": request.points,
        "reason_code": request.reason_code,
    }
    if not request.standing:
        value["standing"] = False
    if request.expires is not None:
        value["expires"] = request.expires.isoformat()
    if request.corrects is not None:
        value["corrects"] = request.corrects
    if request.at is not None:
        value["at"] = request.at
    value["by"] = request.by
    if request.second is not None:
        value["second"] = {"by": request.second, "date": request.date.isoformat()}
    if request.summary is not None:
        value["summary"] = request.summary
    return value
