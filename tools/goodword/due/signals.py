"""Signals that have become nothing yet and were not dismissed; hours count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner, silent
from goodword.relation.signals import signals
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each open signal, with the moment at which its hours run out."""
    if not snapshot.program.signals:
        return
    people = snapshot.program.influencers
    for on in signals(snapshot.program, snapshot.as_of, snapshot.tier_on):
        if on.state != "open":
            continue
        signal = on.signal
        said: dict[str, Slot] = {
            "person": Named("person", signal.influencer),
            "channel": signal.channel,
            "moment": on.by,
        }
        yield Due(
            "signals",
            () if silent(people.get(signal.influencer), snapshot.as_of) else (signal.influencer,),
            owner(snapshot, signal.influencer),
            on.due,
            Said("owed.signals.over", said, on.over) if on.over else Said("owed.signals", said),
            signal.place,
            f"goodword signal became {signal.id}",
            since=signal.first_day,
            department=department(snapshot, signal.influencer),
            hours=on.over,
        )
