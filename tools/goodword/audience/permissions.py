"""Permissions of a look back: those of the newest files known, not those of the revision shown.

Whoever has withdrawn something since, whatever was made confidential, and whoever was erased is
not shown in the portal of an older revision either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodword.audience.sharing import AUDIENCES, NOTHING, Sharing, sharing
from goodword.loops.originators import own_spans
from goodword.loops.visible import effective
from goodword.model import shape
from goodword.model.feedback import Say, VoidStep, Withdrawn
from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goodword.model.claim import Claim
    from goodword.model.feedback import Feedback
    from goodword.model.incident import Incident
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
    feedback: Mapping[str, Feedback] = rooms["feedback"]
    rooms["feedback"] = {
        key: _gone_on(item, snapshot.as_of, [_later(each, "feedback", key) for each in newer])
        for key, item in feedback.items()
    }
    rooms["incidents"] = {
        key: _said_still(each, [_later(later, "incidents", key) for later in newer])
        for key, each in program.incidents.items()
    }
    rooms["influencers"] = {
        key: _in_own_words(each, [_later(later, "influencers", key) for later in newer])
        for key, each in program.influencers.items()
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


def _gone_on(item: Feedback, day: date, later: Sequence[Any]) -> Feedback:
    """The item with what was said of it after the day of the figures.

    Later steps change nothing on that day, but they tell what was taken back since. One that was
    entered afterwards for a day before it is left out: then it was not known.
    """
    for each in later:
        if each is None or each is True or len(each.steps) <= len(item.steps):
            continue
        if each.steps[: len(item.steps)] == item.steps:
            more = (
                step if step.date > day else VoidStep(date=step.date, by="", of=place, reason="")
                for place, step in enumerate(each.steps[len(item.steps) :], len(item.steps))
            )
            item = shape.replace(item, steps=(*item.steps, *more))
    return item


def taken_back(item: Feedback) -> bool:
    """Whether all who raised an item have taken it back, on whatever day."""
    if not any(isinstance(step, Withdrawn) for step in item.steps):
        return False
    spans = own_spans(effective(item.steps))
    return bool(spans) and all(mine[-1].until is not None for mine in spans.values())


def retracted(claim: Claim, person: str, as_of: date, newer: Sequence[Newer]) -> bool:
    """Whether a claim was taken back from a person after the day of the figures.

    Args:
        claim: as the revision has it.
        person: who has a part in it.
        as_of: day of the figures.
        newer: later states of the files.
    """
    for each in (claim, *(_later(state, "claims", claim.place.path) for state in newer)):
        if each is None:
            return True
        if each is not True and any(
            r.date > as_of and person in dict(r.shares) for r in each.reversals
        ):
            return True
    return False


def _said_still(incident: Incident, later: Sequence[Any]) -> Incident:
    """The incident with no text for an audience to which a later state says nothing."""
    kept = {
        level: getattr(incident.say, level)
        if all(each is True or (each and getattr(each.say, level)) for each in later)
        else None
        for level in Say.__struct_fields__
    }
    same = all(getattr(incident.say, level) is text for level, text in kept.items())
    return incident if same else shape.replace(incident, say=Say(**kept))


_OWN_WORDS = ("name", "pronouns", "bio", "links", "accounts")
"""What people say of themselves: what they have changed or deleted is not shown of a day before."""


def _in_own_words(person: Profile, later: Sequence[Any]) -> Profile:
    """The profile as the newest state has what the person says of themselves."""
    known = [each for each in later if each is not None and each is not True]
    if not known:
        return person
    words = {field: getattr(known[-1], field) for field in _OWN_WORDS}
    same = all(getattr(person, field) == value for field, value in words.items())
    return person if same else shape.replace(person, **words)
