"""Which tiers somebody has, of the ladders that some tiers are of: `gold`, or `experts/gold`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class TierOn(Protocol):
    """The tier of a person on a day, of the first ladder or of the one with an id.

    It is named as files name it: `tier`, or `ladder/tier` where the ladder is not the first.
    """

    def __call__(self, person: str, day: date, ladder: str = "") -> str | None:
        """The tier; None for none."""


def tiers_held(wanted: Iterable[str], person: str, day: date, tier: TierOn) -> tuple[str, ...]:
    """The tiers that a person has, of the ladders of those that are wanted.

    Args:
        wanted: tiers as files name them.
        person: influencer id.
        day: the day.
        tier: the tier of a person on a day.
    """
    ladders = dict.fromkeys(each.rpartition("/")[0] for each in wanted)
    found = (tier(person, day, ladder) for ladder in ladders)
    return tuple(each for each in found if each is not None)
