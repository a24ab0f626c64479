"""A limit of a group says both points and claims, or neither, or exempts a mission outside it.

A limit counts one thing: the points that all claims of the group's missions give together, or how
many of them there are. Two limits of the same missions are two groups. What is exempt is one of
the group's own missions: others do not count in it anyway. Where all of them are exempt, nothing
is limited.

Mend it by leaving one of `points` and `claims`, by adding the one that is meant, or by naming a
mission of the group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import from_day
from goodword.nearest import one_of
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.groups import Group, GroupLimit
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Limits that cannot be looked at as they are."""
    groups = snapshot.program.groups
    if groups is None:
        return
    for index, group in enumerate(groups.groups):
        for number, limit in enumerate(group.limits):
            yield from _limit(group, limit, groups.place.at("groups", index, "limits", number))


def _limit(group: Group, limit: GroupLimit, place: Place) -> Iterator[Finding]:
    if limit.points is not None and limit.claims is not None:
        yield Finding(
            place.at("claims"),
            f"the limit of {group.id}{from_day(limit.from_)} counts both points and claims",
            "leave one of them out; a second limit of the same missions is another group",
        )
    elif limit.points is None and limit.claims is None:
        yield Finding(
            place,
            f"the limit of {group.id}{from_day(limit.from_)} counts neither points nor claims",
            "say how many points, or how many claims, count together",
        )
    for at, mission in enumerate(limit.exempt):
        if mission not in group.missions:
            yield Finding(
                place.at("exempt", at),
                f'"{mission}" is exempt, but no mission of {group.id}'
                f"{one_of(mission, group.missions)}",
                "name one of its missions, or leave it out",
            )
    if limit.exempt and {*group.missions} <= {*limit.exempt}:
        yield Finding(
            place.at("exempt"),
            f"every mission of {group.id} is exempt from its limit{from_day(limit.from_)}",
            "leave one of them out of exempt",
        )


RULE = Rule("group-limits", check, scope=Scope.FILE)
