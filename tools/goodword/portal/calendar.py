"""Calendars: the events of a View as .ics files, one for each and one for all."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from goodword.portal.pages.events import ALL, ONE, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.audience.view import EventView, View
    from goodword.portal.page import Reader

PRODUCT = "-//Goodword//portal//EN"


def files(view: View, reader: Reader) -> Iterator[tuple[str, bytes]]:
    """Every calendar with its path from the language's root; none where there are no events."""
    if not view.events:
        return
    entries = [(event, _entry(event, view, reader)) for event in view.events]
    yield ALL, _calendar((entry for _, entry in entries), view, reader)
    for event, entry in entries:
        yield f"events/{event.id}/{ONE}", _calendar((entry,), view, reader)


def _calendar(entries: Iterable[Event], view: View, reader: Reader) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{view.program.name}: {reader.texts('page.events')}")
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(event: EventView, view: View, reader: Reader) -> Event:
    """The event; moments are written in UTC, so that no zone has to be described."""
    zone = view.how.timezone
    address = urlsplit(view.program.url or "")
    starts = moment(event.starts, zone)
    entry = Event()
    entry.add("uid", f"{event.id}@{address.hostname or 'goodword.invalid'}")
    # The day of the figures stands for the moment of writing: builds of a day are the same bytes.
    entry.add("dtstamp", datetime.combine(view.as_of, time(), UTC))
    entry.add("summary", reader.text(event.title))
    entry.add("dtstart", _written(starts))
    entry.add("dtend", _end(event, starts, zone))
    if event.place:
        entry.add("location", event.place)
    notes = reader.plain(reader.text(event.notes))
    if notes:
        entry.add("description", notes)
    if view.program.url:
        root = "" if reader.texts.tag == view.program.languages[0] else f"{reader.texts.tag}/"
        entry.add("url", f"{view.program.url.rstrip('/')}/{root}events/{event.id}/")
    return entry


def _written(point: date | datetime) -> date | datetime:
    return point.astimezone(UTC) if isinstance(point, datetime) else point


def _end(event: EventView, starts: date | datetime, zone: str) -> date | datetime:
    """Where it ends; whole days end with the day after the last one, as calendars count."""
    ends = moment(event.ends, zone) if event.ends else None
    if isinstance(starts, datetime):
        if isinstance(ends, datetime):
            return _written(ends)
        last = ends or starts.date()
        return _written(datetime.combine(last + timedelta(days=1), time(), starts.tzinfo))
    last = ends.date() if isinstance(ends, datetime) else ends or starts
    return last + timedelta(days=1)
