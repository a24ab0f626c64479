"""The days of one member that are to come: meetings of theirs, and the last days of things.

A meeting is theirs that they were invited to or are down for. A mission's last day is theirs where
they may know of the mission and could do it as they are today; one of points where they have some.
A term's is theirs unless they were told that it goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.missions import visible
from goodword.audience.view.mine import OwnDay
from goodword.audience.words import shown
from goodword.ledger.eligibility import could
from goodword.texts import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.record import Record
    from goodword.model.mission import Mission
    from goodword.snapshot import Snapshot


def closing(snapshot: Snapshot) -> tuple[Mission, ...]:
    """Missions that are open on the day and have a last day, in the order of their ids."""
    day = snapshot.as_of
    return tuple(
        mission
        for _, mission in sorted(snapshot.program.missions.items())
        if mission.status == "open"
        and mission.closes is not None
        and mission.closes >= day
        and (mission.opens is None or mission.opens <= day)
    )


def own_days(
    snapshot: Snapshot, record: Record, missions: tuple[Mission, ...], audience: str
) -> tuple[OwnDay, ...]:
    """A member's days from the day of the figures on, the first one first.

    Args:
        snapshot: the program on the day of the figures.
        record: of the member.
        missions: those that close.
        audience: which missions they may know of: `nda` for who is under an agreement, `members`.
    """
    found = [
        *_meetings(snapshot, record),
        *_points(record),
        *_terms(record),
        *_missions(snapshot, record, missions, audience),
    ]
    return tuple(sorted(found, key=lambda each: (each.starts, each.kind, each.id)))


def _meetings(snapshot: Snapshot, record: Record) -> Iterator[OwnDay]:
    program = snapshot.program
    for each in record.meetings:
        event = program.events[each.id]
        if event.last_day >= snapshot.as_of:
            yield OwnDay(
                "event",
                each.id,
                each.title,
                event.starts,
                event.last_day,
                event.ends,
                event.place_name,
            )


def own_keeping(snapshot: Snapshot, person: str) -> Iterator[Said]:
    """What moves the last days of a member's points, and what is carried over a cycle's end."""
    there = [
        lot.varying
        for lot in snapshot.ledger.account(person).lots
        if lot.varying is not None and (lot.active or lot.pending or lot.held)
    ]
    for months in sorted({each.idle for each in there if each.idle}):
        yield Said("me.moved_by_claim", {}, months)
    for most in sorted({each.most for each in there if each.most is not None}):
        yield Said("how.expiry.carry", {}, most)


def _points(record: Record) -> Iterator[OwnDay]:
    for day, points in record.points.expiring:
        if day >= record.as_of:
            yield OwnDay("points", str(day), {}, str(day), day, points=points)


def _terms(record: Record) -> Iterator[OwnDay]:
    for each in record.terms:
        first, last = str(each.from_), str(each.until)
        if each.state != "over" and each.outcome != "renewed" and each.until >= record.as_of:
            yield OwnDay("term", first, {}, last, each.until)


def _missions(
    snapshot: Snapshot, record: Record, missions: tuple[Mission, ...], audience: str
) -> Iterator[OwnDay]:
    program, day = snapshot.program, snapshot.as_of
    for each in missions:
        if (
            each.closes is not None
            and visible(each, audience)
            and could(program, each, record.id, day, lambda: snapshot.ledger)
        ):
            title = shown(each.title, program)
            yield OwnDay("mission", each.id, title, str(each.closes), each.closes)
