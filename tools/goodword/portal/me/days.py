"""A member's days that are to come: as a table, and as a calendar that only they have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.portal.ical import Entry, written
from goodword.portal.links import file_of
from goodword.portal.me.section import filled, named, table, tables, words_cell
from goodword.portal.moments import stated_at
from goodword.portal.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine, OwnDay
    from goodword.due import Due
    from goodword.portal.me.section import Section
    from goodword.portal.page import Reader

ID = "days"
"""The section's; the browser puts the calendar's link below its heading."""
_ROOMS = {"event": "events", "mission": "missions"}


def days(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """Meetings of theirs, and the last days of points, missions and their term."""
    texts, zone = reader.texts, view.how.timezone
    paths = _paths(view)
    found = tables(
        table(
            "",
            ("day", "what", "about"),
            (
                (
                    Cell(stated_at(each.starts, texts, zone).replace(" ", "\u00a0")),
                    Cell(named("me.day", each.kind, reader)),
                    _about(each, paths, reader),
                )
                for each in mine.days
            ),
            reader,
        )
    )
    lead = (texts("me.days_lead"), texts("event_zone", zone=zone))
    return filled(ID, texts("me.days"), found, reader, lead=lead, way="events/")


def _paths(view: View) -> set[str]:
    """Of the pages that the audience of the portal has."""
    return {f"events/{each.id}/" for each in view.events} | {
        f"missions/{each.id}/" for each in view.missions
    }


def _path(day: OwnDay, paths: set[str]) -> str:
    path = f"{_ROOMS.get(day.kind, '')}/{day.id}/"
    return path if path in paths else ""


def _about(day: OwnDay, paths: set[str], reader: Reader) -> Cell:
    if day.kind == "points":
        return Cell(reader.texts.count("points", day.points))
    if day.kind == "term":
        first = reader.texts.day(date.fromisoformat(day.id), "medium")
        return Cell(reader.texts("me.day.term_from", day=first))
    cell = words_cell(day.title, reader, _path(day, paths))
    return Cell(cell.text, cell.path, more=day.place or "", language=cell.language)


def calendar(mine: Mine, view: View, reader: Reader, root: str) -> str:
    """The same days for a calendar program; empty where there are none.

    Args:
        mine: whose.
        view: what the audience of the portal has.
        reader: for whom.
        root: of the language, from the portal's root.
    """
    if not mine.days:
        return ""
    program, paths, who = view.program, _paths(view), mine.record.id
    home = f"{program.url.rstrip('/')}/{root}" if program.url else ""
    return written(
        f"{program.name}: {reader.texts('me.days')}",
        (_entry(each, who, paths, home, reader) for each in mine.days),
        mine.record.as_of,
        view.how.timezone,
        program.url,
    ).decode()


def _entry(day: OwnDay, who: str, paths: set[str], home: str, reader: Reader) -> Entry:
    about = _about(day, paths, reader).text
    if day.kind == "event":
        # The same name as in the calendar of all events, so that it is not shown twice.
        name, title = day.id, about
    else:
        name = f"{day.kind}-{day.id}-{who}"
        title = f"{named('me.day', day.kind, reader)}: {about}"
    path = _path(day, paths)
    return Entry(
        name,
        title,
        day.starts,
        day.ends,
        place=day.place or "",
        address=home + file_of(path) if home and path else "",
        busy=day.kind == "event",
    )
