"""Which claims no limit can cut, whatever became of those before them: nearly all.

For these it need not be known how the claims before them were decided, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.model.claim import Claim


def roomy(
    line: Sequence[Claim],
    limits_on: Callable[[date], Mapping[str, int]],
    key: Callable[[str, Claim, str], tuple[str, ...]],
) -> Iterator[str]:
    """Paths of the claims before which fewer stand, at each limit, than it has places.

    Args:
        line: all claims of a mission, in the order of submitting.
        limits_on: the limits for what is submitted on a day, by name.
        key: what a person's claim counts as, by limit.
    """
    limits: dict[date, Mapping[str, int]] = {}
    for claim in line:
        if claim.submitted not in limits:
            limits[claim.submitted] = limits_on(claim.submitted)
    stated = {name for each in limits.values() for name in each}
    before: dict[tuple[str, ...], int] = {}
    # One that was appealed may stand anywhere in the line, so it counts as standing before all.
    moving = [claim for claim in line if claim.appeal is not None]
    for each in [key(name, c, who) for c in moving for name in stated for who in c.people]:
        before[each] = before.get(each, 0) + 1
    for claim in line:
        if claim.appeal is not None:
            continue
        places, room = limits[claim.submitted], True
        for name in stated:
            for person in claim.people:
                each = key(name, claim, person)
                held = before.get(each, 0)
                before[each] = held + 1
                room = room and (name not in places or held < places[name])
        if room:
            yield claim.place.path
