"""Events that are over and of which nobody has written down who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, present
from goodword.texts.said import Named, Said
from goodword.verbs import LEFT_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

WITHIN = 7
"""Days after an event in which its attendance is entered."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each event without `attended`; an empty list says that nobody came."""
    for event in snapshot.program.events.values():
        if event.counted or event.last_day >= snapshot.as_of:
            continue
        yield Due(
            "attendance",
            (),
            present(snapshot, event.hosts),
            after(event.last_day, WITHIN),
            Said("owed.attendance", {"event": Named("event", event.id, event.title.first)}),
            event.place.at("attended"),
            f"goodword event attend {event.id} {LEFT_OPEN}",
            since=after(event.last_day, 1),
        )
