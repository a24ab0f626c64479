"""A day stands before the one it must follow.

A promise is due, and kept, on or after the day it was made; an ask is answered on or after the day
it was asked; a sample is lent until the day it was given or later; an event and an incident end
after they begin; a record is made void on its own day or later; and what a department saw of a
person last was before it recorded its view. A span ends on the day on which it begins or later:
the window of a mission or a reward, somebody's time on staff, an agreement, a tier given by hand,
an opening balance that expires, a target after its baseline. Feedback is looked at again, and a
delivery becomes public, on the day of that step or later. What else becomes of claims, redemptions
and feedback has rules of its own.

Two things of one day are in order.

Mend the day that was entered wrongly; the message names the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.feedback import Decided, Delivered
from goodword.model.touchpoint import Adjustment, Ask, Gift, Promise
from goodword.relation.moments import changed, moment
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.strategy import Strategy
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


class _Pair(NamedTuple):
    """A day and the earlier one it follows, each with its words."""

    place: Place
    later: str
    day: date | None
    earlier: str
    after: date | None


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each day that is before the one it follows."""
    program = snapshot.program
    for pair in _pairs(program):
        if pair.day is not None and pair.after is not None and pair.day < pair.after:
            yield Finding(
                pair.place, f"{pair.later} {pair.day}, before {pair.earlier} {pair.after}"
            )
    yield from _spans(program)


def _pairs(program: Program) -> Iterator[_Pair]:
    yield from _windows(program)
    yield from _of_people(program)
    for touchpoint in program.touchpoints.values():
        if touchpoint.void:
            place = touchpoint.place.at("void", "date")
            yield _Pair(place, "void from", touchpoint.void.date, "it happened on", touchpoint.date)
        yield from _detail(touchpoint)
    for audit in program.audits.values():
        for index, view in enumerate(audit.brand):
            place = audit.place.at("brand", index, "recorded")
            last = view.last_two_way
            yield _Pair(place, "recorded on", view.recorded, "the last contact it names,", last)


def _windows(program: Program) -> Iterator[_Pair]:
    """What is open, reckoned, or put off from a day to a day."""
    for mission in program.missions.values():
        place = mission.place.at("closes")
        yield _Pair(place, "closes", mission.closes, "it opens,", mission.opens)
    for reward in program.rewards.values():
        for name, window in (("visible", reward.visible), ("redeemable", reward.redeemable)):
            place = reward.place.at(name, "to")
            yield _Pair(place, f"{name} to", window.to, "the day from which,", window.from_)
    if program.strategy is not None:
        yield from _targets(program.strategy)
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            place = item.place.at("steps", index)
            if isinstance(step, Decided):
                at = place.at("revisit")
                yield _Pair(at, "revisit on", step.revisit, "it was decided on", step.date)
            elif isinstance(step, Delivered):
                at = place.at("public")
                yield _Pair(at, "public from", step.public, "it was delivered on", step.date)


def _targets(strategy: Strategy) -> Iterator[_Pair]:
    for index, objective in enumerate(strategy.objectives):
        for number, kpi in enumerate(objective.kpis):
            place = strategy.place.at("objectives", index, "kpis", number, "target", "by")
            yield _Pair(place, "target by", kpi.target_by, "its baseline,", kpi.baseline_date)


def _of_people(program: Program) -> Iterator[_Pair]:
    """Time on staff, agreements, and tiers given by hand."""
    for index, staff in enumerate(program.settings.staff):
        place = program.settings.place.at("staff", index, "until")
        yield _Pair(place, "on staff until", staff.until, "the day from which,", staff.from_)
    for person in program.influencers.values():
        for index, nda in enumerate(person.nda):
            place = person.place.at("nda", index, "expires")
            yield _Pair(place, "expires", nda.expires, "it was signed on", nda.signed)
        for index, floor in enumerate(person.tier_floor):
            place = person.place.at("tier_floor", index, "until")
            yield _Pair(place, "until", floor.until, "the day from which,", floor.from_)


def _detail(touchpoint: Touchpoint) -> Iterator[_Pair]:
    place, day, detail = touchpoint.place, touchpoint.date, touchpoint.detail
    if isinstance(detail, Promise):
        yield _Pair(place.at("due"), "due on", detail.due, "it was made on", day)
        yield _Pair(place.at("kept"), "kept on", detail.kept, "it was made on", day)
    elif isinstance(detail, Ask):
        yield _Pair(place.at("answered"), "answered on", detail.answered, "it was asked on", day)
    elif isinstance(detail, Gift):
        yield _Pair(place.at("until"), "lent until", detail.until, "it was given on", day)
    elif isinstance(detail, Adjustment):
        yield _Pair(place.at("expires"), "expires", detail.expires, "it was given on", day)


def _spans(program: Program) -> Iterator[Finding]:
    """Events and incidents that end before they begin; a plain day means all of it."""
    ends = [(e.place, "ends", e.starts, e.ends, "starts") for e in program.events.values()]
    ends += [(i.place, "ended", i.began, i.ended, "began") for i in program.incidents.values()]
    zone = program.zone
    for place, word, start, end, begins in ends:
        if end is None or start == end or changed(start, zone) or changed(end, zone):
            continue  # of a minute that may be two another rule speaks
        if moment(end, zone, end=True) < moment(start, zone):
            yield Finding(place.at(word), f"{word} {end}, before it {begins}, {start}")


RULE = Rule("day-order", check)
