"""groups.yml: missions that count together, and what all claims of a group may give."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part, versions

BY_GROUP = "group:"
"""How the limit of a group is named where it cut a share: `group:answers`."""
PROGRAM = "program"
"""The `each` of a limit that everybody shares: in points, a budget."""


class GroupLimit(Part, frozen=True, kw_only=True):
    """How many points, or how many claims, count together from a day on.

    One of `points` and `claims` is stated (rule `group-limits`). `each` is `influencer` or
    `program`, `every` the span in which it is counted anew, by the day of submitting; claims of
    the missions in `exempt` neither count nor are cut.
    """

    from_: date
    announced: date | None = None
    points: int | None = None
    claims: int | None = None
    each: str = "influencer"
    every: str
    exempt: tuple[str, ...] = ()


class Group(Part, frozen=True, kw_only=True):
    """Missions that count together; `limits` are versions of one limit, none for no limit."""

    id: str
    name: Words
    missions: tuple[str, ...]
    limits: tuple[GroupLimit, ...] = ()

    @property
    def limit(self) -> str:
        """The name of its limit, where that cut a share."""
        return f"{BY_GROUP}{self.id}"


class Groups(Model, frozen=True, kw_only=True):
    """All groups, in the order of the file."""

    groups: tuple[Group, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """A limit may be one mapping; a group without a name is called by its id."""
        return {
            "groups": [
                {
                    "name": each["id"],
                    **each,
                    "limits": list(versions(each.get("limits", []), "claims", started)),
                }
                for each in data["groups"]
            ]
        }
