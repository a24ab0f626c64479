"""What somebody said in the open, as it was noted; why it was dismissed is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.record import OwnSignal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def own_signals(snapshot: Snapshot, person: str) -> Iterator[OwnSignal]:
    """The signals of a person up to the day, the first one first."""
    for each in snapshot.program.signals_of.get(person, ()):
        if each.first_day <= snapshot.as_of:
            became = each.became if each.became and each.became.date <= snapshot.as_of else None
            yield OwnSignal(
                each.id,
                each.date,
                each.channel,
                each.url,
                each.tone,
                each.summary,
                each.about,
                became.record[0] if became else None,
            )
