"""Which claims a limit may cut, given what stands before them, whatever became of that: very few.

For all others it need not be known how the claims before them were decided, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.model.claim import Claim


def without_room(
    claims: Sequence[Claim],
    lines: Mapping[tuple[str, ...], Sequence[Claim]],
    limits_on: Callable[[date], Mapping[str, int]],
) -> Iterator[str]:
    """Paths of the claims before which as many stand, at some limit, as it has places.

    Args:
        claims: all of a mission, in the order of submitting.
        lines: the same, by what they count as: a limit first, then whose and when.
        limits_on: the limits for what is submitted on a day, by name.
    """
    limits = {day: limits_on(day) for day in {claim.submitted for claim in claims}}
    least: dict[str, int] = {}
    for each in limits.values():
        for name, places in each.items():
            least[name] = min(places, least.get(name, places))
    # One that was appealed may stand anywhere in a line, so it counts as standing before all.
    yield from (claim.place.path for claim in claims if claim.appeal is not None)
    for (name, *_), line in lines.items():
        if len(line) <= least.get(name, len(line)):
            continue
        before = sum(claim.appeal is not None for claim in line)
        for claim in line:
            if claim.appeal is None:
                if before >= limits[claim.submitted].get(name, before + 1):
                    yield claim.place.path
                before += 1
