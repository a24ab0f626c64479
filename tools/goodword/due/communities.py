"""Communities that nobody has looked at in this cycle, and those whose assessment is old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, owner, present
from goodword.relation.communities import communities
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.relation.communities import Standing
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each community not left alone, due on the last day of the cycle after its last review.

    One that was assessed is assessed anew within a year: in the cycle in which that ends it is
    this that is owed, and to do it is a review too.
    """
    for standing in communities(snapshot.program, snapshot.as_of):
        anew = standing.assess_by
        if anew is not None and anew < snapshot.cycle.end:
            day, key, verb = anew, "owed.communities.anew", "assess"
        elif standing.due:
            cycles, seen = snapshot.program.cycles, standing.reviewed
            cycle = snapshot.cycle if seen is None else cycles.after(cycles.of(seen))
            day, key, verb = cycle.last, "owed.communities", "review"
        else:
            continue
        yield _due(snapshot, standing, day, key, verb)


def _due(snapshot: Snapshot, standing: Standing, day: date, key: str, verb: str) -> Due:
    community, assessment = standing.community, standing.assessment
    said: dict[str, Slot] = {"community": Named("community", community.id)}
    if verb == "assess" and assessment is not None:
        said["day"] = assessment.date
    near = (*standing.movers, *standing.members)
    return Due(
        "communities",
        (),
        present(snapshot, [owner(snapshot, person) for person in near]),
        day,
        Said(key, said),
        community.place.at("assessments" if verb == "assess" else "reviewed"),
        f"goodword community {verb} {community.id}",
    )
