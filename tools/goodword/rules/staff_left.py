"""Something is recorded as done by, or given to, somebody who had left the staff by then.

Contacts and other touchpoints, steps of feedback, moves to another stage, views and answers of an
audit, reviews and tellings of a term and lines put off are the work of people on staff on that day.
An item is triaged to an owner who is still there, and who agrees to a gift is still there too.
`until` of a member of staff is the last day included. Who came only later may stand in records of
before: whoever brought them over is named there. Claims, redemptions and points given by hand have
rules of their own.

Mend it by naming who really did it, or by the day on which they really left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.feedback import Triaged
from goodword.model.touchpoint import Gift
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


class _Act(NamedTuple):
    """Something done on a day, by whom, and the place of their id."""

    by: str | None
    day: date
    place: Place
    verb: str = "done by"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each act of somebody who was gone."""
    program = snapshot.program
    gone: dict[str | None, date] = {
        each.id: each.until for each in program.settings.staff if each.until is not None
    }
    if not gone:
        return
    for act in _acts(program, gone):
        until = gone.get(act.by)
        if until is not None and until < act.day:
            yield Finding(
                act.place,
                f"{act.verb} {act.by} on {act.day}, who had left the staff on {until}",
                "name who did it, or correct until in program/program.yml",
            )


def _acts(program: Program, gone: Iterable[str | None]) -> Iterator[_Act]:
    yield from _touchpoints(program, frozenset(gone))
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            place = item.place.at("steps", index)
            yield _Act(step.by, step.date, place.at("by"))
            if isinstance(step, Triaged):
                yield _Act(step.owner, step.date, place.at("owner"), "triaged to")
    for person in program.influencers.values():
        for index, entry in enumerate(person.history):
            yield _Act(entry.by, entry.date, person.place.at("history", index, "by"))
    yield from _audits(program)
    yield from _terms(program)
    for thing in program.putting_off:
        for index, each in enumerate(thing.snoozed):
            place = thing.place.at("snoozed", index, "by")
            yield _Act(each.by, each.date, place, "put off by")


def _touchpoints(program: Program, leavers: frozenset[str | None]) -> Iterator[_Act]:
    for each in program.touchpoints.values():
        if each.kind in {"adjustment", "extension"}:
            continue
        if each.by in leavers and each.by != each.influencer:
            yield _Act(each.by, each.date, each.place.at("by"))
        if isinstance(each.detail, Gift) and each.detail.second:
            second = each.detail.second
            place = each.place.at("second", "by")
            yield _Act(second.by, second.date or each.date, place, "agreed to by")
        if each.void:
            yield _Act(each.void.by, each.void.date, each.place.at("void", "by"))


def _audits(program: Program) -> Iterator[_Act]:
    for audit in program.audits.values():
        for index, view in enumerate(audit.brand):
            yield _Act(view.by, view.recorded, audit.place.at("brand", index, "by"))
        if audit.answer:
            place = audit.place.at("answer", "collected_by")
            yield _Act(audit.answer.collected_by, audit.answer.date, place, "collected by")


def _terms(program: Program) -> Iterator[_Act]:
    for term in program.terms.values():
        if term.review:
            yield _Act(term.review.by, term.review.date, term.place.at("review", "by"))
        for index, each in enumerate(term.told):
            yield _Act(each.by, each.date, term.place.at("told", index, "by"))


RULE = Rule("staff-left", check, scope=Scope.FILE)
