"""Permissions of a look back: those of the newest files known, not those of the revision shown.

Whoever has withdrawn something since, whatever was made confidential, and whoever was erased is
not shown in the portal of an older revision either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodword.audience.sharing import AUDIENCES, NOTHING, Sharing, sharing
from goodword.model import shape
from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.model.program import Program

_ROOMS = (
    ("missions", "audience"),
    ("feedback", "confidentiality"),
    ("events", "audience"),
    ("touchpoints", "audience"),
)
"""Records with an audience of their own, and the field that says it."""


@dataclass(frozen=True, slots=True)
class Newer:
    """A program as it is known later.

    Args:
        program: what its files say.
        follows: whether it came from the revision shown, so that what it lacks was deleted.
    """

    program: Program
    follows: bool


def sharing_now(person: Profile, audience: str, today: date, newer: Sequence[Newer]) -> Sharing:
    """What the audience may have of a person by every later state of the files.

    Args:
        person: as the revision has them; what holds where nothing later is known.
        audience: for whom.
        today: the day of building.
        newer: later states.
    """
    if not newer:
        return sharing(person, audience, today)
    found = []
    for each in newer:
        profile = each.program.influencers.get(person.id)
        if profile is not None:
            found.append(sharing(profile, audience, today))
        elif each.follows:
            return NOTHING
    found = found or [sharing(person, audience, today)]
    return Sharing(
        all(each.recognition for each in found),
        all(each.contact for each in found),
        all(each.points for each in found),
    )


def permitted(snapshot: Snapshot, newer: Sequence[Newer]) -> Snapshot:
    """The snapshot with every record for the smallest circle that a later state names."""
    program = snapshot.program
    if not newer:
        return snapshot
    rooms: dict[str, Any] = {}
    for room, field in _ROOMS:
        records = getattr(program, room)
        rooms[room] = {
            key: _narrowed(record, field, [_later(each, room, key) for each in newer])
            for key, record in records.items()
        }
    if all(_same(getattr(program, room), records) for room, records in rooms.items()):
        return snapshot
    narrowed = replace(program, **rooms)
    return Snapshot(narrowed, snapshot.as_of, snapshot.revision, like=snapshot)


def _same(some: Mapping[str, Any], others: Mapping[str, Any]) -> bool:
    """Whether two rooms with the same keys hold the same objects."""
    return all(each is others[key] for key, each in some.items())


def _later(newer: Newer, room: str, key: str) -> Any:
    """The record later, True where it is not known there, None where it is gone."""
    found = getattr(newer.program, room).get(key)
    return found if found is not None or newer.follows else True


def _narrowed(record: Any, field: str, later: Sequence[Any]) -> Any:
    wanted = getattr(record, field)
    changed: dict[str, Any] = {}
    for each in later:
        if each is True:
            continue
        now = getattr(each, field) if each is not None else "staff"
        wanted = max(wanted, now, key=AUDIENCES.index)
        if getattr(each, "nda", False) is True:
            changed["nda"] = True
        if getattr(each, "status", "") == "proposed":
            changed["status"] = "proposed"
        void = getattr(each, "void", None)
        if void is not None:
            changed["void"] = void
    changed[field] = wanted
    return (
        record
        if all(getattr(record, k) == v for k, v in changed.items())
        else shape.replace(record, **changed)
    )
