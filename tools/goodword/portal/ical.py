"""Writes calendars (RFC 5545): what is in one, as text that other programs read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

from goodword.portal.links import stated
from goodword.portal.moments import moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

PRODUCT = "-//Goodword//calendar//EN"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a text may not hold, or what some readers take for the end of a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that takes place, or a day that counts.

    Args:
        name: by which it is the same thing in every calendar of the program.
        title: plain text.
        starts: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` in the program's zone or with an offset.
        ends: likewise; a plain day is included. None where it ends on the day it starts.
        place: plain text, may be empty.
        notes: likewise.
        address: of its page, empty where it has none.
        busy: whether somebody is taken by it, as by a meeting and not by a last day.
    """

    name: str
    title: str
    starts: str
    ends: str | None = None
    place: str = ""
    notes: str = ""
    address: str = ""
    busy: bool = True


def written(
    title: str, entries: Iterable[Entry], day: date, zone: str, portal: str | None
) -> bytes:
    """A calendar.

    Args:
        title: of the whole.
        entries: in their order.
        day: of the figures; it stands for the moment of writing, so that builds of a day are the
            same bytes.
        zone: of the program. Moments are written in UTC, so that no zone has to be described.
        portal: its address; ids of entries end with its host.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_text(title)))
    host = stated(portal)[0] or "goodword.invalid"
    stamp = datetime.combine(day, time(), UTC)
    for entry in entries:
        calendar.add_component(_event(entry, host, stamp, zone))
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, stamp: datetime, zone: str) -> Event:
    starts = moment(entry.starts, zone)
    event = Event()
    event.add("uid", f"{entry.name}@{host}")
    event.add("dtstamp", stamp)
    event.add("summary", _text(entry.title))
    event.add("dtstart", _utc(starts))
    event.add("dtend", _end(entry, starts, zone))
    if entry.place:
        event.add("location", _text(entry.place))
    if entry.notes:
        event.add("description", _text(entry.notes))
    if entry.address:
        event.add("url", entry.address)
    if not entry.busy:
        event.add("transp", "TRANSPARENT")
    return event


def _text(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _utc(point: date | datetime) -> date | datetime:
    return point.astimezone(UTC) if isinstance(point, datetime) else point


def _end(entry: Entry, starts: date | datetime, zone: str) -> date | datetime:
    """Where it ends; whole days end with the day after the last one, as calendars count."""
    ends = moment(entry.ends, zone) if entry.ends else None
    if isinstance(starts, datetime):
        if isinstance(ends, datetime):
            return _utc(ends)
        last = ends or starts.date()
        return _utc(datetime.combine(last + timedelta(days=1), time(), starts.tzinfo))
    last = ends.date() if isinstance(ends, datetime) else ends or starts
    return last + timedelta(days=1)
