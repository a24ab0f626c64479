"""A day stands before the one it must follow.

A promise is due, and kept, on or after the day it was made; an ask is answered on or after the day
it was asked; a sample is lent until the day it was given or later; an event and an incident end
after they begin; a record is made void on its own day or later; and what a department saw of a
person last was before it recorded its view. What becomes of claims, redemptions and feedback has
rules of its own.

Two things of one day are in order.

Mend the day that was entered wrongly; the message names the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.touchpoint import Ask, Gift, Promise
from goodword.relation.moments import changed, moment
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program
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


def _detail(touchpoint: Touchpoint) -> Iterator[_Pair]:
    place, day, detail = touchpoint.place, touchpoint.date, touchpoint.detail
    if isinstance(detail, Promise):
        yield _Pair(place.at("due"), "due on", detail.due, "it was made on", day)
        yield _Pair(place.at("kept"), "kept on", detail.kept, "it was made on", day)
    elif isinstance(detail, Ask):
        yield _Pair(place.at("answered"), "answered on", detail.answered, "it was asked on", day)
    elif isinstance(detail, Gift):
        yield _Pair(place.at("until"), "lent until", detail.until, "it was given on", day)


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
