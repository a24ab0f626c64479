"""The time of day at which something is done: after all that was done of that day before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from goodword.model.touchpoint import Adjustment, Extension

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.program import Program

_LAST = "23:59:59"


class Moments:
    """Times given in one run, so that none is given twice."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, date], str] = {}

    def at(self, program: Program, kind: str, day: date) -> str | None:
        """The present time in UTC, or a second after the last of that day and kind.

        Args:
            program: what the files say.
            kind: `claims`, `redemptions` or `reversals`, which stands for all that is by hand:
                points given, taken and made to last longer too.
            day: when it is done.

        Returns:
            the time; None where a record of that day has none, which counts as its end, so that
            no time could follow it.
        """
        there = [at for on, at in records(program, kind) if on == day]
        if None in there:
            return None
        last = max((*filter(None, there), self._given.get((kind, day), "")))
        now = datetime.now(UTC).strftime("%H:%M:%S")
        at = self._given[kind, day] = now if now > last else _second_after(last)
        return at


def records(program: Program, kind: str) -> Iterator[tuple[date, str | None]]:
    """Day and time of each record of a kind."""
    if kind == "redemptions":
        yield from ((each.requested, each.at) for each in program.redemptions.values())
        return
    if kind == "reversals":
        for each in program.touchpoints.values():
            if isinstance(each.detail, (Adjustment, Extension)):
                yield each.date, each.detail.at
    for claim in program.claims.values():
        if kind == "claims":
            yield claim.submitted, claim.at
        else:
            yield from ((each.date, each.at) for each in claim.reversals)


def _second_after(time: str) -> str:
    """The next second of a day; its last one stays."""
    if time >= _LAST:
        return _LAST
    found = datetime.strptime(time, "%H:%M:%S") + timedelta(seconds=1)  # noqa: DTZ007 - no zone
    return found.strftime("%H:%M:%S")
