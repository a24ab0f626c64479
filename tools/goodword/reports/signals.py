"""`goodword signals`: what our people said in the open, what became of it, hours to a word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.loops.figures import nearest_rank
from goodword.nearest import did_you_mean
from goodword.relation.signals import signals
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.days import Cycle
    from goodword.relation.measures import Basis
    from goodword.relation.signals import SignalOn
    from goodword.reports.report import Table
    from goodword.snapshot import Snapshot


def _reason(on: SignalOn) -> str | None:
    dismissed = on.signal.dismissed
    return dismissed.reason if dismissed is not None and on.state == "dismissed" else None


_SHOWN: tuple[Field[SignalOn], ...] = (
    Field("id", "id", get=lambda on: on.signal.id),
    Field("influencer", "influencer", get=lambda on: on.signal.influencer),
    Field("channel", "channel", get=lambda on: on.signal.channel),
    Field("date", "said", get=lambda on: on.signal.date),
    Field("tone", "tone", get=lambda on: on.signal.tone),
    Field("about", "about", get=lambda on: on.signal.about),
    Field("state", "state"),
    Field("record", "what it became", get=lambda on: " ".join(on.record) if on.record else None),
    Field("settled", "settled", "date"),
    Field("hours_allowed", "", "number", lambda on: on.allowed),
    Field("due", "due", "date", lambda on: on.due if on.state == "open" else None),
    Field("over", "hours over", "number"),
    Field("hours", "hours to the first word", "number"),
    Field("path", "", get=lambda on: on.signal.place.path),
)
_WHOLE: tuple[Field[SignalOn], ...] = (
    Field("", "id", get=lambda on: on.signal.id),
    Field("url", "address", get=lambda on: on.signal.url),
    Field("summary", "summary", get=lambda on: on.signal.summary),
    Field("", "first word", get=lambda on: on.word),
    Field("dismissed", "dismissed because", get=_reason),
    Field("", "where", get=lambda on: on.signal.place),
)


def signals_report(
    snapshot: Snapshot, ids: Sequence[str] = (), *, unsettled: bool = False
) -> Report:
    """All signals, or those named with what they say.

    Args:
        snapshot: the program on a day.
        ids: only these signals.
        unsettled: only those that are open.

    Raises:
        Failure: an id that no signal has.
    """
    known = snapshot.program.signals
    for each in ids:
        if each not in known:
            raise Failure(
                f'there is no signal "{each}"{did_you_mean(each, known)}',
                "goodword list signals shows them",
            )
    every = signals(snapshot.program, snapshot.as_of, snapshot.tier_on)
    found = [
        on
        for on in every
        if (not ids or on.signal.id in ids) and (on.state == "open" or not unsettled)
    ]
    tables = [table(_SHOWN, found)]
    if ids:
        tables.append(table(_WHOLE, found, "what was said"))
    median = median_hours(every)
    notes = []
    if not every:
        notes.append("there are no signals yet: goodword listen takes in what a monitor found")
    else:
        notes.append(_counts(every))
    if median is not None:
        notes.append(
            f"median time to the first word: {counted(median, 'hour')}, "
            "who had none yet at their age so far, dismissed ones left out"
        )
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "signals": [
            {**one, **two}
            for one, two in zip(values(_SHOWN, found), values(_WHOLE, found), strict=True)
        ],
        "open": _in("open", every),
        "overdue": sum(on.over > 0 for on in every),
        "median_hours": median,
    }
    return Report(f"signals, {snapshot.as_of}", tuple(tables), tuple(notes), value)


def _in(state: str, every: Sequence[SignalOn]) -> int:
    return sum(on.state == state for on in every)


def _counts(every: Sequence[SignalOn]) -> str:
    states = {state: _in(state, every) for state in ("became", "dismissed")}
    over = sum(on.over > 0 for on in every)
    open_ = _in("open", every)
    return (
        f"{counted(len(every), 'signal')}: {states['became']} became something, "
        f"{states['dismissed']} dismissed, {open_} open, {over} of them over"
    )


def median_hours(every: Sequence[SignalOn]) -> int | None:
    """Median hours to the first word by nearest rank; who had none counts with the hours so far."""
    return nearest_rank([on.age for on in every if on.state != "dismissed"], 50)


_HEARD: tuple[Field[Sequence[SignalOn]], ...] = (
    Field("signals", "signals", "number", len),
    *(Field(each, each, "number", partial(_in, each)) for each in ("became", "dismissed", "open")),
    Field("over", "hours over", "number", lambda every: sum(on.over > 0 for on in every)),
    Field("median_hours", "hours to the first word, median", "number", median_hours),
)


def signals_part(basis: Basis, cycle: Cycle) -> tuple[list[Table], dict[str, Any]]:
    """Of the report: what was said in the open in a cycle, and how long our word took.

    Nothing where nothing was.
    """
    every = [
        on for on in signals(basis.program, basis.as_of, basis.tier) if on.signal.first_day in cycle
    ]
    if not every:
        return [], {}
    shown = table(_HEARD, [every], f"what our people said in the open in {cycle.name}")
    return [shown], {"signals": values(_HEARD, [every])[0]}
