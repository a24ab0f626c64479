"""Clocks of the people: telling them, the heartbeat while nothing ends, and their verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.clocks import Run
from goodword.loops.told import counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from goodword.days import Cycle
    from goodword.loops.clocks import Watch
    from goodword.loops.item import Clock
    from goodword.loops.originators import Span
    from goodword.loops.owed import Debt
    from goodword.loops.told import Settled
    from goodword.loops.visible import Record
    from goodword.model.profile import Profile

CLOCK = {
    "acknowledged": ("acknowledge", "acknowledge"),
    "decided": ("tell_decision", "tell_decision"),
    "delivered": ("tell_delivery", "tell_delivery"),
    "reopened": ("acknowledge", "acknowledge"),
}
"""The clock of a milestone, and the key of the policies that says how long it is."""
FOR_GOOD = frozenset({"opted-out", "unreachable", "left", "deceased"})
"""Reasons of an exemption that lie in the person and not in the message."""


def due_day(watch: Watch, debt: Debt, start: date) -> date:
    """The last day to tell, when the clock starts on that day."""
    allowed = getattr(watch.limits(start, debt.person), CLOCK[debt.milestone.name][1])
    return watch.days.add(start, allowed)


def telling(watch: Watch, debt: Debt, settled: Settled, start: date, due: date) -> Clock | None:
    """The clock of one debt; None while it has not begun, or ended without a breach."""
    if start > watch.as_of:
        return None
    name = CLOCK[debt.milestone.name][0]
    run = Run(name, start, due, debt.milestone.round, debt.person)
    return watch.clock(run, stopped=settled.day, ended=debt.until)


def _busy(
    span: Span, quiet: Sequence[tuple[date, date | None]]
) -> Iterator[tuple[date, date | None]]:
    """The parts of a span outside the times in which only telling was left."""
    since, until = span.since[0], span.until
    for start, end in quiet:
        if until is not None and until <= start:
            break
        if start > since:
            yield since, start
        if end is None:
            return
        since = max(since, end)
    if until is None or since < until:
        yield since, until


class Listener(NamedTuple):
    """Somebody who hears about an item.

    Args:
        person: influencer id.
        profile: None where it could not be read.
        records: the answers they got about the item.
        spans: when they were an originator.
        silent: the day from which nothing is said to them any more.
    """

    person: str
    profile: Profile | None
    records: Sequence[Record]
    spans: Sequence[Span]
    silent: date | None


def heartbeats(
    watch: Watch, listener: Listener, quiet: Sequence[tuple[date, date | None]], number: int
) -> Iterator[Clock]:
    """The heartbeat that runs or was met last, and each that was missed.

    While an item goes on, each person hears something in every cycle after the one in which
    they came or heard last; a missed one stays overdue until they do.

    Args:
        watch: the day asked about.
        listener: whose they are.
        quiet: when only telling was left.
        number: the round the item is in.
    """
    cycles, as_of = watch.cycles, watch.as_of
    stretches = [
        (since, until)
        for span in listener.spans
        for since, until in _busy(span, quiet)
        if (as_of if until is None else min(as_of, until)) >= cycles.of(since).end
    ]
    if not stretches:
        return
    records, profile = listener.records, listener.profile
    heard = [r.date for r in records if counts(r, profile)]
    excused = [r for r in records if r.answer.step == "exempt"]
    heard += [r.date for r in excused if r.answer.milestone == "heartbeat"]
    heard.sort()
    never = [r.date for r in excused if r.answer.reason in FOR_GOOD]
    stop = min(never if listener.silent is None else [*never, listener.silent], default=None)
    last: Clock | None = None
    for since, until in stretches:
        end = min((day for day in (until, stop) if day is not None), default=None)
        for cycle, stopped in _beats(watch, heard, since, end):
            beat = Run("heartbeat", cycle.start, cycle.last, number, listener.person)
            clock = watch.clock(beat, stopped=stopped, ended=end)
            if clock is not None:
                if last is not None and last.breached:
                    yield last
                last = clock
    if last is not None:
        yield last


def _beats(
    watch: Watch, heard: Sequence[date], since: date, end: date | None
) -> Iterator[tuple[Cycle, date | None]]:
    """The cycles of one stretch that needed a word, each with the next word, which stops it."""
    cycles = watch.cycles
    base = cycles.of(since)
    words = [day for day in heard if end is None or day < end]
    index = 0
    while True:
        while index < len(words) and words[index] < base.end:
            index += 1
        following = cycles.after(base)
        if following.start > watch.as_of:
            return
        stopped = words[index] if index < len(words) else None
        yield following, stopped
        if stopped is None:
            return
        base = cycles.of(stopped)


def verify(
    watch: Watch, debt: Debt, settled: Settled, verdicts: Mapping[str, Sequence[date]]
) -> Clock | None:
    """From told delivered to the person's verdict; `no-reply` when it does not come."""
    told = settled.told
    if debt.milestone.name != "delivered" or told is None:
        return None
    start = told
    due = watch.days.add(start, watch.limits(start, debt.person).verify)
    given = next((day for day in verdicts.get(debt.person, ()) if day >= told), None)
    run = Run("verify", start, due, debt.milestone.round, debt.person)
    clock = watch.clock(run, stopped=given, ended=debt.until)
    if clock is None or clock.status not in {"overdue", "abandoned"}:
        return clock
    taken = watch.days.between(start, due)
    return clock._replace(status="no-reply", stopped=due, days=taken, age=taken)
