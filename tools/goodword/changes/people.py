"""People who come, go, are called otherwise, change stage, or of whom else something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.changes.fields import differences, told
from goodword.model import shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

NEW, GONE, MOVED, STAGE = "new", "gone", "id", "stage"
_ON_A_DAY = ("history", "stated_stage", "stated_since")
"""What the stage says better."""


class PersonChange(NamedTuple):
    """Something that changed of a person.

    Args:
        id: whose; of one whose id moved the new one.
        what: `new`, `gone`, `id` (the same person under another id), `stage` on the day, or the
            key that differs.
        before: what it was; None where there was nothing.
        after: what it is.
        place: where it stands.
    """

    id: str
    what: str
    before: str | None
    after: str | None
    place: Place


def people(before: Snapshot, after: Snapshot) -> Iterator[PersonChange]:
    """What changed of people, by id; who could not be read on one side is left out.

    Args:
        before: the program as it was.
        after: the program as it is, on the same day.
    """
    old, new = before.program.influencers, after.program.influencers
    day = after.as_of
    gone = {who: old[who] for who in old.keys() - new.keys() if not _broken(after, who)}
    came = {who: new[who] for who in new.keys() - old.keys() if not _broken(before, who)}
    moved = _moved(gone, came)
    for who in sorted(old.keys() | new.keys()):
        if who in moved:
            yield PersonChange(who, MOVED, moved[who], who, new[who].place)
        elif who in came:
            yield PersonChange(who, NEW, None, came[who].stage_on(day), came[who].place)
        elif who in gone and who not in moved.values():
            yield PersonChange(who, GONE, gone[who].stage_on(day), None, gone[who].place)
        elif who in old and who in new and old[who] != new[who]:
            yield from _person(before, old[who], new[who])


def _broken(snapshot: Snapshot, who: str) -> bool:
    return snapshot.program.broken.holds("profile", who)


def _moved(gone: dict[str, Profile], came: dict[str, Profile]) -> dict[str, str]:
    """Old id by new id of those of whom everything else is as it was."""
    known = {_unnamed(person): who for who, person in sorted(gone.items(), reverse=True)}
    found: dict[str, str] = {}
    for who, person in sorted(came.items()):
        same = known.pop(_unnamed(person), None)
        if same is not None:
            found[who] = same
    return found


def _unnamed(person: Profile) -> Profile:
    return shape.replace(person, id="")


def _person(before: Snapshot, old: Profile, new: Profile) -> Iterator[PersonChange]:
    day = before.as_of
    stages = old.stage_on(day), new.stage_on(day)
    if stages[0] != stages[1]:
        yield PersonChange(new.id, STAGE, *stages, new.place.at("history"))
    elif old.history != new.history:
        yield PersonChange(
            new.id, "history", told(old.history), told(new.history), new.place.at("history")
        )
    for each in differences(old, new):
        key = each.key.partition("[")[0].partition(".")[0]
        if key not in _ON_A_DAY:
            yield PersonChange(new.id, each.key, each.before, each.after, new.place.at(key))
