"""Something is recorded as done on a day that has not come yet.

Claims, decisions, questions, redemptions, steps of feedback, touchpoints, promises kept, asks
answered, views and answers of audits, what was done about terms, incidents, measures, attendance
and reversals are records of what was done; a day after the one for which the program is computed is
a slip, or a file out of another time. Nobody has attended an event that has not begun. Plans have
fields of their own: `due`, `until`, `closes`, `announced`, and versions with a later `from`.
`occurred` and `submitted` of a claim may be one day ahead: somewhere in the world it is that day
already.

Mend it by correcting the day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodword.marked import marked
from goodword.model.plain import day
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.snapshot import Snapshot

AHEAD = timedelta(days=1)
"""How far a member's own day may be ahead of the program's."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each day after the snapshot's."""
    program, today = snapshot.program, snapshot.as_of
    last = {"past": today, "theirs": today + AHEAD}

    def late(mark: str, value: date | str) -> bool:
        return _day(value) > last[mark]

    for place, found in marked(program, "x-day", late):
        said: set[date] = set()  # a claim that states nothing has two fields of the same day
        for each in found:
            on = _day(each.value)
            if each.mark != "theirs" or on not in said:
                said.add(on)
                yield _finding(place.at(*each.steps), on, today)
    # Two that the walk does not meet: a model has a withdrawal as its day, and who attended as ids.
    for claim in program.claims.values():
        if claim.withdrawn and claim.withdrawn > today:
            yield _finding(claim.place.at("withdrawn", "date"), claim.withdrawn, today)
    for event in program.events.values():
        if event.attended and event.first_day > today:
            yield _finding(event.place.at("attended"), event.first_day, today)


def _day(value: date | str) -> date:
    """The day of a day, or of a moment as it is written."""
    return value if isinstance(value, date) else day(value[:10])


def _finding(place: Place, on: date, today: date) -> Finding:
    return Finding(place, f"{on} is after {today}, the day this was computed for")


RULE = Rule("future-date", check, scope=Scope.FILE)
