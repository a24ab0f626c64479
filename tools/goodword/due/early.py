"""Areas about which several people tell us something within few days, before anything happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, lead, shared_department
from goodword.relation.warned import clusters
from goodword.texts.said import Said, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each such area, until an incident names what was raised as its warning, or the days pass."""
    for each in clusters(snapshot.program, snapshot.as_of):
        department = each.department or shared_department(snapshot, each.people)
        yield Due(
            "early",
            (),
            lead(snapshot, department),
            snapshot.as_of,
            Said(
                "owed.early",
                {"people": row(each.people), "what": each.area, "day": each.since},
            ),
            each.place.at("area"),
            "goodword incident open --title … --kind … --severity … "
            + " ".join(f"--warned-by {item}" for item in each.items),
            since=each.since,
            department=department,
        )
