"""Ask budgets used up while something asked still waits for its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner
from goodword.ledger.leaving import reference
from goodword.model.touchpoint import Ask
from goodword.relation.asks import budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person of whom no more may be asked this quarter, with the first open ask."""
    program, day = snapshot.program, snapshot.as_of
    for person in program.touchpoints_of:
        found = budget(program, person, day)
        if not found.places or not found.used_up:
            continue
        asked = [program.touchpoints[place.path] for place in found.places]
        waiting = [
            each
            for each in asked
            if isinstance(each.detail, Ask)
            and (
                each.detail.outcome is None
                or (each.detail.answered is not None and each.detail.answered > day)
            )
        ]
        if not waiting:
            continue
        first = min(waiting, key=lambda each: (each.date, each.place.path))
        yield Due(
            "asks",
            (person,),
            owner(snapshot, person),
            first.date,
            f"{len(asked)} of {found.capacity} asks of {person} are used up in {found.quarter}: "
            f"ask nothing more, and settle the {len(waiting)} without an answer",
            first.place.at("outcome"),
            f"goodword influencer ask --answered {reference(first.place.path)}",
            since=first.date,
            department=department(snapshot, person),
        )
