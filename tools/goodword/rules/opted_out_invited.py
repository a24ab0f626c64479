"""Somebody who had opted out or died before an event is on its list.

Who has opted out is not invited, and the dead are not. Who opted out after they were invited is
better taken off the list than reminded.

Mend it by taking the person off the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.diagnostics import Severity
from goodword.loops.told import SILENT
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each name among the invited, the hosts and those attending."""
    program = snapshot.program
    for event in program.events.values():
        day = event.first_day
        for key in ("invited", "hosts", "attended"):
            for index, name in enumerate(getattr(event, key)):
                person = program.influencers.get(name)
                entry = in_force(person.history, day) if person else None
                if entry is not None and entry.stage in SILENT and entry.date < day:
                    yield Finding(
                        event.place.at(key, index),
                        f"{name} is {entry.stage} since {entry.date}, before the event on {day}",
                        f"leave {name} out",
                    )


RULE = Rule("opted-out-invited", check, Severity.WARNING)
