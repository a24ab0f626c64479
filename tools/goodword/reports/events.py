"""`goodword events`: meetings ahead and past, who came, and what speaks against invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.events import meetings
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from goodword.relation.events import Meeting
    from goodword.snapshot import Snapshot

_COLUMNS = (
    Column("id"),
    Column("state"),
    Column("starts"),
    Column("format"),
    Column("audience"),
    Column("nda"),
    Column("invited", "number"),
    Column("came", "number"),
    Column("came of invited %", "number"),
    Column("capacity", "number"),
)


def events_report(snapshot: Snapshot, *, ahead: bool = False) -> Report:
    """All events by day.

    Args:
        snapshot: the program on a day.
        ahead: only those that are not over.
    """
    found = [
        each
        for each in meetings(snapshot.program, snapshot.as_of)
        if not ahead or each.state != "over"
    ]
    notes = [
        f"{each.event.id}: {person} {why}" if person else f"{each.event.id}: {why}"
        for each in found
        for person, why in each.against
    ]
    if not found:
        notes.append("there are no events" + (" ahead" if ahead else ""))
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "events": [_value(each) for each in found],
    }
    table = Table(_COLUMNS, tuple(_row(each) for each in found))
    return Report(f"events, {snapshot.as_of}", (table,), tuple(notes), value)


def percent(tenths: int | None) -> str | None:
    """`62.5` of tenths of a percent; None of None."""
    return None if tenths is None else f"{tenths // 10}.{tenths % 10}"


def _row(each: Meeting) -> tuple[Any, ...]:
    event = each.event
    return (
        event.id,
        each.state,
        event.starts.replace("T", " "),
        event.format,
        event.audience,
        "yes" if event.nda else "",
        len(event.invited),
        None if each.state == "ahead" else len(each.came),
        percent(each.attendance_tenths),
        event.capacity,
    )


def _value(each: Meeting) -> dict[str, Any]:
    event, tenths = each.event, each.attendance_tenths
    return {
        "id": event.id,
        "title": event.title.first,
        "state": each.state,
        "starts": event.starts,
        "ends": event.ends,
        "format": event.format,
        "audience": event.audience,
        "nda": event.nda,
        "invited": list(event.invited),
        "attended": list(each.came),
        "uninvited": list(each.uninvited),
        "attendance": None if tenths is None else tenths / 10,
        "capacity": event.capacity,
        "against": [{"influencer": person or None, "why": why} for person, why in each.against],
        "path": event.place.path,
    }
