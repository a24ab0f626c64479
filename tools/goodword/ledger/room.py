"""Which claims a limit may cut, given what stands before them, whatever became of that: very few.

For all others it need not be known how the claims before them were decided, and when.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from goodword.ledger.groups import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.ledger.lines import Lines, Name
    from goodword.model.claim import Claim
    from goodword.model.groups import Group

_submitted = attrgetter("submitted")
_of_mission = attrgetter("mission", "submitted")


def everywhere(
    lines: Lines,
    limited: Mapping[str, Collection[str]],
    groups: Iterable[Group],
    limits_on: Callable[[str, date], Mapping[Name, int]],
) -> Iterator[str]:
    """Paths of all claims that a limit in claims may cut.

    Args:
        lines: in which claims stand.
        limited: missions, with the names of the limits that they have had of their own.
        groups: those with limits.
        limits_on: the limits for what of a mission is submitted on a day.
    """
    for mission, names in limited.items():
        if names:
            own = [(key[0], line) for key, line in lines.of(mission).items()]
            claims = lines.claims[mission]
            yield from without_room(claims, own, _submitted, partial(limits_on, mission))
    for group in groups:
        there = lines.of_group(group).items()
        among = [claim for _, line in there for claim in line]
        at = [(Together(*key[:3]), line) for key, line in there]
        yield from without_room(among, at, _of_mission, lambda key: limits_on(*key))


def without_room(
    claims: Sequence[Claim],
    lines: Collection[tuple[Name, Sequence[Claim]]],
    when: Callable[[Claim], Any],
    limits_on: Callable[[Any], Mapping[Name, int]],
) -> Iterator[str]:
    """Paths of the claims before which as many stand, at some limit, as it has places.

    Args:
        claims: all of a mission or of a group, in the order of submitting.
        lines: the same, by the limit at which they stand side by side.
        when: of a claim, that by which it is known which limits hold for it.
        limits_on: these, of what `when` says.
    """
    limits = {each: limits_on(each) for each in set(map(when, claims))}
    least: dict[Name, int] = {}
    for each in limits.values():
        for name, places in each.items():
            least[name] = min(places, least.get(name, places))
    # One that was appealed may stand anywhere in a line, so it counts as standing before all.
    yield from (claim.place.path for claim in claims if claim.appeal is not None)
    for name, line in lines:
        if len(line) <= least.get(name, len(line)):
            continue
        before = sum(claim.appeal is not None for claim in line)
        for claim in line:
            if claim.appeal is None:
                if before >= limits[when(claim)].get(name, before + 1):
                    yield claim.place.path
                before += 1
