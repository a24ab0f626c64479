"""A condition of a tier or a milestone: one measure of what somebody has done, and how much of it.

That it has exactly one measure, and what may stand beside it, is said by the shared definition
`requirement` of the schemas.
"""

from __future__ import annotations

from goodword.model.shape import Part

MEASURES = (
    "points",
    "claims",
    "missions",
    "people_helped",
    "days",
    "since_days",
    "in_tier_days",
)
"""What a condition may measure, in the order of the schema."""


class Condition(Part, frozen=True, kw_only=True):
    """So much of one measure; what is None is not measured.

    `of` narrows claims to those of a mission or a group of missions; `tier` is the one whose days
    are counted.
    """

    points: int | None = None
    claims: int | None = None
    of: str | None = None
    missions: int | None = None
    people_helped: int | None = None
    days: int | None = None
    since_days: int | None = None
    in_tier_days: int | None = None
    tier: str | None = None

    @property
    def measure(self) -> str:
        """Which of `MEASURES` it has."""
        for each in MEASURES[:-1]:  # a loop: this is asked a million times
            if getattr(self, each) is not None:
                return each
        return MEASURES[-1]

    @property
    def least(self) -> int:
        """How much of it is needed, 1 or more."""
        found: int = getattr(self, self.measure)
        return found
