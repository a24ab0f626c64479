"""Members of whom nothing was seen for long: call them, and later propose emeritus."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, records, silent
from goodword.loops.told import counts
from goodword.loops.visible import Record
from goodword.model.feedback import Joined, Received
from goodword.model.touchpoint import Answer, Ask
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot

_SPOKE = frozenset({"contact", "thanks", "gift"})
"""Kinds of records that are a word with a person, or more than a word."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each member who did nothing for longer than the policies allow, and with whom nobody spoke.

    A word with them, a thank-you or a gift puts off both for as long as the first call may wait.
    """
    day = snapshot.as_of
    allowed = policies(snapshot, day)
    seen = _seen(snapshot)
    first = snapshot.program.settings.first_day
    for person in snapshot.program.influencers.values():
        if person.stage_on(day) != "member" or not person.reachable or silent(person, day):
            continue
        entered = person.entered_on(day)
        active = max(seen.get(person.id, entered), entered)
        spoken = max(
            (each.date for each in records(snapshot, person.id) if _spoke(each, person)),
            default=active,
        )
        begun = max(active, first)  # what was before the program nobody could see
        quiet = after(max(begun, spoken), allowed.inactive_call_days)
        last = after(begun, allowed.inactive_emeritus_days)
        if last <= day and quiet <= day:
            yield Due(
                "inactivity",
                (person.id,),
                owner(snapshot, person.id),
                max(last, quiet),
                Said("owed.inactivity.emeritus", _of(person, active)),
                person.place.at("history"),
                f"goodword influencer stage {person.id} --to emeritus",
                department=department(snapshot, person.id),
            )
        else:
            yield Due(
                "inactivity",
                (person.id,),
                owner(snapshot, person.id),
                quiet,
                Said("owed.inactivity", _of(person, active)),
                person.place,
                f"goodword influencer contact {person.id}",
                department=department(snapshot, person.id),
            )


def _of(person: Profile, active: date) -> dict[str, Named | date]:
    return {"person": Named("person", person.id), "day": active}


def _spoke(record: Touchpoint, person: Profile) -> bool:
    """Whether somebody was in touch with them: spoke, thanked, gave, or told them of an answer."""
    if isinstance(record.detail, Answer):
        told = Record(record.date, person.id, record, record.detail)
        return record.direction == "to-them" and counts(told, person)
    return record.kind in _SPOKE


def _seen(snapshot: Snapshot) -> dict[str, date]:
    """The last day on which each person did something."""
    program = snapshot.program
    seen: dict[str, date] = {}
    for person, day in chain(_handed_in(program), _raised(program), _answered(snapshot)):
        if day <= snapshot.as_of and (person not in seen or day > seen[person]):
            seen[person] = day
    return seen


def _handed_in(program: Program) -> Iterator[tuple[str, date]]:
    """Claims, requests for rewards, and events attended."""
    for claim in program.claims.values():
        for person in claim.people:
            yield person, claim.submitted
    for redemption in program.redemptions.values():
        yield redemption.influencer, redemption.requested
    for event in program.events.values():
        for person in event.attended:
            yield person, event.first_day


def _raised(program: Program) -> Iterator[tuple[str, date]]:
    """Feedback."""
    for item in program.feedback.values():
        for step in item.steps:
            if isinstance(step, Received | Joined):
                for person in step.from_:
                    yield person, step.date


def _answered(snapshot: Snapshot) -> Iterator[tuple[str, date]]:
    """Whatever came from them, what they agreed to do, and what they said when asked."""
    for person in snapshot.program.touchpoints_of:
        for each in records(snapshot, person):
            if each.direction == "from-them":
                yield person, each.date
            elif isinstance(each.detail, Ask) and each.detail.outcome == "accepted":
                yield person, each.detail.answered or each.date
    for audit in snapshot.program.audits.values():
        if audit.answer is not None:
            yield audit.influencer, audit.answer.date
