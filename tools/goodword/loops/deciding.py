"""Clocks of the item itself: triage, decide with its pauses, and revisit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.clocks import Run
from goodword.loops.rounds import split
from goodword.model.feedback import Decided, Delivered, Delivering, Received, Reopened, Triaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from goodword.loops.clocks import Watch
    from goodword.loops.item import Clock
    from goodword.loops.visible import Entry, Record


def _triage(
    watch: Watch, entries: Sequence[Entry], people: Iterable[str], gone: date | None
) -> Clock | None:
    received = next(e.date for e in entries if isinstance(e.step, Received))
    triaged = next((e.date for e in entries if isinstance(e.step, Triaged)), None)
    allowed = watch.strictest(received, people, "triage")
    due = watch.days.add(received, allowed)
    return watch.clock(Run("triage", received, due), stopped=triaged, ended=gone)


def _questions(
    entries: Sequence[Entry], records: Iterable[Record], number: int, as_of: date
) -> Iterator[tuple[date, date, bool]]:
    """Pauses of a round: the day the question was told, the reply or the end, and whether on."""
    told: list[Record] | None = None
    for index, entry in enumerate(entries):
        step = entry.step
        if not isinstance(step, Decided) or step.outcome != "needs-info":
            continue
        if told is None:
            told = sorted(records, key=lambda r: r.date)
        following = (e.date for e in entries[index + 1 :] if isinstance(e.step, Decided | Reopened))
        end = next(following, None)
        asked = next(
            (
                r.date
                for r in told
                if r.answer.step == "told"
                and r.answer.milestone == "question"
                and r.answer.round == number
                and entry.date <= r.date
                and (end is None or r.date < end)
            ),
            None,
        )
        if asked is None:
            continue
        replied = next(
            (
                r.date
                for r in told
                if r.answer.step == "replied" and r.answer.round == number and r.date >= asked
            ),
            None,
        )
        until = min(filter(None, (replied, end)), default=None)
        yield asked, until or as_of, until is None


def answered(asked: date, records: Iterable[Record], number: int) -> bool:
    """Whether somebody replied to a question, by the answers about the item.

    Args:
        asked: the day it was decided to ask.
        records: of everybody.
        number: the round it was asked in.
    """
    mine = [r for r in records if r.answer.round == number and r.date >= asked]
    told = [r.date for r in mine if r.answer.step == "told" and r.answer.milestone == "question"]
    since = min(told, default=asked)
    return any(r.answer.step == "replied" and r.date >= since for r in mine)


def _paused(watch: Watch, spans: Iterable[tuple[date, date, bool]], most: int) -> tuple[int, bool]:
    """Business days paused in all, at most so many, and whether it is paused now."""
    total, on = 0, False
    for start, end, open_ in spans:
        total += watch.days.between(start, end)
        on = open_
    return min(total, most), on and total <= most


def _decide(
    watch: Watch,
    entries: Sequence[Entry],
    records: Sequence[Record],
    people: Sequence[str],
    gone: date | None,
) -> Iterator[Clock]:
    rounds = split(entries)
    for number, mine in enumerate(rounds, 1):
        begins = Triaged if number == 1 else Reopened
        start = next((e.date for e in mine if isinstance(e.step, begins)), None)
        if start is None:
            continue
        stopped = next(
            (
                e.date
                for e in mine
                if (isinstance(e.step, Decided) and e.step.outcome != "needs-info")
                or (number > 1 and isinstance(e.step, Delivering | Delivered))
            ),
            None,
        )
        ended = rounds[number][0].date if number < len(rounds) else gone
        allowed = watch.strictest(start, people, "decide_at_most")
        following = watch.cycles.after(watch.cycles.of(start)).last
        due = min(following, watch.days.add(start, allowed))
        most = watch.strictest(start, people, "needs_info_at_most")
        last = min(filter(None, (stopped, ended, watch.as_of)))
        paused, pausing = _paused(watch, _questions(mine, records, number, last), most)
        run = Run("decide", start, due, number)
        clock = watch.clock(run, stopped=stopped, ended=ended, paused=paused, pausing=pausing)
        if clock is not None:
            yield clock


def _revisit(
    watch: Watch, entries: Sequence[Entry], people: Sequence[str], gone: date | None
) -> Iterator[Clock]:
    number = 1
    for index, entry in enumerate(entries):
        step = entry.step
        number += isinstance(step, Reopened)
        if not isinstance(step, Decided) or step.outcome != "deferred" or step.revisit is None:
            continue
        start = max(step.revisit, step.date)
        following = (e.date for e in entries[index + 1 :] if isinstance(e.step, Decided | Reopened))
        stopped = next(following, None)
        if start > watch.as_of or (stopped is not None and stopped < start):
            continue
        due = watch.days.add(start, watch.strictest(start, people, "revisit"))
        clock = watch.clock(Run("revisit", start, due, number), stopped=stopped, ended=gone)
        if clock is not None:
            yield clock


def item_clocks(
    watch: Watch,
    entries: Sequence[Entry],
    records: Sequence[Record],
    people: Sequence[str],
    gone: date | None,
) -> Iterator[Clock]:
    """Triage, decide and revisit.

    Args:
        watch: the day asked about.
        entries: the steps that count, in order.
        records: the answers of everybody about the item, of tellings only those that count.
        people: who raised it.
        gone: the day on which the last of them withdrew; None while somebody is left.
    """
    triage = _triage(watch, entries, people, gone)
    if triage is not None:
        yield triage
    yield from _decide(watch, entries, records, people, gone)
    yield from _revisit(watch, entries, people, gone)
