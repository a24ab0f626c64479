"""milestones.yml: what is given once to everybody who has done so much, by version."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.model.conditions import Condition
from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part, versions

if TYPE_CHECKING:
    from collections.abc import Mapping


class Milestone(Part, frozen=True, kw_only=True):
    """A milestone from a day on; a later one of the same id takes its place.

    One that gives neither points nor a badge ends it.
    """

    id: str
    name: Words
    from_: date
    announced: date | None = None
    every: str = "ever"
    all: tuple[Condition, ...]
    points: int = 0
    badge: bool = False

    @property
    def gives(self) -> bool:
        """Whether who reaches it gets anything."""
        return bool(self.points or self.badge)


class Milestones(Model, frozen=True, kw_only=True):
    """All milestones, as the file lists them."""

    milestones: tuple[Milestone, ...]

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Each from the day the program started on; one without a name is called by its id."""
        found = versions(data["milestones"], "id", started)
        return {"milestones": [{"name": each["id"], **each} for each in found]}

    def by_id(self) -> Mapping[str, tuple[Milestone, ...]]:
        """The versions of each, in the order of the file."""
        found: dict[str, list[Milestone]] = {}
        for each in self.milestones:
            found.setdefault(each.id, []).append(each)
        return {each: tuple(own) for each, own in found.items()}
