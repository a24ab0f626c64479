"""Signals: what our people said in the open, how soon it was settled, and when they first heard."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.loops.told import counts
from goodword.loops.visible import Record
from goodword.model.policies import PoliciesVersion
from goodword.model.touchpoint import Answer
from goodword.relation.given import stands
from goodword.relation.moments import hours_between, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.signal import Signal
    from goodword.model.touchpoint import Touchpoint

SPOKEN = frozenset({"thanks", "contact", "answer"})
"""Kinds of touchpoints that are a word to somebody."""


class SignalOn(NamedTuple):
    """A signal on a day.

    Args:
        signal: the mention.
        state: `open`, `became` or `dismissed`.
        record: what it became, as a word and as the record's name; None for nothing.
        settled: the day on which it ended; None while it is open.
        allowed: hours within which it is settled.
        by: the moment at which they run out, in the program's zone.
        due: the last day to settle it: the one in which the hours run out.
        over: hours beyond those allowed while it is open; 0 once it is settled.
        hours: from the mention to the first word to its author, begun hours counted whole; a word
            of which only the day is known counts to the day's end. None where there was none.
        age: the same, and where there was no word the hours to the end of the day asked about.
        word: the record that has the first word; None where there was none.
    """

    signal: Signal
    state: str
    record: tuple[str, str] | None
    settled: date | None
    allowed: int
    by: datetime
    due: date
    over: int
    hours: int | None
    age: int
    word: Place | None


def signals(
    program: Program, as_of: date, tier: Callable[[str, date], str | None]
) -> tuple[SignalOn, ...]:
    """All signals of a day and before, the first one first.

    Args:
        program: what the files say.
        as_of: the day.
        tier: the tier of a person on a day.
    """
    found = [
        _on(program, each, as_of, tier)
        for each in program.signals.values()
        if each.first_day <= as_of
    ]
    zone = program.zone
    return tuple(sorted(found, key=lambda on: (moment(on.signal.date, zone), on.signal.id)))


def _on(
    program: Program, signal: Signal, as_of: date, tier: Callable[[str, date], str | None]
) -> SignalOn:
    zone, day = program.zone, signal.first_day
    said = moment(signal.date, zone, end=True)
    now = moment(as_of.isoformat(), zone, end=True)
    version = in_force(program.policy_versions, day) or PoliciesVersion(day)
    by_tier = tier(signal.influencer, day) if version.clocks_by_tier else None
    allowed = version.clocks_for(by_tier).signal_hours
    by = (said + timedelta(hours=allowed)).astimezone(zone)
    state, record, settled = _end(signal, as_of)
    words = _words(program, signal, record, as_of)
    first = min(words, default=None, key=lambda each: each[0])
    hours = hours_between(said, first[0]) if first else None
    age = hours_between(said, now)
    return SignalOn(
        signal,
        state,
        record,
        settled,
        allowed,
        by,
        (by - timedelta(minutes=1)).date(),
        max(0, age - allowed) if state == "open" else 0,
        hours,
        age if hours is None else hours,
        first[1].place if first else None,
    )


def _end(signal: Signal, as_of: date) -> tuple[str, tuple[str, str] | None, date | None]:
    """State on a day, what it became, and since when."""
    became, dismissed = signal.became, signal.dismissed
    if became is not None and became.date <= as_of:
        return "became", became.record, became.date
    if dismissed is not None and dismissed.date <= as_of:
        return "dismissed", None, dismissed.date
    return "open", None, None


def _words(
    program: Program, signal: Signal, record: tuple[str, str] | None, as_of: date
) -> Iterator[tuple[datetime, Touchpoint]]:
    """What was said to its author of it, or of what it became, since then, with the moments."""
    about = {signal.id}
    if record is not None:
        about.add(record[1])
    person = program.influencers.get(signal.influencer)
    for each in program.touchpoints_of.get(signal.influencer, ()):
        if each.date < signal.first_day or not stands(each, as_of):
            continue
        names = {each.name, f"{each.influencer}/{each.name}", each.place.path}
        if about.isdisjoint({*each.refs, *names}) or each.direction != "to-them":
            continue
        detail = each.detail
        if isinstance(detail, Answer):
            if not counts(Record(each.date, each.influencer, each, detail), person):
                continue
            text = detail.moment or each.date.isoformat()
        elif each.kind in SPOKEN:
            text = each.date.isoformat()
        else:
            continue
        when = moment(text, program.zone, end=True)
        if when >= moment(signal.date, program.zone):
            yield when, each
