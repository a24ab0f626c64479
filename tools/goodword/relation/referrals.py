"""Who brought whom: and where that leads back to oneself, so that nobody brought anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.model.program import Program


def circles(program: Program) -> Mapping[str, tuple[str, ...]]:
    """Those who were brought by themselves, each with who lies between: (ana, ben) for ana."""
    people = program.influencers
    brought = {each.id: each.referred_by for each in people.values() if each.referred_by}
    found: dict[str, tuple[str, ...]] = {}
    known: set[str] = set()
    for start in brought:
        path: list[str] = []
        who: str | None = start
        while who is not None and who not in known:
            known.add(who)
            path.append(who)
            who = brought.get(who)
        if who in path:
            ring = path[path.index(who) :]
            for index, each in enumerate(ring):
                found[each] = (*ring[index:], *ring[:index])
    return found
