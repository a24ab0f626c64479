"""Communities that nobody has looked at in this cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, owner, present
from goodword.relation.communities import communities
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each community not left alone, due on the last day of the cycle after its last review."""
    cycles = snapshot.program.cycles
    for standing in communities(snapshot.program, snapshot.as_of):
        if not standing.due:
            continue
        seen = standing.reviewed
        cycle = snapshot.cycle if seen is None else cycles.after(cycles.of(seen))
        near = (*standing.movers, *standing.members)
        community = standing.community
        yield Due(
            "communities",
            (),
            present(snapshot, [owner(snapshot, person) for person in near]),
            cycle.last,
            Said("owed.communities", {"community": Named("community", community.id)}),
            community.place.at("reviewed"),
            f"goodword community review {community.id}",
        )
