"""Since when somebody takes part, and when they were on leave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.days import EARLIEST

if TYPE_CHECKING:
    from goodword.model.profile import Profile

RANKED = frozenset(("member", "on-leave"))
"""Stages in which people have a tier."""


def joined(profile: Profile, day: date) -> date | None:
    """The day since which a person has been a member or on leave without a break."""
    since = None
    for entry in profile.history:
        if entry.date > day:
            break
        since = since or entry.date if entry.stage in RANKED else None
    return since


class Leaves:
    """When one person was on leave; days are ordinals, and spans name first and last one.

    Args:
        profile: whose stages are looked at.
    """

    def __init__(self, profile: Profile) -> None:
        first = next((each.date for each in profile.history if each.stage in RANKED), EARLIEST)
        self.first = first.toordinal()
        ends = [*(each.date.toordinal() for each in profile.history[1:]), date.max.toordinal()]
        self.spans = tuple(
            (each.date.toordinal(), end - 1)
            for each, end in zip(profile.history, ends, strict=False)
            if each.stage == "on-leave"
        )

    def touch(self, first: int, last: int) -> bool:
        """Whether a day of a span was one on leave."""
        return any(begun <= last and end >= first for begun, end in self.spans)

    def days(self, first: int, last: int) -> int:
        """How many days of a span were days on leave."""
        return sum(max(0, min(end, last) - max(begun, first) + 1) for begun, end in self.spans)
