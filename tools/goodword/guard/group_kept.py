"""A group of missions does not count as base has it, or a new limit reaches back.

What the claims of a group count together is decided by its missions and by the version of its limit
in force on the day of handing in. A version that began before base was last changed may have cut
something: it is neither edited nor taken out, and the missions that base has neither join the group
nor leave it; nor do they where a condition of a tier or milestone in force counts claims of the
group. A new version, or the limit of a new group of missions that base has, begins no
earlier than that day; it is announced, at the earliest, three days before it. A mission that is new
may join any group.

Mend it by putting back what was there, and by adding a version, or a group, that begins later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.guard.promise import Breach, Promise
from goodword.guard.resting import conditions
from goodword.guard.version_kept import added, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change
    from goodword.model.groups import Group, Groups

_PATH = "program/groups.yml"


def check(change: Change) -> Iterator[Breach]:
    """Each group that is not as base has it."""
    old: Groups | None = change.base.models.get(_PATH)
    new = change.head.program.groups
    if new is old or _PATH in change.head.program.broken.files:
        return
    there = {each.id: (at, each) for at, each in enumerate(new.groups if new else ())}
    was = {each.id: each for each in (old.groups if old else ())}
    for group in was.values():
        at, now = there.get(group.id, (0, None))
        if new is None or now is None:
            if any(each.from_ <= change.day for each in group.limits):
                yield Breach(
                    new.place.at("groups") if new is not None else Place(_PATH),
                    f"{group.id}, whose limit is in force or used, is gone",
                    "put it back; a limit that nobody reaches lets everything count from then on",
                )
            continue
        place = new.place.at("groups", at)
        yield from kept(change, place.at("limits"), group.limits, now.limits)
        yield from added(change, place.at("limits"), group.limits, now.limits)
        yield from _missions(change, place.at("missions"), group, now)
    for at, group in there.values():
        known = not change.base.program.missions.keys().isdisjoint(group.missions)
        if new is not None and group.id not in was and known:
            yield from added(change, new.place.at("groups", at, "limits"), (), group.limits)


def _missions(change: Change, place: Place, old: Group, new: Group) -> Iterator[Breach]:
    """Missions that join or leave a group by whose missions something was counted."""
    if any(each.from_ <= change.day for each in old.limits):
        whose = "whose limit is in force or used"
        instead = "put it back, and make a group whose limit begins later"
    elif any(each.of == old.id for each in conditions(change.base.program, change.day)):
        whose = "whose claims a condition in force counts"
        instead = "put it back, and let a condition from a later day name another group"
    else:
        return
    known = change.base.program.missions
    for mission in sorted({*old.missions} ^ {*new.missions}):
        if mission in known:
            does = "joins" if mission in new.missions else "leaves"
            yield Breach(
                place,
                f"{mission} {does} {old.id}, {whose}",
                instead,
            )


PROMISE = Promise("group-kept", check)
