"""More people came to an event than fit, or somebody who was not invited.

Where an event has a list of those invited, who came stands on it, or hosts the event, or is on
staff; an event without such a list is open to all. No more came than its `capacity` lets in; to
invite more than that is usual, for not everybody comes.

Mend it by adding them to `invited` where they were, by taking who did not come off `attended`, or
by the capacity that the place really has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each one who came unasked, and the first one beyond the capacity."""
    staff = snapshot.program.staff
    known = not snapshot.program.broken.lacks("program")
    for event in snapshot.program.events.values():
        asked = {*event.invited, *event.hosts}
        for index, name in enumerate(event.attended):
            if event.invited and known and name not in asked and name not in staff:
                yield Finding(
                    event.place.at("attended", index),
                    f"{name} attended and was not invited",
                    f"add {name} to invited, or take them off attended",
                )
        if event.capacity is not None and len(event.attended) > event.capacity:
            yield Finding(
                event.place.at("attended", event.capacity),
                f"{len(event.attended)} attended, and its capacity is {event.capacity}",
            )


RULE = Rule("attendance", check, Severity.WARNING, scope=Scope.FILE)
