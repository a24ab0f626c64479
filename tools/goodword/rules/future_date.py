"""Something is recorded as done on a day that has not come yet.

Claims, decisions, questions, redemptions, steps of feedback, touchpoints, promises kept, asks
answered, views and answers of audits, incidents, measures, attendance and reversals are records of
what was done; a day after the one for which the program is computed is a slip, or a file out of
another time. Nobody has attended an event that has not begun. Plans have fields of their own:
`due`, `until`, `closes`, `announced`, and versions with a later `from`. `occurred` and `submitted`
of a claim may be one day ahead: somewhere in the world it is that day already.

Mend it by correcting the day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.model.plain import day
from goodword.model.redemption import ENDINGS
from goodword.model.touchpoint import Ask, Promise
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


AHEAD = timedelta(days=1)
"""How far a member's own day may be ahead of the program's."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each day after the snapshot's."""
    program, today = snapshot.program, snapshot.as_of
    ahead = today + AHEAD
    for claim in program.claims.values():
        # The common case first: of 100,000 claims hardly one has more than these two days.
        newest = claim.decision.date if claim.decision else claim.submitted
        if newest > today or claim.submitted > today or _has_more(claim):
            yield from _late(_done_by_them(claim), today, ahead)
            yield from _late(_claim(claim), today, today)
    yield from _late(_records(program), today, today)


def _has_more(claim: Claim) -> bool:
    return bool(claim.withdrawn or claim.appeal or claim.reversals or claim.questions)


def _late(days: Iterator[tuple[date | None, Place]], today: date, last: date) -> Iterator[Finding]:
    for each, place in days:
        if each is not None and each > last:
            yield Finding(place, f"{each} is after {today}, the day this was computed for")


def _done_by_them(claim: Claim) -> Iterator[tuple[date | None, Place]]:
    place = claim.place
    yield claim.occurred, place.at("occurred")
    if claim.submitted != claim.occurred:
        yield claim.submitted, place.at("submitted")


def _claim(claim: Claim) -> Iterator[tuple[date | None, Place]]:
    place = claim.place
    if claim.decision:
        yield claim.decision.date, place.at("decision", "date")
    if claim.withdrawn:
        yield claim.withdrawn, place.at("withdrawn", "date")
    if claim.appeal:
        yield claim.appeal.date, place.at("appeal", "date")
        if claim.appeal.decision:
            yield claim.appeal.decision.date, place.at("appeal", "decision", "date")
    for index, reversal in enumerate(claim.reversals):
        yield reversal.date, place.at("reversals", index, "date")
    for index, question in enumerate(claim.questions):
        yield question.asked, place.at("questions", index, "asked")
        yield question.answered, place.at("questions", index, "answered")


def _records(program: Program) -> Iterator[tuple[date | None, Place]]:
    for touchpoint in program.touchpoints.values():
        yield from _touchpoint(touchpoint)
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            yield step.date, item.place.at("steps", index, "date")
    for redemption in program.redemptions.values():
        yield from _redemption(redemption)
    for erasure in program.erasures.values():
        yield erasure.date, erasure.place.at("date")
    yield from _seen(program)


def _seen(program: Program) -> Iterator[tuple[date | None, Place]]:
    """What was observed: views and answers, attendance, incidents, figures."""
    for audit in program.audits.values():
        for index, view in enumerate(audit.brand):
            yield view.recorded, audit.place.at("brand", index, "recorded")
        if audit.answer:
            yield audit.answer.date, audit.place.at("answer", "date")
    for event in program.events.values():
        if event.attended:
            yield event.first_day, event.place.at("attended")
    for incident in program.incidents.values():
        yield day(incident.began[:10]), incident.place.at("began")
        for index, heard in enumerate(incident.heard):
            yield day(heard.date[:10]), incident.place.at("heard", index, "date")
    for measures in program.measures.values():
        for index, value in enumerate(measures.values):
            yield value.date, measures.place.at("values", index, "date")


def _touchpoint(touchpoint: Touchpoint) -> Iterator[tuple[date | None, Place]]:
    yield touchpoint.date, touchpoint.place.at("date")
    if touchpoint.void:
        yield touchpoint.void.date, touchpoint.place.at("void", "date")
    if isinstance(touchpoint.detail, Promise):
        yield touchpoint.detail.kept, touchpoint.place.at("kept")
    elif isinstance(touchpoint.detail, Ask):
        yield touchpoint.detail.answered, touchpoint.place.at("answered")


def _redemption(redemption: Redemption) -> Iterator[tuple[date | None, Place]]:
    yield redemption.requested, redemption.place.at("requested")
    for name in (*ENDINGS, "returned"):
        signed = getattr(redemption, name)
        if signed is not None:
            yield signed.date, redemption.place.at(name, "date")


RULE = Rule("future-date", check)
