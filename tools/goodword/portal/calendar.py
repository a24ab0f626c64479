"""Calendars: the events of a View as .ics files, one for each and one for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.feed import address
from goodword.portal.ical import Entry, written
from goodword.portal.links import file_of
from goodword.portal.pages.events import ALL, ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import EventView, View
    from goodword.portal.page import Reader


def files(view: View, reader: Reader) -> Iterator[tuple[str, bytes]]:
    """Every calendar with its path from the language's root; none where there are no events."""
    if not view.events:
        return
    title = f"{view.program.name}: {reader.texts('page.events')}"
    entries = [(event, _entry(event, view, reader)) for event in view.events]
    found = [(ALL, [entry for _, entry in entries])]
    found += [(f"events/{event.id}/{ONE}", [entry]) for event, entry in entries]
    for path, those in found:
        yield path, written(title, those, view.as_of, view.how.timezone, view.program.url)


def _entry(event: EventView, view: View, reader: Reader) -> Entry:
    root = address(view, reader)
    return Entry(
        event.id,
        reader.text(event.title),
        event.starts,
        event.ends,
        place=event.place or "",
        notes=reader.plain(reader.text(event.notes)),
        address=root + file_of(f"events/{event.id}/") if root else "",
    )
