"""Steps towards objectives whose day has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, lead
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each step with a last day that is not done; the job of the department's lead."""
    strategy, day = snapshot.program.strategy, snapshot.as_of
    if strategy is None:
        return
    for place, objective in enumerate(strategy.objectives):
        for number, step in enumerate(objective.steps):
            if step.by is None or (step.done is not None and step.done <= day):
                continue
            yield Due(
                "steps",
                (),
                lead(snapshot, objective.department),
                step.by,
                Said(
                    "owed.steps",
                    {"objective": Named("objective", objective.id), "what": step.what},
                ),
                strategy.place.at("objectives", place, "steps", number, "done"),
                f"goodword objective step {objective.id} --number {number + 1}",
                department=objective.department,
            )
