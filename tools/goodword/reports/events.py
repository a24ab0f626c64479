"""`goodword events`: meetings ahead and past, who came, and what speaks against invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.events import meetings
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from goodword.relation.events import Meeting
    from goodword.snapshot import Snapshot

_FIELDS: tuple[Field[Meeting], ...] = (
    Field("id", "id", get=lambda each: each.event.id),
    Field("title", "", get=lambda each: each.event.title.first),
    Field("state", "state"),
    Field(
        "starts", "starts", get=lambda each: each.event.starts, cell=lambda at: at.replace("T", " ")
    ),
    Field("ends", "", get=lambda each: each.event.ends),
    Field("format", "format", get=lambda each: each.event.format),
    Field("audience", "audience", get=lambda each: each.event.audience),
    Field("nda", "nda", get=lambda each: each.event.nda, cell=lambda nda: "yes" if nda else ""),
    Field("invited", "invited", "number", lambda each: each.event.invited, len),
    Field("attended", "", get=lambda each: each.came),
    Field("", "came", "number", lambda each: None if each.state == "ahead" else len(each.came)),
    Field("uninvited", ""),
    Field("attendance", "came of invited %", "tenths", lambda each: each.attendance_tenths),
    Field("capacity", "capacity", "number", lambda each: each.event.capacity),
    Field(
        *("against", "", "text"),
        lambda each: [{"influencer": person or None, "why": why} for person, why in each.against],
    ),
    Field("path", "", get=lambda each: each.event.place.path),
)


def events_report(snapshot: Snapshot, *, ahead: bool = False) -> Report:
    """All events by day.

    Args:
        snapshot: the program on a day.
        ahead: only those that are not over.
    """
    found = [
        each
        for each in meetings(snapshot.program, snapshot.as_of, snapshot.tier_on)
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
        "events": values(_FIELDS, found),
    }
    return Report(f"events, {snapshot.as_of}", (table(_FIELDS, found),), tuple(notes), value)
