"""Communities that nobody has looked at in this cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.due.due import Due, owner, present

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each community not left alone, due on the last day of the cycle after its last review."""
    cycles = snapshot.program.cycles
    for community in snapshot.program.communities.values():
        stance = in_force(community.stance, snapshot.as_of)
        if stance is not None and stance.stance == "ignore":
            continue
        reviewed = community.reviewed
        if reviewed is not None and reviewed >= snapshot.cycle.start:
            continue
        cycle = snapshot.cycle if reviewed is None else cycles.after(cycles.of(reviewed))
        near = (*community.movers, *community.members)
        yield Due(
            "communities",
            (),
            present(snapshot, [owner(snapshot, person) for person in near]),
            cycle.last,
            f"look at {community.id} and decide what we do there",
            community.place.at("reviewed"),
        )
